"""The limits, from their reviewed file, and by when a petition is to be answered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.rules.limits import AnswerLimit, Extension, extension_of, limit_on, limits_of
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM

FILE = Path(__file__).parent.parent / "data" / "limits.yaml"


@cache
def limits() -> tuple[AnswerLimit, ...]:
    """Return every limit in the order of the file."""
    return limits_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def extension() -> Extension:
    """Return by how much a limit may be extended."""
    return extension_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def extended_due(unit_id: int, due: datetime, days: int, at: datetime) -> datetime:
    """Return a limit that a unit extends at an instant by so many of the extension's unit.  Raises NoCalendar, CalendarGap."""
    calendar = worktime.calendar(org.calendar_code(unit_id, org.local_day(at)))
    return worktime.due_at(due, worktime.Limit(days, worktime.LimitUnit(extension().unit)), calendar)


def mark_of(kind: str, came_at: datetime) -> str:
    """Return how sure we are of the limit of a kind for what came at an instant: V I M P."""
    return limit_on(limits(), kind, org.local_day(came_at)).mark


def due_at(unit_id: int, kind: str, came_at: datetime) -> datetime:
    """Return by when a unit answers a petition of a kind that it had at an instant.  Raises NoCalendar, CalendarGap."""
    day = org.local_day(came_at)
    limit = limit_on(limits(), kind, day)
    calendar = worktime.calendar(org.calendar_code(unit_id, day))
    return worktime.due_at(came_at, worktime.Limit(limit.value, worktime.LimitUnit(limit.unit)), calendar)


def task_due(row: Petition) -> datetime:
    """Return by when a petition is to be done with: the end of the day that its handler was given, or its limit when earlier."""
    return row.due_at if row.handle_by is None else min(row.due_at, _end_of(row.handle_by))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1)
