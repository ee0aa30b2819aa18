"""What is handed to a channel, and what it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Letter:
    """A notice ready to leave; `uid` is the key under which the other side accepts it once.

    stop_url  empty when it must be told.
    """

    uid: UUID
    channel: str
    address: str
    subject: str
    text: str
    stop_url: str = ""


class Answer(StrEnum):
    """What is known after a try.

    SENT      the other side took it.
    NOT_SENT  it certainly has not; trying again cannot double it.
    REFUSED   it will never take it: no such address.
    UNKNOWN   it may have; only asking can tell.
    """

    SENT = "sent"
    NOT_SENT = "not_sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """How a try ended; `unreachable`: the other side could not be met at all, so others need not try now."""

    answer: Answer
    receipt: str = ""
    fault: str = ""
    unreachable: bool = False


class Channel(Protocol):
    """A way to a person.  `can_ask`: whether it can be asked what became of a letter."""

    name: str
    can_ask: bool

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter over once."""
        ...

    def ask(self, uid: UUID) -> Outcome:
        """Say what became of a letter: SENT, NOT_SENT when it never came, UNKNOWN when nobody answers."""
        ...
