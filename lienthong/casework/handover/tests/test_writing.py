"""Who may begin and write minutes, for whom, and how they end without a hand-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.handover.models import Handover, Keeping
from lienthong.casework.handover.testing import a_book, a_colleague, a_held_dossier, at, begun, giver, shown, signed
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import Dong


def asked(who: Actor | UUID, **facts: str) -> handover.Asked:
    """Return a request for minutes of somebody's things."""
    uid = who if isinstance(who, UUID) else who.person_uid
    return handover.Asked(**({"giver_uid": uid, "reason": "Nghỉ hưu", "place": "Trụ sở"} | facts))  # type: ignore[arg-type]


def planned(world: given.World, actor: Actor, uid: UUID, *receivers: Actor, **facts: object) -> None:
    """Name who receives all."""
    named = [handover.Named(one.person_uid, one.unit_id) for one in receivers]
    handover.plan(actor=actor, at=at(world), handover_uid=uid, wanted=handover.Plan(named, **facts))  # type: ignore[arg-type]


def test_a_head_signs_for_somebody_who_is_gone_and_says_why(world: given.World) -> None:
    dossier = a_held_dossier(world)
    a_book(world)
    old, new, head = giver(world), a_colleague(world), world.head
    staff = org.staff_of([old.unit_id], world.at.date())
    (held,) = [one.appointment_uid for one in staff if one.person_uid == old.person_uid]
    org.end_appointment(appointment_uid=held, on=world.at.date())

    with pytest.raises(handover.AbsentNeedsReason):
        handover.start(actor=head, at=at(world), asked=asked(old))
    uid = handover.start(actor=head, at=at(world), asked=asked(old, absent="Đã nghỉ hưu từ ngày 12/03"))
    planned(world, head, uid, new)
    assert [line.kind for line in shown(head, uid).items] == ["task", "book"]
    assert signed(world, uid, head, new)
    done = shown(head, uid)
    assert (done.given_by, done.absent) == (head.name, "Đã nghỉ hưu từ ngày 12/03")
    assert given.open_tasks(world.clerk, dossier)[0].holder_name == new.name


def test_only_oneself_or_a_head_begins(world: given.World) -> None:
    old, new = giver(world), a_colleague(world)
    with pytest.raises(handover.NotYourHandover):
        handover.start(actor=new, at=at(world), asked=asked(old, absent="đi vắng"))
    with pytest.raises(handover.NotYourHandover):
        handover.start(actor=new, at=at(world), asked=asked(new, scope="unit"))
    with pytest.raises(handover.GiverUnknown):
        handover.start(actor=world.head, at=at(world), asked=asked(new_uid(), absent="đi vắng"))
    uid = begun(world, old, new)
    with pytest.raises(handover.UnderWay, match="01/2018"):
        handover.start(actor=old, at=at(world), asked=asked(old))
    with pytest.raises(handover.NotYourHandover):
        planned(world, world.head, uid, new)
    stranger = a_colleague(world, "Người Lạ")
    with pytest.raises(handover.HandoverUnknown):
        shown(stranger, uid)
    with pytest.raises(handover.HandoverUnknown):
        handover.withdraw(actor=stranger, at=at(world), handover_uid=uid, reason="x")


def test_receivers_hold_a_post_and_are_named_once(world: given.World) -> None:
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old)
    only = handover.Named(new.person_uid, new.unit_id, ("book",))
    rest = replace(only, groups=())
    nobody = handover.Named(new_uid(), new.unit_id)
    itself = handover.Named(old.person_uid, old.unit_id)
    for named in ([only], [rest, rest], [nobody], [itself]):
        with pytest.raises(handover.ReceiverUnknown):
            handover.plan(actor=old, at=at(world), handover_uid=uid, wanted=handover.Plan(named))
    with pytest.raises(handover.ReceiverUnknown):
        handover.give(actor=old, at=at(world), handover_uid=uid, digest="")
    planned(world, old, uid, new)
    with pytest.raises(handover.NothingToHandOver):
        handover.give(actor=old, at=at(world), handover_uid=uid, digest=shown(old, uid).digest)


