"""What the fees app announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class LevyTaken:
    """A levy was taken at a unit that gives electronic receipts: the provider is to issue one."""

    topic: ClassVar[str] = "fees.levy_taken"
    payment_uid: UUID
    unit_id: int
