"""Who sees a register: its keeper, in the right capacity; nobody else, the public least of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import Body, Document, RegisterEntry, Series
from lienthong.casework.documents.testing import UBND, Town, a_clerk, a_term, issued, registered
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM, a_unit
from lienthong.toolkit.actor import Capacity
from lienthong.toolkit.identity import new_uid

HU = "party_committee"


def rows(units: Iterable[int]) -> tuple[int, ...]:
    """Return how many bodies, series, lines and documents units see."""
    with ledger.seeing(units):
        return tuple(model.objects.count() for model in (Body, Series, RegisterEntry, Document))


@pytest.fixture
def both(town: Town) -> Town:
    """One document of the district, one of a commune, one of the Party."""
    a_term(town)
    issued(town.clerk)
    issued(town.commune)
    issued(town.party, body=HU)
    return town


def test_a_unit_sees_its_own_registers_two_units_both_and_none_nothing(both: Town) -> None:
    assert rows({both.clerk.unit_id}) == (1, 1, 1, 1)
    assert rows({both.clerk.unit_id, both.commune.unit_id}) == (2, 2, 2, 2)
    assert rows({both.other.unit_id}) == rows(()) == (0, 0, 0, 0)


def test_the_public_sees_no_register(both: Town) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_lookup")
        cursor.execute("SELECT count(*) FROM documents_document")


def test_no_unit_writes_into_the_registers_of_another(both: Town) -> None:
    with ledger.seeing({both.clerk.unit_id}):
        mine = Document.objects.get()
        body = mine.body
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Document.objects.create(
                body=body, keeper_id=both.commune.unit_id, direction="out", subject="Khác", issuer="Khác", folded="",
                folded_issuer="",
            )  # fmt: skip
    with ledger.seeing({both.commune.unit_id}):
        assert Document.objects.filter(pk=mine.pk).update(note="lén") == 0


def test_state_and_party_never_open_each_other_s_registers(both: Town) -> None:
    assert {one.system for one in documents.bodies_of(both.party, MONDAY)} == {"party"}
    assert {one.system for one in documents.bodies_of(both.clerk, MONDAY)} == {"state"}
    wide = replace(both.clerk, sees=both.clerk.sees | both.party.sees)
    with ledger.seeing(wide.sees):
        assert {row.symbol for row in [one.line for one in documents.search(wide, "").rows]} == {"01/QĐ-UBND"}, (
            "by capacity, also in sight"
        )
        party = Series.objects.get(body__system="party")
        with pytest.raises(documents.SeriesUnknown):
            documents.register_row(wide, party.uid)


def test_a_merged_unit_keeps_two_registers_each_for_one_capacity(both: Town) -> None:
    merged = a_unit(
        "Ban Tổ chức - Nội vụ huyện Bình Liêu", function="division.home_affairs", functions=["party_organisation"],
        parent=both.district.district, code="H49.16.88",
    )  # fmt: skip
    state = a_clerk(merged)
    party = replace(state, capacity=Capacity.PARTY)
    assert [one.symbol for one in documents.bodies_of(state, MONDAY)] == ["NV"]
    assert issued(state, body="division.home_affairs", type_key="bao-cao").label == "01/BC-NV"
    with pytest.raises(documents.WrongCapacity) as told:
        issued(state, body="party_organisation")
    assert "cán bộ của Đảng" in told.value.message
    with pytest.raises(documents.WrongCapacity):
        issued(party, body="division.home_affairs", type_key="bao-cao")


def test_the_chairman_reads_the_registers_that_the_office_keeps_and_voids_none_there(both: Town) -> None:
    head = both.head
    with ledger.seeing(head.sees):
        assert {row.body for row in documents.registers_of(head, MONDAY)} == {"UBND huyện Bình Liêu"}
        assert documents.registers_of(both.clerk, MONDAY, year=2017) == []
        (line, *_) = [one.line for one in documents.search(head, "").rows]
    with pytest.raises(documents.EntryUnknown):
        documents.void(actor=head, at=MONDAY_8AM, entry_uid=line.uid, reason="Nhầm")


def test_who_neither_keeps_nor_leads_nor_looks_up_opens_no_register(both: Town) -> None:
    specialist = both.actor("office", "specialist")
    with ledger.seeing(specialist.sees):
        assert documents.search(specialist, "") == documents.FoundPage((), 0)
        assert documents.registers_of(specialist, MONDAY) == []


def test_what_does_not_exist_or_is_another_unit_s_is_not_found(both: Town) -> None:
    taken = registered(both.clerk)
    assert taken.document_uid is not None
    for actor, uid in ((both.clerk, new_uid()), (both.commune, taken.document_uid)):
        with ledger.seeing(actor.sees), pytest.raises(documents.DocumentUnknown):
            documents.document(actor, uid)
    with ledger.seeing(both.clerk.sees):
        sheet = documents.document(both.clerk, taken.document_uid)
    assert (sheet.line.number, sheet.body.key, sheet.direction) == (1, UBND, "in")
