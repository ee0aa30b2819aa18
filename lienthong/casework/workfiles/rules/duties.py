"""What a file asks of who keeps it on a day: to be closed with its year, handed in, looked at when its period is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lienthong.casework.workfiles.rules.retention import Period, due_in_archive, ends_on, later

CLOSE_MONTH, CLOSE_DAY = 12, 15
"""From this day of its year a file that is open asks to be closed [P]: the handbook says when a file ends, not until when."""
SOON_MONTHS = 1
"""So many months before its day a file asks to be handed in [P]."""


@dataclass(frozen=True)
class Standing:
    """What is asked of a file: state, year of the plan, when its task ended, how long it is kept, until when with consent."""

    state: str
    year: int
    ended_on: date | None
    period: Period
    capital: bool
    kept_until: date | None
    held: bool


@dataclass(frozen=True)
class Duty:
    """What is to be done with a file: close, check, hand in, review; and until which day (None: no day is set)."""

    what: str
    due_on: date | None


def duty_of(file: Standing, on: date) -> Duty | None:
    """Return what a file asks for on a day, None for nothing.

    Source: law:nd-30-2020 [V: domain 2.3] for closing in two steps and the handing in; the days before are ours [P].
    """
    if file.state == "open":
        asks = on >= date(file.year, CLOSE_MONTH, CLOSE_DAY)
        return Duty("close", date(file.year, 12, 31)) if asks else None
    if file.state == "submitted":
        return Duty("check", None)
    if file.state not in ("closed", "handed") or file.ended_on is None or file.held:
        return None
    last = ends_on(file.ended_on, file.period.years)
    if last is not None and last < on:
        return Duty("review", None)
    if file.state != "closed" or not file.period.archived:
        return None
    due = due_in_archive(file.ended_on, capital=file.capital, kept_until=file.kept_until)
    return Duty("hand_in", due) if on >= later(due, -SOON_MONTHS) else None
