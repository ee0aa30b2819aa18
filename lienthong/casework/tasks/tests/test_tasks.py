"""One inbox: who must do what by when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.tasks import public as tasks
from lienthong.casework.tasks.testing import a_task
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import WorkMinutes

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_what_my_post_must_do_most_urgent_first(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    late = a_task(clerk, duty="counter_clerk", minutes=60)
    soon = a_task(clerk, duty="counter_clerk", minutes=300)
    a_task(clerk, duty="unit_head", minutes=30)

    with ledger.seeing(clerk.sees):
        inbox = tasks.inbox(clerk, MONDAY_8AM + timedelta(hours=3))

    assert [row.uid for row in inbox.rows] == [late.uid, soon.uid]
    assert [row.state for row in inbox.rows] == [tasks.DueState.OVERDUE, tasks.DueState.DUE_SOON]
    assert inbox.rows[0].minutes_left == -120
    assert inbox.counts == {"all": 2, "mine": 0, "overdue": 1, "waiting": 0}


def test_another_unit_sees_nothing_of_it(district: District) -> None:
    clerk, stranger = district.actor("hoanh_mo", "counter_clerk"), district.actor("dong_van", "counter_clerk")
    task = a_task(clerk, duty="counter_clerk")

    with ledger.seeing(stranger.sees):
        assert tasks.task(task.uid) is None
        assert tasks.inbox(stranger, MONDAY_8AM).total == 0


def test_a_claimed_task_is_mine_and_nobody_else_may_take_it(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    colleague = type(clerk)(**{**clerk.__dict__, "person_uid": new_uid(), "name": "Lô Thị Hồng"})
    task = a_task(clerk, duty="counter_clerk")

    with ledger.seeing(clerk.sees):
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
        with pytest.raises(tasks.HeldByAnother) as no:
            tasks.claim(actor=colleague, task_uid=task.uid, at=MONDAY_8AM)
        mine = tasks.inbox(clerk, MONDAY_8AM, tab="mine")
        theirs = tasks.inbox(colleague, MONDAY_8AM)

    assert no.value.facts["holder"] == clerk.name
    assert [row.mine for row in mine.rows] == [True]
    assert theirs.total == 0


def test_a_released_task_goes_back_into_the_common_list(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    task = a_task(clerk, duty="counter_clerk")

    with ledger.seeing(clerk.sees):
        with pytest.raises(tasks.HeldByAnother):
            tasks.release(actor=clerk, task_uid=task.uid)
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
        released = tasks.release(actor=clerk, task_uid=task.uid)

    assert (released.holder_uid, released.state) == (None, tasks.TaskState.OFFERED)


def test_a_task_for_another_duty_is_not_mine_to_take(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    task = a_task(clerk, duty="unit_head")

    with ledger.seeing(clerk.sees), pytest.raises(tasks.NotYours):
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)


def test_the_head_gives_a_task_only_to_somebody_who_holds_its_duty(district: District) -> None:
    head, clerk = district.actor("hoanh_mo", "unit_head"), district.actor("hoanh_mo", "counter_clerk")
    justice = district.person("hoanh_mo", "specialist.justice")
    task = a_task(head, duty="specialist.justice")

    with ledger.seeing(head.sees):
        given = tasks.assign(actor=head, task_uid=task.uid, person_uid=justice.uid, at=MONDAY_8AM)
        with pytest.raises(tasks.CannotHold):
            tasks.assign(actor=head, task_uid=task.uid, person_uid=clerk.person_uid, at=MONDAY_8AM)
        with pytest.raises(tasks.NotYours):
            tasks.assign(actor=clerk, task_uid=task.uid, person_uid=justice.uid, at=MONDAY_8AM)

    assert (given.holder_uid, given.handed_by) == (justice.uid, head.name)


def test_a_suspended_task_keeps_what_was_left_of_its_office_time(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    task = a_task(clerk, duty="counter_clerk", minutes=480)
    stopped, on_again = MONDAY_8AM + timedelta(hours=2), MONDAY_8AM + timedelta(days=7)

    with ledger.seeing(clerk.sees):
        tasks.suspend(tasks=tasks.open_of(task.object_uid), at=stopped)
        waiting = tasks.inbox(clerk, stopped, tab="waiting").rows[0]
        tasks.resume(tasks=tasks.open_of(task.object_uid), at=on_again)
        running = tasks.of_object(task.object_uid)[0]

    assert (waiting.minutes_left, waiting.state) == (None, tasks.DueState.PAUSED)
    assert running.due_at == worktime.add(on_again, WorkMinutes(360), worktime.calendar("vn-state"))


def test_one_statement_closes_what_ended_and_opens_what_follows(
    district: District, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    task = a_task(clerk, duty="counter_clerk")
    follow = tasks.NewTask(
        object_type="dossier", object_uid=task.object_uid, token=2, unit_id=clerk.unit_id, duty="unit_head", step="sign",
        title="Ký duyệt",
        code=task.code, subject=task.subject, owner_label=task.owner_label, calendar="vn-state", opened_at=MONDAY_8AM,
        due_at=MONDAY_8AM + timedelta(hours=1), planned_minutes=60,
    )  # fmt: skip

    with ledger.seeing(clerk.sees):
        with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture is a context manager
            tasks.turn(object_uid=task.object_uid, close=tasks.Closing((1,), MONDAY_8AM, "done", clerk), open_=[follow])
        first, second = tasks.of_object(task.object_uid)

    assert (first.state, first.outcome, first.holder_name) == ("closed", "done", clerk.name)
    assert (second.token, second.state) == (2, "offered")


def test_the_workload_of_a_unit_shows_the_fullest_hands_first(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")
    for _ in range(3):
        task = a_task(clerk, duty="counter_clerk", minutes=60)
    with ledger.seeing(clerk.sees):
        tasks.claim(actor=clerk, task_uid=task.uid, at=MONDAY_8AM)
        load = tasks.workload(clerk.unit_id, MONDAY_8AM + timedelta(hours=4))

    assert [(one.holder_name, one.open, one.overdue) for one in load] == [("", 2, 2), (clerk.name, 1, 1)]


def test_a_task_that_is_gone_says_so(district: District) -> None:
    clerk = district.actor("hoanh_mo", "counter_clerk")

    with ledger.seeing(clerk.sees), pytest.raises(tasks.TaskGone):
        tasks.claim(actor=clerk, task_uid=new_uid(), at=MONDAY_8AM)
