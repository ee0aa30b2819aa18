"""When a cut is safe: what is promised may shrink to what was kept, never below what the office has shown it can do.  [P]

Source of the aim: the article of 2018 («cắt giảm 50-70 % thời gian»); the rule of 95 % is ours [P].
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

DAY = 480
"""Office minutes of a working day of the default sessions (domain 1.6) [I]."""
MINUTES = {"working_hour": 60, "working_day": DAY, "calendar_day": DAY * 5 / 7, "month": DAY * 5 / 7 * 30}
"""How many office minutes a limit's unit holds on the average; calendar days and months by five days in seven [P]."""
KEPT = 0.95
"""The share of dossiers that must have been finished within a limit for it to be safe [P]."""
FEW = 20
"""Below so many finished dossiers nothing is proposed: chance would decide [P]."""
AIM = (50, 70)
"""Per cent of the legal limit by which the article wants time cut (seed: «cắt giảm 50-70 %») [V]."""
HOUR, WORKING_DAY = "working_hour", "working_day"
HOURS_UNTIL = 3
"""The longest legal limit, in working days, whose promise may be told in hours: beyond it a day is fine enough [P]."""
STEPS = (1, 2, 4, 6)
"""The hours below a working day that are proposed: a person remembers half a day, and nobody remembers five hours [P]."""


@dataclass(frozen=True)
class Span:
    """A limit: value and unit, as procedures write them."""

    value: int
    unit: str

    @property
    def minutes(self) -> int:
        """Return about how many office minutes it holds."""
        return round(self.value * MINUTES[self.unit])


@dataclass(frozen=True)
class Proposal:
    """A shorter promise that the last period would have kept: value, unit, and its cut of the legal limit."""

    value: int
    unit: str
    percent: int

    @property
    def span(self) -> Span:
        """Return it as a limit."""
        return Span(self.value, self.unit)


def percent(legal: Span, committed: Span) -> int:
    """Return by how many per cent of the legal limit the promise is shorter, told in office minutes; 0 when it is not."""
    if legal.minutes <= 0:
        return 0
    return max(0, round(100 * (1 - committed.minutes / legal.minutes)))


def aimed(cut: int) -> bool:
    """Return whether a cut of so many per cent reaches the aim of the article."""
    return cut >= AIM[0]


def hours_fit(legal: Span, committed: Span, *, same_day: bool, extra: bool) -> bool:
    """Return whether the promise may be told in working hours below a day.

    same_day  the law counts the day of receipt itself, until its closing: hours from four o'clock would end after it.
    extra     an area gets more, in the unit of the limit: its extra days would become hours.
    """
    short = legal.unit == HOUR or (legal.unit == WORKING_DAY and legal.value <= HOURS_UNTIL)
    return short and committed.unit in {HOUR, WORKING_DAY} and not same_day and not extra


def proposal(legal: Span, committed: Span, *, finished: int, safe_minutes: int | None, hours: bool = False) -> Proposal | None:
    """Return the shortest promise that is safe, or None when there is none shorter than the present one.

    finished      how many dossiers were finished in the period.
    safe_minutes  within how many office minutes 95 % of them were, open ones counted too; None = the curve does not say.
    hours         whether the promise may be told in hours (`hours_fit`).  In hours it goes no deeper than the aim: within a day
                  one absent signature breaks it [P].
    """
    if finished < FEW or safe_minutes is None:
        return None
    span = _in_hours(legal, safe_minutes) if hours else None
    if span is None or (span.minutes >= DAY and committed.unit != HOUR):
        span = Span(max(1, ceil(safe_minutes / MINUTES[committed.unit])), committed.unit)
    if span.minutes >= committed.minutes:
        return None
    return Proposal(span.value, span.unit, percent(legal, span))


def _in_hours(legal: Span, safe_minutes: int) -> Span:
    """Return the step of hours (whole days beyond the last) that is safe and cuts no more than the aim."""
    least = ceil(max(safe_minutes, legal.minutes * (100 - AIM[1]) / 100) / 60)
    step = next((step for step in STEPS if step >= least), None)
    return Span(step or ceil(least * 60 / DAY) * DAY // 60, HOUR)
