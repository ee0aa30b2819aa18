"""What arrived is registered, joined to its twin, refused, or taken back from that; each once, and announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, Town, incoming, issued, line, registered, voided
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.models import Arrival
from lienthong.casework.intake.testing import put, scan, sheet, waiting
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs, pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.testing import listening

FRIDAY = MONDAY_8AM - timedelta(days=3)


@pytest.fixture
def told() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Return a question for what was announced so far, in its order."""
    topics = (intake.ArrivalRegistered, intake.ArrivalRefused)
    with listening(topics[0], _nothing, name="testing.registered"), listening(topics[1], _nothing, name="testing.refused"):
        yield lambda: [
            row.payload
            for row in Delivery.objects.filter(topic__startswith="intake.", handler__startswith="testing.").order_by("pk")
        ]


def _nothing(event: Any, delivery_uid: UUID) -> None:
    """Take an event."""


def take(town: Town, uid: UUID, *, reason: str = "", chosen: list[UUID] | None = None, **facts: Any) -> documents.Numbered:
    """Register an arrival as the letter of the province, or what the facts say."""
    return intake.register(
        actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, new=incoming(**facts), reason=reason, files_uids=chosen
    )


def kept(town: Town, taken: documents.Numbered) -> list[files.FileRow]:
    """Return the files of a document."""
    assert taken.document_uid is not None
    with ledger.seeing({town.clerk.unit_id}):
        return files.of_object(taken.document_uid)


# --- registered -------------------------------------------------------------------------------------------------------


def test_what_is_registered_takes_the_next_number_with_the_stored_file_and_no_second_copy(
    town: Town, files_folder: Any, told: Any
) -> None:
    uid = put(town.clerk, origin="<a@b>", files=(scan("ky.pdf", pdfs.signed()),))
    before = sum(path.is_file() for path in files_folder.rglob("*"))
    taken = take(town, uid, channel="email")
    found = sheet(town.clerk, uid)
    assert (taken.label, found.row.state, found.row.document_uid) == ("1", "registered", taken.document_uid)
    assert [(one.name, one.sha256) for one in kept(town, taken)] == [("ky.pdf", found.hashes[0])]
    assert sum(path.is_file() for path in files_folder.rglob("*")) == before
    assert waiting(town.clerk) == []
    assert told() == [{"arrival_uid": str(uid), "origin": "<a@b>", "document_uid": str(taken.document_uid), "number": "1"}]
    with ledger.seeing({town.clerk.unit_id}):
        assert [one.activity for one in ledger.history(uid)] == ["arrival_put", "arrival_registered"]
        assert [one.uid for one in intake.of_document(town.clerk, taken.document_uid or uid)] == [uid]


def test_registered_again_it_is_the_number_that_it_got(town: Town, told: Any) -> None:
    uid = put(town.clerk)
    first, again = take(town, uid), take(town, uid)
    assert (again.entry_uid, again.repeated) == (first.entry_uid, True)
    assert len(told()) == 1
    assert registered(town.clerk, symbol="2/X").number == 2


def test_only_chosen_files_are_registered_and_only_its_own(town: Town) -> None:
    uid = put(town.clerk, files=(scan("a.txt", b"a"), scan("b.txt", b"b"), scan("c.exe", b"MZ")))
    other = sheet(town.clerk, put(town.clerk, files=(scan("d.txt", b"d"),))).files[0].file_uid
    first, second, bad = sheet(town.clerk, uid).files
    for wrong in (other, bad.original_uid):
        with pytest.raises(intake.NotItsFile):
            take(town, uid, chosen=[one for one in (first.file_uid, wrong) if one])
    taken = take(town, uid, chosen=[one for one in (second.file_uid,) if one])
    assert [one.name for one in kept(town, taken)] == ["b.txt"]


def test_a_refused_file_never_becomes_one_of_the_document(town: Town) -> None:
    uid = put(town.clerk, files=(scan("khoa.pdf", pdfs.encrypted()), scan("anh.jpg", pictures.photo())))
    assert [(one.name, one.redrawn) for one in kept(town, take(town, uid))] == [("anh.jpg", True)]


def test_a_secret_document_takes_no_file_along(town: Town) -> None:
    taken = take(town, put(town.clerk), secrecy="secret", subject="")
    assert kept(town, taken) == []


def test_what_the_register_refuses_leaves_the_arrival_waiting(town: Town, told: Any) -> None:
    uid = put(town.clerk)
    registered(town.clerk)
    with pytest.raises(documents.TwinThere):
        take(town, uid)
    with pytest.raises(documents.SubjectMissing):
        take(town, uid, subject=" ")
    with pytest.raises(documents.LateNeedsReason):
        take(town, uid, arrived_at=FRIDAY, issued_on=None)
    assert (sheet(town.clerk, uid).row.state, told()) == ("waiting", [])
    assert take(town, uid, another=True).label == "2"


def test_the_same_file_already_in_the_register_is_a_twin(town: Town) -> None:
    take(town, put(town.clerk))
    with pytest.raises(documents.TwinThere):
        take(town, put(town.clerk), symbol="77/UBND-TH2")


# --- joined -----------------------------------------------------------------------------------------------------------


def test_a_scan_of_the_paper_joins_the_electronic_twin(town: Town, told: Any) -> None:
    came = registered(town.clerk, channel="axis", arrived_at=FRIDAY, issued_on=None, reason="Cuối tuần")
    uid = put(town.clerk, channel="paper", files=(scan(),))
    assert came.document_uid is not None
    assert intake.join(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, document_uid=came.document_uid) == "1"
    assert line(town.clerk, came).paper_at == MONDAY_8AM
    assert [one.name for one in kept(town, came)] == ["cong-van.pdf"]
    assert (sheet(town.clerk, uid).row.state, told()[0]["number"]) == ("joined", "1")


