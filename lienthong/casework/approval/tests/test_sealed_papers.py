"""Documents beside the rounds: scans of what was issued on paper, certified copies that are signed."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.testing import Desk, broken
from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.testing import key_of, sent, waiting
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_town, issued, registered, voided
from lienthong.casework.results.testing import sample_keys, stamping, watched
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing import State
from lienthong.toolkit.signing.testing import a_paper, a_ring, real_moment
from lienthong.toolkit.signing.testing.authority import needs_openssl
from lienthong.toolkit.signing.tests.looking import looked_at

SCANNED, AGAIN = a_paper("Bản quét của quyết định"), a_paper("Bản quét lại, rõ hơn")


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    sample_keys(settings)
    worktime.load_calendars()
    return a_town()


def bare(town: Town, **facts: Any) -> UUID:
    """Issue a decision without a file."""
    uid = issued(town.clerk, **facts).document_uid
    assert uid is not None
    return uid


def attested(town: Town, uid: UUID, *, content: bytes = SCANNED, name: str = "quet.pdf", **facts: Any) -> None:
    told: dict[str, Any] = {"actor": town.clerk, "at": AT, "real_at": real_moment(), "document_uid": uid} | facts
    approval.attest_document(scan=documents.Upload(name, content), **told)


def copied(town: Town, signer: Actor | None = None, *, content: bytes = SCANNED) -> UUID:
    """Make a certified copy of a decision; who keeps the register signs it unless somebody else is named."""
    uid = bare(town, files=(documents.Upload("quyet-dinh.pdf", content),))
    who = signer or town.actor("office", "unit_head")
    new = delivery.NewCopy(
        "sao-y", signer=who.name, signer_capacity="TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG", recipients="UBND xã Hoành Mô"
    )
    made = delivery.copy(actor=town.clerk, at=AT, document_uid=uid, new=new, key=new_uid()).document_uid
    assert made is not None
    return made


def copy_signed(town: Town, uid: UUID, actor: Actor | None = None) -> None:
    who = actor or town.actor("office", "unit_head")
    approval.sign_copy(actor=who, at=AT, real_at=real_moment(), document_uid=uid)


def only_file(town: Town, uid: UUID) -> bytes:
    with ledger.seeing({town.clerk.unit_id}):
        (row,) = documents.document(town.clerk, uid).files
        with files.content_of(row) as content:
            return content.read()


def states(pdf: bytes) -> list[tuple[str, State]]:
    return [(one.field, one.state) for one in looked_at(pdf, roots=a_ring().roots)]


# --- a document that was issued without a file -----------------------------------------------------------------------


def test_a_document_issued_without_a_file_gets_its_scan_and_is_sent(town: Town) -> None:
    uid = bare(town)
    with pytest.raises(delivery.NoFile):
        sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    attested(town, uid)

    pdf = only_file(town, uid)
    assert states(pdf) == [("BanSoHoa", State.GOOD)]
    known = approval.known(pdf)
    assert known is not None
    assert (known.number, known.newer) == ("01/QĐ-UBND", False)
    assert approval.known(SCANNED) is None, "the scan before its seal is nobody's document"
    with ledger.seeing({town.clerk.unit_id}):
        told = approval.signed_as(town.clerk, uid)
    assert told is not None
    assert (told.round_uid, told.way, told.by) == (None, "paper", town.clerk.name)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    assert [one.proposal.symbol for one in waiting(town.commune)] == ["01/QĐ-UBND"]
    assert broken() == []


def test_another_scan_takes_its_place_with_a_reason_alone(town: Town) -> None:
    uid = bare(town)
    attested(town, uid)
    first = only_file(town, uid)
    with pytest.raises(approval.ReplaceNeedsReason, match="08:00 ngày 12/03/2018"):
        attested(town, uid, content=AGAIN, reason="  ")
    attested(town, uid, content=AGAIN, reason="Bản trước thiếu trang 2")

    second = only_file(town, uid)
    assert second != first
    told = approval.known(first)
    assert told is not None
    assert told.newer
    with ledger.seeing({town.clerk.unit_id}):
        row = approval.sealed_of(uid)
    assert row is not None
    assert row.reason == "Bản trước thiếu trang 2"
    assert broken() == []


def test_what_was_sent_by_wire_gets_no_other_file(town: Town) -> None:
    uid = bare(town)
    attested(town, uid)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    with pytest.raises(approval.SentAlready):
        attested(town, uid, content=AGAIN, reason="Rõ hơn")


def test_what_went_on_paper_gets_its_scan_later(town: Town) -> None:
    uid, to = bare(town), key_of(town, "hoanh_mo")
    delivery.send(actor=town.clerk, at=AT, document_uid=uid, recipients=[to], on_paper=[to])
    attested(town, uid)
    assert states(only_file(town, uid)) == [("BanSoHoa", State.GOOD)]


def test_a_document_that_has_its_file_gets_no_scan(town: Town) -> None:
    uid = bare(town, files=(documents.Upload("quyet-dinh.pdf", SCANNED),))
    with pytest.raises(approval.FileThere):
        attested(town, uid, reason="Rõ hơn")


def test_what_went_through_a_round_has_the_file_of_the_round(desk: Desk) -> None:
    uid = desk.looked(plan=approval.Plan(way=approval.PAPER))
    approval.sign_on_paper(actor=desk.chairman, at=AT, round_uid=uid, sha256=desk.seen(desk.chairman, uid))
    taken = approval.issue_paper(actor=desk.clerk, at=AT, round_uid=uid, key=new_uid())
    assert taken.document_uid is not None
    with pytest.raises(approval.HasRound):
        scan = documents.Upload("quet.pdf", SCANNED)
        approval.attest_document(actor=desk.clerk, at=AT, real_at=real_moment(), document_uid=taken.document_uid, scan=scan)
    with ledger.seeing(desk.clerk.sees | {desk.clerk.unit_id}):
        told = approval.signed_as(desk.clerk, taken.document_uid)
    assert told is not None
    assert (told.round_uid, told.by) == (uid, desk.chairman.name)


def test_only_what_stands_and_is_not_secret_gets_a_scan(town: Town) -> None:
    gone, recalled = issued(town.clerk), bare(town)
    voided(town.clerk, gone)
    assert gone.document_uid is not None
    documents.recall(actor=town.clerk, at=AT, document_uid=recalled, reason="Sai thẩm quyền")
    came = registered(town.clerk).document_uid
    assert came is not None
    for uid, refusal in (
        (gone.document_uid, documents.AlreadyVoid), (recalled, documents.DocumentRecalled),
        (bare(town, secrecy="secret", subject=""), documents.SecretHasContent), (came, documents.DocumentUnknown),
    ):  # fmt: skip
        with pytest.raises(refusal):
            attested(town, uid)


def test_the_keeper_alone_attests_and_only_a_pdf(town: Town) -> None:
    uid = bare(town)
    with pytest.raises(approval.NotYourSeal):
        attested(town, uid, actor=town.actor("office", "specialist"))
    seeing = replace(town.head, sees=frozenset({town.head.unit_id, town.clerk.unit_id}))
    with pytest.raises(approval.NotYourSeal):
        attested(town, uid, actor=seeing)
    with pytest.raises(documents.DocumentUnknown):
        attested(town, uid, actor=town.commune)
    with pytest.raises(approval.ScanWrong):
        attested(town, uid, content="không phải PDF".encode(), name="quet.txt")


# --- certified copies -------------------------------------------------------------------------------------------------


def test_a_copy_is_signed_by_who_it_names_and_sealed(town: Town, tmp_path: Path) -> None:
    uid = copied(town)
    unsigned = only_file(town, uid)
    copy_signed(town, uid)

    pdf = only_file(town, uid)
    assert states(pdf) == [("NguoiKySao", State.GOOD), ("ConDauSao", State.GOOD)]
    known = approval.known(pdf)
    assert known is not None
    assert known.number == "01/SY-UBND"
    assert approval.known(unsigned) is None, "what nobody signed is no copy"
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    assert [one.proposal.symbol for one in waiting(town.commune)] == ["01/SY-UBND"]
    if shutil.which("pdfsig") or os.environ.get("CI"):
        path = tmp_path / "sao-y.pdf"
        path.write_bytes(pdf)
        told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout
        assert told.count("Signature is Valid") == 2
        assert told.count("Total document signed") == 1
    assert broken() == []


def test_a_copy_of_a_signed_document_is_signed_in_fields_of_its_own(town: Town) -> None:
    uid = bare(town)
    attested(town, uid)
    copy = copied(town, content=only_file(town, uid))
    copy_signed(town, copy)
    assert states(only_file(town, copy)) == [("NguoiKySao", State.GOOD), ("ConDauSao", State.GOOD)]


def test_a_copy_is_signed_once_and_by_nobody_else(town: Town) -> None:
    uid = copied(town)
    with pytest.raises(approval.NamesAnotherSigner):
        copy_signed(town, uid, town.clerk)
    copy_signed(town, uid)
    with pytest.raises(approval.CopySigned):
        copy_signed(town, uid)


def test_what_is_no_copy_is_not_signed_so(town: Town) -> None:
    with pytest.raises(approval.NotACopy):
        copy_signed(town, bare(town))
    head = town.actor("office", "unit_head")
    older = bare(town, type_key="sao-y", signer=head.name, files=(documents.Upload("sao.pdf", SCANNED),))
    with pytest.raises(approval.NotACopy):
        copy_signed(town, older)


def test_a_copy_that_was_sent_is_not_signed_any_more(town: Town) -> None:
    uid = copied(town)
    sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    with pytest.raises(approval.SentAlready):
        copy_signed(town, uid)


def test_a_copy_signed_by_hand_gets_its_scan(town: Town) -> None:
    uid = copied(town, town.head)
    attested(town, uid, content=AGAIN)
    assert states(only_file(town, uid)) == [("BanSoHoa", State.GOOD)]
    with pytest.raises(approval.CopySigned):
        copy_signed(town, uid, replace(town.actor("office", "unit_head"), name=town.head.name))


def test_a_sealed_file_that_is_another_is_found_by_the_invariants(town: Town) -> None:
    attested(town, bare(town))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("UPDATE approval_sealed SET sha256 = repeat('0', 64)")
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert [one for one in broken() if "bản đóng dấu" in one]


@needs_openssl
def test_a_stamp_on_a_copy_is_asked_for_in_no_transaction(committed_db: None, settings: Any, tmp_path: Path) -> None:
    sample_keys(settings)
    worktime.load_calendars()
    town = a_town()
    uid, other = copied(town), bare(town)
    with stamping(settings, tmp_path) as authority:
        seen = watched(authority)
        copy_signed(town, uid)
        attested(town, other)
    assert seen
    assert set(seen) == {None}
