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
    """A shorter promise that the last period would have kept: the new value in the unit of the present one, and its cut."""

    value: int
    unit: str
    percent: int


def percent(legal: Span, committed: Span) -> int:
    """Return by how many per cent of the legal limit the promise is shorter; 0 when it is not."""
    if legal.minutes <= 0:
        return 0
    return max(0, round(100 * (1 - committed.minutes / legal.minutes)))


def proposal(legal: Span, committed: Span, *, finished: int, safe_minutes: int | None) -> Proposal | None:
    """Return the shortest promise that is safe, or None when there is none shorter than the present one.

    finished      how many dossiers were finished in the period.
    safe_minutes  within how many office minutes 95 % of them were, open ones counted too; None = the curve does not say.
    """
    if finished < FEW or safe_minutes is None:
        return None
    value = max(1, ceil(safe_minutes / MINUTES[committed.unit]))
    if value >= committed.value:
        return None
    return Proposal(value, committed.unit, percent(legal, Span(value, committed.unit)))
