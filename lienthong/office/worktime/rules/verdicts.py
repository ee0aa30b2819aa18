"""Early, on time or overdue: by day for day units, by minute for hours (domain 0.6)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from lienthong.office.worktime.rules.calendar import Calendar, local
from lienthong.office.worktime.rules.deadlines import between
from lienthong.office.worktime.rules.limits import LimitUnit
from lienthong.toolkit.quantities import WorkMinutes


class Verdict(StrEnum):
    """How a finished dossier stands to its due date; the words of report II.06a."""

    EARLY = "early"
    ON_TIME = "on_time"
    OVERDUE = "overdue"


def judge(finished_at: datetime, due_at: datetime, limit_unit: LimitUnit) -> Verdict:
    """Return whether something finished before, on or after what was due.

    Hours compare whole minutes, all other units compare days of the calendar's zone; two instants are never
    asked to be equal to the second.
    """
    finished, due = local(finished_at), local(due_at)
    if limit_unit is not LimitUnit.WORKING_HOUR:
        finished, due = (finished[0], 0), (due[0], 0)
    if finished == due:
        return Verdict.ON_TIME
    return Verdict.EARLY if finished < due else Verdict.OVERDUE


def time_left(at: datetime, due_at: datetime, cal: Calendar) -> WorkMinutes:
    """Return the office minutes left until `due_at`; negative = overdue by so much.  Raises CalendarGap."""
    return between(at, due_at, cal)
