"""The office hours by which the days of a unit end."""

from __future__ import annotations

from datetime import date

from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime


def calendar_code(unit_id: int, day: date) -> str:
    """Return the code of the calendar of a unit on a day; of one that has none (many Party bodies), that of the State."""
    try:
        return org.calendar_code(unit_id, day)
    except org.NoCalendar:
        return worktime.DEFAULT_CALENDAR


def calendar(unit_id: int, day: date) -> worktime.Calendar:
    """Return the calendar of a unit on a day."""
    return worktime.calendar(calendar_code(unit_id, day))
