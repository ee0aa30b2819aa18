"""The reviewed rows 2015-2027 against the `holidays` package: every difference is one that we know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import holidays
import pytest
import yaml

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime import queries
from lienthong.office.worktime.testing import at, state_calendar

YEARS = range(2015, 2028)
OFF_ONLY_HERE = {date(2026, 1, 2)}
"""Swapped by 12729/VPCP-KGVX of 25/12/2025; the package lacks it."""
WORKED_ONLY_HERE = {date(2026, 1, 10)}


def days_of(kind: worktime.DayKind) -> set[date]:
    return {special.day for special in state_calendar().definition.days if special.kind is kind}


def test_days_off_differ_from_the_package_only_where_documented() -> None:
    theirs = set(holidays.country_holidays("VN", years=YEARS))

    ours = days_of(worktime.DayKind.OFF)

    assert ours - theirs == OFF_ONLY_HERE
    assert theirs - ours == set()


def test_worked_saturdays_differ_from_the_package_only_where_documented() -> None:
    package = holidays.country_holidays("VN", years=YEARS)
    theirs = {day for day in package.weekend_workdays if day.year in YEARS}

    ours = days_of(worktime.DayKind.WORK)

    assert ours - theirs == WORKED_ONLY_HERE
    assert theirs - ours == set()


def test_every_worked_day_stands_for_one_day_off() -> None:
    worked = [special for special in state_calendar().definition.days if special.kind is worktime.DayKind.WORK]

    for special in worked:
        assert special.day.weekday() == 5
        assert special.reason.startswith("Làm bù cho ngày ")
        off = at(f"{special.reason.removeprefix('Làm bù cho ngày ')} 08:00").date()
        assert not state_calendar().is_working_day(off)


@pytest.mark.parametrize(
    ("year", "tet"),
    [(2015, (16, 23)), (2016, (7, 12)), (2018, (14, 20)), (2019, (4, 8)), (2021, (10, 16)), (2024, (8, 14)), (2026, (16, 20))],
)
def test_tet_of_a_year_is_off(year: int, tet: tuple[int, int]) -> None:
    cal = state_calendar()

    assert not any(cal.is_working_day(date(year, 2, day)) for day in range(tet[0], tet[1] + 1))


@pytest.mark.parametrize(
    "day", [date(2021, 9, 3), date(2022, 9, 1), date(2023, 9, 1), date(2024, 9, 3), date(2025, 9, 1), date(2026, 9, 1)]
)
def test_national_day_has_a_second_day_from_2021(day: date) -> None:
    assert not state_calendar().is_working_day(day)


def test_national_day_had_one_day_before_2021() -> None:
    assert state_calendar().is_working_day(date(2020, 9, 3))


def test_culture_day_is_off_from_2026_and_says_where_it_comes_from() -> None:
    special = state_calendar().definition.special(date(2026, 11, 24))

    assert special is not None
    assert (special.kind, special.mark, special.decree) == (worktime.DayKind.OFF, "I", "80-NQ/TW")
    assert state_calendar().is_working_day(date(2025, 11, 24))


def test_no_row_claims_more_than_was_read() -> None:
    """V = read in the law: nobody has, so no row says so; 2027 is a forecast and says that."""
    days = state_calendar().definition.days

    assert {special.mark for special in days} <= {"I", "M", "P"}
    assert all("dự kiến" in special.source for special in days if special.day.year == 2027)


@pytest.mark.parametrize(("year", "working_days"), [(2018, 250), (2019, 252), (2026, 249)])
def test_a_year_has_its_number_of_working_days(year: int, working_days: int) -> None:
    """2018: 261 weekdays less 11 off; 2019: 261 less 11, plus 2 Saturdays; 2026: 261 less 14, plus 2 Saturdays."""
    cal = state_calendar()
    first = date(year, 1, 1)

    found = cal.working_days_between(first, date(year, 12, 31))

    assert found == working_days


def test_both_reviewed_calendars_have_the_same_days_and_other_hours() -> None:
    summer_only, winter = worktime.shipped_calendar("vn-state"), worktime.shipped_calendar("vn-state-winter")

    assert summer_only.definition.days == winter.definition.days
    assert winter.sessions(date(2018, 1, 10)) == ((450, 720), (780, 990))
    assert winter.sessions(date(2018, 7, 10)) == summer_only.sessions(date(2018, 7, 10))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("12/03/2018 07:10", "13/03/2018 07:30"),
        ("12/03/2018 16:45", "14/03/2018 07:30"),
        ("13/04/2018 16:20", "16/04/2018 16:20"),
        ("15/10/2018 16:50", "16/10/2018 16:30"),
    ],
)
def test_winter_hours_hold_from_mid_october_to_mid_april(received: str, due: str) -> None:
    winter = worktime.shipped_calendar("vn-state-winter")

    found = worktime.deadline(at(received), worktime.Limit(1, worktime.LimitUnit.WORKING_DAY), winter)

    assert found.due_at == at(due)


def test_an_unknown_reviewed_calendar_is_refused() -> None:
    with pytest.raises(worktime.UnknownCalendar):
        worktime.shipped_calendar("vn-mars")


def test_policies_of_the_file_follow_each_other_without_a_gap() -> None:
    rows = queries.reviewed_policies()

    assert [row.until for row in rows[:-1]] == [row.since for row in rows[1:]]
    assert rows[-1].until is None
    assert {row.mark for row in rows} == {"M"}
    assert worktime.shipped_policy(date(2018, 6, 20)) == "resume"
    assert worktime.shipped_policy(date(2018, 6, 21)) == "restart"


def test_a_day_before_every_policy_is_refused() -> None:
    with pytest.raises(worktime.PolicyGap) as no:
        worktime.shipped_policy(date(1999, 12, 31))

    assert "31/12/1999" in no.value.message


WHOLE = {
    "code": "vn-x",
    "name": "Lịch X",
    "reviewed": date(2026, 1, 1),
    "years": {"first": 2018, "last": 2018},
    "seasons": [{"name": "cả năm", "sessions": ["07:00-11:30"]}],
    "days": [{"day": date(2018, 1, 1), "kind": "off", "reason": "Nghỉ"}],
}


def written(folder: Path, text: str) -> Path:
    path = folder / "vn-x.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    found = queries.read_calendar(written(tmp_path, yaml.safe_dump(WHOLE)))

    assert (found.definition.code, found.reviewed, len(found.definition.days)) == ("vn-x", date(2026, 1, 1), 1)
    assert len(found.digest) == 64


@pytest.mark.parametrize("gone", ["code", "name", "years", "seasons", "days", "reviewed"])
def test_a_file_that_lacks_something_is_refused_by_name(tmp_path: Path, gone: str) -> None:
    partial = {key: value for key, value in WHOLE.items() if key != gone}

    with pytest.raises(worktime.InvalidCalendar) as no:
        queries.read_calendar(written(tmp_path, yaml.safe_dump(partial)))

    assert gone in no.value.message


@pytest.mark.parametrize(
    "text",
    [
        "- 1\n",
        "code: [\n",
        yaml.safe_dump(WHOLE | {"seasons": [{"name": "mùa", "sessions": ["07:00-11:30"], "first": "1610", "last": "15/04"}]}),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(worktime.InvalidCalendar):
        queries.read_calendar(written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(worktime.InvalidCalendar):
        queries.read_calendar(tmp_path / "vn-none.yaml")
