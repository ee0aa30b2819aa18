"""Questions to the task list: pages, tabs, words typed, who has how much, where the late ones lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.tasks import public as tasks
from lienthong.casework.tasks.queries import PAGE
from lienthong.casework.tasks.testing import a_new_task, a_task
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

NOON = MONDAY_8AM + timedelta(hours=4)


def many(actor: Actor, count: int) -> None:
    """Open tasks of one dossier, one due each minute from nine o'clock on."""
    uid = new_uid()
    nine = MONDAY_8AM + timedelta(hours=1)
    rows = [
        a_new_task(actor, object_uid=uid, token=number, due_at=nine + timedelta(minutes=number)) for number in range(1, count + 1)
    ]
    tasks.turn(object_uid=uid, close=None, open_=rows)


def taken(actor: Actor, **facts: Any) -> tasks.Task:
    """Return a task that the actor has taken."""
    return tasks.claim(actor=actor, task_uid=a_task(actor, **facts).uid, at=MONDAY_8AM)


@pytest.mark.parametrize(("page", "shown", "first"), [(1, PAGE, 1), (2, 3, PAGE + 1), (99, 3, PAGE + 1), (0, PAGE, 1)])
def test_the_inbox_is_read_page_by_page_and_a_page_outside_shows_the_nearest(
    clerk: Actor, page: int, shown: int, first: int
) -> None:
    many(clerk, PAGE + 3)

    inbox = tasks.inbox(clerk, MONDAY_8AM, page=page)

    assert (len(inbox.rows), inbox.rows[0].token, inbox.total, inbox.pages) == (shown, first, PAGE + 3, 2)


def test_an_empty_inbox_has_one_page(clerk: Actor) -> None:
    inbox = tasks.inbox(clerk, MONDAY_8AM)

    assert (inbox.rows, inbox.total, inbox.page, inbox.pages) == ((), 0, 1, 1)


@pytest.mark.parametrize("count", [1, PAGE + 3])
def test_a_page_of_the_inbox_costs_two_statements_however_many_tasks_there_are(
    clerk: Actor, query_count: Callable[[], Any], count: int
) -> None:
    many(clerk, count)

    with query_count() as counted:
        tasks.inbox(clerk, MONDAY_8AM)

    assert counted.statements == 2, counted.texts


def test_each_tab_shows_its_own_tasks_and_the_counts_are_those_of_all_tabs(clerk: Actor) -> None:
    late, mine = a_task(clerk, minutes=60), taken(clerk)
    waiting = a_task(clerk, due_at=None, remaining_minutes=30)

    tabs = {tab: tasks.inbox(clerk, NOON, tab=tab) for tab in ("all", "mine", "overdue", "waiting", "unknown")}

    assert {tab: [row.uid for row in inbox.rows] for tab, inbox in tabs.items()} == {
        "all": [late.uid, mine.uid, waiting.uid],
        "mine": [mine.uid],
        "overdue": [late.uid],
        "waiting": [waiting.uid],
        "unknown": [late.uid, mine.uid, waiting.uid],
    }
    assert {tab: inbox.total for tab, inbox in tabs.items()} == {"all": 3, "mine": 1, "overdue": 1, "waiting": 1, "unknown": 3}
    assert all(inbox.counts == {"all": 3, "mine": 1, "overdue": 1, "waiting": 1} for inbox in tabs.values())


@pytest.mark.parametrize(
    ("text", "found"), [("0002", 1), ("sen", 1), ("KẾT HÔN", 1), ("180312", 2), ("100%", 0), ("không có", 0)]
)
def test_words_typed_are_looked_for_in_the_code_the_owner_and_the_subject(clerk: Actor, text: str, found: int) -> None:
    a_task(clerk, owner_label="Hoàng Thị Sen", subject="Đăng ký khai sinh")
    a_task(clerk, owner_label="Lô Văn Páo", subject="Đăng ký kết hôn", code="H49.16.22-180312-0002")

    inbox = tasks.inbox(clerk, MONDAY_8AM, text=text)

    assert (inbox.total, len(inbox.rows)) == (found, found)


def test_a_specialist_sees_the_tasks_of_his_field_and_those_of_any_specialist(district: District) -> None:
    justice = district.actor("hoanh_mo", "specialist.justice")
    with ledger.seeing(justice.sees):
        own, common = a_task(justice, duty="specialist.justice"), a_task(justice, duty="specialist")
        a_task(justice, duty="specialist.land")

        found = {task.uid for task in tasks.reachable(replace(justice, duties=frozenset({"specialist.justice"})))}

    assert found == {own.uid, common.uid}


