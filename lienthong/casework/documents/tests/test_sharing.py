"""A document that is shared: who reads it, with its files and without the register around it, and what is noted of that."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import Document, RegisterEntry, Series, Share
from lienthong.casework.documents.testing import Town, a_clerk, a_term, registered
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor, Capacity
from lienthong.toolkit.identity import new_uid

HU = "party_committee"
WHY = "Giao chủ trì tham mưu"


def shared(town: Town, uid: UUID, to: Actor, **facts: object) -> UUID:
    """Let the district's clerk share a document with the unit of somebody."""
    told = {"actor": town.clerk, "at": MONDAY_8AM, "document_uid": uid, "unit_id": to.unit_id, "reason": WHY} | facts
    return documents.share(**told)  # type: ignore[arg-type]


@pytest.fixture
def letter(town: Town) -> UUID:
    """A letter of the province with one file, and another beside it in the register of the district."""
    uid = registered(town.clerk, files=(documents.Upload("cong-van.txt", b"Noi dung cong van"),)).document_uid
    registered(town.clerk, symbol="1521/UBND-TH1")
    assert uid is not None
    return uid


@pytest.fixture
def party_letter(town: Town) -> UUID:
    """A resolution that came to the Party committee, with its file."""
    a_term(town)
    uid = registered(
        town.party, body=HU, files=(documents.Upload("nq.txt", b"Nghi quyet"),), symbol="19-NQ/TU", type_key="nghi-quyet",
        issuer="Tỉnh ủy Quảng Ninh",
    ).document_uid  # fmt: skip
    assert uid is not None
    return uid


def reads(share: UUID) -> list[str]:
    """Return what the ledger tells of a share."""
    return [event.activity for event in ledger.history(share)]


def test_a_shared_document_is_read_with_its_files_and_without_the_register_around_it(town: Town, letter: UUID) -> None:
    shared(town, letter, town.commune)
    with ledger.seeing(town.commune.sees):
        sheet = documents.document(town.commune, letter)
        assert (sheet.line.label, sheet.line.symbol, sheet.body.name) == ("1", "1520/UBND-TH1", "UBND huyện Bình Liêu")
        assert (sheet.register, sheet.line.series_uid) == (None, None)
        assert sheet.shared is not None
        assert (sheet.shared.by, sheet.shared.reason, sheet.shared.across) == (town.clerk.name, WHY, False)
        assert [one.name for one in sheet.files] == ["cong-van.txt"]
        assert documents.readable(town.commune, letter)
        assert Document.objects.count() == RegisterEntry.objects.count() == files.StoredFile.objects.count() == 1
        assert Series.objects.count() == 0
        assert documents.registers_of(town.commune, MONDAY_8AM.date()) == []
        assert [one.line.series_uid for one in documents.search(town.commune, "").rows] == [None], (
            "found, in no register of theirs"
        )


def test_who_has_no_share_reads_nothing(town: Town, letter: UUID) -> None:
    shared(town, letter, town.commune)
    with ledger.seeing(town.other.sees):
        assert not documents.readable(town.other, letter)
        assert files.StoredFile.objects.count() == 0
        with pytest.raises(documents.DocumentUnknown):
            documents.document(town.other, letter)
    clerk = a_clerk(town.district.units["hoanh_mo"], "cashier", name="Lã Thị Ba")
    with ledger.seeing(clerk.sees), pytest.raises(documents.DocumentUnknown):
        documents.document(clerk, letter)


def test_who_reads_a_shared_document_changes_nothing_of_it(town: Town, letter: UUID) -> None:
    shared(town, letter, town.commune)
    with ledger.seeing(town.commune.sees):
        assert Document.objects.filter(uid=letter).update(note="lén") == 0
        assert not Document.objects.select_for_update().filter(uid=letter).exists()
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Share.objects.update(side="party")
    with pytest.raises(documents.DocumentUnknown):
        documents.move_on(actor=town.commune, at=MONDAY_8AM, document_uid=letter, moved_to="ai đó")


def test_a_share_with_one_person_is_for_that_person_and_who_stands_in(town: Town, letter: UUID) -> None:
    specialist = town.actor("office", "specialist")
    with ledger.seeing(specialist.sees):
        assert not documents.readable(specialist, letter)
    shared(town, letter, specialist, person_uid=specialist.person_uid)
    other = replace(specialist, person_uid=new_uid())
    stand_in = replace(other, stands_for=frozenset({specialist.person_uid}))
    with ledger.seeing(specialist.sees):
        assert documents.document(specialist, letter).shared is not None
        assert documents.readable(stand_in, letter)
        assert not documents.readable(other, letter)


def test_a_party_paper_shared_inside_the_party_is_closed_to_the_state(town: Town, party_letter: UUID) -> None:
    share = shared(town, party_letter, town.board, actor=town.party)
    state = replace(town.board, capacity=Capacity.STATE)
    with ledger.seeing(town.board.sees):
        assert not documents.readable(state, party_letter)
        sheet = documents.opened(actor=town.board, at=MONDAY_8AM, document_uid=party_letter)
        assert sheet.shared is not None
        assert not sheet.shared.across
        assert reads(share) == ["document_shared"]


