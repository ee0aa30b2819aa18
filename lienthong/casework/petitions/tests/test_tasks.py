"""A petition stands in the task list as a step of a dossier does: with whom, by when, in whose hands, until it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, broken, entered, filed, row
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM, District, a_person, a_post, an_appointment
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

MONTH = MONDAY_8AM + timedelta(days=40)


def waiting(actor: Actor, *, at: datetime = MONDAY_8AM) -> list[tasks.TaskRow]:
    """Return what the inbox of the actor shows."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return list(tasks.inbox(actor, at).rows)


def codes(actor: Actor) -> list[str]:
    return [row.code for row in waiting(actor)]


def history(actor: Actor, uid: UUID) -> list[tasks.Task]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return tasks.of_object(uid)


def bend(sql: str, values: list[Any]) -> None:
    """Change rows as nobody may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL ROLE lienthong_web")


def test_what_came_online_waits_for_who_takes_it_in_and_then_for_the_head_of_who_handles_it(
    district: District, clerk: Actor, head: Actor
) -> None:
    taken = filed(district)
    assert codes(clerk) == codes(head) == [taken.code]
    assert (waiting(clerk)[0].title, waiting(clerk)[0].object_uid) == ("Tiếp nhận, giao xử lý", taken.uid)

    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=taken.uid, kind="procedure", handler_id=clerk.unit_id)
    assert codes(clerk) == []
    (task,) = waiting(head)
    assert (task.title, task.handed_by, task.due_at) == ("Trả lời", clerk.name, row(head, taken.uid).due_at)

    answered(head, taken.uid, at=MONDAY_8AM)
    assert codes(head) == []
    done = history(head, taken.uid)
    assert [(one.outcome, one.holder_name, one.closed_at) for one in done] == [
        ("received", clerk.name, MONDAY_8AM), ("answered", head.name, MONDAY_8AM),
    ]  # fmt: skip
    assert broken() == []


def test_it_follows_to_whom_it_is_given_and_is_shown_to_no_other_unit(district: District, clerk: Actor, head: Actor) -> None:
    above = district.actor("district", "unit_head")
    taken = entered(clerk)
    assert (codes(head), codes(above)) == ([taken.code], [])

    petitions.assign(actor=head, at=MONDAY_8AM, uid=taken.uid, handler_id=above.unit_id)

    assert (codes(head), codes(above)) == ([], [taken.code])
    assert codes(district.actor("dong_van", "unit_head")) == []
    assert broken() == []


def test_the_day_given_comes_before_the_limit_and_what_is_late_stands_first(
    district: District, clerk: Actor, head: Actor
) -> None:
    first, second = entered(clerk), filed(district)
    petitions.receive(
        actor=clerk, at=MONDAY_8AM, uid=second.uid, kind="other", handler_id=clerk.unit_id, handle_by=date(2018, 3, 15)
    )

    rows = waiting(head)

    assert [row.code for row in rows] == [second.code, first.code]
    assert rows[0].due_at == datetime(2018, 3, 15, 23, 59, tzinfo=VIETNAM)
    assert [row.state for row in waiting(head, at=MONTH)] == ["overdue", "overdue"]
    with ledger.seeing(head.sees):
        (load,) = tasks.workload(head.unit_id, MONTH)
        assert (load.open, load.overdue) == (2, 2)
        assert [hand.overdue for hand in tasks.overdue_hands([head.unit_id], MONTH)] == [2]


def test_what_is_said_of_behaviour_waits_for_heads_alone_and_the_list_does_not_tell_it(
    district: District, clerk: Actor, head: Actor
) -> None:
    taken, other = filed(district, kind="behaviour"), filed(district)

    assert codes(clerk) == [other.code]
    assert codes(district.actor("hoanh_mo", "specialist.justice")) == []
    rows = waiting(head)
    assert [row.code for row in rows] == [taken.code, other.code]
    assert len({(row.title, row.subject, row.owner_label, row.kind) for row in rows}) == 1, "neither sender, words nor kind"


@pytest.mark.parametrize("end", ["transfer", "refuse"])
def test_what_goes_elsewhere_or_is_refused_leaves_the_list(clerk: Actor, head: Actor, end: str) -> None:
    uid = entered(clerk).uid
    if end == "transfer":
        petitions.transfer(actor=head, at=MONDAY_8AM, uid=uid, agency="Điện lực Bình Liêu", reason="Đúng thẩm quyền")
    else:
        petitions.refuse(actor=head, at=MONDAY_8AM, uid=uid, reason="Là đơn tố cáo")

    assert codes(head) == []
    assert [task.state for task in history(head, uid)] == ["closed"]


def test_who_takes_it_on_has_it_in_hand_and_another_does_not_take_it(district: District, clerk: Actor, head: Actor) -> None:
    uid = filed(district).uid
    for _ in range(2):
        petitions.claim(actor=clerk, at=MONDAY_8AM, uid=uid)

    assert codes(head) == [], "it is in another's hands"
    assert waiting(clerk)[0].mine
    with pytest.raises(tasks.HeldByAnother, match=clerk.name):
        petitions.claim(actor=head, at=MONDAY_8AM, uid=uid)
    with ledger.seeing(clerk.sees):
        assert [one.activity for one in ledger.history(uid)] == ["petition_filed", "petition_claimed"]
    assert broken() == []
    with pytest.raises(tasks.NotYours, match="Lãnh đạo"):
        petitions.claim(actor=clerk, at=MONDAY_8AM, uid=entered(clerk).uid)


def test_each_open_petition_has_one_task_where_it_lies_and_a_closed_one_none(
    district: District, clerk: Actor, head: Actor
) -> None:
    lost, moved, again = entered(clerk).uid, entered(clerk).uid, entered(clerk).uid
    answered(head, again, at=MONDAY_8AM)
    assert broken() == []

    bend("DELETE FROM tasks_task WHERE object_uid = %s", [lost])
    bend("UPDATE tasks_task SET unit_id = %s WHERE object_uid = %s", [district.units["dong_van"].pk, moved])
    bend("UPDATE tasks_task SET closed_at = NULL, state = 'offered' WHERE object_uid = %s", [again])

    assert [words.partition("-180312-")[2] for words in broken()] == [
        "0001 chưa khép có 0 việc đang mở, hoặc việc không ở nơi đang giữ",
        "0002 chưa khép có 1 việc đang mở, hoặc việc không ở nơi đang giữ",
        "0003 đã khép mà còn việc đang mở",
    ]


def test_petitions_that_were_open_before_get_their_tasks_and_lose_them_with_the_migration(
    district: District, clerk: Actor, head: Actor
) -> None:
    migration = import_module("lienthong.casework.petitions.migrations.0004_open_tasks")
    sent, said_of = filed(district).uid, filed(district, kind="behaviour").uid
    given, done = filed(district).uid, entered(clerk).uid
    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=given, kind="other", handler_id=clerk.unit_id, handle_by=date(2018, 3, 15))
    answered(head, done, at=MONDAY_8AM)
    names = (
        "object_uid",
        "unit_id",
        "duty",
        "title",
        "step",
        "kind",
        "token",
        "due_at",
        "opened_at",
        "calendar",
        "state",
        "code",
    )

    def listed() -> list[tuple[object, ...]]:
        found = tasks.Task.objects.filter(object_uid__in=[sent, said_of, given], closed_at=None)
        return list(found.order_by("object_uid").values_list(*names, "owner_label", "subject", "leg"))

    with ledger.seeing(clerk.sees):
        before = listed()
    bend("DELETE FROM tasks_task", [])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        migration.open_tasks(apps, SimpleNamespace(connection=connection))
        after = listed()
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert after == before
    assert broken() == []

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        migration.drop_tasks(apps, SimpleNamespace(connection=connection))
        assert not tasks.Task.objects.exists()
        migration.drop_tasks(apps, SimpleNamespace(connection=connection))


def test_who_stands_in_for_an_absent_head_has_the_petition_in_the_inbox_and_answers_it(
    district: District, clerk: Actor, head: Actor
) -> None:
    uid = entered(clerk).uid
    petitions.claim(actor=head, at=MONDAY_8AM, uid=uid)
    stand_in = replace(clerk, duties=clerk.duties | {"unit_head"}, stands_for=frozenset({head.person_uid}))
    assert codes(clerk) == []
    assert codes(stand_in) == [row(head, uid).code]

    petitions.claim(actor=stand_in, at=MONDAY_8AM, uid=uid)
    with ledger.seeing(clerk.sees):
        assert [one.activity for one in ledger.history(uid)].count("petition_claimed") == 1, "it stays the absent head's"
    answered(stand_in, uid, at=MONDAY_8AM)
    assert codes(stand_in) == []


def test_whoever_holds_one_of_the_duties_that_are_enough_does_the_work(district: District, head: Actor) -> None:
    unit = district.units["justice"]
    for duty in ("division_head", "unit_head"):
        an_appointment(a_post(unit, duty, title=duty), a_person(f"Lý A {duty[0].upper()}ẩu"))
    found = {one.title for one in org.holders("leader", unit.pk, MONDAY_8AM)}
    assert {"division_head", "unit_head"} <= found
    assert org.carried({"division_head"}) == {"division_head", "leader", "petition_taker", "letter_handler"}
    assert org.carried({"specialist.land", "cashier"}) == {"specialist.land", "specialist", "cashier", "letter_handler"}
    assert [org.duty_name(one) for one in ("unit_head", "leader", "x")] == ["Lãnh đạo đơn vị", "Lãnh đạo", "x"]
