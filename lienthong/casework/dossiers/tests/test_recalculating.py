"""A calendar changed, and the invariants that a command checks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from lienthong.casework.dossiers import handlers
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DueDate
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

DAY_OFF = date(2018, 3, 16)


PROCEDURES = (given.BIRTH, given.CHAIN)


def as_worker() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")


def a_day_off() -> int:
    change = worktime.Change.to(worktime.SpecialDay(DAY_OFF, worktime.DayKind.OFF, "Nghỉ phòng chống bão"))
    return worktime.revise_calendar(
        code="vn-state", changes=[change], reason="Bão số 1", decree="01/CĐ-UBND", at=datetime(2018, 3, 13, tzinfo=VIETNAM)
    )


def test_a_new_day_off_moves_the_promise_of_open_dossiers_and_says_why(world: given.World) -> None:
    running = given.received(world, given.CHAIN)
    ended = given.received(world, given.CHAIN)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=ended, reason="Đổi ý")
    before = given.dossier(world.clerk, running)
    version = a_day_off()

    as_worker()
    at = world.at + timedelta(days=1)
    changed = dossiers.recalculate_due_dates(calendar="vn-state", version=version, reason="Bão số 1", at=at)
    again = dossiers.recalculate_due_dates(calendar="vn-state", version=version, reason="Bão số 1", at=at)

    after = given.dossier(world.clerk, running)
    assert before.due_at is not None
    assert (changed, again) == (1, 0)
    assert after.due_at == before.due_at + timedelta(days=1)
    assert after.original_due_at == before.due_at
    with ledger.seeing_everything():
        assert DueDate.objects.filter(dossier__uid=running).latest("pk").note == "Bão số 1"
        assert ledger.history(running)[-1].facts["reason"] == "Bão số 1"


def test_the_announcement_of_the_calendar_is_heard(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    before = given.dossier(world.clerk, uid).due_at
    version = a_day_off()

    as_worker()
    event = worktime.CalendarRevised(
        calendar="vn-state", version=version, reason="Bão số 1", from_day=DAY_OFF, decree="01/CĐ-UBND"
    )
    handlers.recalculate(event, new_uid())

    assert given.dossier(world.clerk, uid).due_at != before


def broken() -> dict[str, list[str]]:
    return {check.code: check.run() for check in dossiers.invariants()}


def test_the_invariants_hold_after_a_day_of_work(world: given.World) -> None:
    for minute in range(4):
        uid = given.received(world, given.CHAIN, at=world.at + timedelta(minutes=minute))
        given.step(world, uid, "receive", "done")
    dossiers.stop(actor=world.head, at=world.at + timedelta(hours=2), dossier_uid=uid, reason="Chờ tòa án")
    dossiers.restart(actor=world.head, at=world.at + timedelta(days=2), dossier_uid=uid)

    with ledger.seeing(world.head.sees | {unit.pk for unit in world.district.units.values()}):
        assert broken() == {"I7": [], "I8": [], "I9": [], "I16": [], "I13": [], "dossiers.entered": []}


@pytest.mark.parametrize(
    ("sabotage", "found"),
    [
        ("UPDATE dossiers_dailynumber SET last = last + 1", "I7"),
        ("UPDATE dossiers_dossier SET due_at = due_at + interval '1 day'", "I8"),
        ("UPDATE tasks_task SET state = 'closed', closed_at = opened_at", "I9"),
        ("UPDATE dossiers_dossier SET status = 4", "I13"),
    ],
)
def test_each_invariant_can_fail(world: given.World, sabotage: str, found: str) -> None:
    given.received(world, given.CHAIN)

    with ledger.seeing(world.head.sees):
        with connections["default"].cursor() as cursor:
            cursor.execute(sabotage)
        assert [code for code, faults in broken().items() if faults] == [found]


def test_a_paused_dossier_gets_its_date_when_it_goes_on_not_before(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    given.step(world, uid, "receive", "done")
    dossiers.stop(actor=world.head, at=world.at + timedelta(hours=2), dossier_uid=uid, reason="Chờ tòa án")
    version = a_day_off()

    as_worker()
    changed = dossiers.recalculate_due_dates(calendar="vn-state", version=version, reason="Bão số 1", at=world.at)

    assert changed == 0
    assert given.dossier(world.clerk, uid).due_at is None


def test_open_tasks_keep_their_office_minutes_on_the_new_calendar(world: given.World) -> None:
    uid = given.received(world, given.CHAIN, at=datetime(2018, 3, 15, 16, 0, tzinfo=VIETNAM))
    (before,) = given.open_tasks(world.clerk, uid)
    version = a_day_off()

    as_worker()
    at = datetime(2018, 3, 15, 16, 30, tzinfo=VIETNAM)
    dossiers.recalculate_due_dates(calendar="vn-state", version=version, reason="Bão số 1", at=at)

    (after,) = given.open_tasks(world.clerk, uid)
    assert before.due_at is not None
    assert before.due_at.astimezone(VIETNAM).date() == DAY_OFF
    assert after.due_at == before.due_at + timedelta(days=3), "Monday in place of the Friday that became a day off"


def test_a_task_that_is_overdue_already_stays_overdue(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    (before,) = given.open_tasks(world.clerk, uid)
    version = a_day_off()

    as_worker()
    at = world.at + timedelta(days=2)
    dossiers.recalculate_due_dates(calendar="vn-state", version=version, reason="Bão số 1", at=at)

    (after,) = given.open_tasks(world.clerk, uid)
    assert after.due_at == before.due_at


def test_a_history_that_makes_a_forbidden_step_is_found(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    with ledger.seeing(world.clerk.sees):
        for status, verb in ((4, "advance"), (2, "advance"), (10, "reopen")):
            body = {"status": status, "verb": verb}
            ledger.append(
                ledger.Entry(
                    stream=uid, activity="planted", lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=world.at, actor=world.clerk,
                    body=body,
                )
            )  # fmt: skip

        assert "không thể thành" in broken()["I13"][0]


def test_a_corrected_history_may_step_back_and_a_line_without_a_status_says_nothing(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Nhầm hồ sơ")
    dossiers.reopen(actor=world.head, at=world.at, dossier_uid=uid, step="register", reason="Rút nhầm")
    with ledger.seeing(world.clerk.sees):
        ledger.append(
            ledger.Entry(
                stream=uid, activity="note", lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=world.at, actor=world.clerk
            )
        )

        assert broken() == {"I7": [], "I8": [], "I9": [], "I16": [], "I13": [], "dossiers.entered": []}


def test_a_dossier_without_a_date_is_no_fault_of_the_calendar(world: given.World, tmp_path: Path) -> None:
    given.received(world, given.publish_like(world, f"{given.CHAIN}-2015", tmp_path, limits=[]))

    with ledger.seeing(world.clerk.sees):
        assert broken() == {"I7": [], "I8": [], "I9": [], "I16": [], "I13": [], "dossiers.entered": []}
