"""Calendars and instants for tests, here and in other apps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime import queries
from lienthong.office.worktime.rules.calendar import ZONE, calendar_of

MONDAY_8AM = datetime(2018, 3, 12, 8, tzinfo=ZONE)
"""Monday, the day of the seed article."""
MORNING = worktime.Session(time(7), time(11, 30))
AFTERNOON = worktime.Session(time(13, 30), time(17))
WINTER = worktime.Season(
    "mùa đông", (worktime.Session.parse("07:30-12:00"), worktime.Session.parse("13:00-16:30")), (10, 16), (4, 15)
)


def at(text: str) -> datetime:
    """Return the instant written as `12/03/2018 08:00`, in Vietnam."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


def a_season(*sessions: worktime.Session, name: str = "cả năm") -> worktime.Season:
    return worktime.Season(name, sessions or (MORNING, AFTERNOON))


def off(day: date, reason: str = "Nghỉ lễ") -> worktime.SpecialDay:
    return worktime.SpecialDay(day, worktime.DayKind.OFF, reason)


def worked(day: date, reason: str = "Làm bù") -> worktime.SpecialDay:
    return worktime.SpecialDay(day, worktime.DayKind.WORK, reason)


def half(day: date, *, opens: time | None = None, closes: time | None = None, reason: str = "Họp cơ quan") -> worktime.SpecialDay:
    return worktime.SpecialDay(day, worktime.DayKind.HALF, reason, opens=opens, closes=closes)


def a_calendar(
    *days: worktime.SpecialDay,
    code: str = "thu",
    years: tuple[int, int] = (2018, 2018),
    seasons: Iterable[worktime.Season] | None = None,
) -> worktime.Calendar:
    """Return a calendar that no database knows, of the days given."""
    definition = worktime.CalendarDefinition(
        code=code,
        name="Lịch thử",
        first_year=years[0],
        last_year=years[1],
        seasons=tuple(seasons) if seasons is not None else (a_season(),),
        days=tuple(sorted(days, key=lambda special: special.day)),
    )
    return calendar_of(definition)


def state_calendar() -> worktime.Calendar:
    """Return the reviewed calendar of State offices 2015-2027, without a database."""
    return worktime.shipped_calendar()


def load_calendars() -> None:
    """Load the reviewed calendars and policies into the test's database."""
    worktime.load_calendars()


def forget_revisions() -> None:
    """Drop what this process remembers if a calendar was revised; the root conftest calls it after every test.

    First versions are the reviewed files in every test, so they may stay, and cost no statement.
    """
    if queries.revised_here():
        queries.forget_all()


def forget_calendars() -> None:
    """Drop what this process remembers: a test's rollback takes versions away that were remembered."""
    queries.forget_all()
