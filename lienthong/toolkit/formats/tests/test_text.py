"""Dates, amounts and spans are written one way everywhere, and days are read as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text
from lienthong.toolkit.formats.errors import NotABirth, NotADay
from lienthong.toolkit.quantities import Dong

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)


def test_a_day_is_written_with_zeros() -> None:
    assert text.day(date(2018, 4, 3)) == "03/04/2018"


def test_an_instant_belongs_to_the_day_it_has_in_vietnam() -> None:
    late = datetime(2018, 3, 11, 23, 30, tzinfo=UTC)

    assert text.day(late) == "12/03/2018"
    assert text.moment(late) == "06:30 ngày 12/03/2018"


def test_a_period_names_its_last_day_when_it_has_one() -> None:
    assert text.period(date(2018, 3, 12), None) == "từ 12/03/2018"
    assert text.period(date(2018, 3, 12), date(2018, 4, 1)) == "từ 12/03/2018 đến hết 31/03/2018"


def test_every_weekday_has_its_name() -> None:
    week = [text.day_with_weekday(date(2018, 3, 12 + offset)) for offset in range(7)]

    assert week[0] == "thứ Hai, 12/03/2018"
    assert week[2] == "thứ Tư, 14/03/2018"
    assert week[6] == "Chủ nhật, 18/03/2018"


def test_an_instant_is_written_short_and_long() -> None:
    assert text.moment(MONDAY_8AM) == "08:00 ngày 12/03/2018"
    assert text.moment_long(MONDAY_8AM) == "08 giờ 00 phút, ngày 12 tháng 03 năm 2018"
    assert text.time_of_day(MONDAY_8AM) == "08:00"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2018, 3, 5), "ngày 05 tháng 3 năm 2018"),
        (date(2018, 2, 12), "ngày 12 tháng 02 năm 2018"),
        (date(2018, 12, 31), "ngày 31 tháng 12 năm 2018"),
    ],
)
def test_papers_are_dated_as_decree_30_says(day: date, written: str) -> None:
    assert text.day_long(day) == written


@pytest.mark.parametrize(
    ("dong", "written"), [(0, "0"), (999, "999"), (8000, "8.000"), (118_000_000_000, "118.000.000.000"), (-5000, "-5.000")]
)
def test_amounts_have_dots(dong: int, written: str) -> None:
    assert text.amount(Dong(dong)) == written


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("29.8", None, "29,8"),
        ("29.80", None, "29,80"),
        ("1234.5", None, "1.234,5"),
        ("0.125", 2, "0,13"),
        ("-0.125", 2, "-0,13"),
        ("7", 1, "7,0"),
        ("1234567", None, "1.234.567"),
        ("1E+3", None, "1.000"),
    ],
)
def test_decimals_have_a_comma_and_round_half_up(value: str, places: int | None, written: str) -> None:
    assert text.decimal(Decimal(value), places=places) == written


@pytest.mark.parametrize(
    ("ratio", "written"), [("0.298", "29,8%"), ("1", "100%"), ("0", "0%"), ("0.9995", "100%"), ("0.1234", "12,3%")]
)
def test_a_ratio_is_written_as_percent(ratio: str, written: str) -> None:
    assert text.percent(Decimal(ratio)) == written


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (1140, "2 ngày 3 giờ làm việc"),
        (480, "1 ngày làm việc"),
        (60, "1 giờ làm việc"),
        (45, "45 phút làm việc"),
        (525, "1 ngày 45 phút làm việc"),
        (0, "0 phút làm việc"),
        (-1140, "quá 2 ngày 3 giờ làm việc"),
    ],
)
def test_office_time_is_written_in_days_hours_and_minutes(minutes: int, written: str) -> None:
    assert text.work_span(minutes) == written


def test_a_short_working_day_has_fewer_minutes() -> None:
    assert text.work_span(840, minutes_per_day=420) == "2 ngày làm việc"


@pytest.mark.parametrize("typed", ["13/04/2018", "13-04-2018", "13.04.2018", "2018-04-13", " 13/4/2018 ", "13 / 04 / 2018"])
def test_a_day_is_read_however_it_is_typed(typed: str) -> None:
    assert text.parse_day(typed) == date(2018, 4, 13)


def test_three_april_is_not_four_march() -> None:
    assert text.parse_day("03/04/2018") == date(2018, 4, 3)


@pytest.mark.parametrize(
    "typed", ["", "hôm nay", "31/02/2018", "04/13/2018", "13/04/18", "13/04-2018", "2018/04/13", "13/04/0218", "٣/٤/٢٠١٨"]
)
def test_what_is_not_a_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotADay) as no:
        text.parse_day(typed)

    assert "như 13/04/2018" in no.value.message


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_what_is_written_is_read_again(day: date) -> None:
    assert text.parse_day(text.day(day)) == day
    assert text.parse_day(day.isoformat()) == day


def test_a_birth_may_be_only_a_year() -> None:
    assert text.parse_birth("1958") == text.Birth(1958)
    assert text.parse_birth(" 13/04/1958 ") == text.Birth(1958, date(1958, 4, 13))
    assert [text.birth(text.parse_birth(typed)) for typed in ("1958", "13-4-1958")] == ["1958", "13/04/1958"]


@pytest.mark.parametrize("typed", ["", "58", "0058", "04/1958", "khoảng 1958", "31/02/1958"])
def test_what_is_not_a_birth_is_refused(typed: str) -> None:
    with pytest.raises(NotABirth) as no:
        text.parse_birth(typed)

    assert "chỉ năm sinh như 1958" in no.value.message