def test_a_party_paper_goes_to_the_state_only_when_said_and_each_reading_is_written_down(town: Town, party_letter: UUID) -> None:
    shared(town, party_letter, town.clerk, actor=town.party)
    with ledger.seeing(town.clerk.sees), pytest.raises(documents.DocumentUnknown):
        documents.document(town.clerk, party_letter)
    share = shared(town, party_letter, town.clerk, actor=town.party, side="state")
    shared(town, party_letter, town.commune, actor=town.party, side="state")
    with ledger.seeing(town.commune.sees):
        assert not documents.readable(replace(town.commune, capacity=Capacity.PARTY), party_letter)
    with ledger.seeing(town.clerk.sees):
        sheet = documents.opened(actor=town.clerk, at=MONDAY_8AM, document_uid=party_letter)
        assert sheet.shared is not None
        assert sheet.shared.across
        documents.must_open(actor=town.clerk, at=MONDAY_8AM, object_uid=party_letter)
        party = replace(town.clerk, capacity=Capacity.PARTY)
        assert documents.readable(party, party_letter), "by the first share"
    with ledger.seeing(town.party.sees):
        assert reads(share) == ["document_shared", "document_read", "document_read"], "the Party sees who read"
        assert [one.side for one in documents.shares_of(party_letter)] == ["party", "state", "state"]


def test_files_of_a_document_are_closed_to_who_may_not_read_it_even_in_the_same_unit(town: Town, letter: UUID) -> None:
    specialist = town.actor("office", "specialist")
    with ledger.seeing(specialist.sees):
        (file,) = files.of_object(letter)
        with pytest.raises(documents.DocumentUnknown):
            documents.must_open(actor=specialist, at=MONDAY_8AM, object_uid=file.object_uid)
        documents.must_open(actor=specialist, at=MONDAY_8AM, object_uid=new_uid())


def test_shared_again_it_is_one_share(town: Town, letter: UUID) -> None:
    first = shared(town, letter, town.commune)
    assert shared(town, letter, town.commune, reason="Lần nữa") == first
    with ledger.seeing(town.clerk.sees):
        assert [one.reason for one in documents.shares_of(letter)] == [WHY]
        assert reads(first) == ["document_shared"]


def test_who_got_a_document_gives_it_to_people_of_the_own_unit_only(town: Town, letter: UUID) -> None:
    shared(town, letter, town.commune)
    person = new_uid()
    shared(town, letter, town.commune, actor=town.commune, person_uid=person, reason="Giao xuống")
    for facts in ({"unit_id": town.other.unit_id}, {"side": "party"}):
        with pytest.raises(documents.NotYoursToShare):
            shared(town, letter, town.commune, actor=town.commune, **facts)
    with pytest.raises(documents.DocumentUnknown):
        shared(town, letter, town.other, actor=town.other)


def test_a_share_needs_a_reason_a_unit_and_a_duty(town: Town, letter: UUID) -> None:
    with pytest.raises(documents.ShareNeedsReason):
        shared(town, letter, town.commune, reason=" ")
    with pytest.raises(documents.TooLong):
        shared(town, letter, town.commune, reason="a" * 301)
    with pytest.raises(documents.ReaderUnknown):
        shared(town, letter, town.commune, unit_id=10**9)
    with pytest.raises(documents.NotYourRegister):
        shared(town, letter, town.commune, actor=town.actor("office", "specialist"))


def test_no_unit_writes_itself_a_share_past_the_services(town: Town, letter: UUID) -> None:
    with ledger.seeing(town.clerk.sees):
        keeper = Document.objects.get(uid=letter).keeper_id
    facts = {
        "document_id": letter, "unit_id": town.other.unit_id, "side": "state", "at": MONDAY_8AM, "by": "kẻ gian", "reason": "lén",
    }  # fmt: skip
    for claimed in (keeper, town.other.unit_id):
        with ledger.seeing(town.other.sees), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Share.objects.create(keeper_id=claimed, **facts)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        cursor.execute("SET LOCAL ROLE lienthong_lookup")
        cursor.execute("SELECT count(*) FROM documents_share")


@pytest.mark.parametrize("mark", ["inside", "return_after", "return_read"])
def test_a_document_with_a_mark_of_circulation_is_read_within_the_body_alone(town: Town, mark: str) -> None:
    uid = registered(town.clerk, circulation=mark).document_uid
    assert uid is not None
    shared(town, uid, town.actor("finance", "unit_head"))
    province = town.actor("province", "unit_head")
    with pytest.raises(documents.CirculationLimited, match=documents.CIRCULATIONS[mark]):
        shared(town, uid, province)
    with pytest.raises(documents.CirculationLimited):
        shared(town, uid, town.party, side="party")
    plain = registered(town.clerk, symbol="1530/UBND-TH1").document_uid
    assert plain is not None
    shared(town, plain, province)


def test_the_mark_stands_in_the_line_of_the_register_and_a_strange_one_is_refused(town: Town) -> None:
    uid = registered(town.clerk, circulation="return_read").document_uid
    assert uid is not None
    with ledger.seeing(town.clerk.sees):
        assert documents.document(town.clerk, uid).line.circulation == "return_read"
    with pytest.raises(documents.ChoiceUnknown):
        registered(town.clerk, circulation="anywhere", symbol="1531/UBND-TH1")
