"""The states of a ticket, and of a booked visit."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a ticket stands.  A skipped one may be called back the same day; an absent or served one may not.

    UNFINISHED: its counter never said how it ended, and the day is over: when it ended is unknown.
    """

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    SKIPPED = "skipped"
    NO_SHOW = "no_show"
    UNFINISHED = "unfinished"


class Coming(StrEnum):
    """Where a booked visit stands.  Somebody who comes after his time on the day itself is LATE, though MISSED before."""

    BOOKED = "booked"
    CAME = "came"
    LATE = "late"
    MISSED = "missed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    """By the office, which closed the group of counters or does not work then; the reason stands beside it."""


def is_awaited(state: str, ends_at: datetime, at: datetime) -> bool:
    """Return whether somebody is still awaited: booked, and the slot is not over."""
    return state == Coming.BOOKED and ends_at > at
