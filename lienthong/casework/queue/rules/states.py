"""The states of a ticket."""

from __future__ import annotations

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
