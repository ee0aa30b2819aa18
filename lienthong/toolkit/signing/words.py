"""What a signature is to say, and what was found out about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as told
from datetime import datetime, timedelta
from enum import StrEnum

from lienthong.toolkit.signing.certificates import Certificate
from lienthong.toolkit.signing.revocation import NOT_ASKED, Standing

CLOCKS = timedelta(minutes=5)
"""How far two clocks may stand apart without a word about it."""


@dataclass(frozen=True)
class Wish:
    """What a signature says beside its certificate: the field it fills (one of its name a file), who, why, where.

    look       a PDF whose first page is drawn into the field; none: an invisible signature, or the field stays empty.
    certifies  it is the first, and after it nothing may be done but fill in and sign (DocMDP 2).
    """

    field: str
    name: str
    reason: str
    place: str
    look: bytes = told(default=b"", repr=False)
    certifies: bool = False


@dataclass(frozen=True)
class Slot:
    """An empty field laid on a page (from 1) before the first signature, in points from the page's lower left corner.

    holds_text  it waits for a text; else for a signature, one without width for a signature that is not seen.
    """

    field: str
    page: int
    left: float
    bottom: float
    width: float
    height: float
    holds_text: bool = False


@dataclass(frozen=True)
class Filling:
    """A text for a field that was laid for one; `look`: a PDF whose first page shows it there."""

    field: str
    words: str
    look: bytes = told(repr=False)


@dataclass(frozen=True)
class Authority:
    """A time stamp authority (RFC 3161): its address, and how many seconds each of its answers may take."""

    address: str
    seconds: float


@dataclass(frozen=True)
class Beside:
    """What a later reader of a file needs to ask about revocation: DER lists, and the DER certificates that they are about."""

    lists: Sequence[bytes] = ()
    certificates: Sequence[bytes] = ()


NOTHING = Beside()


class State(StrEnum):
    """What a signature is worth, the worst that is true of it."""

    CHANGED = "changed"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    GOOD = "good"


@dataclass(frozen=True)
class Stamp:
    """A time stamp on a signature: at this instant it was there (aware), says whose certificate; `holds`: it can be relied on."""

    at: datetime
    by: Certificate
    holds: bool


@dataclass(frozen=True)
class Found:
    """One signature: its field, the words in it, when it says it was made (aware, or None), its certificate, what it is worth.

    stamp     that of a time stamp authority, None without one.
    standing  what revocation lists say of its certificate.
    """

    field: str
    name: str
    reason: str
    signed_at: datetime | None
    certificate: Certificate
    state: State
    stamp: Stamp | None = None
    standing: Standing = NOT_ASKED

    @property
    def proved_at(self) -> datetime | None:
        """Return the instant at which a time stamp proves that the signature was there (aware); None: nothing proves one."""
        return self.stamp.at if self.stamp and self.stamp.holds else None

    @property
    def clock_is_off(self) -> bool:
        """Return whether the signer says another time than a stamp proves."""
        proved = self.proved_at
        return proved is not None and (self.signed_at is None or abs(proved - self.signed_at) > CLOCKS)
