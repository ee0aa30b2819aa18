"""Numbers as people read them, and how long one will wait: estimated from today's service times, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

LEAST_KNOWN = 3
"""Fewer service times than these tell nothing: the wait is unknown."""
STEP = 5
"""Minutes to which an estimate is rounded up; a finer one would pretend."""


def label(letter: str, number: int) -> str:
    """Return a number as it is printed and called: `A007`; from 1000 on it grows."""
    return f"{letter}{number:03d}"


def spoken(label_: str) -> str:
    """Return a number as it is called aloud: «A 0 0 7», each sign by itself, so that every voice reads it alike."""
    return " ".join(label_)


def estimate(*, ahead: int, counters: int, service_seconds: Sequence[float]) -> int | None:
    """Return how many minutes somebody waits with `ahead` people before him, rounded up to 5; None = unknown.

    counters         counters of the group at work.
    service_seconds  recent service times; the median counts, so one long case does not frighten everybody.
    """
    if counters < 1 or len(service_seconds) < LEAST_KNOWN:
        return None
    minutes = median(service_seconds) * ahead / counters / 60
    return -int(-minutes // STEP) * STEP
