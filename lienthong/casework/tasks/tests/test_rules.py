"""Decisions about tasks that need no data: who may act, how a task stands, how much time a step gets."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.tasks import public as tasks
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import WorkMinutes

UNIT = 7
DUTIES = ("counter_clerk", "specialist", "specialist.justice", "specialist.land", "unit_head", "records_clerk")


def an_actor(*duties: str, unit_id: int = UNIT) -> Actor:
    """Return somebody whose post carries `duties`."""
    return Actor(UUID(int=1), UUID(int=2), unit_id, UUID(int=3), "Lô Thị Hồng", duties=frozenset(duties))


@given(st.sets(st.sampled_from(DUTIES)), st.sampled_from(DUTIES))
def test_nobody_acts_in_a_unit_that_is_not_his(held: set[str], duty: str) -> None:
    assert not tasks.may_act(an_actor(*held), unit_id=UNIT + 1, duty=duty)


@given(st.sets(st.sampled_from(DUTIES)), st.sampled_from(DUTIES))
def test_more_duties_never_allow_less(held: set[str], duty: str) -> None:
    before = tasks.may_act(an_actor(*held), unit_id=UNIT, duty=duty)

    for more in DUTIES:
        assert tasks.may_act(an_actor(*held, more), unit_id=UNIT, duty=duty) >= before


@pytest.mark.parametrize(
    ("held", "duty", "may"),
    [
        ("counter_clerk", "counter_clerk", True),
        ("counter_clerk", "unit_head", False),
        ("specialist.justice", "specialist", True),
        ("specialist.justice", "specialist.justice", True),
        ("specialist.justice", "specialist.land", False),
        ("specialist", "specialist", True),
        ("specialist", "specialist.justice", False),
        ("specialistic", "specialist", False),
        ("unit_head", "specialist", False),
    ],
)
def test_a_field_is_held_by_its_own_specialist_and_the_plain_duty_by_any(held: str, duty: str, may: bool) -> None:
    assert tasks.may_act(an_actor(held), unit_id=UNIT, duty=duty) is may


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (None, tasks.DueState.PAUSED),
        (-1, tasks.DueState.OVERDUE),
        (0, tasks.DueState.DUE_SOON),
        (480, tasks.DueState.DUE_SOON),
        (481, tasks.DueState.IN_TIME),
    ],
)
def test_a_task_is_late_after_its_last_minute_and_soon_due_within_a_working_day(left: int | None, state: tasks.DueState) -> None:
    assert tasks.due_state(left) is state


def test_how_soon_is_soon_can_be_told() -> None:
    assert tasks.due_state(61, warn_within=60) is tasks.DueState.IN_TIME
    assert tasks.due_state(60, warn_within=60) is tasks.DueState.DUE_SOON
    assert tasks.due_state(-1, warn_within=0) is tasks.DueState.OVERDUE


@given(st.integers(0, 100_000), st.integers(0, 100))
def test_a_step_gets_its_share_and_never_less_than_half_an_hour(total: int, share: int) -> None:
    minutes = tasks.planned_minutes(WorkMinutes(total), share)

    assert minutes >= 30
    assert minutes == 30 or minutes <= total * share / 100 < minutes + 1


@given(st.integers(0, 100_000), st.integers(0, 99))
def test_a_greater_share_never_gets_less(total: int, share: int) -> None:
    assert tasks.planned_minutes(WorkMinutes(total), share + 1) >= tasks.planned_minutes(WorkMinutes(total), share)
