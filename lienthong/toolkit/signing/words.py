"""What a signature is to say, and what was found out about one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lienthong.toolkit.signing.certificates import Certificate


@dataclass(frozen=True)
class Wish:
    """What a signature says beside its certificate: the field it fills (one of its name a file), who, why, where."""

    field: str
    name: str
    reason: str
    place: str


class State(StrEnum):
    """What a signature is worth, the worst that is true of it."""

    CHANGED = "changed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    GOOD = "good"


@dataclass(frozen=True)
class Found:
    """One signature: its field, the words in it, when it says it was made (aware, or None), its certificate, what it is worth."""

    field: str
    name: str
    reason: str
    signed_at: datetime | None
    certificate: Certificate
    state: State
