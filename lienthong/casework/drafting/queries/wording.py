"""A version as .docx, to go on in a word processor: the same parts as the paper, with margins and fonts of its layout."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lienthong.casework.drafting.queries.papers import filled_paper
from lienthong.casework.drafting.rules.word import BODY_STYLE, FONT
from lienthong.toolkit.formats import text as formats

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def docx_of(version_uid: UUID, on: date | None = None) -> bytes:
    """Return a version as .docx, laid out as of a day.  The context is the caller's.  Raises VersionUnknown."""
    data = filled_paper(version_uid, on)
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(int(data["size"]))
    made.styles.add_style(BODY_STYLE, WD_STYLE_TYPE.PARAGRAPH).base_style = style
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    margins = [Mm(int(one)) for one in data["margins"]]
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = margins
    _head(made, data)
    for one in data["grounds"]:
        _line(made, one, italic=data["grounds_italic"])
    if data["enacts"]:
        _line(made, data["enacts"], bold=True, centre=True)
    for block in data["blocks"]:
        _block(made, block)
    _foot(made, data)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _line(place: Any, words: str, *, bold: bool = False, italic: bool = False, centre: bool = False, style: str = "") -> None:
    """Write one paragraph at a place: the document or a cell."""
    paragraph = place.add_paragraph(style=style or None)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.name = bold, italic, FONT
    paragraph.alignment = _CENTRE if centre else WD_ALIGN_PARAGRAPH.JUSTIFY


def _head(made: Any, data: dict[str, Any]) -> None:
    left, right = made.add_table(rows=1, cols=2).rows[0].cells
    party = "Party" if data["number_label"] == "Số" else ""
    if data["parent_name"]:
        _line(left, data["parent_name"].upper(), centre=True)
    _line(left, data["body_name"].upper(), bold=True, centre=True)
    if party:
        _line(left, "*", centre=True)
        _line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, centre=True)
    else:
        _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, centre=True)
        _line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, centre=True)
    if data["numbered"]:
        _line(left, f"{data['number_label']} …", centre=True)
    letter = data["arrangement"] == "letter"
    if letter and data["subject"]:
        _line(left, f"{data['about']} {data['subject']}", centre=True)
    day = formats.day_long(data["day"]) if data["day"] else "ngày … tháng … năm …"
    _line(right, f"{data['place']}, {day}", italic=True, centre=True)
    if not letter:
        _line(made, data["type_name"].upper(), bold=True, centre=True)
        _line(made, data["subject"], bold=True, centre=True)
    for place, one in enumerate(data["to"]):
        _line(made, f"Kính gửi: {one}" if not place else one, centre=True)


def _block(made: Any, block: dict[str, Any]) -> None:
    if block["kind"] == "table" and block["wide"]:
        cells, wide = block["cells"], block["wide"]
        table = made.add_table(rows=0, cols=wide)
        table.style = "Table Grid"
        for first in range(0, len(cells), wide):
            for cell, words in zip(table.add_row().cells, cells[first : first + wide], strict=True):
                cell.paragraphs[0].style = BODY_STYLE
                cell.paragraphs[0].add_run(words).bold = first == 0
        return
    strong = block["kind"] in ("chapter", "section", "heading")
    words = " ".join(part for part in (block["mark"], block["text"]) if part)
    _line(made, words, bold=strong, centre=block["kind"] == "chapter", style=BODY_STYLE)


def _foot(made: Any, data: dict[str, Any]) -> None:
    left, right = made.add_table(rows=1, cols=2).rows[0].cells
    if data["recipients"]:
        _line(left, "Nơi nhận:", bold=True, italic=True)
    for one in data["recipients"]:
        _line(left, f"- {one.lstrip('- ')}")
    for one in data["sign_lines"]:
        _line(right, one, bold=True, centre=True)
    for _ in range(4):
        _line(right, "", centre=True)
    _line(right, data["signer"], bold=True, centre=True)
