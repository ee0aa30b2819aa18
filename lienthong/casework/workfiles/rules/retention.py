"""How long files are kept: the periods and lists of a reviewed file, and the days that follow from them."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

SHORTEST_ARCHIVED = 5
"""Only files kept at least so many years go to the archive, and have their pages numbered [V: domain 2.3]."""
HAND_IN_MONTHS = 12
"""Months from the end of a task to the day on which its file is due at the archive: law:nd-30-2020 [V: domain 2.3]."""
HAND_IN_MONTHS_CAPITAL = 3
"""The same for capital construction, from the day on which the settlement was approved [V: domain 2.3]."""
MOST_KEPT_MONTHS = 24
"""A unit may keep a file that is due so many months longer, with consent [V: domain 2.3]."""
MARKS = frozenset("VIMP")


@dataclass(frozen=True)
class Period:
    """A period of retention: its key, its words, and years; None: for ever."""

    key: str
    name: str
    years: int | None

    @property
    def archived(self) -> bool:
        """Return whether a file kept so long goes to the archive."""
        return self.years is None or self.years >= SHORTEST_ARCHIVED

    @property
    def weight(self) -> int:
        """Return a figure by which a longer period is the larger one."""
        return 10_000 if self.years is None else self.years


@dataclass(frozen=True)
class Source:
    """A list that sets periods: how well it is known (`mark`), of which system («»: of each), days `since` <= day < `until`."""

    key: str
    name: str
    mark: str
    system: str
    since: date
    until: date | None

    def holds(self, system: str, on: date) -> bool:
        """Return whether offices of a system go by it on a day."""
        return self.system in {"", system} and self.since <= on and (self.until is None or on < self.until)


def periods_of(raw: Mapping[str, Any]) -> tuple[Period, ...]:
    """Return the periods of the reviewed file in its order.  Raises ValueError for a fault of the file."""
    rows = tuple(Period(one["key"], one["name"], one["years"]) for one in raw["periods"])
    if len({one.key for one in rows}) != len(rows) or any(one.years is not None and one.years < 1 for one in rows):
        raise ValueError("periods: each key once, years from 1")
    return rows


def sources_of(raw: Mapping[str, Any]) -> tuple[Source, ...]:
    """Return the lists of the reviewed file in its order.  Raises ValueError for a fault of the file."""
    rows = tuple(Source(**one) for one in raw["sources"])
    if len({one.key for one in rows}) != len(rows) or any(one.mark not in MARKS for one in rows):
        raise ValueError("sources: each key once, a mark of V, I, M, P")
    return rows


def later(day: date, months: int) -> date:
    """Return the day some months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def ends_on(ended_on: date, years: int | None) -> date | None:
    """Return the last day of retention of a file whose task ended on a day; None: it is kept for ever.

    Whole years are counted from the one after the task ended, so that files of a year fall due together [P].
    """
    return None if years is None else date(ended_on.year + years, 12, 31)


def due_in_archive(ended_on: date, *, capital: bool, kept_until: date | None) -> date:
    """Return the day by which a file is to be handed in; `kept_until` when the unit may keep it longer."""
    due = later(ended_on, HAND_IN_MONTHS_CAPITAL if capital else HAND_IN_MONTHS)
    return max(due, kept_until) if kept_until else due


def longest_kept(ended_on: date, *, capital: bool) -> date:
    """Return the last day until which consent may let a unit keep a file."""
    return later(due_in_archive(ended_on, capital=capital, kept_until=None), MOST_KEPT_MONTHS)
