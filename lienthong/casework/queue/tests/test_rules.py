"""Numbers as people read them, estimates, grounds of priority: no database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.rules.priorities import BadPriorities, priorities_of
from lienthong.casework.queue.rules.states import Coming, is_awaited
from lienthong.casework.queue.rules.waiting import estimate, label
from lienthong.office.org.testing import MONDAY_8AM


def test_a_number_has_three_digits_and_grows_beyond() -> None:
    assert [label("A", 7), label("B", 120), label("C", 1000)] == ["A007", "B120", "C1000"]


def test_a_number_is_said_sign_by_sign() -> None:
    assert queue.spoken("A007") == "A 0 0 7"


def test_only_a_booked_visit_is_awaited_and_not_from_the_end_of_its_slot_on() -> None:
    before, at = MONDAY_8AM - timedelta(seconds=1), MONDAY_8AM
    assert is_awaited(Coming.BOOKED, at, before)
    assert not is_awaited(Coming.BOOKED, at, at)
    assert [state for state in Coming if is_awaited(state, at, before)] == [Coming.BOOKED]


def test_a_wait_is_unknown_without_a_counter_at_work_or_with_two_service_times() -> None:
    assert estimate(ahead=5, counters=0, service_seconds=[300] * 9) is None
    assert estimate(ahead=5, counters=1, service_seconds=[300] * 2) is None


def test_a_wait_is_people_ahead_times_the_median_over_the_counters_rounded_up_to_five() -> None:
    assert estimate(ahead=4, counters=1, service_seconds=[300, 300, 3600]) == 20
    assert estimate(ahead=4, counters=2, service_seconds=[300, 300, 3600]) == 10
    assert estimate(ahead=1, counters=2, service_seconds=[60, 60, 60]) == 5
    assert estimate(ahead=0, counters=1, service_seconds=[60, 60, 60]) == 0


@given(st.integers(0, 200), st.integers(1, 9), st.lists(st.floats(0, 7200), min_size=3, max_size=20))
def test_more_people_never_wait_less_and_more_counters_never_more(ahead: int, counters: int, seconds: list[float]) -> None:
    here = estimate(ahead=ahead, counters=counters, service_seconds=seconds)
    later = estimate(ahead=ahead + 1, counters=counters, service_seconds=seconds)
    helped = estimate(ahead=ahead, counters=counters + 1, service_seconds=seconds)
    assert here is not None
    assert later is not None
    assert helped is not None
    assert helped <= here <= later
    assert here % 5 == 0


def test_every_ground_of_priority_carries_its_mark_and_all_fit_one_screen() -> None:
    grounds = queue.priorities()
    assert 1 <= len(grounds) <= 6
    assert {one.mark for one in grounds} == {"M"}
    assert queue.priority_name("elderly") == "Người cao tuổi"
    assert (queue.priority_name(""), queue.priority_name("gone")) == ("", "gone")


@pytest.mark.parametrize(
    "rows",
    [
        [{"key": "a", "name": "", "mark": "M"}],
        [{"key": "a", "name": "A"}],
        [{"key": "a", "name": "A", "mark": "M"}] * 2,
        [{"key": str(n), "name": "A", "mark": "M"} for n in range(7)],
    ],
)
def test_a_file_of_priorities_that_lacks_something_is_a_defect(rows: list[dict[str, str]]) -> None:
    with pytest.raises(BadPriorities):
        priorities_of({"priorities": rows})
