"""Recall with freeze, update and replacement between units of ours."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.services.tasking import TITLES
from lienthong.casework.delivery.testing import (
    a_letter,
    an_agency,
    broken,
    carried,
    key_of,
    rows_of,
    sent,
    taken_in,
    waiting,
)
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, incoming, issued, registered
from lienthong.casework.intake import public as intake
from lienthong.casework.tasks import public as tasks
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit.actor import Actor

WHY = "Sai thẩm quyền ký"


def line_of(actor: Actor, uid: UUID) -> documents.EntryRow:
    with ledger.seeing({actor.unit_id}):
        return documents.document(actor, uid).line


def sent_to_two(town: Town) -> tuple[UUID, UUID]:
    """Return a document that two communes got, and the one under which Hoành Mô registered it."""
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"), key_of(town, "dong_van"))
    number = taken_in(town.commune)
    carried()
    assert number.document_uid is not None
    return uid, number.document_uid


def recalled(town: Town, uid: UUID) -> tuple[int, int]:
    return delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason=WHY)


def test_before_registration_a_recalled_document_is_back_at_once(town: Town) -> None:
    uid, _ = sent_to_two(town)
    assert recalled(town, uid) == (1, 1)
    assert not waiting(town.other)
    states = {row.receiver_name: (row.state, row.asked) for row in rows_of(town.clerk, uid)}
    assert states == {"UBND xã Đồng Văn": ("recalled", ""), "UBND xã Hoành Mô": ("registered", "recall")}
    line = line_of(town.clerk, uid)
    assert (line.recalled_at, line.recalled_by, line.recall_reason) == (AT, town.clerk.name, WHY)
    assert broken() == []


def test_who_registered_it_agrees_and_its_document_is_frozen(town: Town) -> None:
    uid, got = sent_to_two(town)
    recalled(town, uid)
    with ledger.seeing({town.commune.unit_id}):
        ((row,), _) = delivery.asked(town.commune)
    assert (row.asked_why, row.sender_name) == (WHY, "UBND huyện Bình Liêu")
    delivery.answer(actor=town.commune, at=AT, dispatch_uid=row.uid, agree=True)
    assert line_of(town.commune, got).recall_reason == WHY
    told = next(one for one in rows_of(town.clerk, uid) if one.uid == row.uid)
    assert (told.state, told.answer, told.answered_by) == ("recalled", "agreed", town.commune.name)
    with pytest.raises(documents.DocumentRecalled):
        documents.move_on(actor=town.commune, at=AT, document_uid=got, moved_to="Công chức tư pháp")
    with pytest.raises(documents.DocumentRecalled):
        documents.join_paper(actor=town.commune, at=AT, document_uid=got, came_at=AT)
    with pytest.raises(delivery.NothingAsked):
        delivery.answer(actor=town.commune, at=AT, dispatch_uid=row.uid, agree=True)
    assert broken() == []


def test_a_recall_that_overtakes_the_news_of_the_registration_freezes_what_was_registered(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    got = taken_in(town.commune).document_uid
    assert recalled(town, uid) == (0, 1), "registered, though the worker did not tell it yet"
    delivery.answer(actor=town.commune, at=AT, dispatch_uid=rows_of(town.clerk, uid)[0].uid, agree=True)
    carried()
    assert got is not None
    assert line_of(town.commune, got).recall_reason == WHY
    assert rows_of(town.clerk, uid)[0].received_uid == got
    assert broken() == []


def test_who_refuses_says_why_and_goes_on(town: Town) -> None:
    uid, got = sent_to_two(town)
    recalled(town, uid)
    row = next(one for one in rows_of(town.clerk, uid) if one.asked)
    with pytest.raises(delivery.AnswerNeedsReason):
        delivery.answer(actor=town.commune, at=AT, dispatch_uid=row.uid, agree=False)
    delivery.answer(actor=town.commune, at=AT, dispatch_uid=row.uid, agree=False, reason="Đã thi hành xong")
    told = next(one for one in rows_of(town.clerk, uid) if one.uid == row.uid)
    assert (told.state, told.answer, told.answer_why) == ("registered", "refused", "Đã thi hành xong")
    assert line_of(town.commune, got).recalled_at is None


def test_only_the_receiver_answers(town: Town) -> None:
    uid, _ = sent_to_two(town)
    recalled(town, uid)
    row = next(one for one in rows_of(town.clerk, uid) if one.asked)
    for actor in (town.other, town.clerk):
        with pytest.raises(delivery.DispatchUnknown):
            delivery.answer(actor=actor, at=AT, dispatch_uid=row.uid, agree=True)
    with pytest.raises(delivery.NotYourPost):
        delivery.answer(actor=town.head, at=AT, dispatch_uid=row.uid, agree=True)


def test_of_paper_the_sender_writes_down_that_it_came_back(town: Town) -> None:
    uid, key = a_letter(town.clerk), an_agency(town.clerk, means="paper")
    sent(town.clerk, uid, key)
    assert recalled(town, uid) == (0, 1)
    (row,) = rows_of(town.clerk, uid)
    delivery.answer(actor=town.clerk, at=AT, dispatch_uid=row.uid, agree=True, reason="Đã trả bản giấy")
    assert rows_of(town.clerk, uid)[0].state == "recalled"


def test_a_recalled_document_is_not_sent_updated_or_recalled_again(town: Town) -> None:
    uid, _ = sent_to_two(town)
    recalled(town, uid)
    with pytest.raises(documents.DocumentRecalled):
        recalled(town, uid)
    with pytest.raises(documents.DocumentRecalled):
        sent(town.clerk, uid, f"{town.party.unit_id}:party_committee")
    with pytest.raises(documents.DocumentRecalled):
        corrected(town, uid)


def test_a_recall_has_a_reason_and_is_of_an_outgoing_document(town: Town) -> None:
    uid = a_letter(town.clerk)
    with pytest.raises(documents.RecallNeedsReason):
        delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason=" ")
    with pytest.raises(delivery.NotYourPost):
        delivery.recall(actor=town.head, at=AT, document_uid=uid, reason=WHY)
    with pytest.raises(delivery.TooLong):
        delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="x" * 501)
    came = registered(town.clerk).document_uid
    assert came is not None
    with pytest.raises(delivery.NotOutgoing):
        delivery.recall(actor=town.clerk, at=AT, document_uid=came, reason=WHY)


def corrected(town: Town, uid: UUID) -> int:
    files = (documents.Upload("phu-luc-sua.pdf", pdfs.good()),)
    return delivery.update(actor=town.clerk, at=AT, document_uid=uid, reason="Sửa phụ lục", uploads=files)


def test_an_update_lies_before_the_receiver_and_to_join_it_is_to_agree(town: Town) -> None:
    uid, got = sent_to_two(town)
    assert corrected(town, uid) == 2
    row = waiting(town.commune)[0]
    intake.join(actor=town.commune, at=AT, arrival_uid=row.uid, document_uid=got)
    carried()
    told = next(one for one in rows_of(town.clerk, uid) if one.receiver_name == "UBND xã Hoành Mô")
    assert (told.state, told.asked, told.answer) == ("registered", "update", "agreed")
    with ledger.seeing({town.commune.unit_id}):
        names = [one.name for one in documents.document(town.commune, got).files]
    assert names == ["quyet-dinh.pdf", "phu-luc-sua.pdf"]


def test_an_update_that_is_not_taken_is_refused(town: Town) -> None:
    uid, _ = sent_to_two(town)
    corrected(town, uid)
    row = waiting(town.commune)[0]
    intake.refuse(actor=town.commune, at=AT, arrival_uid=row.uid, reason="Trùng bản cũ")
    carried()
    told = next(one for one in rows_of(town.clerk, uid) if one.receiver_name == "UBND xã Hoành Mô")
    assert (told.state, told.answer, told.answer_why) == ("registered", "refused", "Trùng bản cũ")


def test_an_update_goes_to_somebody_and_says_what_it_corrects(town: Town) -> None:
    uid = a_letter(town.clerk)
    with pytest.raises(delivery.NobodyHasIt):
        corrected(town, uid)
    with pytest.raises(delivery.AnswerNeedsReason):
        delivery.update(actor=town.clerk, at=AT, document_uid=uid, reason="", uploads=())


def test_a_replacement_is_linked_with_the_old_one_on_both_sides(town: Town) -> None:
    old, got_old = sent_to_two(town)
    new = a_letter(town.clerk, at=AT + timedelta(hours=1))
    sent(town.clerk, new, key_of(town, "hoanh_mo"), at=AT + timedelta(hours=1), replaces=old)
    number = taken_in(town.commune, at=AT + timedelta(hours=2))
    carried()
    assert number.document_uid is not None
    assert line_of(town.clerk, old).replaced_by == new
    assert line_of(town.commune, got_old).replaced_by == number.document_uid
    assert [row.other_uid for row in rows_of(town.clerk, new)] == [old]
    assert [row.other_uid for row in rows_of(town.commune, number.document_uid)] == [got_old]


def test_nothing_is_replaced_that_the_unit_did_not_issue(town: Town) -> None:
    new = a_letter(town.clerk)
    other = issued(town.commune).document_uid
    assert other is not None
    with pytest.raises(documents.DocumentUnknown):
        sent(town.clerk, new, key_of(town, "dong_van"), replaces=other)
    assert rows_of(town.clerk, new) == []


def test_a_void_or_recalled_document_is_recalled_by_nobody(town: Town) -> None:
    taken = issued(town.clerk)
    assert taken.document_uid is not None
    documents.void(actor=town.clerk, at=AT, entry_uid=taken.entry_uid, reason="Ghi nhầm")
    with pytest.raises(documents.AlreadyVoid):
        documents.recall(actor=town.clerk, at=AT, document_uid=taken.document_uid, reason=WHY)
    new = incoming(arrived_at=AT)
    came = documents.register_incoming(actor=town.clerk, at=AT, body_key="people_committee", new=new).document_uid
    assert came is not None
    documents.recall(actor=town.clerk, at=AT, document_uid=came, reason=WHY)
    with pytest.raises(documents.DocumentRecalled):
        documents.recall(actor=town.clerk, at=AT, document_uid=came, reason=WHY)


def test_what_the_sender_took_back_cannot_be_registered(town: Town) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    (row,) = waiting(town.commune)
    recalled(town, uid)
    with pytest.raises(intake.AlreadySettled):
        intake.register(actor=town.commune, at=AT, arrival_uid=row.uid, new=incoming())


def asked_of(actor: Actor) -> list[tuple[str, str]]:
    """Return what marks in the inbox of a clerk ask for, and on which page it is done."""
    with ledger.seeing({actor.unit_id}):
        rows = [row for row in tasks.inbox(actor, AT).rows if row.kind == tasks.MARK]
    return [(row.title, row.object_type) for row in rows]


RECALL, UPDATE = (TITLES["recall"], "recall"), (TITLES["update"], "arrival")


def test_a_recall_lies_in_the_inbox_of_the_clerk_who_answers_it_until_it_is_answered(town: Town) -> None:
    uid, _ = sent_to_two(town)
    recalled(town, uid)

    assert (asked_of(town.commune), asked_of(town.other), asked_of(town.clerk)) == ([RECALL], [], [])
    with ledger.seeing({town.commune.unit_id}):
        (row,) = tasks.inbox(town.commune, AT).rows
    assert (row.owner_label, row.handed_by) == ("UBND huyện Bình Liêu", town.clerk.name)
    assert row.due_at is not None
    assert org.local_day(row.due_at) == org.local_day(AT) + timedelta(days=1)
    asked = next(one for one in rows_of(town.clerk, uid) if one.asked)
    assert row.object_uid == asked.uid
    delivery.answer(actor=town.commune, at=AT, dispatch_uid=asked.uid, agree=False, reason="Đã thi hành xong")
    assert asked_of(town.commune) == []


def test_of_paper_nobody_of_ours_has_a_recall_to_answer(town: Town) -> None:
    uid, key = a_letter(town.clerk), an_agency(town.clerk, means="paper")
    sent(town.clerk, uid, key)
    recalled(town, uid)

    assert asked_of(town.clerk) == []


def test_an_update_lies_in_the_inbox_until_it_is_joined_or_refused(town: Town) -> None:
    uid, got = sent_to_two(town)
    corrected(town, uid)
    assert (asked_of(town.commune), asked_of(town.other)) == ([UPDATE], [UPDATE])
    intake.join(actor=town.commune, at=AT, arrival_uid=waiting(town.commune)[0].uid, document_uid=got)
    intake.refuse(actor=town.other, at=AT, arrival_uid=waiting(town.other)[0].uid, reason="Trùng bản cũ")

    assert (asked_of(town.commune), asked_of(town.other)) == ([], [])
    carried()
    assert (asked_of(town.commune), asked_of(town.other)) == ([], [])


def test_a_recall_takes_the_place_of_an_update_that_nobody_answered(town: Town) -> None:
    uid, _ = sent_to_two(town)
    corrected(town, uid)
    recalled(town, uid)

    assert asked_of(town.commune) == [RECALL]
