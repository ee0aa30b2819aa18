"""What intake announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class ArrivalRegistered:
    """What arrived stands in the register, under a number of its own or that of its twin.  origin: as it was put."""

    topic: ClassVar[str] = "intake.registered"
    arrival_uid: UUID
    origin: str
    document_uid: UUID
    number: str


@dataclass(frozen=True)
class ArrivalRefused:
    """What arrived was not taken, for this reason."""

    topic: ClassVar[str] = "intake.refused"
    arrival_uid: UUID
    origin: str
    reason: str
