"""A turn ends tasks of an object and opens others: at once, with what the closer did, alike in the table and in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lienthong.casework.tasks import public as tasks
from lienthong.casework.tasks.testing import a_new_task, a_task
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import WorkMinutes

LATER = MONDAY_8AM + timedelta(hours=2)


def facts(task: tasks.Task) -> dict[str, Any]:
    """Return every column of a task but its keys."""
    return {
        field.attname: getattr(task, field.attname)
        for field in tasks.Task._meta.concrete_fields
        if field.attname not in ("id", "uid")
    }


def test_a_task_that_nobody_took_is_recorded_as_taken_by_the_one_who_closes_it(clerk: Actor) -> None:
    task = a_task(clerk)

    tasks.turn(object_uid=task.object_uid, close=tasks.Closing((1,), LATER, "done", clerk), open_=())

    (closed,) = tasks.of_object(task.object_uid)
    assert (closed.holder_uid, closed.holder_name) == (clerk.person_uid, clerk.name)
    assert (closed.claimed_at, closed.closed_at, closed.outcome) == (LATER, LATER, "done")


def test_a_task_keeps_the_one_who_took_it_when_another_closes_it(clerk: Actor) -> None:
    task = a_task(clerk)
    tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
    colleague = replace(clerk, person_uid=new_uid(), name="Lô Thị Hồng")

    tasks.turn(object_uid=task.object_uid, close=tasks.Closing((1,), LATER, "done", colleague), open_=())

    (closed,) = tasks.of_object(task.object_uid)
    assert (closed.holder_uid, closed.holder_name, closed.claimed_at) == (clerk.person_uid, clerk.name, MONDAY_8AM)


def test_a_task_that_no_person_closes_stays_nobodys(clerk: Actor) -> None:
    task = a_task(clerk)

    tasks.turn(object_uid=task.object_uid, close=tasks.Closing((1,), LATER, "silent"), open_=())

    (closed,) = tasks.of_object(task.object_uid)
    assert (closed.holder_uid, closed.holder_name, closed.state) == (None, "", "closed")


def test_only_the_open_tasks_of_the_tokens_named_end(clerk: Actor) -> None:
    first = a_task(clerk)
    a_task(clerk, object_uid=first.object_uid, token=2)
    tasks.turn(object_uid=first.object_uid, close=tasks.Closing((1,), MONDAY_8AM, "done", clerk), open_=())

    tasks.turn(object_uid=first.object_uid, close=tasks.Closing((1, 3), LATER, "again", clerk), open_=())

    assert {task.token: (task.outcome, task.closed_at) for task in tasks.of_object(first.object_uid)} == {
        1: ("done", MONDAY_8AM),
        2: ("", None),
    }
    assert [task.token for task in tasks.open_of(first.object_uid)] == [2]


def test_a_token_ends_and_opens_again_in_one_turn(clerk: Actor) -> None:
    """The step goes back to where it was: the old row must be closed before the new one is written."""
    task = a_task(clerk)

    tasks.turn(
        object_uid=task.object_uid,
        close=tasks.Closing((1,), LATER, "incomplete", clerk),
        open_=[a_new_task(clerk, object_uid=task.object_uid, opened_at=LATER)],
    )

    assert [(one.token, one.outcome) for one in tasks.of_object(task.object_uid)] == [(1, "incomplete"), (1, "")]


def test_a_token_has_one_open_task_at_most(clerk: Actor) -> None:
    task = a_task(clerk)

    with pytest.raises(IntegrityError, match="task_one_open_per_token"), transaction.atomic():
        a_task(clerk, object_uid=task.object_uid)


def test_a_turn_without_anything_to_do_asks_nothing(clerk: Actor, query_count: Callable[[], Any]) -> None:
    with query_count() as counted:
        tasks.turn(object_uid=new_uid(), close=None, open_=())

    assert counted.statements == 0


def test_a_step_that_begins_while_the_clock_stands_waits_with_its_minutes(clerk: Actor) -> None:
    task = a_task(clerk, due_at=None, remaining_minutes=90)

    assert (task.state, task.due_at, task.remaining_minutes) == ("suspended", None, 90)


def test_words_that_are_too_long_for_the_list_are_cut(clerk: Actor) -> None:
    task = a_task(clerk, title="Thẩm tra " * 40, subject="Đăng ký " * 60, owner_label="Hoàng " * 60)

    assert (len(task.title), len(task.subject), len(task.owner_label)) == (200, 300, 200)


@pytest.mark.parametrize("more", [{}, {"due_at": None, "remaining_minutes": 90}, {"handed_by": "Lô Thị Hồng", "leg": "police"}])
def test_a_task_opened_in_memory_is_what_the_table_holds(clerk: Actor, more: dict[str, Any]) -> None:
    new = a_new_task(clerk, **more)
    tasks.turn(object_uid=new.object_uid, close=None, open_=[new])

    (written,) = tasks.of_object(new.object_uid)

    assert facts(tasks.opened(new)) == facts(written)


@pytest.mark.parametrize("claimed", [False, True])
@pytest.mark.parametrize("by_a_person", [False, True])
@pytest.mark.parametrize("paused", [False, True])
def test_a_task_claimed_and_closed_in_memory_is_what_the_table_holds(
    clerk: Actor, claimed: bool, by_a_person: bool, paused: bool
) -> None:
    standing: dict[str, Any] = {"due_at": None, "remaining_minutes": 60}
    new = a_new_task(clerk, **(standing if paused else {}))
    close = tasks.Closing((1,), LATER, "done", replace(clerk, person_uid=new_uid()) if by_a_person else None)
    memory = tasks.opened(new)
    tasks.turn(object_uid=new.object_uid, close=None, open_=[new])
    if claimed:
        tasks.held(memory, clerk, MONDAY_8AM)
        row = tasks.claim(actor=clerk, task_uid=tasks.of_object(new.object_uid)[0].uid, at=MONDAY_8AM)
        assert facts(memory) == facts(row)

    tasks.closed(memory, close)
    tasks.turn(object_uid=new.object_uid, close=close, open_=())

    assert facts(memory) == facts(tasks.of_object(new.object_uid)[0])


def test_a_clock_that_stands_is_not_stopped_twice(clerk: Actor) -> None:
    task = a_task(clerk, minutes=480)
    tasks.suspend(tasks=tasks.open_of(task.object_uid), at=MONDAY_8AM + timedelta(hours=1))

    tasks.suspend(tasks=tasks.open_of(task.object_uid), at=MONDAY_8AM + timedelta(hours=3))

    assert [one.remaining_minutes for one in tasks.open_of(task.object_uid)] == [420]


def test_a_clock_that_runs_is_not_started_again(clerk: Actor) -> None:
    task = a_task(clerk, minutes=480)

    tasks.resume(tasks=tasks.open_of(task.object_uid), at=LATER)

    assert [one.due_at for one in tasks.open_of(task.object_uid)] == [task.due_at]


def test_a_task_that_was_late_when_its_clock_stopped_is_due_at_once_when_it_runs_on(clerk: Actor) -> None:
    task = a_task(clerk, minutes=60)
    tasks.suspend(tasks=tasks.open_of(task.object_uid), at=MONDAY_8AM + timedelta(hours=3))
    (late,) = tasks.open_of(task.object_uid)

    tasks.resume(tasks=[late], at=MONDAY_8AM + timedelta(days=1))

    (again,) = tasks.open_of(task.object_uid)
    assert again.due_at == worktime.add(MONDAY_8AM + timedelta(days=1), WorkMinutes(0), worktime.calendar("vn-state"))


@pytest.mark.parametrize(("claimed", "state"), [(True, "claimed"), (False, "offered")])
def test_a_task_runs_on_in_the_hands_in_which_it_stopped(clerk: Actor, claimed: bool, state: str) -> None:
    task = a_task(clerk)
    if claimed:
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
    tasks.suspend(tasks=tasks.open_of(task.object_uid), at=LATER)
    stopped = tasks.open_of(task.object_uid)

    tasks.resume(tasks=stopped, at=LATER + timedelta(days=1))

    assert [one.state for one in tasks.open_of(task.object_uid)] == [state]


def test_a_task_without_a_due_date_has_no_clock_to_stop(clerk: Actor) -> None:
    task = a_task(clerk, due_at=None)

    tasks.suspend(tasks=tasks.open_of(task.object_uid), at=LATER)

    assert [(one.state, one.remaining_minutes) for one in tasks.open_of(task.object_uid)] == [("offered", None)]


def test_a_task_is_named_by_its_dossier_and_step(clerk: Actor) -> None:
    assert str(a_task(clerk)) == "H49.16.22-180312-0001 · Thẩm tra hồ sơ"
