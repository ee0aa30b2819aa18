"""How packets travel: the port that every transport fills, with the verbs of the gateway of the Government Office's SDK [I]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Delivery(Enum):
    """What the receiver tells the transport about a packet (not the status of the document: that is a packet of its own)."""

    DONE = "done"
    FAIL = "fail"


@dataclass(frozen=True)
class Waiting:
    """A packet that came and waits.  `packet_id` is the transport's own, the same for the same bytes."""

    packet_id: str
    size: int


@dataclass(frozen=True)
class Agency:
    """Who can be reached."""

    organ_id: str
    name: str


class Transport(Protocol):
    """Carries packets as bytes; what they say is the caller's matter.

    A packet is handed over at least once: it stays listed until `update_status` says DONE or FAIL, so whoever takes it keeps
    `packet_id` in the same transaction as what it brought about.  What was sent once is not sent again.
    """

    def send_document(self, data: bytes) -> str:
        """Send a packet and return its id; the same bytes again do nothing and return the same id (sendDocument)."""
        ...

    def received(self) -> Sequence[Waiting]:
        """Return what came and waits, the oldest first (getReceivedEdocList)."""
        ...

    def document(self, packet_id: str) -> bytes:
        """Return the bytes of a packet that waits (getDocument)."""
        ...

    def update_status(self, packet_id: str, delivery: Delivery, reason: str = "") -> None:
        """Say what became of a packet that waits, once and for all; again does nothing (updateStatus)."""
        ...

    def sent(self) -> Sequence[str]:
        """Return the ids of what was sent (getSentEdocList)."""
        ...

    def agencies(self) -> Sequence[Agency]:
        """Return who can be reached (getAgenciesList)."""
        ...
