"""Signatures in order, number and seal: every one stays good, nothing is half-issued."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.db import connections

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.models import Round
from lienthong.casework.approval.queries.pictures import corner
from lienthong.casework.approval.services import signing as signatures
from lienthong.casework.approval.testing import Desk, broken
from lienthong.casework.documents import public as documents
from lienthong.casework.documents import testing as letters
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.handling import public as handling
from lienthong.casework.results import public as results
from lienthong.casework.results import testing as keys
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import signing
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing import State
from lienthong.toolkit.signing.testing import a_paper, a_ring, real_moment
from lienthong.toolkit.signing.tests.looking import looked_at


def states(pdf: bytes) -> list[tuple[str, State]]:
    return [(one.field, one.state) for one in looked_at(pdf, roots=a_ring().roots)]


def document_file(desk: Desk, taken: documents.Numbered) -> bytes:
    assert taken.document_uid is not None
    with ledger.seeing({desk.clerk.unit_id}):
        (row,) = files.of_object(taken.document_uid)
        with files.open_file(row.uid) as file:
            return file.read()


def two_sign(desk: Desk) -> approval.Plan:
    return approval.Plan(cosigners=(desk.other.unit_uid,))


def test_two_people_sign_one_after_the_other_and_the_clerk_issues(desk: Desk) -> None:
    uid = desk.looked(plan=two_sign(desk))
    with pytest.raises(approval.NotYourTurn):
        desk.sign(desk.chairman, uid)
    desk.sign(desk.other, uid)
    desk.sign(desk.chairman, uid)
    taken = desk.issue(uid)

    pdf = document_file(desk, taken)
    assert states(pdf) == [("KyPhoiHop3", State.GOOD), ("NguoiKy", State.GOOD), ("ConDau", State.GOOD)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        filled = {str(one.T): str(one.V) for one in document.Root.AcroForm.Fields if one.FT == "/Tx"}
    assert filled == {"So": taken.label, "Ngay": "ngày 12 tháng 3 năm 2018"}
    assert taken.label == "01/KH-UBND"
    assert desk.file(desk.writer, uid) == pdf
    assert broken() == []


def test_what_is_issued_stands_in_the_outgoing_register_and_the_draft_has_ended(desk: Desk) -> None:
    draft = desk.drafted()
    taken = desk.issue_of(draft)

    line = letters.line(desk.clerk, taken)
    assert (line.signer, line.signer_capacity, line.state) == (desk.chairman.name, "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "used")
    assert "Lưu: VT" in line.recipients
    assert taken.document_uid is not None
    with ledger.seeing({desk.clerk.unit_id}):
        assert [one.name for one in files.of_object(taken.document_uid)] == ["01-KH-UBND.pdf"], "a stroke would begin a folder"
    with ledger.seeing({desk.writer.unit_id}):
        from lienthong.casework.drafting import public as drafting

        row = drafting.draft(desk.writer, draft)
    assert (row.state, row.document_uid) == ("issued", taken.document_uid)


def under_handling(desk: Desk) -> UUID:
    """Return a letter that the chairman gave to the head of the home affairs division."""
    uid = letters.registered(desk.clerk).document_uid
    assert uid is not None
    handling.present(actor=desk.clerk, at=MONDAY_8AM, document_uid=uid, leader_uid=desk.chairman.person_uid)
    lead = handling.Named("lead", desk.head.unit_id, due=date(2018, 3, 16))
    handling.instruct(actor=desk.chairman, at=MONDAY_8AM, document_uid=uid, words="Giao Phòng Nội vụ tham mưu", named=[lead])
    return uid


def test_an_internal_document_takes_its_number_in_the_internal_register(desk: Desk) -> None:
    uid = desk.signed(plan=approval.Plan(register=approval.INTERNAL), circulation="inside")
    taken = desk.issue(uid)
    row = desk.row(desk.clerk, uid)
    assert (row.state, row.register, row.label) == ("issued", "internal", taken.label)
    assert taken.document_uid is not None
    with ledger.seeing({desk.clerk.unit_id}):
        sheet = documents.document(desk.clerk, taken.document_uid)
    assert (sheet.direction, sheet.line.circulation, len(sheet.files)) == ("internal", "inside", 1)
    other = desk.issued()
    assert desk.row(desk.clerk, other).label == taken.label, "each register counts by itself"
    assert broken() == []


def test_the_letter_that_is_answered_is_finished_with_the_document(desk: Desk) -> None:
    uid = under_handling(desk)
    facts: dict[str, Any] = {"signer": desk.chairman.name, "sign_form": "tm", "sign_head": "", "signer_post": "CHỦ TỊCH"}
    taken = desk.issue_of(drafts.begun(desk.head, answers=uid, **facts).draft_uid)
    with ledger.seeing({desk.clerk.unit_id}):
        found = handling.chain(desk.clerk, uid, MONDAY_8AM)
    assert (found.state, found.answer, found.closing) == ("finished", taken.label, f"Đã trả lời bằng văn bản {taken.label}")


def test_an_answer_to_what_nobody_handles_is_issued_all_the_same(desk: Desk) -> None:
    uid = letters.registered(desk.clerk).document_uid
    assert uid is not None
    documents.share(actor=desk.clerk, at=MONDAY_8AM, document_uid=uid, unit_id=desk.head.unit_id, reason="Tham mưu trả lời")
    facts: dict[str, Any] = {"signer": desk.chairman.name, "sign_form": "tm", "sign_head": "", "signer_post": "CHỦ TỊCH"}
    assert desk.issue_of(drafts.begun(desk.head, answers=uid, **facts).draft_uid).label == "01/KH-UBND"


def test_what_was_issued_is_found_by_the_words_of_its_text(desk: Desk) -> None:
    uid = desk.issued(text="Trồng rừng hồi quế ở thôn Khe Vằn")
    with ledger.seeing({desk.clerk.unit_id}):
        found = documents.search(desk.clerk, "khe van").rows
    assert [one.line.label for one in found] == [desk.row(desk.clerk, uid).label]


@pytest.mark.skipif(
    shutil.which("pdfsig") is None and not os.environ.get("CI"),
    reason="poppler's pdfsig is not installed (.ci/run installs poppler-utils)",
)
def test_poppler_finds_every_signature_valid(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(desk.file(desk.writer, desk.issued()))

    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout

    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1


def test_a_file_that_the_signer_did_not_see_is_not_signed(desk: Desk) -> None:
    uid = desk.looked()

    with pytest.raises(approval.OtherVersion):
        approval.sign(actor=desk.chairman, at=MONDAY_8AM, real_at=real_moment(), round_uid=uid, sha256="0" * 64)
    assert desk.row(desk.writer, uid).state == "running"


def test_a_name_on_the_paper_that_is_not_the_signers_is_told(desk: Desk) -> None:
    uid = desk.looked(signer="Hoàng Văn Cường")

    with pytest.raises(approval.NamesAnotherSigner, match="Hoàng Văn Cường"):
        desk.sign(desk.chairman, uid)


def test_a_stand_in_signs_under_the_title_in_which_they_act(desk: Desk) -> None:
    deputy = replace(
        desk.chairman, name="Vi Văn Lộc", post="Phó Chủ tịch UBND huyện",
        titles=(("unit_head", "KT. Chủ tịch UBND huyện / Phó Chủ tịch UBND huyện"),),
    )  # fmt: skip
    uid = desk.looked(signer="Vi Văn Lộc", sign_form="kt", sign_head="CHỦ TỊCH", signer_post="PHÓ CHỦ TỊCH")

    desk.sign(deputy, uid)

    stand = desk.row(desk.writer, uid).stands[2]
    assert (stand.acted_by, stand.acted_title) == ("Vi Văn Lộc", "KT. Chủ tịch UBND huyện / Phó Chủ tịch UBND huyện")


def test_a_signature_that_was_made_while_it_was_given_back_is_not_recorded(desk: Desk) -> None:
    uid = desk.looked()
    seen = desk.seen(desk.chairman, uid)
    made = signatures.make(actor=desk.chairman, at=MONDAY_8AM, real_at=real_moment(), round_uid=uid, sha256=seen)
    desk.sign(desk.chairman, uid)

    with pytest.raises(approval.NotYourTurn):
        signatures.record(made, actor=desk.chairman, at=MONDAY_8AM, round_uid=uid)
    other = desk.looked()
    with pytest.raises(approval.SignedMeanwhile):
        signatures.record(made, actor=desk.chairman, at=MONDAY_8AM, round_uid=other)


def test_a_certificate_that_was_revoked_signs_nothing(desk: Desk, settings: Any, tmp_path: Path) -> None:
    ring = keys.own_keys(settings, tmp_path)
    name = f"person-{desk.chairman.person_uid}"
    ring.made(name, words=desk.chairman.name, at=real_moment())
    keys.lay(ring, name)
    uid = desk.looked()

    with pytest.raises(results.CertificateRevoked):
        desk.sign(desk.chairman, uid)
    assert desk.row(desk.writer, uid).stands[2].state == "open"


def test_a_certificate_that_has_ended_and_a_key_that_is_not_there_are_told(desk: Desk, settings: Any, tmp_path: Path) -> None:
    uid = desk.looked()
    seen = desk.seen(desk.chairman, uid)
    a_ring().made(f"person-{desk.chairman.person_uid}", words=desk.chairman.name, at=real_moment())
    with pytest.raises(results.CertificateEnded):
        approval.sign(
            actor=desk.chairman, at=MONDAY_8AM, real_at=real_moment() + timedelta(days=4000), round_uid=uid, sha256=seen
        )  # fmt: skip
    settings.DEMO, settings.SIGNING_DIR = False, tmp_path
    with pytest.raises(results.NoSigningKey):
        desk.sign(desk.chairman, uid)


def test_a_seal_that_cannot_be_set_leaves_no_number_and_no_document(desk: Desk, settings: Any, tmp_path: Path) -> None:
    uid = desk.signed()
    settings.DEMO, settings.SIGNING_DIR = False, tmp_path

    with pytest.raises(results.NoSigningKey):
        desk.issue(uid)

    assert letters.taken(desk.clerk) == []
    assert desk.row(desk.clerk, uid).state == "signed"
    assert broken() == []


def test_no_number_before_the_last_signature_and_none_by_somebody_else(desk: Desk) -> None:
    uid = desk.looked()
    with pytest.raises(approval.NotYourTurn):
        desk.issue(uid)
    with pytest.raises(approval.NotSignedYet):
        desk.issue(uid, actor=desk.chairman)


def test_pressed_twice_it_is_one_number(desk: Desk) -> None:
    uid = desk.signed()
    desk.issue(uid)

    with pytest.raises(approval.RoundClosed):
        desk.issue(uid)
    assert letters.taken(desk.clerk) == ["01/KH-UBND"]


def test_an_earlier_day_asks_for_a_reason_and_stands_on_the_paper(desk: Desk) -> None:
    uid = desk.signed()
    with pytest.raises(documents.LateNeedsReason):
        desk.issue(uid, day=date(2018, 3, 9))
    taken = desk.issue(uid, day=date(2018, 3, 9), reason="Mất điện chiều thứ Sáu")

    with pikepdf.open(io.BytesIO(document_file(desk, taken))) as document:
        assert "ngày 09 tháng 3 năm 2018" in [str(one.V) for one in document.Root.AcroForm.Fields if one.FT == "/Tx"]


def test_what_is_signed_and_not_issued_by_the_end_of_the_next_working_day_is_late(desk: Desk) -> None:
    uid = desk.signed()

    assert not desk.row(desk.clerk, uid, MONDAY_8AM + timedelta(hours=20)).late
    assert desk.row(desk.clerk, uid, MONDAY_8AM + timedelta(days=2)).late


def test_a_round_given_back_after_a_signature_keeps_the_signed_file_and_opens_the_draft(desk: Desk) -> None:
    uid = desk.signed()
    signed = desk.seen(desk.writer, uid)

    approval.give_back(actor=desk.clerk, at=MONDAY_8AM, round_uid=uid, reason="Sai thể thức nơi nhận")

    row = desk.row(desk.writer, uid)
    assert (row.state, row.now_sha256) == ("returned", signed)
    assert broken() == []


def test_a_version_signed_by_hand_is_numbered_scanned_and_attested(desk: Desk) -> None:
    uid = desk.looked(plan=approval.Plan(way=approval.PAPER))
    with pytest.raises(approval.OnPaper):
        desk.sign(desk.chairman, uid)
    approval.sign_on_paper(actor=desk.chairman, at=MONDAY_8AM, round_uid=uid, sha256=desk.seen(desk.chairman, uid))
    with pytest.raises(approval.OnPaper):
        desk.issue(uid)
    with pytest.raises(approval.NothingToAttest):
        attested(desk, uid)
    taken = approval.issue_paper(actor=desk.clerk, at=MONDAY_8AM, round_uid=uid, key=new_uid())
    with pytest.raises(approval.ScanWrong):
        attested(desk, uid, name="quet.txt", content="không phải PDF".encode())
    twice = signing.lay(a_paper("Bản quét"), [corner(a_paper("Bản quét"))])
    with pytest.raises(approval.ScanWrong):
        attested(desk, uid, content=twice)
    attested(desk, uid)

    assert states(document_file(desk, taken)) == [("BanSoHoa", State.GOOD)]
    with pytest.raises(approval.ScanThere):
        attested(desk, uid)
    with pytest.raises(approval.RoundUnknown):
        attested(desk, new_uid())
    assert broken() == []


def attested(desk: Desk, uid: Any, **facts: Any) -> None:
    scan = documents.Upload(facts.get("name", "quet.pdf"), facts.get("content", a_paper("Bản quét")))
    approval.attest(actor=desk.clerk, at=MONDAY_8AM, real_at=real_moment(), round_uid=uid, scan=scan)


def test_a_signature_lost_from_the_file_is_found_by_the_invariants(desk: Desk) -> None:
    uid = desk.signed()
    with ledger.seeing({desk.writer.unit_id}):
        Round.objects.filter(uid=uid).update(now_sha256="0" * 64)

    assert len(broken()) == 1


@pytest.mark.thorough
def test_twenty_who_issue_at_once_leave_no_gap_and_no_double(committed_db: None, settings: Any) -> None:
    keys.sample_keys(settings)
    desk = Desk()
    rounds = [desk.signed(subject=f"Kế hoạch số {number}") for number in range(4)]

    def work(worker: int) -> int:
        try:
            desk.issue(rounds[worker % len(rounds)])
        except approval.RoundClosed:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(work, range(20))) == len(rounds)
    assert letters.taken(desk.clerk) == [f"{number:02d}/KH-UBND" for number in range(1, len(rounds) + 1)]
