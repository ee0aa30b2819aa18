"""What a .docx says: its text in the plain form of drafts, its margins, fonts and sizes, and what of them breaks the rules.

Given is `word/document.xml` of a package that the file store has let pass: no entities, no outside, a bounded size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lxml import etree

from lienthong.casework.drafting.rules.form import FormFault
from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.vietnamese import nfc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY_STYLE = "LienThongText"
"""Style of the paragraphs of the text in what this product writes: read back, only they are taken."""
RANGES: Mapping[str, tuple[int, int]] = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Margins in millimetres.  Source: law:nd-30-2020#phu-luc-1 [V: domain 2.1]."""
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
FONT = "Times New Roman"
SIZES = (13, 14)
_TWIPS = 1440 / 25.4


class NotWord(ValueError):
    """The part is no document of Word."""


@dataclass(frozen=True)
class Word:
    """What was read.  margins in whole millimetres by side; font, size: of most letters, "" and 0 where none is named."""

    text: str
    margins: Mapping[str, int]
    font: str
    size: int

    def looks(self) -> dict[str, Any]:
        """Return all but the text, as a version keeps it."""
        return {key: value for key, value in asdict(self).items() if key != "text"}


def read(document: bytes) -> Word:
    """Return what a document says.  Raises NotWord."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        body = etree.fromstring(document, parser).find(f"{_W}body")
    except etree.XMLSyntaxError as fault:
        raise NotWord(str(fault)) from fault
    if body is None:
        raise NotWord("no body")
    ours = [one for one in body.iter(f"{_W}p") if _style(one) == BODY_STYLE]
    kept = [one for one in body if (one.tag == f"{_W}tbl" and _is_ours(one)) or one in ours] if ours else list(body)
    parts = [part for part in map(_part, kept) if part]
    return Word(nfc("\n\n".join(parts)), _margins(body), *_letters(body))


def _part(element: Any) -> str:
    if element.tag == f"{_W}p":
        return _words(element)
    if element.tag == f"{_W}tbl":
        return "\n".join(f"| {' | '.join(_cells(row))} |" for row in element.iter(f"{_W}tr"))
    return ""


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren(f"{_W}tc"):
        yield " ".join(filter(None, (_words(one) for one in cell.iter(f"{_W}p")))).replace("|", "/")


def _words(paragraph: Any) -> str:
    said = [(one.text or "") if one.tag == f"{_W}t" else " " for one in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")]
    return " ".join("".join(said).split())


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _is_ours(table: Any) -> bool:
    return any(_style(one) == BODY_STYLE for one in table.iter(f"{_W}p"))


def _margins(body: Any) -> dict[str, int]:
    found = body.find(f".//{_W}pgMar")
    if found is None:
        return {}
    said = {side: found.get(f"{_W}{side}", "") for side in RANGES}
    return {side: round(int(value) / _TWIPS) for side, value in said.items() if value.lstrip("-").isdecimal()}


def _letters(body: Any) -> tuple[str, int]:
    """Return the font and the size in points that most letters name."""
    fonts, sizes = Counter[str](), Counter[int]()
    for run in body.iter(f"{_W}r"):
        many = sum(len(one.text or "") for one in run.iter(f"{_W}t"))
        font, size = run.find(f"{_W}rPr/{_W}rFonts"), run.find(f"{_W}rPr/{_W}sz")
        if font is not None and font.get(f"{_W}ascii"):
            fonts[str(font.get(f"{_W}ascii"))] += many
        if size is not None and str(size.get(f"{_W}val", "")).isdecimal():
            sizes[int(size.get(f"{_W}val")) // 2] += many
    return next((one for one, _ in fonts.most_common(1)), ""), next((one for one, _ in sizes.most_common(1)), 0)


def faults(looks: Mapping[str, Any]) -> list[FormFault]:
    """Return what of margins, font and size of a kept .docx breaks the rules."""
    found = []
    for side, millimetres in looks.get("margins", {}).items():
        least, most = RANGES[side]
        if not least <= millimetres <= most:
            words = Sentence(
                "Lề %(side)s của tệp .docx là %(found)s mm; để từ %(least)s đến %(most)s mm.", side=_SIDES[side],
                found=millimetres, least=least, most=most,
            )  # fmt: skip
            found.append(FormFault("file", words, "V"))
    font, size = looks.get("font", ""), looks.get("size", 0)
    if font and font != FONT:
        found.append(FormFault("file", Sentence("Phông chữ của tệp .docx là %(font)s; dùng Times New Roman.", font=font), "V"))
    if size and size not in SIZES:
        found.append(FormFault("file", Sentence("Cỡ chữ của tệp .docx là %(size)s; dùng cỡ 13 hoặc 14.", size=size), "V"))
    return found
