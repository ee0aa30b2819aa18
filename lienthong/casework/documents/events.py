"""What documents announce through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class DocumentWithdrawn:
    """A document was recalled by its issuer, or another took its place: nothing new is begun with it."""

    topic: ClassVar[str] = "documents.withdrawn"
    document_uid: UUID
