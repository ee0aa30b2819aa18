"""Who takes a task, who gives it, who puts it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from lienthong.casework.tasks import public as tasks
from lienthong.casework.tasks.testing import a_task
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

LATER = MONDAY_8AM + timedelta(hours=2)


@contextmanager
def acting(district: District, duty: str, slug: str = "hoanh_mo") -> Iterator[Actor]:
    """Act as the holder of a duty at a unit."""
    actor = district.actor(slug, duty)
    with ledger.seeing(actor.sees):
        yield actor


def colleague_of(actor: Actor) -> Actor:
    """Return another person in a post like the actor's."""
    return replace(actor, person_uid=new_uid(), name="Lô Thị Hồng")


def test_a_closed_task_can_be_neither_taken_nor_given_nor_put_back(district: District) -> None:
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk)
        tasks.turn(object_uid=task.object_uid, close=tasks.Closing((1,), MONDAY_8AM, "done", clerk), open_=())

        with pytest.raises(tasks.TaskGone):
            tasks.claim(actor=clerk, task_uid=task.uid, at=LATER)
        with pytest.raises(tasks.TaskGone):
            tasks.assign(actor=clerk, task_uid=task.uid, person_uid=clerk.person_uid, at=LATER)
        with pytest.raises(tasks.TaskGone):
            tasks.release(actor=clerk, task_uid=task.uid)


def test_taking_ones_own_task_again_keeps_the_first_hour(district: District) -> None:
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk)
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)

        again = tasks.claim(actor=clerk, task_uid=task.uid, at=LATER)

    assert again.claimed_at == MONDAY_8AM


def test_a_suspended_task_that_is_taken_and_put_back_stays_suspended(district: District) -> None:
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk, due_at=None, remaining_minutes=90)

        taken = tasks.claim(actor=clerk, task_uid=task.uid, at=LATER)
        states = [taken.state, tasks.release(actor=clerk, task_uid=task.uid).state]

    assert states == ["suspended", "suspended"]


def test_nobody_puts_back_what_another_holds(district: District) -> None:
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk)
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)

        with pytest.raises(tasks.HeldByAnother) as no:
            tasks.release(actor=colleague_of(clerk), task_uid=task.uid)

    assert no.value.facts["holder"] == clerk.name


def test_putting_back_what_nobody_holds_says_so(district: District) -> None:
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk)

        with pytest.raises(tasks.HeldByAnother) as no:
            tasks.release(actor=clerk, task_uid=task.uid)

    assert no.value.facts["holder"] == "chưa ai"


def test_a_task_of_another_unit_is_refused_with_the_name_of_the_unit(district: District) -> None:
    stranger = district.actor("dong_van", "counter_clerk")
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk, duty="counter_clerk")

        with pytest.raises(tasks.NotYours) as no:
            tasks.claim(actor=stranger, task_uid=task.uid, at=MONDAY_8AM)

    assert no.value.facts == {"title": task.title, "duty": "Cán bộ một cửa", "unit": "UBND xã Hoành Mô"}


def test_a_holder_gives_a_task_on_to_a_colleague_of_the_same_duty(district: District) -> None:
    justice = district.person("hoanh_mo", "specialist.justice")
    with acting(district, "specialist.justice") as holder:
        task = a_task(holder, duty="specialist.justice")
        tasks.claim(actor=holder, task_uid=task.uid, at=MONDAY_8AM)

        given = tasks.assign(actor=holder, task_uid=task.uid, person_uid=justice.uid, at=LATER)

    assert (given.holder_uid, given.handed_by, given.claimed_at) == (justice.uid, holder.name, LATER)


def test_a_colleague_does_not_give_away_what_another_holds(district: District) -> None:
    with acting(district, "specialist.justice") as holder:
        task = a_task(holder, duty="specialist.justice")
        tasks.claim(actor=holder, task_uid=task.uid, at=MONDAY_8AM)
        colleague = colleague_of(holder)

        with pytest.raises(tasks.HeldByAnother) as no:
            tasks.assign(actor=colleague, task_uid=task.uid, person_uid=colleague.person_uid, at=LATER)

    assert no.value.facts["holder"] == holder.name


def test_the_head_takes_a_task_out_of_the_hands_in_which_it_lies(district: District) -> None:
    justice = district.person("hoanh_mo", "specialist.justice")
    with acting(district, "specialist.justice") as holder:
        task = a_task(holder, duty="specialist.justice")
        tasks.claim(actor=colleague_of(holder), task_uid=task.uid, at=MONDAY_8AM)
    with acting(district, "unit_head") as head:
        given = tasks.assign(actor=head, task_uid=task.uid, person_uid=justice.uid, at=LATER)

    assert (given.holder_uid, given.state) == (justice.uid, "claimed")


def test_the_head_of_another_unit_gives_nothing_here(district: District) -> None:
    stranger = district.actor("dong_van", "unit_head")
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk)

        with pytest.raises(tasks.NotYours):
            tasks.assign(actor=stranger, task_uid=task.uid, person_uid=clerk.person_uid, at=LATER)


def test_a_person_without_the_duty_is_named_when_a_task_cannot_go_to_him(district: District) -> None:
    clerk = district.person("hoanh_mo", "counter_clerk")
    with acting(district, "unit_head") as head:
        task = a_task(head, duty="specialist.justice")

        with pytest.raises(tasks.CannotHold) as no:
            tasks.assign(actor=head, task_uid=task.uid, person_uid=clerk.uid, at=LATER)

    assert no.value.facts == {"person": str(clerk.uid), "duty": "Chuyên viên tư pháp - hộ tịch"}


def test_a_task_is_passed_on_only_to_who_may_hold_it_and_only_while_it_is_open(district: District) -> None:
    other = district.actor("dong_van", "counter_clerk")
    with acting(district, "counter_clerk") as clerk:
        task = a_task(clerk)
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
        stranger = tasks.Passing(task.object_uid, 1, new_uid(), "Người lạ", clerk.unit_id)
        with pytest.raises(tasks.CannotHold):
            tasks.pass_on(passings=[stranger], at=LATER, handed_by=clerk.name)
        gone = tasks.Passing(task.object_uid, 2, clerk.person_uid, clerk.name, clerk.unit_id)
        with pytest.raises(tasks.TaskGone):
            tasks.pass_on(passings=[gone], at=LATER, handed_by=clerk.name)

    with ledger.seeing({clerk.unit_id, other.unit_id}):
        over = tasks.Passing(task.object_uid, 1, other.person_uid, other.name, other.unit_id)
        (moved,) = tasks.pass_on(passings=[over], at=LATER, handed_by=clerk.name)

    assert (moved.holder_uid, moved.unit_id, moved.from_unit_id) == (other.person_uid, other.unit_id, clerk.unit_id)
    assert (moved.claimed_at, moved.handed_by) == (LATER, clerk.name)
