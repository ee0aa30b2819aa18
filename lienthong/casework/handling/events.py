"""What handling announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class LetterInstructed:
    """The leader wrote on a letter who handles it: it is assigned."""

    topic: ClassVar[str] = "handling.instructed"
    document_uid: UUID
    at: datetime


@dataclass(frozen=True)
class LetterTaken:
    """Who leads the handling of a letter took it on: it is being worked on."""

    topic: ClassVar[str] = "handling.taken"
    document_uid: UUID
    at: datetime


@dataclass(frozen=True)
class LetterFinished:
    """A letter is handled: answered, finished without an answer, or for the file only."""

    topic: ClassVar[str] = "handling.finished"
    document_uid: UUID
    at: datetime
