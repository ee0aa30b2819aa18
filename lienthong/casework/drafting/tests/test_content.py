"""The small plain form in which the text of a draft is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.drafting.rules.content import NAMES, Block, Content, blocks, cleaned, content_of, lines


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.mark, one.text) for one in blocks(text)]


def test_a_blank_line_ends_a_paragraph_and_a_line_break_inside_one_does_not() -> None:
    assert kinds("Ủy ban nhân dân huyện\nđề nghị các xã.\n\n\nĐề nghị thực hiện.") == [
        ("paragraph", "", "Ủy ban nhân dân huyện đề nghị các xã."),
        ("paragraph", "", "Đề nghị thực hiện."),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "mark", "text"),
    [
        ("Chương I QUY ĐỊNH CHUNG", "chapter", "Chương I", "QUY ĐỊNH CHUNG"),
        ("Phần thứ nhất", "chapter", "Phần thứ nhất", ""),
        ("I. MỤC ĐÍCH", "section", "I.", "MỤC ĐÍCH"),
        ("XIV. TỔ CHỨC", "section", "XIV.", "TỔ CHỨC"),
        ("Điều 12. Hiệu lực", "article", "Điều 12.", "Hiệu lực"),
        ("1. Mục đích", "heading", "1.", "Mục đích"),
        ("1. Phòng Nội vụ chủ trì.", "clause", "1.", "Phòng Nội vụ chủ trì."),
        ("2.1. Nhiệm vụ:", "clause", "2.1.", "Nhiệm vụ:"),
        ("đ) Báo cáo;", "point", "đ)", "Báo cáo;"),
        ("- Như trên;", "dash", "-", "Như trên;"),
        ("+ Phụ lục.", "dash", "+", "Phụ lục."),
        ("V.I. Lê-nin nói", "paragraph", "", "V.I. Lê-nin nói"),
        ("12 xã", "paragraph", "", "12 xã"),
        ("Điều này cần làm ngay", "paragraph", "", "Điều này cần làm ngay"),
        ("-5 độ", "paragraph", "", "-5 độ"),
    ],
)
def test_a_line_that_begins_as_a_part_does_is_one(line: str, kind: str, mark: str, text: str) -> None:
    assert kinds(line) == [(kind, mark, text)]


def test_parts_need_no_blank_line_between_them() -> None:
    text = "Điều 1. Thành lập Tổ công tác\ngồm các ông:\n1. Ông Cường;\n2. Bà Hai.\nĐiều 2. Thi hành."
    assert [one.line for one in blocks(text)] == [
        "Điều 1. Thành lập Tổ công tác gồm các ông:", "1. Ông Cường;", "2. Bà Hai.", "Điều 2. Thi hành.",
    ]  # fmt: skip


def test_rows_of_unequal_length_make_a_table_as_wide_as_the_longest_and_a_ruling_line_is_no_row() -> None:
    (table,) = blocks("| Đơn vị | Chỉ tiêu |\n|---|---|\n| Phòng Nội vụ |\n| Văn phòng | 100% |")
    assert table == Block("table", "", "", ("Đơn vị", "Chỉ tiêu", "Phòng Nội vụ", "", "Văn phòng", "100%"), 2)
    assert [one.kind for one in blocks("Như sau:\n| a | b |\nSau bảng.")] == ["paragraph", "table", "paragraph"]


def test_nothing_typed_has_no_parts() -> None:
    assert blocks("") == blocks(" \n\t\n") == []


def test_what_is_kept_has_no_odd_signs_and_one_form_of_each_letter() -> None:
    typed = Content(
        subject="  Về\tviệc  nâng cao\nchỉ số ",
        recipients="- Như trên;\r\n\r\n - Lưu: VT. ",
        text="Dòng một\u2028Dòng\u202e hai\x00\n\n",
    )
    tidy = cleaned(typed)
    assert tidy.subject == "Về việc nâng cao chỉ số"
    assert tidy.recipients == "- Như trên;\n- Lưu: VT."
    assert tidy.text == "Dòng một\nDòng hai"
    assert lines(tidy.recipients) == ["- Như trên;", "- Lưu: VT."]


def test_a_content_is_kept_and_read_back_and_unknown_fields_are_left_out() -> None:
    said = Content(subject="Kế hoạch", copies=12, text="Nội dung")
    assert said.as_json() == {"subject": "Kế hoạch", "copies": 12, "text": "Nội dung"}
    assert content_of({**said.as_json(), "a_field_of_tomorrow": 1}) == said
    assert len(NAMES) == len(set(NAMES))


TYPED = st.text(st.sampled_from("aăâđ ĐIVX1.)-|\n\t;:Điều") | st.characters(), max_size=200)


@given(TYPED)
def test_cleaning_twice_changes_nothing_and_no_letter_of_a_text_is_lost(text: str) -> None:
    tidy = cleaned(Content(text=text))
    assert cleaned(tidy) == tidy
    made = blocks(tidy.text)
    shown = "".join(one.mark + one.text + "".join(one.cells) for one in made)

    def letters(words: str) -> list[str]:
        return [char for char in words if char.isalnum()]

    assert letters(shown) == letters(tidy.text)
    assert all(len(one.cells) % one.wide == 0 for one in made if one.kind == "table" and one.wide)
