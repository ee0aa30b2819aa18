"""What petitions announce through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class PetitionReceived:
    """A petition was taken in: it has a handler and a day by which it is answered."""

    topic: ClassVar[str] = "petitions.received"
    petition_uid: UUID
    at: datetime


@dataclass(frozen=True)
class PetitionExtended:
    """The limit of a petition was extended."""

    topic: ClassVar[str] = "petitions.extended"
    petition_uid: UUID
    at: datetime


@dataclass(frozen=True)
class PetitionClosed:
    """A petition was answered, transferred or refused: `state` says which."""

    topic: ClassVar[str] = "petitions.closed"
    petition_uid: UUID
    state: str
    at: datetime
