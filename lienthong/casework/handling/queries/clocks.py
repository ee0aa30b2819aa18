"""The office hours by which the days of a unit end."""

from __future__ import annotations

from datetime import date

from lienthong.casework.tasks import public as tasks
from lienthong.office.worktime import public as worktime


def calendar(unit_id: int, day: date) -> worktime.Calendar:
    """Return the calendar of a unit on a day."""
    return worktime.calendar(tasks.calendar_code(unit_id, day))
