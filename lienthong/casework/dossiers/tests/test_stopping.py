"""The clock stops for the citizen or the head and runs on; a dossier ends otherwise than by its result, and is opened again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM


def test_a_permit_waits_for_its_supplement_and_gets_a_new_date_by_what_was_left(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    for key, outcome in [("receive", "done"), ("assign", "assigned")]:
        given.step(world, uid, key, outcome)
    before = given.dossier(world.centre_clerk, uid)
    specialist = world.district.actor("infrastructure", "specialist.infrastructure")
    asked = datetime(2018, 3, 14, 8, 0, tzinfo=VIETNAM)
    brought = datetime(2018, 3, 19, 8, 0, tzinfo=VIETNAM)

    waiting = dossiers.request_supplement(
        actor=specialist, at=asked, dossier_uid=uid, papers=["Bản vẽ mặt cắt móng"], reason="Bản vẽ thiếu chữ ký"
    )
    stopped = given.dossier(world.centre_clerk, uid)
    again = dossiers.receive_supplement(actor=world.centre_clerk, at=brought, dossier_uid=uid)

    assert (waiting.status, waiting.due_at) == (dossiers.Status.SUPPLEMENT_REQUESTED, None)
    assert stopped.original_due_at == before.due_at
    assert stopped.remainder is not None
    assert again.status is dossiers.Status.PROCESSING
    assert again.due_at is not None
    assert before.due_at is not None
    assert again.due_at > before.due_at
    with pytest.raises(dossiers.AlreadySupplemented):
        dossiers.request_supplement(actor=specialist, at=brought, dossier_uid=uid, papers=["x"], reason="y")


def test_while_it_waits_for_the_citizen_nobody_moves_it(world: given.World) -> None:
    uid = given.received(world)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Bản mờ")
    (task,) = given.open_tasks(world.clerk, uid)

    with pytest.raises(dossiers.NotInThisStatus):
        dossiers.advance(actor=world.clerk, at=world.at, dossier_uid=uid, token=task.token, outcome="done")
    with pytest.raises(dossiers.ReasonNeeded):
        dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=[], reason="")


def test_a_supplement_that_never_came_is_refused_with_its_reason(world: given.World) -> None:
    uid = given.received(world)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Bản mờ")

    refused = dossiers.refuse(actor=world.clerk, at=world.at + timedelta(days=30), dossier_uid=uid, reason="Quá hạn bổ sung")

    assert (refused.status, refused.places) == (dossiers.Status.REFUSED, ())


def test_a_citizen_withdraws_and_the_dossier_ends(world: given.World) -> None:
    uid = given.received(world)

    ended = dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Đổi ý")

    row = given.dossier(world.clerk, uid)
    assert ended.status is dossiers.Status.WITHDRAWN
    assert (row.ended_as, row.due_at) == (dossiers.Status.WITHDRAWN, None)


def test_a_dossier_that_was_withdrawn_owes_nothing_and_takes_no_money(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    with ledger.seeing(world.centre_clerk.sees):
        before, owed = dossiers.page(world.centre_clerk, uid, world.at).owed, dossiers.owed_lines(uid)
    dossiers.withdraw(actor=world.centre_clerk, at=world.at, dossier_uid=uid, reason="Đổi ý")

    with pytest.raises(dossiers.NothingOwed):
        dossiers.pay(actor=world.centre_clerk, at=world.at, dossier_uid=uid, fee_keys=[owed[0].fee_key], method="cash")
    with ledger.seeing(world.centre_clerk.sees):
        after = dossiers.page(world.centre_clerk, uid, world.at).owed, dossiers.owed_lines(uid)

    assert (before, [line.amount for line in owed], after) == (75_000, [75_000], (0, ()))


def test_the_head_stops_and_restarts_the_clock(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    given.step(world, uid, "receive", "done")

    stopped = dossiers.stop(actor=world.head, at=world.at + timedelta(hours=1), dossier_uid=uid, reason="Chờ kết luận của tòa án")
    going = dossiers.restart(actor=world.head, at=world.at + timedelta(days=1, hours=1), dossier_uid=uid)

    assert (stopped.status, stopped.due_at) == (dossiers.Status.STOPPED, None)
    assert going.due_at is not None


def test_payment_stops_the_clock_until_the_cashier_confirms(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    given.step(world, uid, "receive", "done")
    justice = world.district.actor("hoanh_mo", "specialist.justice")

    waiting = dossiers.require_payment(
        actor=justice, at=world.at + timedelta(hours=1), dossier_uid=uid, reason="Lệ phí thường trú"
    )
    paid = dossiers.payment_made(actor=world.clerk, at=world.at + timedelta(days=1), dossier_uid=uid)

    assert waiting.status is dossiers.Status.PAYMENT_REQUIRED
    assert paid.status is dossiers.Status.PROCESSING


def test_the_head_reopens_an_ended_dossier_by_a_correcting_event(world: given.World) -> None:
    uid = given.received(world)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Nhầm hồ sơ")

    again = dossiers.reopen(actor=world.head, at=world.at + timedelta(hours=1), dossier_uid=uid, step="verify", reason="Rút nhầm")

    with ledger.seeing(world.clerk.sees):
        history = ledger.history(uid)
    assert again.status is dossiers.Status.PROCESSING
    assert [event.activity for event in history][-2:] == ["withdrawn", "reopened"]
    assert history[-1].facts["corrects"] == dossiers.Status.WITHDRAWN
