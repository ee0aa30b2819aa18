"""What delivery announces to itself through the outbox: packets that are to leave, each told by facts that no longer change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class PacketDue:
    """A document, or what becomes of it, is to go to an agency outside.  kind: new, recall or update."""

    topic: ClassVar[str] = "delivery.packet_due"
    dispatch_uid: UUID
    kind: str
    at: datetime
    reason: str = ""
    files: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class StatusDue:
    """Who sent us a document by the axis is to be told how far we are with it; code 01 to 06, 15, 16."""

    topic: ClassVar[str] = "delivery.status_due"
    from_organ: str
    from_name: str
    to_organ: str
    document_key: str
    symbol: str
    issued_on: date | None
    code: str
    reason: str
    at: datetime