def test_what_is_listed_is_what_may_be_done(district: District) -> None:
    """The list and the check come from one sentence: for every duty alone, both say the same."""
    duties = ("counter_clerk", "specialist", "specialist.justice", "specialist.land", "unit_head")
    head = district.actor("hoanh_mo", "unit_head")
    with ledger.seeing(head.sees):
        opened = [a_task(head, duty=duty) for duty in duties]
        for held in duties:
            actor = replace(head, duties=frozenset({held}))
            listed = {task.uid for task in tasks.reachable(actor)}
            assert listed == {task.uid for task in opened if tasks.may_act(actor, unit_id=task.unit_id, duty=task.duty)}, held


def test_a_closed_task_is_done_and_has_no_time_left(clerk: Actor) -> None:
    task = a_task(clerk)
    tasks.turn(object_uid=task.object_uid, close=tasks.Closing((1,), NOON, "done", clerk), open_=())

    row = tasks.row(tasks.of_object(task.object_uid)[0], NOON, clerk)

    assert (row.state, row.minutes_left, row.mine) == (tasks.DueState.DONE, None, True)


def test_a_row_read_for_nobody_is_nobodys(clerk: Actor) -> None:
    task = taken(clerk)

    assert not tasks.row(task, NOON).mine
    assert tasks.row(task, NOON, clerk).mine


def test_a_task_is_found_by_its_uid_or_is_none(clerk: Actor) -> None:
    task = a_task(clerk)

    assert tasks.task(task.uid) == task
    assert tasks.task(new_uid()) is None


def test_the_tasks_of_an_object_come_in_the_order_in_which_they_opened(clerk: Actor) -> None:
    later = a_task(clerk, opened_at=NOON)
    a_task(clerk, object_uid=later.object_uid, token=2, opened_at=MONDAY_8AM)

    assert [task.token for task in tasks.of_object(later.object_uid)] == [2, 1]


def test_everything_that_lies_with_a_unit_is_seen_whoever_holds_it(clerk: Actor, district: District) -> None:
    standing = a_task(clerk, due_at=None, remaining_minutes=30)
    held, free = taken(clerk, minutes=120), a_task(clerk, minutes=60, duty="unit_head")
    stranger = district.actor("dong_van", "counter_clerk")
    a_task(stranger)

    with ledger.seeing(clerk.sees | stranger.sees):
        rows = tasks.lying(clerk.unit_id, NOON)
        few = tasks.lying(clerk.unit_id, NOON, limit=1)

    assert [row.uid for row in rows] == [free.uid, held.uid, standing.uid]
    assert [row.uid for row in few] == [free.uid]


def test_late_tasks_are_counted_where_they_lie_the_fullest_hands_first(clerk: Actor, district: District) -> None:
    stranger = district.actor("dong_van", "counter_clerk")
    oldest = taken(clerk, minutes=30)
    taken(clerk, minutes=60)
    a_task(stranger, minutes=60)
    a_task(clerk, minutes=4800)

    with ledger.seeing(clerk.sees | stranger.sees):
        hands = tasks.overdue_hands([clerk.unit_id, stranger.unit_id, clerk.unit_id], NOON)
        fullest = tasks.overdue_hands([clerk.unit_id, stranger.unit_id], NOON, limit=1)
        elsewhere = tasks.overdue_hands([], NOON)

    assert [(hand.unit_id, hand.holder_name, hand.overdue) for hand in hands] == [
        (clerk.unit_id, clerk.name, 2),
        (stranger.unit_id, "", 1),
    ]
    assert hands[0].oldest_due_at == oldest.due_at
    assert fullest == hands[:1]
    assert elsewhere == []


def test_a_result_that_waits_to_be_fetched_is_nobodys_delay(clerk: Actor) -> None:
    a_task(clerk, minutes=60, kind="return")

    assert tasks.overdue_hands([clerk.unit_id], NOON) == []
    assert [(load.open, load.overdue) for load in tasks.workload(clerk.unit_id, NOON)] == [(1, 0)]


def test_the_workload_counts_what_stands_still_apart(clerk: Actor) -> None:
    a_task(clerk, due_at=None, remaining_minutes=30)
    a_task(clerk, minutes=60)

    assert tasks.workload(clerk.unit_id, NOON) == [tasks.Load(None, "", open=2, overdue=1, suspended=1)]
