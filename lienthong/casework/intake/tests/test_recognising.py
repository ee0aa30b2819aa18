"""The text of what arrived is read after it is in the list: from files, from pictures, in encodings before Unicode."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import HU, Town, incoming
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.models import ArrivalText
from lienthong.casework.intake.services import recognising
from lienthong.casework.intake.testing import PAPER, put, scan, sheet
from lienthong.casework.intake.tests import layouts
from lienthong.office.files.testing import as_worker, packages, pictures
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.identity import new_uid

needs_ocr = pytest.mark.skipif(
    not (recognising.program("tesseract") and recognising.program("pdftoppm")) and not os.environ.get("CI"),
    reason="no recognition here: apt install tesseract-ocr tesseract-ocr-vie poppler-utils",
)
needs_pdf = pytest.mark.skipif(
    not recognising.program("pdftotext") and not os.environ.get("CI"), reason="no pdftotext here: apt install poppler-utils"
)


def read(town: Town, uid: UUID) -> intake.ArrivalSheet:
    """Do the job that reads an arrival, and return what the clerk sees then."""
    with as_worker():
        intake.read_text(arrival_uid=uid, at=MONDAY_8AM)
    return sheet(town.clerk, uid)


def picture_of(pdf: bytes) -> bytes:
    """Return the first page of a PDF as a scanner makes it."""
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", "200", "-png", "-singlefile", "-"], input=pdf, capture_output=True, check=True
    )
    return drawn.stdout


@needs_pdf
def test_a_pdf_proposes_what_it_says_and_keeps_its_text_for_search(town: Town) -> None:
    uid = put(town.clerk, files=(scan("cv.pdf", layouts.letter()),))
    before = sheet(town.clerk, uid)
    assert (before.how, before.row.proposal) == ("wait", intake.Proposal()), "it is in the list before it is read"
    found = read(town, uid)
    said = found.row.proposal
    assert (said.symbol, said.issued_on, said.issuer) == ("152/SNV-CCHC", date(2018, 3, 9), "SỞ NỘI VỤ")
    assert (said.type_key, said.subject) == ("cong-van", "Nâng cao Chỉ số cải cách hành chính năm 2018")
    assert (said.signer, found.how, found.missing) == ("Trần Thị Minh Hạnh", "file", "")
    with ledger.seeing({town.clerk.unit_id}):
        assert ArrivalText.objects.filter(folded__contains="cai cach hanh chinh nam 2018").count() == 1
    with ledger.seeing({town.commune.unit_id}):
        assert ArrivalText.objects.count() == 0


@needs_ocr
def test_a_scan_is_recognised_as_a_picture_and_inside_a_pdf(town: Town) -> None:
    drawn = picture_of(layouts.plan())
    said = read(town, put(town.clerk, files=(scan("kh.png", drawn),)))
    assert (said.row.proposal.symbol, said.row.proposal.type_key, said.how) == ("12/KH-SNV", "ke-hoach", "ocr")
    assert said.row.proposal.subject == "Kiểm tra công tác cải cách hành chính năm 2018"
    packed = pictures.opened(drawn)
    out = BytesIO()
    packed.convert("L").save(out, "PDF", resolution=200)
    inside = read(town, put(town.clerk, files=(scan("kh.pdf", out.getvalue()),)))
    assert (inside.row.proposal.symbol, inside.how) == ("12/KH-SNV", "ocr")


@needs_pdf
def test_what_a_packet_said_stays_and_the_text_adds_the_rest(town: Town) -> None:
    told = intake.Proposal(symbol="9/BC-X", subject="Như gói ghi")
    said = read(town, put(town.clerk, proposal=told, files=(scan("cv.pdf", layouts.letter()),))).row.proposal
    assert (said.symbol, said.subject, said.signer) == ("9/BC-X", "Như gói ghi", "Trần Thị Minh Hạnh")


@needs_pdf
def test_a_resolution_of_the_party_is_read_for_the_party(town: Town) -> None:
    uid = put(town.party, body_key=HU, files=(scan("nq.pdf", layouts.resolution()),))
    with as_worker():
        assert intake.read_text(arrival_uid=uid, at=MONDAY_8AM)
    said = sheet(town.party, uid).row.proposal
    assert (said.symbol, said.type_key, said.signer_capacity) == ("19-NQ/TU", "nghi-quyet", "T/M TỈNH ỦY BÍ THƯ")


def test_of_an_arrival_that_is_not_there_nothing_is_read(town: Town) -> None:
    with as_worker():
        assert not intake.read_text(arrival_uid=new_uid(), at=MONDAY_8AM)


def test_what_is_settled_is_not_proposed_to_any_more(town: Town) -> None:
    uid = put(town.clerk, files=(scan("a.txt", "Số: 12/KH-SNV".encode()),))
    intake.register(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, new=incoming())
    found = read(town, uid)
    assert (found.text, found.row.proposal) == ("Số: 12/KH-SNV", intake.Proposal())


@pytest.mark.parametrize("before", [True, False])
def test_a_search_finds_a_document_by_what_its_files_say_whenever_they_were_read(town: Town, before: bool) -> None:
    uid = put(town.clerk, files=(scan("a.txt", "Kiểm tra việc hòa giải ở cơ sở".encode()),))
    if before:
        read(town, uid)
    taken = intake.register(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, new=incoming())
    if not before:
        read(town, uid)
    with ledger.seeing(town.clerk.sees):
        for word in ("hòa giải", "hoà giải", "hoa giai o co so"):
            assert [one.line.document_uid for one in documents.search(town.clerk, word).rows] == [taken.document_uid], word


def test_of_a_secret_document_no_text_is_kept(town: Town) -> None:
    uid = put(town.clerk, files=(scan("a.txt", b"hoa giai"),))
    read(town, uid)
    intake.register(actor=town.clerk, at=MONDAY_8AM, arrival_uid=uid, new=incoming(secrecy="secret", subject=""))
    with ledger.seeing(town.clerk.sees):
        assert documents.search(town.clerk, "hoa giai").rows == ()


def test_old_encodings_are_recognised_and_converted(town: Town) -> None:
    old = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. Uû ban nh©n d©n huyÖn B×nh Liªu"
    found = read(town, put(town.clerk, files=(scan("tcvn3.txt", old.encode()),)))
    assert "Việt Nam" in found.text
    assert "huyện Bình Liêu" in found.text


def test_a_docx_is_read_and_other_files_have_no_text(town: Town) -> None:
    body = "<w:p><w:r><w:t>Số: 12/KH-SNV</w:t></w:r></w:p><w:p><w:r><w:t xml:space='preserve'>A &amp; B</w:t></w:r></w:p>"
    found = read(town, put(town.clerk, files=(scan("a.docx", packages.docx(body=body)),)))
    assert found.text.splitlines()[:2] == ["Số: 12/KH-SNV", "A & B"]
    assert (found.row.proposal.symbol, found.how) == ("12/KH-SNV", "file")
    none = read(town, put(town.clerk, files=(scan("b.zip", packages.zipped({"a.txt": b"x"})),)))
    assert (none.text, none.how, none.missing) == ("", "", "")


def test_a_machine_without_the_programs_says_so_and_reads_the_rest(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "program", lambda name: "")
    found = read(town, put(town.clerk, files=(scan(), scan("a.txt", b"chu"), scan("b.jpg", pictures.photo()))))
    assert (found.text, found.missing) == ("chu", "pdftotext")
    only = read(town, put(town.clerk, files=(scan("b.jpg", pictures.photo()),)))
    assert only.missing == "tesseract"


@needs_pdf
def test_a_pdf_without_words_needs_recognition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quet.pdf").write_bytes(PAPER)
    real = recognising.program
    monkeypatch.setattr(recognising, "program", lambda name: real(name) if name == "pdftotext" else "")
    with (tmp_path / "quet.pdf").open("rb") as content:
        assert recognising._pdf(content).missing == "tesseract"


@pytest.mark.parametrize("content", [b"PK khong phai", packages.zipped({"a.txt": b"x"})])
def test_a_docx_that_does_not_open_has_no_text(content: bytes) -> None:
    assert recognising._docx(BytesIO(content)) == recognising.Read()


def test_a_program_that_breaks_or_hangs_leaves_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert recognising._run(b"x", "/bin/false") == b""
    assert recognising._run(b"x", "/khong/co") == b""
    assert recognising._run(b"abc", "/bin/cat") == b"abc"
    monkeypatch.setattr(recognising, "SECONDS", 1)
    assert recognising._run(b"abc", "/bin/cat") == b"abc", "the cell takes whole seconds"
    assert recognising._run(b"x", "/bin/sleep", "30") == b""


def test_a_program_in_its_cell_writes_nothing_and_has_no_network(tmp_path: Any) -> None:
    assert recognising._run(b"x", "/bin/sh", "-c", f"echo a > {tmp_path}/a; cat {tmp_path}/a") == b""
    assert recognising._run(b"x", "/bin/sh", "-c", "cat /proc/net/dev | wc -l").strip() in {b"2", b"3"}, (
        "at most one, that is down"
    )


def test_jobs_are_deferred_so_that_reading_goes_last(town: Town) -> None:
    put(town.clerk)
    jobs = list(ProcrastinateJob.objects.filter(task_name__startswith="intake.").values_list("task_name", "priority"))
    assert jobs == [("intake.read", -10)]
