"""A period holds its first day and not its end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.periods import Period

JAN, FEB, MAR, APR = (date(2018, month, 1) for month in (1, 2, 3, 4))
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2027, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Return periods of a day to some years, some of them open."""
    start = draw(DAYS)
    length = draw(st.none() | st.integers(min_value=1, max_value=900))
    return Period(start, None if length is None else start + timedelta(days=length))


def test_the_first_day_belongs_to_a_period_and_its_end_does_not() -> None:
    february = Period(FEB, MAR)

    assert february.contains(FEB)
    assert february.contains(date(2018, 2, 28))
    assert not february.contains(MAR)
    assert not february.contains(date(2018, 1, 31))


def test_an_open_period_lasts_until_further_notice() -> None:
    assert Period(FEB).contains(date(2099, 1, 1))
    assert not Period(FEB).contains(JAN)


@pytest.mark.parametrize("end", [FEB, JAN])
def test_a_period_without_a_day_cannot_be_made(end: date) -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Period(FEB, end)


def test_periods_that_touch_do_not_overlap() -> None:
    assert not Period(JAN, FEB).overlaps(Period(FEB, MAR))
    assert not Period(FEB).overlaps(Period(JAN, FEB))
    assert Period(JAN, MAR).overlaps(Period(FEB, APR))


def test_the_intersection_is_what_both_hold() -> None:
    assert Period(JAN, MAR).intersection(Period(FEB, APR)) == Period(FEB, MAR)
    assert Period(JAN).intersection(Period(FEB)) == Period(FEB)
    assert Period(JAN).intersection(Period(FEB, MAR)) == Period(FEB, MAR)
    assert Period(JAN, FEB).intersection(Period(FEB, MAR)) is None


@given(periods(), periods(), DAYS)
def test_a_day_is_in_the_intersection_exactly_when_it_is_in_both(first: Period, second: Period, day: date) -> None:
    common = first.intersection(second)

    assert (common is not None and common.contains(day)) == (first.contains(day) and second.contains(day))


@given(periods(), periods())
def test_overlapping_does_not_depend_on_the_order(first: Period, second: Period) -> None:
    assert first.overlaps(second) == second.overlaps(first) == (first.intersection(second) is not None)
    assert first.intersection(second) == second.intersection(first)
