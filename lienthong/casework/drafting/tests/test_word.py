"""Drafts go out as .docx and come back: the text is read, the file kept, margins and letters are checked."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.shared import Mm, Pt

from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.rules import word
from lienthong.casework.drafting.testing import TEXT, Room, a_party_draft, begun, texts, written
from lienthong.office.files import public as files
from lienthong.office.files.testing import packages
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor


def out(actor: Actor, made: drafting.Written) -> bytes:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return drafting.docx_of(made.version_uid)


def brought(
    actor: Actor, made: drafting.Written, content: bytes, *, name: str = "ke-hoach.docx", on_top_of: int = 1
) -> drafting.Written:
    return drafting.bring_docx(
        actor=actor, at=MONDAY_8AM, draft_uid=made.draft_uid, name=name, content=io.BytesIO(content), on_top_of=on_top_of
    )


def a_letter(*lines: str, left: int = 30, font: str = "Times New Roman", size: int = 14) -> bytes:
    made = docx.Document()
    for side, width in (("top", 20), ("bottom", 20), ("left", left), ("right", 15)):
        setattr(made.sections[0], f"{side}_margin", Mm(width))
    for line in lines:
        run = made.add_paragraph().add_run(line)
        run.font.name, run.font.size = font, Pt(size)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_a_draft_that_goes_out_and_comes_back_says_the_same(room: Room) -> None:
    made = begun(room.writer)
    content = out(room.writer, made)
    shown = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "KẾ HOẠCH" in shown
    second = brought(room.writer, made, content)
    first, last = texts(room.writer, made.draft_uid)
    assert second.number == 2
    assert last.content["text"].split() == TEXT.split()
    assert {key: value for key, value in last.content.items() if key not in ("word", "text")} == {
        key: value for key, value in first.content.items() if key != "text"
    }
    assert word.faults(last.content["word"]) == []


def test_the_file_is_kept_byte_by_byte_and_read_by_who_reads_the_draft(room: Room) -> None:
    made, content = begun(room.writer), a_letter("Điều 1. Thành lập Tổ công tác.", "Điều 2. Thi hành.")
    brought(room.writer, made, content)
    last = texts(room.writer, made.draft_uid)[-1]
    assert (last.content["text"], last.file_name) == ("Điều 1. Thành lập Tổ công tác.\n\nĐiều 2. Thi hành.", "ke-hoach.docx")
    assert last.file_uid is not None
    with ledger.seeing({room.writer.unit_id}), files.open_file(last.file_uid) as kept:
        assert kept.read() == content


def test_the_party_has_its_own_head_in_word_too(room: Room) -> None:
    made = a_party_draft(room.party, to="Các chi bộ")
    cells = docx.Document(io.BytesIO(out(room.party, made))).tables[0].rows[0].cells
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in cells[1].text
    assert "CỘNG HÒA" not in cells[1].text
    assert "*" in cells[0].text


def test_a_letter_has_its_subject_below_the_number_in_word_too(room: Room) -> None:
    made = begun(room.writer, body="division.home_affairs", type_key="cong-van", grounds="")
    cells = docx.Document(io.BytesIO(out(room.writer, made))).tables[0].rows[0].cells
    assert "V/v Nâng cao Chỉ số" in cells[0].text
    assert "UBND" not in cells[0].text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (a_letter("A", left=20), "Lề trái của tệp .docx là 20 mm"),
        (a_letter("A", font="Arial"), "Phông chữ của tệp .docx là Arial"),
        (a_letter("A", size=11), "Cỡ chữ của tệp .docx là 11"),
    ],
)
def test_margins_fonts_and_sizes_that_break_the_rules_are_told(room: Room, content: bytes, said: str) -> None:
    made = begun(room.writer)
    brought(room.writer, made, content)
    with ledger.seeing({room.writer.unit_id}):
        last = drafting.versions(room.writer, made.draft_uid)[0]
    (fault,) = drafting.word_faults(last.word)
    assert said in str(fault.words)


def test_a_table_of_word_becomes_rows_and_its_bars_do_not_break_them() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip((one for row in table.rows for one in row.cells), ("Đơn vị", "Hạn", "A|B", "30/6"), strict=True):
        cell.text = words
    kept = io.BytesIO()
    made.save(kept)
    found = word.read(zipfile.ZipFile(kept).read("word/document.xml"))
    assert found.text == "| Đơn vị | Hạn |\n| A/B | 30/6 |"


@pytest.mark.parametrize(
    "content",
    [packages.docx_with_entity(), packages.docx_with_laughs(), packages.docx({"word/vbaProject.bin": b"x"}), b"none", b""],
)
def test_a_hostile_package_is_refused_and_no_version_is_made(room: Room, content: bytes) -> None:
    made = begun(room.writer)
    with pytest.raises(files.FileRefused):
        brought(room.writer, made, content)
    assert len(texts(room.writer, made.draft_uid)) == 1


def test_what_has_no_text_or_is_no_word_is_refused(room: Room) -> None:
    made = begun(room.writer)
    for name, content in (("ke-hoach.pdf", b"%PDF-1.7"), ("trong.docx", a_letter(" "))):
        with pytest.raises(drafting.NotWordFile):
            brought(room.writer, made, content, name=name)
    for broken in (b"<a>", b"<a/>"):
        with pytest.raises(word.NotWord):
            word.read(broken)


def test_a_package_whose_document_is_no_letter_is_refused_and_no_version_is_made(room: Room) -> None:
    made = begun(room.writer)
    with pytest.raises(drafting.NotWordFile):
        brought(room.writer, made, packages.docx({"word/document.xml": "<a/>"}))
    assert len(texts(room.writer, made.draft_uid)) == 1


def test_a_file_on_top_of_an_older_version_is_told_of(room: Room) -> None:
    made = begun(room.writer)
    written(room.writer, made.draft_uid, subject="Khác")
    with pytest.raises(drafting.WrittenMeanwhile):
        brought(room.writer, made, a_letter("A"))
