"""Laws of working minutes, on random calendars, against a reference that walks minute by minute."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.public import WorkMinutes
from lienthong.office.worktime.rules.calendar import ZONE, calendar_of

START = datetime(2018, 1, 1, tzinfo=ZONE)
YEAR = 365 * 24 * 60
CLOCKS = st.integers(5 * 12, 22 * 12).map(lambda number: time(number * 5 // 60, number * 5 % 60))


@st.composite
def sessions(draw: st.DrawFn) -> tuple[worktime.Session, ...]:
    """One to three sessions that do not overlap; they may touch."""
    clocks = sorted(draw(st.lists(CLOCKS, min_size=2, max_size=6, unique=True)))
    return tuple(worktime.Session(clocks[number], clocks[number + 1]) for number in range(0, len(clocks) - 1, 2))


@st.composite
def special_days(draw: st.DrawFn, shared: tuple[worktime.Session, ...]) -> tuple[worktime.SpecialDay, ...]:
    numbers = draw(st.lists(st.integers(0, 364), max_size=25, unique=True))
    found = []
    for number in sorted(numbers):
        kind = draw(st.sampled_from(list(worktime.DayKind)))
        closes = shared[0].closes if kind is worktime.DayKind.HALF else None
        found.append(worktime.SpecialDay(date(2018, 1, 1) + timedelta(days=number), kind, "thử", closes=closes))
    return tuple(found)


@st.composite
def calendars(draw: st.DrawFn) -> worktime.Calendar:
    """A calendar of 2018 with an ordinary season, perhaps a second one, and up to 25 special days."""
    ordinary = draw(sessions())
    seasons = [worktime.Season("thường", ordinary)]
    if draw(st.booleans()):
        seasons.append(worktime.Season("đông", (ordinary[0], *draw(afternoon(ordinary[0].closes))), (10, 16), (4, 15)))
    days = draw(special_days(ordinary))
    return calendar_of(worktime.CalendarDefinition("thu", "Lịch thử", 2018, 2018, tuple(seasons), days))


def afternoon(after: time) -> st.SearchStrategy[tuple[worktime.Session, ...]]:
    opens = time(22, 30) if after >= time(22) else max(after, time(21))
    return st.sampled_from([(), (worktime.Session(opens, time(23)),)])


instants = st.integers(0, YEAR - 1).map(lambda minute: START + timedelta(minutes=minute))
spans = st.integers(0, 40_000).map(WorkMinutes)


class Walker:
    """The reference: every minute of the year is asked whether it is office time."""

    def __init__(self, cal: worktime.Calendar) -> None:
        self.passed = [0]
        for number in range(365):
            day = date(2018, 1, 1) + timedelta(days=number)
            worked = cal.definition.sessions_on(day)
            for minute in range(24 * 60):
                is_worked = any(opens <= minute < closes for opens, closes in worked)
                self.passed.append(self.passed[-1] + is_worked)

    def between(self, start: datetime, end: datetime) -> int:
        return self.passed[minute_of(end)] - self.passed[minute_of(start)]

    def add(self, start: datetime, span: int) -> datetime | None:
        """The first instant by which `span` minutes have passed; None beyond the year."""
        if span == 0:
            return start
        found = bisect_left(self.passed, self.passed[minute_of(start)] + span)
        return START + timedelta(minutes=found) if found < len(self.passed) else None


def minute_of(at: datetime) -> int:
    return int((at - START).total_seconds()) // 60


def added(start: datetime, span: WorkMinutes, cal: worktime.Calendar) -> datetime | None:
    """`add`, or None when it leaves the year."""
    try:
        return worktime.add(start, span, cal)
    except worktime.CalendarGap:
        return None


@pytest.mark.thorough
@settings(max_examples=25)
@given(cal=calendars(), asked=st.lists(st.tuples(instants, instants, spans), min_size=20, max_size=60))
def test_add_and_between_agree_with_walking_minute_by_minute(
    cal: worktime.Calendar, asked: list[tuple[datetime, datetime, WorkMinutes]]
) -> None:
    walker = Walker(cal)

    for first, second, span in asked:
        assert worktime.between(first, second, cal) == walker.between(first, second)
        assert added(first, span, cal) == walker.add(first, span)


@given(cal=calendars(), start=instants, span=spans)
def test_between_undoes_add(cal: worktime.Calendar, start: datetime, span: WorkMinutes) -> None:
    end = added(start, span, cal)

    if end is not None:
        assert worktime.between(start, end, cal) == span


@given(cal=calendars(), start=instants, span=spans)
def test_between_undoes_counting_back(cal: worktime.Calendar, start: datetime, span: WorkMinutes) -> None:
    end = added(start, WorkMinutes(-span), cal)

    if end is not None:
        assert worktime.between(end, start, cal) == span


@given(cal=calendars(), start=instants, first=spans, second=spans)
def test_add_is_additive(cal: worktime.Calendar, start: datetime, first: WorkMinutes, second: WorkMinutes) -> None:
    middle = added(start, first, cal)
    whole = added(start, WorkMinutes(first + second), cal)

    if middle is not None and whole is not None:
        assert added(middle, second, cal) == whole


@given(cal=calendars(), start=instants, other=instants, first=spans, second=spans)
def test_add_is_monotone(
    cal: worktime.Calendar, start: datetime, other: datetime, first: WorkMinutes, second: WorkMinutes
) -> None:
    less, more = sorted((first, second))
    early, late = sorted((start, other))
    longer, later = added(start, more, cal), added(late, first, cal)

    if longer is not None:
        assert start <= (added(start, less, cal) or start) <= longer
    if later is not None:
        assert (added(early, first, cal) or later) <= later


@given(cal=calendars(), points=st.lists(instants, min_size=2, max_size=8))
def test_a_period_is_as_long_as_its_parts_however_it_is_split(cal: worktime.Calendar, points: list[datetime]) -> None:
    parts = [worktime.between(start, end, cal) for start, end in pairwise(points)]

    assert sum(parts) == worktime.between(points[0], points[-1], cal)


@given(cal=calendars(), start=instants, end=instants)
def test_between_is_antisymmetric_and_never_longer_than_the_wall_clock(
    cal: worktime.Calendar, start: datetime, end: datetime
) -> None:
    found = worktime.between(start, end, cal)

    assert found == -worktime.between(end, start, cal)
    assert abs(found) <= abs(end - start).total_seconds() / 60


@given(cal=calendars(), start=instants, span=spans)
def test_add_ends_inside_office_time_or_at_a_closing(cal: worktime.Calendar, start: datetime, span: WorkMinutes) -> None:
    end = added(start, span, cal)

    if end is not None and span > 0:
        minute = end.hour * 60 + end.minute
        assert any(opens < minute <= closes for opens, closes in cal.sessions(end.date()))


@given(start=instants, days=st.integers(1, 40))
def test_working_days_equal_full_days_of_minutes_on_a_calendar_without_short_days(start: datetime, days: int) -> None:
    plain = worktime.CalendarDefinition(
        "thu",
        "Lịch thử",
        2018,
        2019,
        (worktime.Season("thường", (worktime.Session.parse("07:00-11:30"), worktime.Session.parse("13:30-17:00"))),),
    )
    cal = calendar_of(plain)

    found = worktime.deadline(start, worktime.Limit(days, worktime.LimitUnit.WORKING_DAY), cal)

    assert worktime.between(found.counts_from, found.due_at, cal) == days * cal.minutes_per_day
