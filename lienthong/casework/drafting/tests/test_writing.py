"""A draft is begun and written, submitted, given back, issued or dropped; who sees it and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from lienthong.casework.documents.testing import HU, a_clerk, issued
from lienthong.casework.drafting import access
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.models import Draft, Version
from lienthong.casework.drafting.testing import Room, a_party_draft, begun, content, row, texts, written
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor, Capacity
from lienthong.toolkit.identity import new_uid

LATER = MONDAY_8AM + timedelta(hours=2)


def listed(actor: Actor, **asked: object) -> list[str]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return [one.subject for one in drafting.drafts(actor, **asked)[0]]  # type: ignore[arg-type]


def opened(actor: Actor, uid: object) -> drafting.DraftRow:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return drafting.draft(actor, uid)  # type: ignore[arg-type]


def events(actor: Actor, uid: object) -> list[str]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return [one.activity for one in ledger.history(uid)]  # type: ignore[arg-type]


def submitted(room: Room) -> drafting.Written:
    made = begun(room.writer)
    drafting.submit(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid)
    return made


def test_a_division_drafts_in_the_name_of_the_committee_whose_office_keeps_the_registers(room: Room) -> None:
    made = begun(room.writer)
    found = row(room.writer, made.draft_uid)
    assert (found.unit_id, found.keeper_id) == (room.writer.unit_id, room.clerk.unit_id)
    assert (found.body_name, found.symbol, found.parent_name, found.state) == ("UBND huyện Bình Liêu", "UBND", "", "open")
    assert [one.number for one in texts(room.writer, made.draft_uid)] == [1]
    assert events(room.writer, made.draft_uid) == ["draft_begun"]


def test_a_page_that_is_sent_twice_begins_one_draft(room: Room) -> None:
    key = new_uid()
    first, again = begun(room.writer, key=key), begun(room.writer, key=key, subject="Khác")
    assert (again.draft_uid, again.version_uid, again.changed) == (first.draft_uid, first.version_uid, False)
    assert len(listed(room.writer)) == 1


def test_only_bodies_near_the_unit_and_types_of_the_day_are_drafted(room: Room) -> None:
    with pytest.raises(drafting.BodyNotNear):
        begun(room.writer, body="division.finance")
    with pytest.raises(drafting.BodyNotNear):
        begun(room.writer, body=HU)
    with pytest.raises(drafting.TypeNotDrafted):
        begun(room.writer, type_key="phieu-bao")  # only since 2020
    with pytest.raises(drafting.TypeNotDrafted):
        begun(room.writer, type_key="sao-y")


def test_who_writes_no_documents_begins_none_and_reads_none(room: Room) -> None:
    cashier = a_clerk(room.town.district.units["home_affairs"], "cashier", name="Lô Thị Hồng")
    with pytest.raises(drafting.NotADrafter):
        begun(cashier)
    begun(room.writer)
    assert listed(cashier) == []


def test_each_save_that_changes_something_is_a_version(room: Room) -> None:
    made = begun(room.writer)
    second = written(room.writer, made.draft_uid, at=LATER, subject="Kế hoạch sửa")
    assert (second.number, second.changed) == (2, True)
    same = written(room.writer, made.draft_uid, at=LATER, on_top_of=2, subject="Kế  hoạch sửa ")
    assert (same.number, same.changed, same.version_uid) == (2, False, second.version_uid)
    found = row(room.writer, made.draft_uid)
    assert (found.versions, found.subject, found.changed_at) == (2, "Kế hoạch sửa", LATER)
    assert events(room.writer, made.draft_uid) == ["draft_begun", "draft_written"]


def test_of_two_writers_the_later_is_told_and_nothing_is_overwritten(room: Room) -> None:
    made = begun(room.writer)
    written(room.head, made.draft_uid, at=LATER, subject="Của trưởng phòng")
    with pytest.raises(drafting.WrittenMeanwhile, match=room.head.name) as no:
        written(room.writer, made.draft_uid, at=LATER, on_top_of=1, subject="Của chuyên viên")
    assert no.value.facts["number"] == 2
    assert [one.content["subject"] for one in texts(room.writer, made.draft_uid)][1:] == ["Của trưởng phòng"]
    third = written(room.writer, made.draft_uid, at=LATER, on_top_of=2, subject="Của cả hai")
    assert third.number == 3


def test_who_typed_the_same_as_the_other_meanwhile_is_not_stopped(room: Room) -> None:
    made = begun(room.writer)
    written(room.head, made.draft_uid, subject="Như nhau")
    assert written(room.writer, made.draft_uid, on_top_of=1, subject="Như nhau").changed is False


def test_an_empty_page_is_no_version(room: Room) -> None:
    made = begun(room.writer)
    with pytest.raises(drafting.NothingWritten):
        drafting.write(actor=room.writer, at=LATER, draft_uid=made.draft_uid, content=drafting.Content(), on_top_of=1)


def test_another_unit_neither_sees_nor_writes_a_draft(room: Room) -> None:
    made = begun(room.writer)
    for stranger in (room.town.commune, room.clerk, room.party):
        assert listed(stranger) == []
        with pytest.raises(drafting.DraftUnknown):
            opened(stranger, made.draft_uid)
        with pytest.raises(drafting.DraftUnknown):
            written(stranger, made.draft_uid)


def test_the_chairman_reads_what_a_division_drafts_but_does_not_write_it(room: Room) -> None:
    made = begun(room.writer)
    chairman = room.town.head
    assert opened(chairman, made.draft_uid).unit_id == room.writer.unit_id
    with pytest.raises(drafting.NotYourDraft, match="Phòng Nội vụ"):
        written(chairman, made.draft_uid)


def test_a_party_draft_is_not_seen_in_the_capacity_of_the_state(room: Room) -> None:
    made = a_party_draft(room.party)
    assert opened(room.party, made.draft_uid).system == "party"
    state = a_clerk(room.town.district.units["party"], "unit_viewer", "records_clerk", name="Vi Văn Lộc")
    sees_all = replace(state, unit_id=room.party.unit_id, sees=frozenset({room.party.unit_id}), capacity=Capacity.STATE)
    assert listed(sees_all) == []
    with pytest.raises(drafting.DraftUnknown):
        opened(sees_all, made.draft_uid)


def test_a_party_draft_is_not_written_in_the_capacity_of_the_state(room: Room) -> None:
    found = row(room.party, a_party_draft(room.party).draft_uid)
    access.must_write(room.party, found, MONDAY_8AM.date())
    with pytest.raises(drafting.NotYourDraft):
        access.must_write(replace(room.party, capacity=Capacity.STATE), found, MONDAY_8AM.date())


def test_once_submitted_nobody_writes_it_and_the_keeper_of_the_registers_sees_it(room: Room) -> None:
    made = begun(room.writer)
    assert listed(room.clerk) == []
    version = drafting.submit(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid)
    assert version == made.version_uid
    assert opened(room.clerk, made.draft_uid).state == "submitted"
    with pytest.raises(drafting.DraftNotOpen, match="đang trình"):
        written(room.writer, made.draft_uid, subject="Muộn")
    with pytest.raises(drafting.DraftNotOpen):
        drafting.submit(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid)


def test_what_cannot_be_signed_is_not_submitted(room: Room) -> None:
    made = begun(room.writer, signer="", place="")
    with pytest.raises(drafting.NotComplete, match="họ và tên người ký, địa danh"):
        drafting.submit(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid)


def test_a_draft_given_back_is_written_again(room: Room) -> None:
    made = submitted(room)
    with ledger.seeing({room.clerk.unit_id}):
        with pytest.raises(drafting.ReasonNeeded):
            drafting.reopen(actor=room.clerk, at=LATER, draft_uid=made.draft_uid, reason=" ")
        drafting.reopen(actor=room.clerk, at=LATER, draft_uid=made.draft_uid, reason="Thiếu phụ lục")
    assert written(room.writer, made.draft_uid, subject="Đã sửa").number == 2
    with ledger.seeing({room.clerk.unit_id}), pytest.raises(drafting.NotSubmitted):
        drafting.reopen(actor=room.clerk, at=LATER, draft_uid=made.draft_uid, reason="Nữa")


def test_what_is_issued_names_its_document_and_stays(room: Room) -> None:
    made = submitted(room)
    number = issued(room.clerk)
    assert number.document_uid is not None
    drafting.settle(actor=room.clerk, at=LATER, draft_uid=made.draft_uid, document_uid=number.document_uid)
    found = opened(room.writer, made.draft_uid)
    assert (found.state, found.document_uid, found.ended_by) == ("issued", number.document_uid, room.clerk.name)
    with pytest.raises(drafting.NotSubmitted):
        drafting.settle(actor=room.clerk, at=LATER, draft_uid=made.draft_uid, document_uid=number.document_uid)
    with ledger.seeing({room.writer.unit_id}):
        assert [one.uid for one in drafting.answering(room.writer, number.document_uid)] == [made.draft_uid]


def test_settling_what_nobody_sees_is_refused(room: Room) -> None:
    with pytest.raises(drafting.DraftUnknown):
        drafting.settle(actor=room.clerk, at=LATER, draft_uid=new_uid(), document_uid=new_uid())


def test_a_dropped_draft_says_why_and_is_not_written_any_more(room: Room) -> None:
    made = begun(room.writer)
    with pytest.raises(drafting.ReasonNeeded):
        drafting.drop(actor=room.writer, at=LATER, draft_uid=made.draft_uid, reason="")
    drafting.drop(actor=room.writer, at=LATER, draft_uid=made.draft_uid, reason="Không cần nữa")
    assert (opened(room.writer, made.draft_uid).state, opened(room.writer, made.draft_uid).reason) == ("dropped", "Không cần nữa")
    with pytest.raises(drafting.DraftNotOpen, match="đã bỏ"):
        written(room.writer, made.draft_uid)


def test_a_list_is_found_by_state_and_word(room: Room) -> None:
    made = begun(room.writer, subject="Kế hoạch một")
    begun(room.writer, at=LATER, subject="Kế hoạch hai")
    assert listed(room.writer) == ["Kế hoạch hai", "Kế hoạch một"]
    assert listed(room.writer, word="một") == ["Kế hoạch một"]
    drafting.drop(actor=room.writer, at=LATER, draft_uid=made.draft_uid, reason="Trùng")
    assert listed(room.writer, state="open") == ["Kế hoạch hai"]


def test_a_version_is_read_by_who_sees_its_draft_only(room: Room) -> None:
    made = begun(room.writer)
    with ledger.seeing({room.writer.unit_id}):
        assert drafting.version(room.writer, made.version_uid).content == content()
        assert [one.number for one in drafting.versions(room.writer, made.draft_uid)] == [1]
    with ledger.seeing({room.clerk.unit_id}):
        assert drafting.versions(room.clerk, made.draft_uid) == []
        with pytest.raises(drafting.VersionUnknown):
            drafting.version(room.clerk, made.version_uid)


def test_the_database_rewrites_no_version_and_erases_no_draft(room: Room) -> None:
    made = begun(room.writer)
    with ledger.seeing({room.writer.unit_id}):
        for bend in (
            lambda: Version.objects.filter(uid=made.version_uid).update(content={}),
            lambda: Version.objects.filter(uid=made.version_uid).delete(),
            lambda: Draft.objects.filter(uid=made.draft_uid).update(system="party"),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                bend()
        with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("DELETE FROM drafting_draft")
