"""The test vectors of the domain handbook 1.6, and slips computed by hand."""

from __future__ import annotations

import pytest

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import at, state_calendar

HOUR, DAY = worktime.LimitUnit.WORKING_HOUR, worktime.LimitUnit.WORKING_DAY


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("27/10/2023 09:32", 5, "03/11/2023 09:32"),
        ("12/03/2018 08:00", 3, "15/03/2018 08:00"),
        ("12/02/2018 10:00", 3, "22/02/2018 10:00"),
        ("27/04/2018 16:00", 2, "03/05/2018 16:00"),
        ("16/03/2018 17:05", 1, "20/03/2018 07:00"),
        ("17/03/2018 09:00", 1, "20/03/2018 07:00"),
        ("24/04/2018 14:00", 5, "04/05/2018 14:00"),
    ],
)
def test_working_days_count_days_and_keep_the_clock_time(received: str, days: int, due: str) -> None:
    found = worktime.deadline(at(received), worktime.Limit(days, DAY), state_calendar())

    assert found.due_at == at(due)


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("12/03/2018 08:00", 2, "12/03/2018 10:00"),
        ("12/03/2018 10:30", 2, "12/03/2018 14:30"),
        ("12/03/2018 16:00", 3, "13/03/2018 09:00"),
        ("16/03/2018 16:00", 8, "19/03/2018 16:00"),
        ("12/03/2018 11:30", 1, "12/03/2018 14:30"),
        ("12/03/2018 12:00", 1, "12/03/2018 14:30"),
        ("13/02/2018 15:00", 4, "21/02/2018 09:00"),
    ],
)
def test_working_hours_run_through_the_sessions(received: str, hours: int, due: str) -> None:
    found = worktime.deadline(at(received), worktime.Limit(hours, HOUR), state_calendar())

    assert found.due_at == at(due)
    assert worktime.add(at(received), worktime.WorkMinutes(hours * 60), state_calendar()) == at(due)


def test_a_pause_keeps_what_is_left_of_five_working_days() -> None:
    cal, limit = state_calendar(), worktime.Limit(5, DAY)
    due = worktime.deadline(at("12/03/2018 08:00"), limit, cal).due_at

    left = worktime.remainder(at("13/03/2018 10:00"), due, limit, cal)
    resumed = worktime.resume(at("20/03/2018 14:00"), left, limit, cal)

    assert due == at("19/03/2018 08:00")
    assert left.working_minutes(cal) == 1_800
    assert (left.value, left.minutes) == (3, 360)
    assert resumed.due_at == at("26/03/2018 10:00")


def test_the_slip_of_the_issue_is_due_after_tet() -> None:
    """`lienthong due --received 2018-02-12T09:00 --limit 5 --unit working_day`: 13, 21, 22, 23, 26 February."""
    found = worktime.deadline(at("12/02/2018 09:00"), worktime.Limit(5, DAY), state_calendar())

    assert found.due_at == at("26/02/2018 09:00")


def test_a_swapped_saturday_counts_and_its_monday_does_not() -> None:
    """31/12/2018 is off, Saturday 05/01/2019 is worked: 2, 3, 4 and 5 January are four working days."""
    found = worktime.deadline(at("28/12/2018 09:00"), worktime.Limit(4, DAY), state_calendar())

    assert found.due_at == at("05/01/2019 09:00")


def test_the_swap_of_new_year_2026_is_known_although_the_library_lacks_it() -> None:
    cal = state_calendar()

    assert not cal.is_working_day(at("02/01/2026 08:00").date())
    assert worktime.deadline(at("09/01/2026 09:00"), worktime.Limit(1, DAY), cal).due_at == at("10/01/2026 09:00")
