"""On an English page the reasons of a due date are English, with the same days and amounts."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, time

import pytest
from django.utils import translation

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import a_calendar, at, half, state_calendar
from lienthong.toolkit.ui.tongues import VIETNAMESE, said

DAY, CALENDAR_DAY = worktime.LimitUnit.WORKING_DAY, worktime.LimitUnit.CALENDAR_DAY


@pytest.fixture(autouse=True)
def english() -> Generator[None]:
    with translation.override("en"):
        yield


def test_a_promise_over_a_holiday_is_explained_in_english() -> None:
    found = worktime.deadline(at("12/02/2018 10:00"), worktime.Limit(3, DAY), state_calendar())

    assert [said(reason) for reason in found.reasons] == [
        "3 working days, counted from Tuesday 13 February 2018.",
        "Not counted: the Lunar New Year holiday, 14 February 2018 to 20 February 2018.",
        "Promised for 10:00 on Thursday 22 February 2018.",
    ]
    assert found.reasons[1] == "Không tính nghỉ Tết 14/02-20/02/2018.", "the record stays what it was"


def test_one_day_from_the_next_opening_is_one_working_day() -> None:
    found = worktime.deadline(at("16/03/2018 17:05"), worktime.Limit(1, DAY), state_calendar())

    assert [said(reason) for reason in found.reasons[:2]] == [
        "Received outside office hours (17:05 on Friday 16 March 2018): counting begins at 07:00 on Monday 19 March 2018.",
        "1 working day, counted from Tuesday 20 March 2018.",
    ]


def test_what_was_left_at_a_pause_is_told_in_english() -> None:
    pauses = [(at("13/03/2018 09:00"), at("15/03/2018 08:00"))]
    found = worktime.explain(at("12/03/2018 08:00"), worktime.Limit(3, DAY), state_calendar(), pauses=pauses)

    assert [said(step) for step in found.steps[-3:]] == [
        "Paused from 09:00 on Tuesday 13 March 2018 to 08:00 on Thursday 15 March 2018.",
        "1 day 7 working hours left, counted on from 08:00 on Thursday 15 March 2018.",
        "Promised for 17:00 on Friday 16 March 2018.",
    ]


@pytest.mark.parametrize("policy", worktime.ResumePolicy)
@pytest.mark.parametrize("unit", worktime.LimitUnit)
@pytest.mark.parametrize("received", ["09/02/2018 16:40", "28/04/2018 23:00", "29/08/2017 14:50"])
def test_no_reason_keeps_a_vietnamese_word(received: str, unit: worktime.LimitUnit, policy: worktime.ResumePolicy) -> None:
    limit = worktime.Limit(3, unit, cutoff=time(14, 30), area_extra=2)
    began = at(received)
    paused = [(worktime.add(began, worktime.WorkMinutes(minutes), state_calendar()) for minutes in (300, 9_000))]
    found = worktime.explain(
        began, limit, state_calendar(), pauses=[(first, last) for first, last in paused], policy=policy, area_extra=True
    )

    assert len(found.steps) > 5
    assert [str(reason) for reason in found.steps if VIETNAMESE.search(said(reason))] == []


@pytest.mark.parametrize(("opens", "closes"), [(None, time(11, 30)), (time(13, 30), None), (time(9), time(15))])
def test_of_a_short_day_only_the_name_stays_vietnamese(opens: time | None, closes: time | None) -> None:
    cal = a_calendar(half(date(2018, 3, 13), opens=opens, closes=closes))

    told = said(worktime.deadline(at("12/03/2018 16:00"), worktime.Limit(1, DAY), cal).reasons[1])

    assert told.startswith("Office hours on 13 March 2018 ")
    assert told.endswith(': <span lang="vi">Họp cơ quan</span>.')


def test_a_limit_that_ends_on_a_day_off_says_where_it_moved() -> None:
    holiday, weekend = (
        worktime.deadline(at(received), worktime.Limit(days, CALENDAR_DAY), state_calendar()).reasons[1]
        for received, days in (("28/04/2017 08:00", 3), ("05/03/2018 08:00", 5))
    )

    assert said(holiday) == (
        "The limit ends on Monday 1 May 2017, a day off (International Labour Day); it moves to Wednesday 3 May 2017."
    )
    assert said(weekend) == "The limit ends on Saturday 10 March 2018, a day off; it moves to Monday 12 March 2018."
