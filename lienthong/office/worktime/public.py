"""The door of worktime: office time, legal limits, calendars."""

from __future__ import annotations

from lienthong.office.worktime.errors import (
    CalendarGap,
    InvalidCalendar,
    InvalidLimit,
    NothingRevised,
    PolicyGap,
    UnknownCalendar,
)
from lienthong.office.worktime.events import CalendarRevised
from lienthong.office.worktime.queries import (
    DEFAULT_CALENDAR,
    CalendarRow,
    VersionRow,
    calendar,
    calendar_exists,
    calendars,
    history,
    resume_policy,
    shipped_calendar,
    shipped_policy,
)
from lienthong.office.worktime.rules.calendar import Calendar
from lienthong.office.worktime.rules.deadlines import Deadline, add, between, deadline, due_at
from lienthong.office.worktime.rules.definition import CalendarDefinition, DayKind, Season, Session, SpecialDay
from lienthong.office.worktime.rules.limits import Limit, LimitUnit, StartRule
from lienthong.office.worktime.rules.pauses import Explanation, Remainder, ResumePolicy, explain, remainder, resume
from lienthong.office.worktime.rules.revisions import Change
from lienthong.office.worktime.rules.verdicts import Verdict, judge, time_left
from lienthong.office.worktime.services import load_calendars, revise_calendar
from lienthong.toolkit.quantities import WorkMinutes

__all__ = [
    "DEFAULT_CALENDAR",
    "Calendar",
    "CalendarDefinition",
    "CalendarGap",
    "CalendarRevised",
    "CalendarRow",
    "Change",
    "DayKind",
    "Deadline",
    "Explanation",
    "InvalidCalendar",
    "InvalidLimit",
    "Limit",
    "LimitUnit",
    "NothingRevised",
    "PolicyGap",
    "Remainder",
    "ResumePolicy",
    "Season",
    "Session",
    "SpecialDay",
    "StartRule",
    "UnknownCalendar",
    "Verdict",
    "VersionRow",
    "WorkMinutes",
    "add",
    "between",
    "calendar",
    "calendar_exists",
    "calendars",
    "deadline",
    "due_at",
    "explain",
    "history",
    "judge",
    "load_calendars",
    "remainder",
    "resume",
    "resume_policy",
    "revise_calendar",
    "shipped_calendar",
    "shipped_policy",
    "time_left",
]
