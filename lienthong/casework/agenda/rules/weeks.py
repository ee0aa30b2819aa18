"""Weeks: from Monday to Sunday in the office's local time, named as ISO 8601 names them: 2018-W11."""

from __future__ import annotations

import re
from datetime import date, timedelta

_LABEL = re.compile(r"([0-9]{4})-W([0-9]{2})")


def monday_of(day: date) -> date:
    """Return the Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date) -> tuple[date, ...]:
    """Return the seven days of a week."""
    return tuple(monday + timedelta(days=number) for number in range(7))


def label_of(monday: date) -> str:
    """Return how a week is called in an address: «2018-W11»; the year is that of its Thursday, as ISO 8601 counts."""
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


def number_of(monday: date) -> tuple[int, int]:
    """Return number and year of a week: (1, 2019) for the one that begins on 31 December 2018."""
    year, week, _ = monday.isocalendar()
    return week, year


def monday_called(label: str) -> date | None:
    """Return the Monday of a week that is called so, None when no week is."""
    found = _LABEL.fullmatch(label)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None