def test_what_comes_once_more_adds_only_what_the_document_lacks(town: Town) -> None:
    first = take(town, put(town.clerk))
    more = put(town.clerk, channel="email", files=(scan(), scan("phu-luc.txt", b"Phu luc"), scan("lai.txt", b"Phu luc")))
    assert first.document_uid is not None
    intake.join(actor=town.clerk, at=MONDAY_8AM, arrival_uid=more, document_uid=first.document_uid)
    assert len(kept(town, first)) == 2
    with ledger.seeing({town.clerk.unit_id}):
        assert len(intake.of_document(town.clerk, first.document_uid)) == 2


def test_it_joins_only_an_incoming_document_of_the_same_register_that_stands(town: Town) -> None:
    uid = put(town.clerk)
    gone, out, far = registered(town.clerk), issued(town.clerk), registered(town.commune)
    voided(town.clerk, gone)
    council = registered(town.clerk, body="people_council", symbol="3/HDND")
    for taken, refusal in (
        (gone, intake.NotATwin), (out, intake.NotATwin), (council, intake.NotATwin), (far, documents.DocumentUnknown),
    ):  # fmt: skip
        assert taken.document_uid is not None
        with pytest.raises(refusal):
            intake.join(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, document_uid=taken.document_uid)
    assert sheet(town.clerk, uid).row.state == "waiting"


def test_nothing_is_added_to_a_secret_document(town: Town) -> None:
    secret = registered(town.clerk, secrecy="secret", subject="")
    assert secret.document_uid is not None
    intake.join(actor=town.clerk, at=MONDAY_8AM, arrival_uid=put(town.clerk, channel="email"), document_uid=secret.document_uid)
    assert kept(town, secret) == []


# --- refused and taken back -------------------------------------------------------------------------------------------


def test_what_is_refused_keeps_its_files_and_the_reason_and_is_announced(town: Town, told: Any) -> None:
    uid = put(town.clerk, origin="packet:1")
    intake.refuse(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, reason=" Gửi nhầm\n nơi ")
    found = sheet(town.clerk, uid)
    assert (found.row.state, found.row.reason, len(found.files)) == ("refused", "Gửi nhầm nơi", 1)
    assert told() == [{"arrival_uid": str(uid), "origin": "packet:1", "reason": "Gửi nhầm nơi"}]
    with ledger.seeing({town.clerk.unit_id}):
        assert [row.uid for row in intake.arrivals(town.clerk, state="refused")[0]] == [uid]


def test_a_refusal_says_why(town: Town) -> None:
    with pytest.raises(intake.RefusalNeedsReason):
        intake.refuse(actor=town.clerk, at=MONDAY_8AM, arrival_uid=put(town.clerk), reason="  ")


def test_what_was_refused_can_wait_again_and_be_registered(town: Town) -> None:
    uid = put(town.clerk)
    with pytest.raises(intake.NotRefused):
        intake.restore(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid)
    intake.refuse(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, reason="Thiếu phụ lục")
    intake.restore(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid)
    assert take(town, uid).label == "1"
    with ledger.seeing({town.clerk.unit_id}):
        told = [one.activity for one in ledger.history(uid)]
    assert told == ["arrival_put", "arrival_refused", "arrival_restored", "arrival_registered"]


# --- once, and by whom ------------------------------------------------------------------------------------------------


def test_what_is_settled_stays_so(town: Town) -> None:
    refused, joined = put(town.clerk), put(town.clerk, channel="email")
    twin = registered(town.clerk)
    assert twin.document_uid is not None
    intake.refuse(actor=town.clerk, at=MONDAY_8AM, arrival_uid=refused, reason="Nhầm")
    intake.join(actor=town.clerk, at=MONDAY_8AM, arrival_uid=joined, document_uid=twin.document_uid)
    for uid, state in ((refused, "Không tiếp nhận"), (joined, "Đã ghép với văn bản trong sổ")):
        for act in (
            lambda uid=uid: take(town, uid, symbol="9/X"),
            lambda uid=uid: intake.refuse(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, reason="Lại"),
            lambda uid=uid: intake.join(
                actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, document_uid=twin.document_uid or new_uid()
            ),
        ):
            with pytest.raises(intake.AlreadySettled) as no:
                act()
            assert state in no.value.message
            assert town.clerk.name in no.value.message
    with ledger.seeing({town.clerk.unit_id}), pytest.raises(DatabaseError, match="không trở lại"), transaction.atomic():
        Arrival.objects.filter(uid=joined).update(state="waiting", document=None, settled_at=None, settled_by="")


def test_only_the_clerk_of_the_unit_settles_in_the_right_capacity(town: Town) -> None:
    uid = put(town.clerk)
    head = replace(town.clerk, duties=frozenset({"unit_head"}))
    party = replace(town.clerk, capacity=town.party.capacity)
    for actor, refusal in (
        (head, intake.NotYours), (town.commune, intake.ArrivalUnknown), (party, intake.ArrivalUnknown),
    ):  # fmt: skip
        with pytest.raises(refusal):
            intake.refuse(actor=actor, at=MONDAY_8AM, arrival_uid=uid, reason="Nhầm")
    assert sheet(head, uid).row.state == "waiting", "the head looks"


def test_a_unit_has_in_hand_what_waits_there(town: Town) -> None:
    uid = put(town.clerk)
    put(town.clerk, body_key=UBND)
    intake.refuse(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, reason="Nhầm")
    with ledger.seeing({town.clerk.unit_id, town.commune.unit_id}):
        assert intake.waiting_at([town.clerk.unit_id, town.commune.unit_id]) == {town.clerk.unit_id: 1}
