"""A result that is a document takes its number from the outgoing register in the transaction that signs it."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued, taken
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import signed
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

MEDIATOR = "1.002211"
PROCEDURES = ("1.002211-2015", "1.001193-2016")


@pytest.fixture
def writer(world: given.World) -> Actor:
    """The records clerk of Hoành Mô, who keeps its registers."""
    return world.district.actor("hoanh_mo", "records_clerk")


def verified(world: given.World) -> UUID:
    """Let a decision on a mediator be drafted: it waits for its signature."""
    uid = given.received(world, MEDIATOR)
    for key in ("receive", "verify"):
        given.step(world, uid, key, "done", result_number="")
    return uid


def decision(world: given.World, uid: UUID, **facts: Any) -> results.ResultRow:
    told = {"title": "Quyết định công nhận hòa giải viên", "number": "", "name": "quyet-dinh.pdf"} | facts
    return signed(world, uid, **told)


def document(world: given.World, writer: Actor, uid: UUID) -> documents.Document:
    row = given.dossier(world.clerk, uid)
    assert row.result_document is not None
    with ledger.seeing({writer.unit_id}):
        return documents.Document.objects.get(uid=row.result_document)


def test_a_signed_decision_stands_in_the_register_with_its_file(world: given.World, writer: Actor) -> None:
    uid = verified(world)
    row = decision(world, uid)
    assert row.number == "01/QĐ-UBND"
    assert given.dossier(world.clerk, uid).result_number == "01/QĐ-UBND"
    found = document(world, writer, uid)
    assert (found.symbol, found.type_name, found.signer) == ("01/QĐ-UBND", "Quyết định", world.head.name)
    assert (found.signer_capacity, found.note) == (world.head.post, row.dossier_code)
    with ledger.seeing({writer.unit_id}):
        (file,) = files.of_object(found.uid)
        with files.open_file(file.uid) as content:
            assert hashlib.sha256(content.read()).hexdigest() == row.sha256, "the very file that was signed"
        (event,) = [one for one in ledger.history(uid) if one.activity == "result_signed"]
    assert event.facts["document"] == str(found.uid)


def test_the_step_that_gives_the_number_leaves_the_one_that_the_signature_took(world: given.World, writer: Actor) -> None:
    uid = verified(world)
    decision(world, uid)
    given.step(world, uid, "sign", "signed", result_number="")
    given.step(world, uid, "number", "issued", result_number="")
    assert given.dossier(world.clerk, uid).result_number == "01/QĐ-UBND"
    assert taken(writer) == ["01/QĐ-UBND"]


def test_a_decision_numbered_on_paper_before_keeps_that_number_and_gets_its_file(world: given.World, writer: Actor) -> None:
    uid = verified(world)
    given.step(world, uid, "sign", "signed", result_number="")
    given.step(world, uid, "number", "issued", result_number="")
    row = decision(world, uid)
    assert row.number == "01/QĐ-UBND"
    with ledger.seeing({writer.unit_id}):
        assert len(files.of_object(document(world, writer, uid).uid)) == 1
    assert taken(writer) == ["01/QĐ-UBND"]


def test_a_decision_signed_again_has_a_number_of_its_own_and_the_former_document_says_so(
    world: given.World, writer: Actor
) -> None:
    uid = verified(world)
    decision(world, uid)
    former = document(world, writer, uid)
    row = decision(world, uid, number="01/QĐ-UBND")
    assert row.number == "02/QĐ-UBND"
    later = document(world, writer, uid)
    with ledger.seeing({writer.unit_id}):
        assert documents.Document.objects.get(uid=former.uid).replaced_by_id == later.uid
        (told,) = [one for one in ledger.history(former.entry.series.uid) if one.activity == "document_replaced"]
    assert told.facts["by"] == str(later.uid)


def test_a_decision_whose_document_was_recalled_takes_another_number(world: given.World, writer: Actor) -> None:
    uid = verified(world)
    given.step(world, uid, "sign", "signed", result_number="")
    given.step(world, uid, "number", "issued", result_number="")
    former = document(world, writer, uid)
    documents.recall(actor=writer, at=world.at, document_uid=former.uid, reason="Sai họ tên")
    assert decision(world, uid, number="01/QĐ-UBND").number == "02/QĐ-UBND"
    assert document(world, writer, uid).uid != former.uid
    with ledger.seeing({writer.unit_id}):
        assert documents.Document.objects.get(uid=former.uid).replaced_by_id == document(world, writer, uid).uid


def test_a_decision_that_gets_another_number_of_the_register_replaces_its_former_document(
    world: given.World, writer: Actor
) -> None:
    uid = verified(world)
    decision(world, uid)
    former = document(world, writer, uid)
    before = issued(writer, at=world.at, subject="Công nhận hòa giải viên, thay Quyết định 01")
    assert decision(world, uid, number=before.label).number == "02/QĐ-UBND"
    with ledger.seeing({writer.unit_id}):
        assert documents.Document.objects.get(uid=former.uid).replaced_by_id == before.document_uid


def test_asked_twice_one_number_is_taken(world: given.World, writer: Actor) -> None:
    uid = verified(world)
    assert decision(world, uid, key="mot") == decision(world, uid, key="mot")
    assert taken(writer) == ["01/QĐ-UBND"]


def test_a_number_of_another_register_is_refused_and_nothing_is_signed(world: given.World, writer: Actor) -> None:
    uid = verified(world)
    with pytest.raises(dossiers.ResultNotInRegister):
        decision(world, uid, number="77/QĐ-UBND")
    with ledger.seeing({writer.unit_id}):
        assert results.of_dossier(uid) == []
    assert taken(writer) == []


def test_a_number_that_the_records_clerk_gave_before_is_the_decisions(world: given.World, writer: Actor) -> None:
    before = issued(writer, at=world.at, subject="Công nhận hòa giải viên")
    uid = verified(world)
    assert decision(world, uid, number="01/QĐ-UBND").number == "01/QĐ-UBND"
    assert document(world, writer, uid).uid == before.document_uid


def test_a_certificate_of_a_book_of_its_own_is_no_document_of_the_register(world: given.World, writer: Actor) -> None:
    uid = given.received(world, given.BIRTH)
    given.step(world, uid, "receive", "done")
    row = signed(world, uid, number="12/2018")
    assert row.number == "12/2018"
    assert given.dossier(world.clerk, uid).result_document is None
    assert taken(writer) == []