def test_nobody_signs_on_both_sides(world: given.World) -> None:
    a_held_dossier(world)
    old, head = giver(world), world.head
    uid = handover.start(actor=head, at=at(world), asked=asked(old, absent="đi học"))
    planned(world, head, uid, head)
    with pytest.raises(handover.SameHand):
        handover.give(actor=head, at=at(world), handover_uid=uid, digest=shown(head, uid).digest)


def test_things_go_to_several_receivers_by_kind_and_move_with_the_last_signature(world: given.World) -> None:
    dossier = a_held_dossier(world)
    a_book(world)
    old, new, keeper = giver(world), a_colleague(world), world.district.actor("hoanh_mo", "records_clerk")
    uid = begun(world, old)
    named = [handover.Named(new.person_uid, new.unit_id), handover.Named(keeper.person_uid, keeper.unit_id, ("book", "seal"))]
    wanted = handover.Plan(named, [("seal", "Dấu chức danh")])
    handover.plan(actor=old, at=at(world), handover_uid=uid, wanted=wanted)
    assert [line.receiver for line in shown(old, uid).items] == [new.name, keeper.name, keeper.name]
    assert not signed(world, uid, old, new), "the second receiver has not signed"
    assert given.open_tasks(world.clerk, dossier)[0].holder_name == old.name
    row = handover.receive(actor=keeper, at=at(world, 5), handover_uid=uid, digest=shown(keeper, uid).digest)
    with ledger.seeing({old.unit_id}):
        assert (row, {one.keeper_name for one in Keeping.objects.all()}) == (True, {keeper.name})


def test_a_unit_that_dissolves_hands_over_to_people_of_another(world: given.World) -> None:
    """The justice officer of the other commune takes over everything of Hoành Mô; code and clock of the dossier stay."""
    dossier, free = a_held_dossier(world), given.received(world)
    given.step(world, free, "receive", "done")
    book, head, heir = a_book(world), world.head, world.district.actor("dong_van", "specialist.justice")
    before = given.dossier(world.clerk, dossier)
    uid = handover.start(actor=head, at=at(world), asked=asked(head, scope="unit"))
    planned(world, head, uid, heir)
    assert signed(world, uid, head, heir)

    after = given.dossier(heir, dossier)
    assert (after.code, after.due_at, after.where_unit_id) == (before.code, before.due_at, heir.unit_id)
    (task,) = given.open_tasks(heir, dossier)
    assert (task.unit_id, task.holder_name, task.from_unit_id) == (heir.unit_id, heir.name, head.unit_id)
    with ledger.seeing({heir.unit_id}):
        (kept,) = Keeping.objects.all()
    assert (kept.object_uid, kept.unit_id) == (book, heir.unit_id)
    again = begun(world, heir, a_colleague(world, "Vi Văn Lộc", "specialist.justice", "specialist", unit="dong_van"))
    assert [line.kind for line in shown(heir, again).items] == ["task", "task", "book"]


def test_money_is_counted_before_it_changes_hands(world: given.World) -> None:
    clerk, head = world.clerk, world.head
    uid = given.received(world, given.CHAIN)
    move = fees.Move(uid, given.dossier(clerk, uid).code, "cash", "Hoàng Thị Sen", [], "counter")
    with ledger.seeing({clerk.unit_id}):
        fees.record(actor=clerk, at=at(world), move=replace(move, lines=[_line()]))
    new = a_colleague(world, "Vi Văn Lộc", "counter_clerk", "result_clerk", "cashier")
    minutes = begun(world, clerk, new, things=[("other", "Chìa khóa két")])
    assert [till.name for till in shown(clerk, minutes).tills] == [clerk.name]
    with pytest.raises(handover.TillOpen, match="khóa quỹ"):
        handover.give(actor=clerk, at=at(world), handover_uid=minutes, digest=shown(clerk, minutes).digest)

    with ledger.seeing({clerk.unit_id}):
        (till,) = fees.open_tills(clerk.unit_id)
        assert fees.open_tills(clerk.unit_id, head.person_uid) == []
    facts: dict[str, Any] = {"actor": head, "at": at(world), "till_uid": till.uid, "counted_cash": Dong(5_000)}
    with pytest.raises(fees.NotYourTill):
        fees.close_day(**facts)
    fees.close_day(**facts, reason="Thủ quỹ đã chuyển công tác; đếm cùng kế toán.")
    assert signed(world, minutes, clerk, new)


