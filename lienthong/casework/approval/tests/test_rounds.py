"""Rounds: looked at in order, given back, withdrawn; nobody acts out of turn, and nobody edits what was submitted."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.queries.planning import body_of
from lienthong.casework.approval.testing import Desk, broken
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor, Capacity
from lienthong.toolkit.identity import new_uid


def states(desk: Desk, uid: UUID) -> list[str]:
    return [stand.state for stand in desk.row(desk.writer, uid).stands]


def inbox(actor: Actor) -> list[str]:
    with ledger.seeing({actor.unit_id}):
        return [row.title for row in tasks.inbox(actor, MONDAY_8AM).rows]


def test_a_draft_goes_to_the_head_of_its_division_then_to_the_chief_of_office_then_to_the_chairman(desk: Desk) -> None:
    uid = desk.submitted()
    row = desk.row(desk.writer, uid)

    assert [(one.role, one.unit_id) for one in row.stands] == [
        ("content", desk.head.unit_id), ("form", desk.office.unit_id), ("sign", desk.chairman.unit_id),
        ("issue", desk.clerk.unit_id),
    ]  # fmt: skip
    assert states(desk, uid) == ["open", "waiting", "waiting", "waiting"]
    assert (inbox(desk.head), inbox(desk.office)) == (["Kiểm tra nội dung"], [])

    desk.approve(desk.head, uid, note="  Số liệu   đúng ")
    assert (inbox(desk.head), inbox(desk.office)) == ([], ["Kiểm tra thể thức"])
    assert desk.row(desk.writer, uid).stands[0].note == "Số liệu đúng"
    desk.approve(desk.office, uid)
    assert inbox(desk.chairman) == ["Ký ban hành"]
    assert broken() == []


def test_nobody_acts_before_their_turn_or_in_another_capacity(desk: Desk) -> None:
    uid = desk.submitted()

    with pytest.raises(approval.NotYourTurn):
        desk.approve(desk.office, uid)
    with pytest.raises(approval.NotYourTurn):
        desk.sign(desk.chairman, uid)
    with pytest.raises(approval.NotYourTurn):
        desk.approve(desk.writer, uid)
    with pytest.raises(approval.OtherCapacity):
        seen = desk.seen(desk.head, uid)
        party = replace(desk.head, capacity=Capacity.PARTY)
        approval.approve(actor=party, at=MONDAY_8AM, round_uid=uid, sha256=seen)
    with pytest.raises(approval.RoundUnknown):
        approval.approve(actor=desk.head, at=MONDAY_8AM, round_uid=new_uid(), sha256="")


def test_who_takes_no_part_does_not_see_a_round(desk: Desk) -> None:
    uid = desk.submitted()

    with pytest.raises(approval.RoundUnknown):
        desk.row(desk.other, uid)
    with ledger.seeing({desk.other.unit_id}):
        assert Stand.objects.count() == 0


def test_a_look_is_no_signature_and_a_signature_no_look(desk: Desk) -> None:
    uid = desk.submitted()
    with pytest.raises(approval.NothingToSignHere):
        desk.sign(desk.head, uid)
    desk.approve(desk.head, uid)
    desk.approve(desk.office, uid)
    with pytest.raises(approval.AskedToSign):
        desk.approve(desk.chairman, uid)


def test_a_submitted_draft_is_not_edited_and_not_submitted_again(desk: Desk) -> None:
    draft = desk.drafted()
    desk.submitted(draft=draft)

    with pytest.raises(drafting.DraftNotOpen):
        drafts.written(desk.writer, draft, subject="Sửa lén")
    with pytest.raises(drafting.DraftNotOpen):
        desk.submitted(draft=draft)


def test_a_page_sent_twice_is_one_round(desk: Desk) -> None:
    draft, key = desk.drafted(), new_uid()

    first, second = (
        approval.submit(actor=desk.writer, at=MONDAY_8AM, draft_uid=draft, plan=approval.Plan(), key=key) for _ in range(2)
    )

    assert first == second


def test_given_back_with_a_reason_the_draft_is_open_and_the_next_round_is_a_new_version(desk: Desk) -> None:
    draft = desk.drafted()
    first = desk.submitted(draft=draft)
    with pytest.raises(approval.ReasonMissing):
        approval.give_back(actor=desk.head, at=MONDAY_8AM, round_uid=first, reason=" ")
    approval.give_back(actor=desk.head, at=MONDAY_8AM, round_uid=first, reason="Thiếu căn cứ")

    drafts.written(desk.writer, draft, subject="Nâng cao chỉ số, bản sửa", signer=desk.chairman.name)
    second = desk.submitted(draft=draft)

    with ledger.seeing({desk.writer.unit_id}):
        rows = approval.rounds_of(desk.writer, draft, MONDAY_8AM)
    assert [(one.uid, one.number, one.version_number, one.state) for one in rows] == [
        (first, 1, 1, "returned"), (second, 2, 2, "running"),
    ]  # fmt: skip
    assert (rows[0].reason, rows[0].ended_by) == ("Thiếu căn cứ", desk.head.name)
    assert [one.state for one in rows[0].stands] == ["returned", "dropped", "dropped", "dropped"]
    with pytest.raises(approval.RoundClosed):
        approval.give_back(actor=desk.head, at=MONDAY_8AM, round_uid=first, reason="Lại")
    assert inbox(desk.head) == ["Kiểm tra nội dung"]
    assert broken() == []


def test_the_drafter_withdraws_while_nobody_signed_and_not_after(desk: Desk) -> None:
    uid = desk.submitted()
    with pytest.raises(approval.NotYourDraft):
        approval.withdraw(actor=desk.office, at=MONDAY_8AM, round_uid=uid)
    with pytest.raises(approval.OtherCapacity):
        approval.withdraw(actor=replace(desk.writer, capacity=Capacity.PARTY), at=MONDAY_8AM, round_uid=uid)
    approval.withdraw(actor=desk.writer, at=MONDAY_8AM, round_uid=uid)
    assert desk.row(desk.writer, uid).state == "withdrawn"
    assert inbox(desk.head) == []

    signed = desk.signed()
    with pytest.raises(approval.AlreadySigned, match=desk.chairman.name):
        approval.withdraw(actor=desk.writer, at=MONDAY_8AM, round_uid=signed)
    assert broken() == []


def test_a_chain_is_changed_by_the_drafter_in_its_limits(desk: Desk) -> None:
    with ledger.seeing({desk.writer.unit_id}):
        offered = approval.choice(desk.writer, desk.drafted(), MONDAY_8AM)
    assert desk.other.unit_uid in dict(offered.cosigners)
    assert list(dict(offered.signers)) == [desk.chairman.unit_uid, desk.office.unit_uid]

    uid = desk.submitted(plan=approval.Plan(cosigners=(desk.other.unit_uid,), signer=desk.office.unit_uid))
    assert [(one.role, one.unit_id) for one in desk.row(desk.writer, uid).stands] == [
        ("content", desk.head.unit_id), ("cosign", desk.other.unit_id), ("sign", desk.office.unit_id),
        ("issue", desk.clerk.unit_id),
    ]  # fmt: skip
    with pytest.raises(approval.SignerElsewhere):
        desk.submitted(plan=approval.Plan(signer=desk.other.unit_uid))
    with pytest.raises(approval.CosignerElsewhere):
        desk.submitted(plan=approval.Plan(cosigners=(desk.district.units["party"].uid,)))


def test_a_signer_whom_nobody_is_is_told_before_anything_is_submitted(desk: Desk) -> None:
    post = desk.district.post("district", "unit_head")
    post.duties = ["unit_reporter"]
    post.save()

    with pytest.raises(approval.NobodyThere, match="UBND huyện Bình Liêu"):
        desk.submitted()


def test_a_body_that_a_unit_drafts_for_no_more_is_told(desk: Desk) -> None:
    with ledger.seeing({desk.writer.unit_id}):
        row = drafting.draft(desk.writer, desk.drafted())
    assert body_of(row, MONDAY_8AM).unit_id == desk.chairman.unit_id

    with pytest.raises(approval.BodyGone, match="Phòng Nội vụ"):
        body_of(replace(row, body_key="commune_party"), MONDAY_8AM)


def test_what_was_done_at_a_stand_is_not_written_again_and_no_round_is_erased(desk: Desk) -> None:
    uid = desk.submitted()
    desk.approve(desk.head, uid)

    with ledger.seeing({desk.writer.unit_id}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Stand.objects.filter(round__uid=uid, state="done").update(acted_by="Ai đó")
        with pytest.raises(DatabaseError), transaction.atomic():
            Round.objects.filter(uid=uid).update(sha256="0" * 64)
        with pytest.raises(DatabaseError), transaction.atomic():
            Round.objects.filter(uid=uid).delete()
