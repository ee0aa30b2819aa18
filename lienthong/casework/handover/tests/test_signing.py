"""Both sides sign, and everything moves in one act."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import broken as broken_weeks
from lienthong.casework.agenda.testing import drafted, published
from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover import public as handover
from lienthong.casework.handover.models import Keeping
from lienthong.casework.handover.testing import a_book, a_colleague, a_held_dossier, at, begun, giver, shown, signed
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, broken, entered, filed, row
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def holder(world: given.World, uid: UUID) -> str:
    """Return who holds the open task of a dossier."""
    (task,) = given.open_tasks(world.clerk, uid)
    return task.holder_name


def wrong(actor: Actor) -> list[str]:
    """Return what the invariants of hand-over and dossiers find."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        with ledger.seeing_everything():
            found = [line for one in [*handover.invariants(), *dossiers.invariants()] for line in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def test_what_a_person_holds_goes_to_another_when_both_have_signed(world: given.World) -> None:
    one, two, book = a_held_dossier(world), a_held_dossier(world, owner="La Văn Thím"), a_book(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new, things=[("seal", "Dấu tên của công chức tư pháp, 01 chiếc"), ("other", "Chìa khóa tủ hồ sơ")])

    listed = shown(old, uid)
    assert [(line.kind, line.receiver) for line in listed.items] == [
        ("task", new.name), ("task", new.name), ("book", new.name), ("seal", new.name), ("other", new.name),
    ]  # fmt: skip
    assert listed.items[2].detail == "quyển 01/2018-TP/HT-KS, chưa dùng số nào"
    assert (listed.gives, listed.receives, listed.stale) == (True, False, False)
    handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=listed.digest)
    assert holder(world, one) == old.name, "nothing moves with the first signature"
    assert (shown(new, uid).receives, shown(old, uid).gives) == (True, False)
    assert handover.receive(actor=new, at=at(world, 4), handover_uid=uid, digest=shown(new, uid).digest)

    assert (holder(world, one), holder(world, two)) == (new.name, new.name)
    done = shown(old, uid)
    assert (done.state, len(done.items), done.closed_by, done.state_name) == ("done", 5, new.name, "Đã bàn giao")
    with ledger.seeing({old.unit_id}):
        kept = {row.kind: row.keeper_name for row in Keeping.objects.all()}
        told = [event.activity for event in ledger.history(uid)]
        moved = [event.facts["verb"] for event in ledger.history(one)][-1]
    assert kept == {"book": new.name, "seal": new.name, "other": new.name}
    assert told == ["handover_begun", "handover_given", *["keeping_moved"] * 3, "handover_done"]
    assert moved == "handed_over"
    assert wrong(old) == []
    again = begun(world, new, old)
    assert [line.kind for line in shown(new, again).items] == ["task", "task", "book", "seal", "other"]
    assert book == shown(new, again).items[2].uid


def test_what_is_kept_at_a_unit_that_ends_is_kept_by_the_same_person_at_its_heir(world: given.World) -> None:
    book, old, new = a_book(world), giver(world), a_colleague(world)
    uid = begun(world, old, new)
    handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=shown(old, uid).digest)
    handover.receive(actor=new, at=at(world, 4), handover_uid=uid, digest=shown(new, uid).digest)
    heir = world.district.other_commune.pk

    with ledger.seeing({old.unit_id, heir}):
        assert handover.follow({old.unit_id: heir}) == [book]
        kept = Keeping.objects.get(object_uid=book)
    assert (kept.unit_id, kept.keeper_name) == (heir, new.name)


def test_signing_again_does_nothing_twice(world: given.World) -> None:
    a_held_dossier(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new, key="k1")
    asked = handover.Asked(old.person_uid, "Chuyển công tác", "Trụ sở")
    assert handover.start(actor=old, at=at(world), asked=asked, key="k1") == uid

    seen = shown(old, uid).digest
    for hours in (3, 4):
        handover.give(actor=old, at=at(world, hours), handover_uid=uid, digest=seen)
    assert shown(old, uid).given_at == at(world, 3)
    assert [handover.receive(actor=new, at=at(world, hours), handover_uid=uid, digest=seen) for hours in (5, 6)] == [True, True]
    with ledger.seeing({old.unit_id}):
        assert [event.activity for event in ledger.history(uid)].count("handover_done") == 1
    with pytest.raises(handover.NotInThisState):
        handover.give(actor=old, at=at(world, 7), handover_uid=uid, digest=seen)


