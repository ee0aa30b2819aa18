"""Recall, update and replacement by packets of the axis, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.testing import (
    a_letter,
    an_agency,
    broken,
    carried,
    fetched,
    rows_of,
    sent,
    taken_in,
    waiting,
)
from lienthong.casework.delivery.tests.axis import PROVINCE, come, key_of, left, letter_of, sent_out, status_of, statuses
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town
from lienthong.casework.intake import public as intake
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit import edxml102 as edxml

pytestmark = pytest.mark.usefixtures("axis")


def test_a_recall_from_outside_takes_back_what_waits_and_asks_for_what_is_registered(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    come(axis, letter_of(town, edxml.Recall(reason="Gửi nhầm")), "recall")
    assert fetched() == (1, 0)
    assert not waiting(town.clerk)
    carried()
    assert [code for code, _ in statuses(axis)] == ["01", "15"]


def test_what_is_back_already_is_not_asked_for_again(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    for name, why in (("recall", "Gửi nhầm"), ("again", "Gửi nhầm, nhắc lại")):
        come(axis, letter_of(town, edxml.Recall(reason=why)), name)
        assert fetched() == (1, 0)
    with ledger.seeing({town.clerk.unit_id}):
        row = Dispatch.objects.get()
    assert (row.state, row.asked_why, row.answer) == ("recalled", "Gửi nhầm", "agreed")


def test_a_registered_document_is_frozen_when_its_clerk_agrees_to_the_recall(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    number = taken_in(town.clerk)
    carried()
    come(axis, letter_of(town, edxml.Recall(reason="Sai nội dung")), "recall")
    fetched()
    assert number.document_uid is not None
    (row,) = rows_of(town.clerk, number.document_uid)
    assert (row.asked, row.asked_by, row.asked_why) == ("recall", "Sở Nội vụ tỉnh Quảng Ninh", "Sai nội dung")
    delivery.answer(actor=town.clerk, at=AT, dispatch_uid=row.uid, agree=True)
    carried()
    assert statuses(axis)[-1][0] == "15"
    with ledger.seeing({town.clerk.unit_id}):
        assert documents.line_of(town.clerk, number.document_uid).recall_reason == "Sai nội dung"
    assert broken() == []


def test_a_recall_of_what_never_came_is_answered_with_16(town: Town, axis: Path) -> None:
    come(axis, letter_of(town, edxml.Recall(reason="Gửi nhầm")))
    assert fetched() == (0, 1)
    carried()
    assert [code for code, _ in statuses(axis)] == ["16"]


def test_an_update_from_outside_waits_for_the_clerk_and_to_join_it_is_15(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    number = taken_in(town.clerk)
    carried()
    left(axis)
    changes = edxml.Changes(document=True, receivers=False)
    update = edxml.Update(document_id=letter_of(town).header.document_id, reason="Thay phụ lục", changes=changes)
    come(axis, letter_of(town, update, key=f"{PROVINCE},2018/03/10,cap-nhat"), "update")
    assert fetched() == (1, 0)
    (row,) = waiting(town.clerk)
    assert number.document_uid is not None
    intake.join(actor=town.clerk, at=AT, arrival_uid=row.uid, document_uid=number.document_uid)
    carried()
    carried()
    assert [code for code, _ in statuses(axis)] == ["15"]


def test_a_replacement_from_outside_is_linked_with_what_it_replaces(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    old = taken_in(town.clerk)
    carried()
    replaced = edxml.ReplacedList(items=(edxml.Replaced(document_id=letter_of(town).header.document_id),))
    newer = edxml.Replacement(replaced=replaced)
    come(axis, letter_of(town, newer, key=f"{PROVINCE},2018/03/12,1600", symbol="1600/SNV-CCHC"), "new")
    fetched()
    new = taken_in(town.clerk)
    carried()
    assert old.document_uid is not None
    with ledger.seeing({town.clerk.unit_id}):
        assert documents.line_of(town.clerk, old.document_uid).replaced_by == new.document_uid


def test_our_recall_goes_by_a_packet_and_the_answer_comes_back(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    left(axis)
    assert delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền") == (0, 1)
    carried()
    (packet,) = left(axis)
    assert isinstance(packet, edxml.DocumentPacket)
    assert (packet.trace.business.kind, packet.trace.business.reason) == (edxml.Kind.RECALL, "Sai thẩm quyền")
    (row,) = rows_of(town.clerk, uid)
    come(axis, status_of(row, "16", key_of(town), why="Đã thi hành"), "no")
    fetched()
    (row,) = rows_of(town.clerk, uid)
    assert (row.state, row.answer, row.answer_why) == ("sent", "refused", "Đã thi hành")


def test_a_recall_that_is_agreed_to_outside_ends_the_way(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền")
    (row,) = rows_of(town.clerk, uid)
    come(axis, status_of(row, "15", key_of(town)), "yes")
    fetched()
    assert rows_of(town.clerk, uid)[0].state == "recalled"


def test_what_did_not_leave_yet_is_recalled_without_a_packet(town: Town, axis: Path) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    assert delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền") == (1, 0)
    carried()
    assert left(axis) == []


def test_our_update_and_our_replacement_say_what_they_change(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    left(axis)
    files = (documents.Upload("sua.pdf", pdfs.good()),)
    delivery.update(actor=town.clerk, at=AT, document_uid=uid, reason="Sửa phụ lục", uploads=files)
    carried()
    (update,) = left(axis)
    assert isinstance(update, edxml.DocumentPacket)
    assert (update.trace.business.kind, [one.name for one in update.attachments]) == (edxml.Kind.UPDATE, ["sua.pdf"])
    new = a_letter(town.clerk)
    with ledger.seeing({town.clerk.unit_id}):
        (agency,) = delivery.agencies_of(town.clerk)
    sent(town.clerk, new, agency.key, replaces=uid)
    carried()
    (packet,) = left(axis)
    assert isinstance(packet, edxml.DocumentPacket)
    assert isinstance(packet.trace.business, edxml.Replacement)
    assert packet.trace.business.replaced.items[0].document_id == key_of(town)


def test_a_recall_asked_by_status_13_is_taken_as_one(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    number = taken_in(town.clerk)
    carried()
    assert number.document_uid is not None
    (row,) = rows_of(town.clerk, number.document_uid)
    come(axis, status_of(row, "13", letter_of(town).header.document_id, why="Sai nội dung"), "ask")
    assert fetched() == (1, 0)
    assert rows_of(town.clerk, number.document_uid)[0].asked_why == "Sai nội dung"