def _line() -> dossiers.PaidLine:
    return dossiers.PaidLine("fee", "fee", "Phí", Dong(5_000))


def test_a_range_of_receipts_goes_with_its_next_number(world: given.World) -> None:
    officer, new = world.district.actor("hoanh_mo", "specialist.finance"), a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    fees.load(
        actor=officer, at=at(world), form="01BLP2-001", symbol="AA-18P", name="Biên lai thu phí", first=1, last=50, source="Thuế"
    )
    uid = begun(world, officer, new)
    (line,) = shown(officer, uid).items
    assert (line.label, line.detail) == (
        "Biên lai thu phí 01BLP2-001, AA-18P: từ 0000001 đến 0000050", "số tiếp theo 0000001, còn 50",
    )  # fmt: skip
    assert signed(world, uid, officer, new)
    assert shown(new, begun(world, new, officer)).items[0].uid == line.uid


def test_a_receiver_refuses_and_a_giver_withdraws(world: given.World) -> None:
    a_held_dossier(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    with pytest.raises(handover.NotInThisState):
        handover.refuse(actor=old, at=at(world), handover_uid=uid, reason="x")
    handover.give(actor=old, at=at(world), handover_uid=uid, digest=shown(old, uid).digest)
    with pytest.raises(handover.NotYourHandover):
        handover.refuse(actor=old, at=at(world), handover_uid=uid, reason="x")
    with pytest.raises(handover.NotYourHandover):
        handover.receive(actor=old, at=at(world), handover_uid=uid, digest="")
    with pytest.raises(handover.RefusalNeedsReason):
        handover.refuse(actor=new, at=at(world), handover_uid=uid, reason=" ")
    handover.refuse(actor=new, at=at(world), handover_uid=uid, reason="Thiếu sổ")
    assert (shown(old, uid).state, shown(old, uid).close_reason) == ("refused", "Thiếu sổ")
    with ledger.seeing({old.unit_id}), pytest.raises(handover.NotInThisState):
        handover.writing(old, uid)
    again = begun(world, old, new)
    with pytest.raises(handover.NotYourHandover):
        handover.withdraw(actor=world.head, at=at(world), handover_uid=again, reason="x")
    handover.withdraw(actor=old, at=at(world), handover_uid=again, reason="Chưa đến ngày")
    with pytest.raises(handover.NotInThisState):
        handover.give(actor=old, at=at(world), handover_uid=again, digest="")
    with ledger.seeing({old.unit_id}):
        assert [row.number for row in handover.handovers(old, at(world))] == ["02/2018", "01/2018"]


def test_the_checks_find_what_stays_with_somebody_who_left(world: given.World) -> None:
    a_held_dossier(world)
    a_book(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new, ends=True)
    signed(world, uid, old, new)
    late = a_held_dossier(world, owner="Nông Thị Bích")  # in a test one may still act as somebody who left
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        with ledger.seeing_everything():
            Keeping.objects.update(keeper_uid=old.person_uid, keeper_name=old.name)
            row = Handover.objects.get()
            ledger.append(_told_twice(row, old, world))
            first, second = (one.run() for one in handover.invariants())
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert [line.startswith(f"Biên bản 01/2018: {old.name} đã thôi giữ vị trí") for line in first] == [True, True]
    assert given.dossier(world.clerk, late).code in first[0]
    assert second == [f"Biên bản 01/2018: xong lúc {row.closed_at}, sổ cái ghi 2 lần"]


def _told_twice(row: Handover, actor: Actor, world: given.World) -> ledger.Entry:
    return ledger.Entry(
        stream=row.uid, activity="handover_done", lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=world.at + timedelta(days=1),
        actor=actor,
    )  # fmt: skip
