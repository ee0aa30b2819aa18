"""The corners of DESIGN 7.7: edges of sessions and days, short days, months, unknown years."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import (
    AFTERNOON,
    MONDAY_8AM,
    MORNING,
    WINTER,
    a_calendar,
    a_season,
    at,
    half,
    off,
    state_calendar,
    worked,
)

HOUR, DAY = worktime.LimitUnit.WORKING_HOUR, worktime.LimitUnit.WORKING_DAY
CALENDAR_DAY, MONTH = worktime.LimitUnit.CALENDAR_DAY, worktime.LimitUnit.MONTH
SAME_DAY, NEXT_DAY, NEXT_MOMENT = worktime.StartRule.SAME_DAY, worktime.StartRule.NEXT_DAY, worktime.StartRule.NEXT_MOMENT


def due(received: str, limit: worktime.Limit, cal: worktime.Calendar | None = None, **how: bool) -> datetime:
    return worktime.deadline(at(received), limit, cal or state_calendar(), **how).due_at


@pytest.mark.parametrize(
    ("received", "begins", "due_at"),
    [
        ("12/03/2018 06:00", "12/03/2018 07:00", "13/03/2018 07:00"),
        ("12/03/2018 07:00", "12/03/2018 07:00", "13/03/2018 07:00"),
        ("12/03/2018 11:29", "12/03/2018 11:29", "13/03/2018 11:29"),
        ("12/03/2018 11:30", "12/03/2018 13:30", "13/03/2018 13:30"),
        ("12/03/2018 12:00", "12/03/2018 13:30", "13/03/2018 13:30"),
        ("12/03/2018 16:59", "12/03/2018 16:59", "13/03/2018 16:59"),
        ("12/03/2018 17:00", "13/03/2018 07:00", "14/03/2018 07:00"),
        ("12/03/2018 17:05", "13/03/2018 07:00", "14/03/2018 07:00"),
        ("14/02/2018 09:00", "21/02/2018 07:00", "22/02/2018 07:00"),
        ("31/12/2018 23:50", "02/01/2019 07:00", "03/01/2019 07:00"),
    ],
)
def test_days_begin_at_an_opening(received: str, begins: str, due_at: str) -> None:
    found = worktime.deadline(at(received), worktime.Limit(1, DAY), state_calendar())

    assert (found.counts_from, found.due_at) == (at(begins), at(due_at))


@pytest.mark.parametrize(
    ("received", "hours", "due_at"),
    [
        ("12/03/2018 13:30", 3, "12/03/2018 16:30"),
        ("12/03/2018 14:00", 3, "12/03/2018 17:00"),
        ("12/03/2018 08:30", 3, "12/03/2018 11:30"),
        ("12/03/2018 16:59", 1, "13/03/2018 07:59"),
        ("12/03/2018 17:00", 8, "13/03/2018 17:00"),
        ("31/12/2018 23:50", 1, "02/01/2019 08:00"),
    ],
)
def test_hours_end_at_a_closing(received: str, hours: int, due_at: str) -> None:
    assert due(received, worktime.Limit(hours, HOUR)) == at(due_at)


def test_a_day_limit_is_clamped_into_a_short_day() -> None:
    morning_only = a_calendar(half(date(2018, 3, 13), closes=time(11, 30)))

    assert due("12/03/2018 16:00", worktime.Limit(1, DAY), morning_only) == at("13/03/2018 11:30")
    assert due("12/03/2018 09:00", worktime.Limit(1, DAY), morning_only) == at("13/03/2018 09:00")
    assert due("12/03/2018 16:00", worktime.Limit(2, DAY), morning_only) == at("14/03/2018 16:00")


def test_a_half_day_is_a_day_for_days_and_half_for_hours() -> None:
    afternoon_only = a_calendar(half(date(2018, 3, 13), opens=time(13, 30)))

    assert due("12/03/2018 08:00", worktime.Limit(1, DAY), afternoon_only) == at("13/03/2018 13:30")
    assert due("12/03/2018 16:00", worktime.Limit(5, HOUR), afternoon_only) == at("14/03/2018 07:30")


def test_a_clock_time_in_the_noon_pause_of_another_season_waits_for_the_opening() -> None:
    """13:10 is office time in winter and noon pause in summer; 07:10 is too early in winter."""
    cal = a_calendar(seasons=[a_season(), WINTER])

    assert due("13/04/2018 13:10", worktime.Limit(1, DAY), cal) == at("16/04/2018 13:30")
    assert due("15/10/2018 07:10", worktime.Limit(1, DAY), cal) == at("16/10/2018 07:30")
    assert due("15/10/2018 16:50", worktime.Limit(1, DAY), cal) == at("16/10/2018 16:30")
    assert due("15/10/2018 16:30", worktime.Limit(1, HOUR), cal) == at("16/10/2018 08:00")


@pytest.mark.parametrize(
    ("received", "days", "due_at"),
    [
        ("12/03/2018 08:00", 7, "19/03/2018 08:00"),
        ("12/03/2018 08:00", 5, "19/03/2018 08:00"),
        ("31/01/2018 14:00", 15, "21/02/2018 14:00"),
        ("17/03/2018 09:00", 5, "26/03/2018 07:00"),
        ("12/03/2018 17:05", 1, "14/03/2018 07:00"),
    ],
)
def test_calendar_days_move_to_the_next_working_day(received: str, days: int, due_at: str) -> None:
    assert due(received, worktime.Limit(days, CALENDAR_DAY)) == at(due_at)


@pytest.mark.parametrize(
    ("received", "months", "due_at"),
    [
        ("31/01/2018 09:00", 1, "28/02/2018 09:00"),
        ("31/01/2020 09:00", 1, "02/03/2020 09:00"),
        ("31/01/2018 09:00", 2, "02/04/2018 09:00"),
        ("31/01/2018 09:00", 3, "02/05/2018 09:00"),
        ("31/01/2018 09:00", 13, "28/02/2019 09:00"),
        ("14/12/2018 09:00", 2, "14/02/2019 09:00"),
    ],
)
def test_months_from_the_end_of_a_month_end_with_the_month(received: str, months: int, due_at: str) -> None:
    assert due(received, worktime.Limit(months, MONTH)) == at(due_at)


@pytest.mark.parametrize(
    ("received", "due_at"),
    [
        ("12/03/2018 06:00", "12/03/2018 17:00"),
        ("12/03/2018 08:00", "12/03/2018 17:00"),
        ("12/03/2018 12:00", "12/03/2018 17:00"),
        ("12/03/2018 15:00", "12/03/2018 17:00"),
        ("12/03/2018 15:01", "13/03/2018 17:00"),
        ("12/03/2018 17:05", "13/03/2018 17:00"),
        ("16/03/2018 15:30", "19/03/2018 17:00"),
        ("17/03/2018 09:00", "19/03/2018 17:00"),
        ("17/03/2018 16:00", "19/03/2018 17:00"),
    ],
)
def test_same_day_is_due_at_the_closing_unless_received_after_the_cutoff(received: str, due_at: str) -> None:
    limit = worktime.Limit(1, DAY, SAME_DAY, cutoff=time(15))

    assert due(received, limit) == at(due_at)


def test_same_day_without_a_cutoff_takes_receipts_until_the_closing() -> None:
    limit = worktime.Limit(1, DAY, SAME_DAY)

    assert due("12/03/2018 16:59", limit) == at("12/03/2018 17:00")
    assert due("12/03/2018 17:00", limit) == at("13/03/2018 17:00")


def test_same_day_on_a_morning_of_work_is_due_at_its_closing() -> None:
    morning_only = a_calendar(half(date(2018, 3, 12), closes=time(11, 30)))
    limit = worktime.Limit(1, DAY, SAME_DAY, cutoff=time(15))

    assert due("12/03/2018 09:00", limit, morning_only) == at("12/03/2018 11:30")
    assert due("12/03/2018 14:00", limit, morning_only) == at("13/03/2018 17:00")


def test_same_day_of_several_days_counts_the_day_of_receipt_as_the_first() -> None:
    assert due("12/03/2018 08:00", worktime.Limit(3, DAY, SAME_DAY)) == at("14/03/2018 17:00")
    assert due("12/03/2018 08:00", worktime.Limit(3, CALENDAR_DAY, SAME_DAY)) == at("14/03/2018 17:00")
    assert due("12/03/2018 08:00", worktime.Limit(1, MONTH, SAME_DAY)) == at("11/04/2018 17:00")


def test_the_cutoff_is_off_unless_the_limit_sets_it() -> None:
    plain, cut = worktime.Limit(3, DAY), worktime.Limit(3, DAY, cutoff=time(15))

    assert due("12/03/2018 15:30", plain) == at("15/03/2018 15:30")
    assert due("12/03/2018 15:30", cut) == at("16/03/2018 07:00")
    assert due("12/03/2018 15:00", cut) == at("15/03/2018 15:00")
    assert due("12/03/2018 17:05", cut) == due("12/03/2018 17:05", plain)


def test_the_start_rule_follows_the_unit_when_left_out() -> None:
    assert worktime.Limit(2, HOUR).start is NEXT_MOMENT
    assert worktime.Limit(2, DAY).start is NEXT_DAY
    assert worktime.Limit(2, MONTH).start is NEXT_DAY


def test_hours_from_the_next_day_begin_at_its_opening() -> None:
    assert due("16/03/2018 08:00", worktime.Limit(2, HOUR, NEXT_DAY)) == at("19/03/2018 09:00")
    assert due("16/03/2018 17:05", worktime.Limit(2, HOUR, NEXT_DAY)) == at("19/03/2018 09:00")


def test_days_keep_the_clock_time_under_both_start_rules() -> None:
    assert due("12/03/2018 08:00", worktime.Limit(3, DAY, NEXT_MOMENT)) == due(
        "12/03/2018 08:00", worktime.Limit(3, DAY, NEXT_DAY)
    )


def test_the_extra_of_the_area_counts_only_when_asked_for() -> None:
    limit = worktime.Limit(15, DAY, area_extra=10)

    assert due("12/03/2018 08:00", limit) == at("02/04/2018 08:00")
    assert due("12/03/2018 08:00", limit, area_extra=True) == at("16/04/2018 08:00")


@pytest.mark.parametrize("unit", list(worktime.LimitUnit))
def test_a_count_into_an_unknown_year_is_refused(unit: worktime.LimitUnit) -> None:
    with pytest.raises(worktime.CalendarGap) as no:
        worktime.deadline(at("30/12/2027 09:00"), worktime.Limit(20, unit), state_calendar())

    assert no.value.facts == {"calendar": "vn-state", "year": 2028}
    assert "2028" in no.value.message


@pytest.mark.parametrize("received", ["03/01/2028 08:00", "31/12/2014 08:00", "31/12/2027 23:50"])
def test_a_receipt_in_an_unknown_year_is_refused(received: str) -> None:
    with pytest.raises(worktime.CalendarGap):
        worktime.deadline(at(received), worktime.Limit(1, DAY), state_calendar())


def test_counting_back_before_the_first_year_is_refused() -> None:
    with pytest.raises(worktime.CalendarGap) as no:
        worktime.add(at("05/01/2015 08:00"), worktime.WorkMinutes(-10_000), state_calendar())

    assert no.value.facts["year"] == 2014


def test_an_instant_without_a_zone_is_a_defect() -> None:
    with pytest.raises(ValueError, match="time zone"):
        worktime.add(MONDAY_8AM.replace(tzinfo=None), worktime.WorkMinutes(60), state_calendar())


def test_an_instant_of_another_zone_is_read_in_vietnam() -> None:
    received = datetime(2018, 3, 12, 1, 0, 59, tzinfo=UTC)

    found = worktime.deadline(received, worktime.Limit(3, DAY), state_calendar())

    assert found.due_at == at("15/03/2018 08:00")
    assert found.due_at.utcoffset() == MONDAY_8AM.utcoffset()


def test_nothing_added_stays_where_it_was() -> None:
    cal = state_calendar()

    assert worktime.add(at("12/03/2018 12:10"), worktime.WorkMinutes(0), cal) == at("12/03/2018 12:10")
    assert worktime.add(at("17/03/2018 09:00"), worktime.WorkMinutes(0), cal) == at("17/03/2018 09:00")


def test_counting_back_ends_at_an_opening() -> None:
    cal = state_calendar()

    assert worktime.add(at("12/03/2018 08:00"), worktime.WorkMinutes(-60), cal) == at("12/03/2018 07:00")
    assert worktime.add(at("12/03/2018 08:00"), worktime.WorkMinutes(-120), cal) == at("09/03/2018 16:00")


def test_between_is_signed_and_knows_only_office_time() -> None:
    cal = state_calendar()

    assert worktime.between(at("12/03/2018 08:00"), at("13/03/2018 08:00"), cal) == 480
    assert worktime.between(at("13/03/2018 08:00"), at("12/03/2018 08:00"), cal) == -480
    assert worktime.between(at("16/03/2018 17:00"), at("19/03/2018 07:00"), cal) == 0
    assert worktime.time_left(at("15/03/2018 10:00"), at("15/03/2018 08:00"), cal) == -120


def test_a_saturday_worked_and_a_monday_off_change_places() -> None:
    cal = a_calendar(off(date(2018, 12, 31)), worked(date(2018, 12, 29)))

    assert due("28/12/2018 09:00", worktime.Limit(1, DAY), cal) == at("29/12/2018 09:00")
    assert cal.minutes_per_day == 480
    assert cal.sessions(date(2018, 12, 29)) == (MORNING.minutes, AFTERNOON.minutes)


@pytest.mark.parametrize(
    ("finished", "due_at", "unit", "verdict"),
    [
        ("14/03/2018 16:59", "15/03/2018 08:00", DAY, "early"),
        ("15/03/2018 16:59", "15/03/2018 08:00", DAY, "on_time"),
        ("15/03/2018 07:01", "15/03/2018 08:00", CALENDAR_DAY, "on_time"),
        ("16/03/2018 07:00", "15/03/2018 17:00", MONTH, "overdue"),
        ("12/03/2018 09:59", "12/03/2018 10:00", HOUR, "early"),
        ("12/03/2018 10:00", "12/03/2018 10:00", HOUR, "on_time"),
        ("12/03/2018 10:01", "12/03/2018 10:00", HOUR, "overdue"),
    ],
)
def test_days_are_judged_by_date_and_hours_by_minute(finished: str, due_at: str, unit: worktime.LimitUnit, verdict: str) -> None:
    assert worktime.judge(at(finished), at(due_at), unit) == verdict


def test_seconds_never_make_something_late() -> None:
    finished = at("12/03/2018 10:00").replace(second=59, microsecond=999_999)

    assert worktime.judge(finished, at("12/03/2018 10:00"), HOUR) is worktime.Verdict.ON_TIME


def test_a_verdict_by_date_is_given_in_vietnam_not_in_utc() -> None:
    finished = datetime(2018, 3, 15, 17, 30, tzinfo=UTC)

    assert worktime.judge(finished, at("15/03/2018 08:00"), DAY) is worktime.Verdict.OVERDUE