def test_what_came_in_between_must_be_signed_anew(world: given.World) -> None:
    a_held_dossier(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    stale = shown(old, uid).digest
    a_held_dossier(world, owner="Chíu Sếch Và")
    with pytest.raises(handover.ListChanged):
        handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=stale)
    first = shown(old, uid).digest
    handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=first)
    late = a_held_dossier(world, owner="Nông Thị Bích")

    with pytest.raises(handover.MustSignAnew) as no:
        handover.receive(actor=new, at=at(world, 4), handover_uid=uid, digest=first)
    assert "Nông Thị Bích" in no.value.message
    seen = shown(old, uid)
    assert (seen.stale, seen.gives, shown(new, uid).receives) == (True, True, False)
    assert [label.split(" · ")[1] for label in seen.came] == ["Nông Thị Bích"]
    handover.give(actor=old, at=at(world, 5), handover_uid=uid, digest=seen.digest)
    with pytest.raises(handover.ListChanged):
        handover.receive(actor=new, at=at(world, 6), handover_uid=uid, digest=first)
    assert handover.receive(actor=new, at=at(world, 6), handover_uid=uid, digest=shown(new, uid).digest)
    assert holder(world, late) == new.name


def test_a_number_taken_in_between_must_be_signed_anew(world: given.World) -> None:
    a_book(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=shown(old, uid).digest)
    books.take(actor=old, at=at(world, 3), kind_key="birth", entries=[books.NewEntry("Khai sinh", "Hoàng Thị Sen", None, {})])
    with pytest.raises(handover.MustSignAnew, match="ký lại"):
        handover.receive(actor=new, at=at(world, 4), handover_uid=uid, digest=shown(new, uid).digest)


def test_the_post_goes_with_the_things_when_that_was_asked(world: given.World) -> None:
    dossier = a_held_dossier(world)
    old, new = giver(world), a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    uid = begun(world, old, new, ends=True, takes_post=True, decision="45/QĐ-UBND ngày 09/03/2018")
    assert signed(world, uid, old, new)

    held = {one.title: one.name for one in org.staff_of([old.unit_id], at(world).date())}
    assert held["Công chức Tư pháp - hộ tịch"] == "Vi Văn Lộc"
    assert old.name not in {one.name for one in org.holders("specialist.justice", old.unit_id, at(world))}
    assert holder(world, dossier) == new.name
    assert wrong(old) == []


def test_nothing_may_be_left_without_an_owner(world: given.World) -> None:
    a_held_dossier(world)
    old, cashier = giver(world), a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    uid = begun(world, old, cashier)
    with pytest.raises(handover.Ownerless) as no:
        handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=shown(old, uid).digest)
    assert "cần nhiệm vụ" in no.value.message
    assert "không giữ" in no.value.message


def test_a_book_is_left_out_only_while_somebody_else_keeps_it(world: given.World) -> None:
    book, old = a_book(world), giver(world)
    cashier = a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    uid = begun(world, old, cashier, left_out=frozenset({book}), things=[("seal", "Dấu chức danh")])
    with ledger.seeing({old.unit_id}):
        told = handover.writing(old, uid).loose
    assert told == ((book, "Sổ đăng ký khai sinh, quyển 01/2018-TP/HT-KS, chưa dùng số nào", False),)
    handover.give(actor=old, at=at(world, 3), handover_uid=uid, digest=shown(old, uid).digest)

    records = world.district.person("hoanh_mo", "records_clerk")
    staff = org.staff_of([old.unit_id], at(world).date())
    (held,) = [one.appointment_uid for one in staff if one.person_uid == records.uid]
    org.end_appointment(appointment_uid=held, on=at(world).date())
    with pytest.raises(handover.Ownerless, match="không còn ai khác giữ"):
        handover.receive(actor=cashier, at=at(world, 4), handover_uid=uid, digest=shown(cashier, uid).digest)


def test_who_leaves_is_held_back_by_tasks_that_nobody_could_take_any_more(world: given.World) -> None:
    given.step(world, given.received(world), "receive", "done")
    old, other = giver(world), a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    uid = begun(world, old, other, ends=True, things=[("other", "Tủ hồ sơ")])
    with pytest.raises(handover.Ownerless, match="chưa ai nhận"):
        signed(world, uid, old, other)
    named, things = [handover.Named(other.person_uid, other.unit_id)], [("other", "Tủ hồ sơ")]
    wanted = handover.Plan(named, things, ends=True, takes_post=True)
    handover.plan(actor=old, at=at(world), handover_uid=uid, wanted=wanted)
    assert signed(world, uid, old, other)


