"""What approval announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class DocumentSigned:
    """A document was signed, numbered, sealed and entered in the outgoing register; its file hangs on it.

    recipients  «Nơi nhận» as the paper says it, one a line.
    """

    topic: ClassVar[str] = "approval.document_signed"
    document_uid: UUID
    draft_uid: UUID
    recipients: str
    at: datetime
