"""Pauses: the remainder in the limit's own unit, resumed or restarted."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import a_calendar, at, half, state_calendar

HOUR, DAY = worktime.LimitUnit.WORKING_HOUR, worktime.LimitUnit.WORKING_DAY
CALENDAR_DAY, MONTH = worktime.LimitUnit.CALENDAR_DAY, worktime.LimitUnit.MONTH
LIMITS = [
    worktime.Limit(6, HOUR),
    worktime.Limit(5, DAY),
    worktime.Limit(1, DAY, worktime.StartRule.SAME_DAY),
    worktime.Limit(3, DAY, worktime.StartRule.SAME_DAY),
    worktime.Limit(15, CALENDAR_DAY),
    worktime.Limit(15, CALENDAR_DAY, worktime.StartRule.SAME_DAY),
    worktime.Limit(2, MONTH),
]
MINUTES = st.integers(0, 332 * 24 * 60).map(lambda minute: at("02/01/2018 00:00") + timedelta(minutes=minute))


@given(received=MINUTES, later=st.integers(0, 6 * 24 * 60), limit=st.sampled_from(LIMITS))
def test_a_pause_of_no_length_changes_nothing(received: datetime, later: int, limit: worktime.Limit) -> None:
    cal = state_calendar()
    found = worktime.deadline(received, limit, cal)
    paused = at(f"{found.counts_from:%d/%m/%Y %H:%M}") + later * (found.due_at - found.counts_from) / (6 * 24 * 60)

    left = worktime.remainder(paused, found.due_at, limit, cal)
    resumed = worktime.resume(paused, left, limit, cal)

    if limit.unit in (CALENDAR_DAY, MONTH):
        assert resumed.due_at.date() == found.due_at.date()
    else:
        assert resumed.due_at == found.due_at


@given(
    received=MINUTES,
    paused=st.integers(0, 3000),
    waited=st.integers(0, 60_000),
    more=st.integers(0, 3000),
    limit=st.sampled_from(LIMITS),
)
def test_a_longer_wait_never_makes_anything_due_earlier(
    received: datetime, paused: int, waited: int, more: int, limit: worktime.Limit
) -> None:
    cal = state_calendar()
    due = worktime.deadline(received, limit, cal).due_at
    stop = worktime.add(received, worktime.WorkMinutes(paused), cal)
    left = worktime.remainder(stop, due, limit, cal)
    first = worktime.add(stop, worktime.WorkMinutes(waited), cal)
    second = worktime.add(first, worktime.WorkMinutes(more), cal)

    assert worktime.resume(first, left, limit, cal).due_at <= worktime.resume(second, left, limit, cal).due_at


def test_three_days_left_stay_three_days_when_one_is_short() -> None:
    cal = a_calendar(half(date(2018, 3, 21), closes=time(11, 30)))
    limit = worktime.Limit(5, DAY)
    left = worktime.remainder(at("14/03/2018 08:00"), at("19/03/2018 08:00"), limit, cal)

    resumed = worktime.resume(at("20/03/2018 08:00"), left, limit, cal)

    assert (left.value, left.minutes) == (3, 0)
    assert resumed.due_at == at("23/03/2018 08:00")


def test_a_short_day_before_the_due_date_is_left_as_a_day() -> None:
    cal = a_calendar(half(date(2018, 3, 15), closes=time(11, 30)))
    limit = worktime.Limit(5, DAY)

    left = worktime.remainder(at("13/03/2018 10:00"), at("19/03/2018 08:00"), limit, cal)

    assert (left.value, left.minutes) == (3, 360)


def test_a_due_opening_stays_an_opening() -> None:
    """Received Friday 17:05, due Tuesday 07:00: the last minute worked is Monday 16:59, the due day is Tuesday."""
    cal, limit = state_calendar(), worktime.Limit(1, DAY)
    due = worktime.deadline(at("16/03/2018 17:05"), limit, cal).due_at

    left = worktime.remainder(at("19/03/2018 10:00"), due, limit, cal)

    assert left.opens
    assert worktime.resume(at("19/03/2018 10:00"), left, limit, cal).due_at == at("20/03/2018 07:00")
    assert worktime.resume(at("21/03/2018 10:00"), left, limit, cal).due_at == at("22/03/2018 07:00")


def test_a_same_day_limit_goes_on_with_its_minutes() -> None:
    cal, limit = state_calendar(), worktime.Limit(1, DAY, worktime.StartRule.SAME_DAY)
    left = worktime.remainder(at("12/03/2018 10:00"), at("12/03/2018 17:00"), limit, cal)

    assert (left.value, left.minutes) == (0, 300)
    assert worktime.resume(at("13/03/2018 16:00"), left, limit, cal).due_at == at("14/03/2018 11:00")


def test_hours_left_are_office_minutes() -> None:
    cal, limit = state_calendar(), worktime.Limit(8, HOUR)
    left = worktime.remainder(at("12/03/2018 10:00"), at("13/03/2018 08:00"), limit, cal)

    assert left.working_minutes(cal) == 360
    assert worktime.resume(at("16/03/2018 16:00"), left, limit, cal).due_at == at("19/03/2018 14:00")


def test_a_pause_outside_office_time_takes_and_gives_nothing() -> None:
    cal, limit = state_calendar(), worktime.Limit(5, DAY)
    due = at("19/03/2018 08:00")

    left = worktime.remainder(at("13/03/2018 20:00"), due, limit, cal)

    assert left == worktime.remainder(at("14/03/2018 07:00"), due, limit, cal)
    assert worktime.resume(at("18/03/2018 09:00"), left, limit, cal).counts_from == at("19/03/2018 07:00")


def test_calendar_days_left_keep_the_clock_time_and_move_to_a_working_day() -> None:
    cal, limit = state_calendar(), worktime.Limit(15, CALENDAR_DAY)
    left = worktime.remainder(at("20/03/2018 10:00"), at("27/03/2018 08:00"), limit, cal)

    assert (left.value, left.clock) == (7, time(8))
    assert worktime.resume(at("02/04/2018 14:00"), left, limit, cal).due_at == at("09/04/2018 08:00")
    assert worktime.resume(at("06/04/2018 14:00"), left, limit, cal).due_at == at("13/04/2018 08:00")
    assert worktime.resume(at("01/04/2018 14:00"), left, limit, cal).due_at == at("09/04/2018 08:00")


def test_a_calendar_day_limit_that_ends_today_is_due_at_the_closing_when_its_clock_time_is_past() -> None:
    cal, limit = state_calendar(), worktime.Limit(15, CALENDAR_DAY)
    left = worktime.remainder(at("27/03/2018 08:00"), at("27/03/2018 15:00"), limit, cal)

    assert left.value == 0
    assert left.text == "0 ngày"
    assert worktime.resume(at("02/04/2018 14:00"), left, limit, cal).due_at == at("02/04/2018 15:00")
    assert worktime.resume(at("02/04/2018 16:00"), left, limit, cal).due_at == at("02/04/2018 17:00")


def test_months_left_are_months_and_days() -> None:
    cal, limit = state_calendar(), worktime.Limit(2, MONTH)
    left = worktime.remainder(at("20/03/2018 10:00"), at("14/05/2018 08:00"), limit, cal)

    assert (left.value, left.days, left.text) == (1, 24, "1 tháng, 24 ngày")
    assert worktime.resume(at("02/04/2018 14:00"), left, limit, cal).due_at == at("28/05/2018 08:00")


@pytest.mark.parametrize("limit", [worktime.Limit(5, DAY), worktime.Limit(5, HOUR), worktime.Limit(5, CALENDAR_DAY)])
def test_what_was_overdue_at_the_pause_stays_overdue_by_as_much(limit: worktime.Limit) -> None:
    cal = state_calendar()
    left = worktime.remainder(at("20/03/2018 10:00"), at("19/03/2018 08:00"), limit, cal)

    resumed = worktime.resume(at("02/04/2018 14:00"), left, limit, cal)

    assert resumed.reasons[0] == "Tính tiếp từ 14:00 thứ Hai 02/04/2018: đã quá hạn 10 giờ làm việc."
    assert left.minutes == -600
    assert left.text == "đã quá hạn 10 giờ làm việc"
    assert worktime.time_left(at("02/04/2018 14:00"), resumed.due_at, cal) == -600


def test_a_pause_at_the_due_instant_leaves_nothing() -> None:
    cal, limit = state_calendar(), worktime.Limit(5, DAY)

    left = worktime.remainder(at("19/03/2018 08:00"), at("19/03/2018 08:00"), limit, cal)

    assert (left.value, left.minutes) == (0, 0)
    assert worktime.resume(at("21/03/2018 09:00"), left, limit, cal).due_at == at("21/03/2018 09:00")
    assert worktime.resume(at("21/03/2018 17:00"), left, limit, cal).due_at == at("21/03/2018 17:00")
    assert worktime.resume(at("24/03/2018 09:00"), left, limit, cal).due_at == at("26/03/2018 07:00")
    assert left.text == "0 phút làm việc"


def test_a_pause_at_night_before_a_due_opening_leaves_nothing() -> None:
    cal, limit = state_calendar(), worktime.Limit(1, DAY)

    left = worktime.remainder(at("19/03/2018 20:00"), at("20/03/2018 07:00"), limit, cal)

    assert (left.value, left.minutes, left.opens) == (0, 0, True)
    assert worktime.resume(at("19/03/2018 20:00"), left, limit, cal).due_at == at("20/03/2018 07:00")


def test_calendar_days_are_not_office_minutes() -> None:
    cal = state_calendar()
    left = worktime.remainder(at("20/03/2018 10:00"), at("27/03/2018 08:00"), worktime.Limit(15, CALENDAR_DAY), cal)

    with pytest.raises(ValueError, match="office time"):
        left.working_minutes(cal)


@pytest.mark.parametrize("limit", LIMITS)
def test_a_remainder_comes_back_from_json_as_it_was(limit: worktime.Limit) -> None:
    cal = state_calendar()
    due = worktime.deadline(at("12/03/2018 08:00"), limit, cal).due_at
    left = worktime.remainder(at("12/03/2018 09:17"), due, limit, cal)

    assert worktime.Remainder.from_dict(json.loads(json.dumps(left.as_dict()))) == left


def test_an_explanation_tells_each_pause() -> None:
    found = worktime.explain(
        at("12/03/2018 08:00"),
        worktime.Limit(5, DAY),
        state_calendar(),
        pauses=[(at("13/03/2018 10:00"), at("20/03/2018 14:00"))],
    )

    assert found.due_at == at("26/03/2018 10:00")
    assert found.steps == (
        "5 ngày làm việc, tính từ thứ Ba 13/03/2018.",
        "Không tính thứ Bảy, Chủ nhật.",
        "Hẹn trả: 08:00 thứ Hai 19/03/2018.",
        "Tạm dừng từ 10:00 thứ Ba 13/03/2018 đến 14:00 thứ Ba 20/03/2018.",
        "Còn lại 3 ngày 6 giờ làm việc, tính tiếp từ 14:00 thứ Ba 20/03/2018.",
        "Không tính thứ Bảy, Chủ nhật.",
        "Hẹn trả: 10:00 thứ Hai 26/03/2018.",
    )


def test_restarting_counts_the_whole_limit_again() -> None:
    found = worktime.explain(
        at("10/09/2018 08:00"),
        worktime.Limit(5, DAY),
        state_calendar(),
        pauses=[(at("11/09/2018 10:00"), at("18/09/2018 14:00"))],
        policy=worktime.ResumePolicy.RESTART,
    )

    assert found.due_at == at("25/09/2018 14:00")
    assert "Tính lại từ đầu sau khi bổ sung hồ sơ." in found.steps


@pytest.mark.parametrize(
    "pauses",
    [
        [("13/03/2018 10:00", "13/03/2018 10:00")],
        [("11/03/2018 10:00", "13/03/2018 10:00")],
        [("13/03/2018 10:00", "15/03/2018 10:00"), ("14/03/2018 10:00", "16/03/2018 10:00")],
    ],
)
def test_pauses_out_of_order_are_a_defect(pauses: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match="pauses"):
        worktime.explain(
            at("12/03/2018 08:00"),
            worktime.Limit(5, DAY),
            state_calendar(),
            pauses=[(at(stopped), at(resumed)) for stopped, resumed in pauses],
        )
