"""Dates, amounts and spans as a page writes them: as everywhere on Vietnamese pages, plainly English on English ones."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from django.utils import translation

from lienthong.toolkit.formats import pages, text
from lienthong.toolkit.sentences import How

AT = datetime(2018, 3, 12, 1, 5, tzinfo=UTC)
"""08:05 in Vietnam."""
LATE = datetime(2018, 12, 31, 20, 0, tzinfo=UTC)
"""03:00 on New Year's Day in Vietnam."""


@pytest.fixture
def english() -> Generator[None]:
    with translation.override("en"):
        yield


def test_vietnamese_pages_write_as_papers_do() -> None:
    assert not pages.is_english()
    assert pages.day(AT) == text.day(AT) == "12/03/2018"
    assert pages.day_with_weekday(AT) == text.day_with_weekday(AT)
    assert pages.weekday_and_day(AT) == "thứ Hai 12/03"
    assert pages.moment(AT) == text.moment(AT)
    assert pages.moment_with_weekday(AT) == "08:05 thứ Hai, 12/03/2018"
    assert pages.amount(118_000_000) == "118.000.000"
    assert pages.decimal(Decimal("1234.5")) == "1.234,5"
    assert pages.percent(Decimal("0.298")) == "29,8%"
    assert pages.work_span(1140) == text.work_span(1140)


@pytest.mark.usefixtures("english")
def test_an_english_page_names_the_month() -> None:
    assert pages.day(date(2018, 4, 3)) == "3 April 2018"
    assert pages.day_with_weekday(date(2018, 3, 12)) == "Monday 12 March 2018"
    assert pages.weekday_and_day(date(2018, 3, 12)) == "Monday 12 March"
    assert pages.moment(AT) == "08:05 on 12 March 2018"
    assert pages.moment_with_weekday(AT) == "08:05 on Monday 12 March 2018"


@pytest.mark.usefixtures("english")
def test_an_instant_is_shown_in_vietnams_time_in_english_too() -> None:
    assert pages.day(LATE) == "1 January 2019"
    assert pages.day_with_weekday(LATE) == "Tuesday 1 January 2019"


@pytest.mark.usefixtures("english")
def test_english_figures_group_by_commas() -> None:
    assert pages.amount(118_000_000) == "118,000,000"
    assert pages.decimal(Decimal("1234.5")) == "1,234.5"
    assert pages.percent(Decimal("0.298")) == "29.8%"
    assert pages.percent(Decimal("0.85"), places=0) == "85%"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (480, "1 working day"),
        (1440, "3 working days"),
        (1140, "2 working days 3 hours"),
        (60, "1 working hour"),
        (61, "1 working hour 1 minute"),
        (45, "45 working minutes"),
        (0, "0 working minutes"),
        (-480, "overdue by 1 working day"),
        (480_000_0, "10,000 working days"),
    ],
)
def test_a_span_of_office_time_is_one_or_many(minutes: int, said: str) -> None:
    assert pages.work_span(minutes) == said


@pytest.mark.usefixtures("english")
def test_the_size_of_a_file_has_a_decimal_point_in_english() -> None:
    assert pages.file_size(8_806) == "8.6\u00a0KB"
    assert pages.file_size(3 * 1024 * 1024) == "3.0\u00a0MB"


@pytest.mark.usefixtures("english")
def test_papers_stay_vietnamese_while_an_english_page_is_drawn() -> None:
    assert text.day_with_weekday(AT) == "thứ Hai, 12/03/2018"
    assert text.amount(118_000) == "118.000"


def test_a_run_of_days_names_both_ends() -> None:
    tet = (date(2018, 2, 14), date(2018, 2, 20))

    assert (pages.days(tet), pages.days((AT.date(), AT.date()))) == ("14/02/2018-20/02/2018", "12/03/2018")
    with translation.override("en"):
        assert pages.days(tet) == "14 February 2018 to 20 February 2018"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("value", "how", "written"),
    [(1590, "work_hours", "26 working hours 30 minutes"), (20_000, "amount", "20,000"), (AT, "moment", "08:05 on 12 March 2018")],
)
def test_a_figure_of_a_sentence_is_written_as_it_says(value: object, how: str, written: str) -> None:
    assert pages.figure(value, how) == written


def test_every_way_in_which_a_figure_may_be_written_is_known() -> None:
    assert set(get_args(How)) == set(pages._WRITERS)
