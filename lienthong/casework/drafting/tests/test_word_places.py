"""Places in a .docx: found and filled wherever they stand, also torn apart over runs; all else stays as it was."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.shared import Pt

from lienthong.casework.drafting.rules import word, word_places
from lienthong.casework.drafting.rules.places import UNKNOWN
from lienthong.casework.drafting.testing import torn
from lienthong.office.files.testing import packages

FACTS = {"body": "UBND huyện Bình Liêu", "place": "Bình Liêu", "month": "3"}
OTHER: packages.Parts = {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(40)}


def saved(made: docx.document.Document) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def runs_of(package: bytes) -> list[str]:
    return [run.text for run in docx.Document(io.BytesIO(package)).paragraphs[0].runs]


@pytest.mark.parametrize(
    ("runs", "filled"),
    [
        (("Tại {{ địa danh }}.",), ["Tại Bình Liêu."]),
        (("Tại {", "{ địa ", "danh", " }", "}."), ["Tại Bình Liêu", "", "", "", "."]),
        (("{{ địa danh }}", ", {{", " tháng }}"), ["Bình Liêu", ", 3", ""]),
        (("a", "{{ địa danh }}{{ tháng", " }}", "b"), ["a", "Bình Liêu3", "", "b"]),
        (("{{ người đứng đầu }}",), [UNKNOWN]),
        (("{{ lạ }} không đổi",), ["{{ lạ }} không đổi"]),
    ],
)
def test_a_place_is_filled_however_word_tore_it_apart(runs: tuple[str, ...], filled: list[str]) -> None:
    assert runs_of(word_places.filled_package(torn(*runs), FACTS)) == filled


def test_what_is_filled_in_looks_like_the_run_its_place_begins_in() -> None:
    made = word_places.filled_package(torn("Kính gửi: ", "{{ cơ quan", " ban hành }}", " ạ", bold=(1,)), FACTS)
    found = docx.Document(io.BytesIO(made)).paragraphs[0].runs
    assert [(one.text, one.bold) for one in found] == [
        ("Kính gửi: ", False), ("UBND huyện Bình Liêu", True), ("", False), (" ạ", False),
    ]  # fmt: skip


def test_places_in_tables_heads_feet_and_boxes_are_found_and_filled() -> None:
    made = docx.Document()
    made.add_table(rows=1, cols=1).rows[0].cells[0].text = "Ô {{ địa danh }}"
    made.sections[0].header.paragraphs[0].text = "Đầu {{ tháng }}"
    made.sections[0].footer.paragraphs[0].text = "Chân {{ lạ }}"
    package = saved(made)
    texts = word_places.texts_of(package)
    for said in ("Ô {{ địa danh }}", "Đầu {{ tháng }}", "Chân {{ lạ }}"):
        assert said in texts, said
    filled = docx.Document(io.BytesIO(word_places.filled_package(package, FACTS)))
    assert filled.tables[0].rows[0].cells[0].text == "Ô Bình Liêu"
    assert filled.sections[0].header.paragraphs[0].text == "Đầu 3"
    assert filled.sections[0].footer.paragraphs[0].text == "Chân {{ lạ }}"


def test_a_box_inside_a_paragraph_is_a_text_of_its_own() -> None:
    box = (
        "<w:r><w:t>{{ địa</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Ô {{ tháng }}</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r><w:r><w:t> danh }} </w:t></w:r>"
    )
    package = packages.docx(body=box)
    assert word_places.texts_of(package)[:2] == ["{{ địa danh }} Kính gửi: Ủy ban nhân dân xã Hoành Mô", "Ô {{ tháng }}"]
    made = word_places.filled_package(package, FACTS)
    assert word_places.texts_of(made)[:2] == ["Bình Liêu Kính gửi: Ủy ban nhân dân xã Hoành Mô", "Ô 3"]


def test_no_place_goes_over_a_tab_or_a_line_break() -> None:
    package = packages.docx(body="<w:r><w:t>{{ địa</w:t><w:br/><w:t>danh }}</w:t><w:tab/><w:t>{{ tháng }}</w:t></w:r>")
    assert word_places.texts_of(package)[:2] == ["{{ địa", "danh }}"]
    assert word_places.texts_of(word_places.filled_package(package, FACTS))[2].startswith("3Kính gửi")


def test_all_other_parts_stay_byte_by_byte_and_so_does_a_text_without_places() -> None:
    package = packages.docx(OTHER)
    made = word_places.filled_package(package, FACTS)
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        assert all(before.read(name) == after.read(name) for name in before.namelist())


def test_what_is_filled_in_brings_no_markup_and_no_further_place() -> None:
    made = word_places.filled_package(torn("{{ cơ quan ban hành }}"), {"body": "<w:br/>&amp; {{ địa danh }}"})
    assert runs_of(made) == ["<w:br/>&amp; {{ địa danh }}"]


def test_spaces_at_the_edges_of_what_is_filled_stay() -> None:
    made = docx.Document()
    run = made.add_paragraph().add_run("{{ địa danh }} ")
    run.font.size = Pt(14)
    made.paragraphs[0].add_run("sau")
    filled = word_places.filled_package(saved(made), FACTS)
    assert docx.Document(io.BytesIO(filled)).paragraphs[0].text == "Bình Liêu sau"


@pytest.mark.parametrize(
    "package", [b"PK not a zip", packages.zipped({"word/document.xml": "<w:p"}), packages.docx_with_entity()[:200]]
)
def test_what_is_no_package_of_word_is_told(package: bytes) -> None:
    with pytest.raises(word.NotWord):
        word_places.texts_of(package)


def test_an_entity_is_never_read() -> None:
    texts = word_places.texts_of(packages.docx_with_entity())
    assert not any("root:" in one for one in texts)
