"""A result that is a document takes its number from the outgoing register, and is one document there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued, taken
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.queries.checking import entered
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

MEDIATOR = "1.002211"
PROCEDURES = ("1.002211-2015",)


@pytest.fixture
def writer(world: given.World) -> Actor:
    """The records clerk of Hoành Mô, who keeps its registers and gives numbers."""
    return world.district.actor("hoanh_mo", "records_clerk")


def signed_on_paper(world: given.World, outcome: str = "signed") -> UUID:
    """Let a decision on a mediator be signed on paper: it waits for its number."""
    uid = given.received(world, MEDIATOR)
    for key, done in (("receive", "done"), ("verify", "done"), ("sign", outcome)):
        given.step(world, uid, key, done, result_number="")
    return uid


def numbered(world: given.World, uid: UUID, number: str = "") -> dossiers.Dossier:
    given.step(world, uid, "number", "issued", result_number=number)
    return given.dossier(world.clerk, uid)


def document(actor: Actor, uid: UUID | None) -> documents.Document:
    assert uid is not None
    with ledger.seeing({actor.unit_id}):
        return documents.Document.objects.get(uid=uid)


def faults() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = entered()
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def test_a_decision_signed_on_paper_takes_the_next_number_of_the_register(world: given.World, writer: Actor) -> None:
    issued(writer, at=world.at)
    row = numbered(world, signed_on_paper(world))
    assert row.result_number == "02/QĐ-UBND"
    found = document(writer, row.result_document)
    assert (found.direction, found.type_name, found.symbol, found.note) == ("out", "Quyết định", "02/QĐ-UBND", row.code)
    assert found.subject == "Công nhận hòa giải viên (Hoàng Thị Sen)"
    assert found.signer == world.head.name
    assert taken(writer) == ["01/QĐ-UBND", "02/QĐ-UBND"]
    with ledger.seeing({writer.unit_id}):
        (event,) = [one for one in ledger.history(row.uid) if one.activity == "result_entered"]
    assert (event.facts["document"], event.facts["number"]) == (str(found.uid), "02/QĐ-UBND")
    assert faults() == []


def test_a_number_that_the_register_gave_before_is_the_results(world: given.World, writer: Actor) -> None:
    before = issued(writer, at=world.at, subject="Công nhận hòa giải viên bản Đồng Cậm")
    row = numbered(world, signed_on_paper(world), "01/QĐ-UBND")
    assert (row.result_number, row.result_document) == ("01/QĐ-UBND", before.document_uid)
    assert taken(writer) == ["01/QĐ-UBND"]


@pytest.mark.parametrize("why", ["unknown", "recalled", "another"])
def test_a_number_that_the_register_did_not_give_for_it_is_refused(world: given.World, writer: Actor, why: str) -> None:
    number = "01/QĐ-UBND"
    if why == "recalled":
        uid = issued(writer, at=world.at).document_uid
        assert uid is not None
        documents.recall(actor=writer, at=world.at, document_uid=uid, reason="Sai tên")
    if why == "another":
        number = numbered(world, signed_on_paper(world)).result_number
    uid = signed_on_paper(world)
    with pytest.raises(dossiers.ResultNotInRegister):
        given.step(world, uid, "number", "issued", result_number=number)
    assert given.dossier(world.clerk, uid).result_document is None


def test_a_refusal_takes_no_number_of_a_decision_but_that_of_the_answer(world: given.World, writer: Actor) -> None:
    uid = signed_on_paper(world, "refused")
    with pytest.raises(dossiers.DossierIncomplete):
        given.step(world, uid, "number", "issued", result_number="")
    assert taken(writer) == []
    answer = issued(writer, at=world.at, type_key="cong-van", drafter="TP", subject="Về việc không công nhận hòa giải viên")
    assert numbered(world, uid, answer.label).result_document == answer.document_uid


def test_a_step_that_is_refused_takes_no_number(world: given.World, writer: Actor) -> None:
    uid = signed_on_paper(world)
    with pytest.raises(dossiers.NotThisOutcome):
        given.step(world, uid, "number", "lost", result_number="")
    assert taken(writer) == []


def test_a_unit_that_works_in_no_such_bodys_name_enters_nothing(world: given.World) -> None:
    new = documents.Outgoing(type_key="quyet-dinh", subject="Công nhận hòa giải viên")
    police = world.district.actor("police", "unit_head")
    with pytest.raises(documents.BodyUnknown):
        documents.enter_signed(actor=police, at=world.at, body_key="party_committee", new=new)


def test_a_document_without_a_subject_is_not_entered(world: given.World, writer: Actor) -> None:
    with pytest.raises(documents.SubjectMissing):
        documents.enter_signed(
            actor=writer, at=world.at, body_key="people_committee", new=documents.Outgoing(type_key="quyet-dinh")
        )


def test_the_invariant_finds_a_result_that_says_another_number_than_its_document(world: given.World) -> None:
    row = numbered(world, signed_on_paper(world))
    with ledger.seeing(world.clerk.sees):
        dossiers.Dossier.objects.filter(uid=row.uid).update(result_number="99/QĐ-UBND")
    assert faults() == [f"{row.code}: số 99/QĐ-UBND không có trong sổ văn bản đi"]


def test_every_result_of_the_library_that_stands_in_the_register_names_a_type_and_says_how_well_that_is_known() -> None:
    told: list[Any] = []
    for path in sorted(procedures.LIBRARY.rglob("*.yaml")):
        definition = procedures.parse(path.read_text(encoding="utf-8"))
        told += [(definition.since, one.outgoing) for one in definition.results if one.outgoing is not None]
    assert told
    for since, one in told:
        assert not documents.types.by_key("state", one.type, since).silent
        assert one.mark == "P"
