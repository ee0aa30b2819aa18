"""The times of a day for which visits are booked, and whether somebody comes in his time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

EARLY = timedelta(minutes=15)
"""So long before his time a booked visitor is let into the line."""


class Arrival(StrEnum):
    """How somebody comes to his time."""

    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"


def starts(sessions: Iterable[tuple[int, int]], minutes: int) -> tuple[int, ...]:
    """Return when the slots of a day begin, as minutes after midnight.

    sessions  the day's office hours as minutes after midnight; none on a holiday, one on a closed half day.
    minutes   length of a slot, >= 1; a slot lies wholly within one session, so none runs into the pause at noon.
    """
    return tuple(start for opens, closes in sessions for start in range(opens, closes - minutes + 1, minutes))


def within(sessions: Iterable[tuple[int, int]], begins: int, ends: int) -> bool:
    """Return whether a slot lies wholly in one session of its day; all are minutes after midnight."""
    return any(opens <= begins and ends <= closes for opens, closes in sessions)


def arrival(*, begins: datetime, ends: datetime, at: datetime) -> Arrival:
    """Return how somebody who comes at `at` comes to the time from `begins` to `ends`; at its end he is late."""
    if at < begins - EARLY:
        return Arrival.EARLY
    return Arrival.IN_TIME if at < ends else Arrival.LATE
