"""What the queue announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class VisitWithdrawn:
    """An office cancelled a booked visit: its owner must be told before he sets out."""

    topic: ClassVar[str] = "queue.visit_withdrawn"
    booking_uid: UUID
    at: datetime