def test_finished_minutes_stay_as_they_were_signed(world: given.World) -> None:
    a_held_dossier(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    signed(world, uid, old, new)
    for sql in ("UPDATE handover_handover SET reason = 'khác'", "DELETE FROM handover_handoveritem"):
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            ledger.seeing({old.unit_id}),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def a_petition(world: given.World, holder: Actor) -> UUID:
    """Let a petition be entered that a head has in hand."""
    uid = entered(world.clerk, at=world.at).uid
    petitions.claim(actor=holder, at=world.at, uid=uid)
    return uid


def test_a_petition_in_hand_goes_by_the_minutes_beside_dossiers_and_its_new_hands_answer_it(world: given.World) -> None:
    deputy, new = a_colleague(world, "Phoóng A Tài", "unit_head"), world.head
    uid, waiting = a_petition(world, deputy), filed(world.district, at=world.at).uid
    petitions.claim(actor=deputy, at=world.at, uid=waiting)
    minutes = begun(world, deputy, new)
    assert [line.label for line in shown(deputy, minutes).items] == [
        f"{row(new, one).code} · Phản ánh, kiến nghị" for one in (uid, waiting)
    ]

    assert signed(world, minutes, deputy, new)

    with ledger.seeing({new.unit_id}):
        held = {one.object_uid: one.holder_name for one in tasks.in_hands(new.unit_id, new.person_uid)}
        told = ledger.history(uid)[-1]
    assert held == {uid: new.name, waiting: new.name}
    assert (told.activity, told.facts["handover"]) == ("petition_handed_over", str(minutes))
    answered(new, uid, at=at(world, 5))
    assert broken() == wrong(new) == []


def test_a_petition_that_goes_to_another_unit_is_answered_there_and_only_once_taken_in(world: given.World) -> None:
    above = world.district.actor("district", "unit_head")
    deputy = a_colleague(world, "Phoóng A Tài", "unit_head")
    uid = a_petition(world, deputy)
    assert signed(world, begun(world, deputy, above), deputy, above)
    assert row(above, uid).handler_id == above.unit_id
    answered(above, uid, at=at(world, 5))
    assert broken() == []

    waiting = filed(world.district, at=world.at).uid
    petitions.claim(actor=deputy, at=world.at, uid=waiting)
    with pytest.raises(petitions.NotReceivedYet):
        signed(world, begun(world, deputy, above, key="2"), deputy, above)


def test_who_leaves_hands_over_petitions_that_only_heads_answer(world: given.World) -> None:
    deputy, clerk = a_colleague(world, "Phoóng A Tài", "unit_head"), world.clerk
    a_petition(world, deputy)
    with pytest.raises(handover.Ownerless, match="cần nhiệm vụ «Lãnh đạo» mà"):
        signed(world, begun(world, deputy, clerk), deputy, clerk)


def a_job(world: given.World, unit: str) -> UUID:
    """Let a conclusion of this morning's meeting give a unit something to do."""
    office, head = world.district.actor("office", "records_clerk"), world.district.actor("district", "unit_head")
    entry = drafted(office, at=world.at, day=world.at.date())
    published(office, head, at=world.at, monday=world.at.date())
    asked = agenda.Given("Rà soát thủ tục chứng thực", world.district.units[unit].uid, world.at.date() + timedelta(days=7))
    agenda.conclude(actor=office, at=world.at, entry_uid=entry, text="Rà soát", given=[asked])
    with ledger.seeing({office.unit_id}):
        return agenda.conclusions(entry, world.at)[0].jobs[0].uid


def test_a_task_of_a_conclusion_goes_by_the_minutes_and_its_new_hands_report(world: given.World) -> None:
    deputy, new = a_colleague(world, "Phoóng A Tài", "unit_head"), world.head
    uid = a_job(world, "hoanh_mo")
    agenda.claim(actor=deputy, at=world.at, job_uid=uid)
    minutes = begun(world, deputy, new)
    assert [line.label for line in shown(deputy, minutes).items] == ["KL.120318.1 · Kết luận"]

    assert signed(world, minutes, deputy, new)

    with ledger.seeing({new.unit_id}):
        assert agenda.job(new, uid, world.at).holder == new.name
        assert ledger.history(uid)[-1].activity == "job_handed_over"
    agenda.report(actor=new, at=at(world, 5), job_uid=uid, answer="Đã rà soát.")
    assert broken_weeks() == broken() == wrong(new) == []


def test_a_task_of_a_conclusion_that_goes_to_another_unit_is_that_unit_s(world: given.World) -> None:
    above, deputy = world.district.actor("district", "unit_head"), a_colleague(world, "Phoóng A Tài", "unit_head")
    uid = a_job(world, "hoanh_mo")
    agenda.claim(actor=deputy, at=world.at, job_uid=uid)
    assert signed(world, begun(world, deputy, above), deputy, above)
    with ledger.seeing(above.sees):
        assert agenda.job(above, uid, world.at).row.unit == above.unit
    assert broken_weeks() == []
