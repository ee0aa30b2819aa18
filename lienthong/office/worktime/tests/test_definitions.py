"""What a calendar may be made of, and what a revision makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.rules.calendar import calendar_of
from lienthong.office.worktime.rules.revisions import first_difference, revised
from lienthong.office.worktime.testing import AFTERNOON, MORNING, WINTER, a_calendar, a_season, half, off, worked

TUESDAY = date(2018, 3, 13)


def test_a_session_is_written_and_read() -> None:
    assert worktime.Session.parse("07:00-11:30") == MORNING
    assert MORNING.text == "07:00-11:30"
    assert MORNING.minutes == (420, 690)


@pytest.mark.parametrize("text", ["11:30-07:00", "07:00-07:00", "07:00", "7h-11h", "07:00:30-11:30", "07:00-11:30-12:00"])
def test_a_session_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(worktime.InvalidCalendar):
        worktime.Session.parse(text)


@pytest.mark.parametrize(
    ("sessions", "first", "last"),
    [
        ((), None, None),
        ((MORNING, MORNING), None, None),
        ((AFTERNOON, MORNING), None, None),
        ((MORNING,), (10, 16), None),
        ((MORNING,), None, (4, 15)),
    ],
)
def test_a_season_that_contradicts_itself_is_refused(sessions: Any, first: Any, last: Any) -> None:
    with pytest.raises(worktime.InvalidCalendar):
        worktime.Season("mùa", sessions, first, last)


def test_the_ordinary_season_holds_every_day_and_a_winter_runs_over_new_year() -> None:
    assert a_season().covers(date(2018, 2, 14))
    assert [WINTER.covers(date(2018, *day)) for day in ((4, 15), (4, 16), (10, 15), (10, 16), (12, 31), (1, 1))] == [
        True,
        False,
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("seasons", "word"),
    [
        ([], "mùa thường"),
        ([WINTER], "mùa thường"),
        ([a_season(), a_season(name="hai")], "mùa thường"),
        ([a_season(), WINTER, replace(WINTER, first=(4, 15), last=(5, 1))], "15/04"),
    ],
)
def test_seasons_leave_no_day_and_share_none(seasons: list[worktime.Season], word: str) -> None:
    with pytest.raises(worktime.InvalidCalendar) as no:
        a_calendar(seasons=seasons)

    assert word in no.value.message


@pytest.mark.parametrize(
    "days",
    [
        (off(TUESDAY), worked(TUESDAY)),
        (off(date(2019, 1, 1)),),
        (half(TUESDAY, closes=time(6)),),
        (half(TUESDAY, opens=time(18)),),
    ],
)
def test_days_that_contradict_the_calendar_are_refused(days: tuple[worktime.SpecialDay, ...]) -> None:
    with pytest.raises(worktime.InvalidCalendar):
        a_calendar(*days)


def test_years_run_forwards() -> None:
    with pytest.raises(worktime.InvalidCalendar):
        a_calendar(years=(2019, 2018))


@pytest.mark.parametrize(
    "plain",
    [
        {"day": "2018-03-13", "kind": "half", "reason": "Họp"},
        {"day": "2018-03-13", "kind": "off", "reason": "Nghỉ", "closes": "11:30"},
        {"day": "2018-03-13", "kind": "off", "reason": "  "},
        {"day": "2018-02-30", "kind": "off", "reason": "Nghỉ"},
        {"day": "2018-03-13", "kind": "party", "reason": "Nghỉ"},
        {"kind": "off", "reason": "Nghỉ"},
    ],
)
def test_a_special_day_that_cannot_be_is_refused(plain: dict[str, str]) -> None:
    with pytest.raises(worktime.InvalidCalendar):
        worktime.SpecialDay.from_dict(plain)


@pytest.mark.parametrize("special", [off(TUESDAY), worked(date(2018, 3, 17)), half(TUESDAY, opens=time(8), closes=time(11))])
def test_a_change_comes_back_from_json_as_it_was(special: worktime.SpecialDay) -> None:
    assert worktime.Change.from_dict(worktime.Change.to(special).as_dict()) == worktime.Change.to(special)
    assert worktime.Change.from_dict(worktime.Change(TUESDAY).as_dict()) == worktime.Change(TUESDAY)


def test_a_change_of_no_day_is_refused() -> None:
    with pytest.raises(worktime.InvalidCalendar):
        worktime.Change.from_dict({"kind": "normal", "day": "mai"})


def test_the_later_change_of_a_day_wins_and_a_day_can_be_given_back() -> None:
    definition = a_calendar(off(TUESDAY)).definition
    wednesday = date(2018, 3, 14)

    found = revised(
        definition, [worktime.Change(TUESDAY), worktime.Change.to(off(wednesday, "a")), worktime.Change.to(off(wednesday, "b"))]
    )

    assert found.days == (off(wednesday, "b"),)


def test_years_are_added_and_never_taken_away() -> None:
    definition = a_calendar().definition

    assert revised(definition, [worktime.Change.to(off(date(2019, 1, 1)))], last_year=2019).last_year == 2019
    with pytest.raises(worktime.InvalidCalendar):
        revised(definition, [], last_year=2017)


def test_the_first_difference_is_the_first_day_that_counts_differently() -> None:
    definition = a_calendar(off(TUESDAY)).definition

    assert first_difference(definition, definition) is None
    assert first_difference(definition, revised(definition, [worktime.Change(TUESDAY)])) == TUESDAY
    assert first_difference(definition, revised(definition, [], last_year=2019)) == date(2019, 1, 1)
    assert first_difference(definition, revised(definition, [], seasons=[a_season(), replace(WINTER, last=(12, 31))])) == date(
        2018, 10, 16
    )
    assert first_difference(definition, replace(definition, first_year=2017)) == date(2017, 1, 1)


def test_a_calendar_equals_another_of_the_same_definition_and_version() -> None:
    definition = a_calendar(off(TUESDAY)).definition

    assert calendar_of(definition, 1) == calendar_of(definition, 1)
    assert calendar_of(definition, 1) != calendar_of(definition, 2)
    assert len({calendar_of(definition, 1), calendar_of(definition, 1)}) == 1
    assert repr(calendar_of(definition, 1)) == "<Calendar thu v1 2018-2018>"
