"""The words of a PDF that Typst made, read back through its fonts' own tables; in the order of the document.

Typst writes every font with a ToUnicode table (PDF/A asks for it) and, where letters cannot be told from shapes, an ActualText.
It is no reader for foreign PDFs: fonts without such a table have no words here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


@dataclass(frozen=True)
class Read:
    """What a PDF holds: its words without what marks nothing, how many pages and how many pictures with a text of their own."""

    words: str
    pages: int
    figures: int


def read(pdf: bytes, *, most_pages: int) -> Read:
    """Return what a PDF holds; the words of no more than `most_pages` are read.  Raises pikepdf.PdfError for no PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        shown = [" ".join(_words(page)) for page in document.pages[:most_pages]]
        return Read(" ".join(shown), len(document.pages), _figures(document))


def _figures(document: pikepdf.Pdf) -> int:
    """Return how many figures the structure tree names: a QR code is one."""
    found = 0
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name("/Figure") and "/Alt" in one:
            found += 1
    return found


def _words(page: pikepdf.Page) -> Iterator[str]:
    resources: Any = page.obj.get("/Resources", {})
    fonts = {str(name): _table(font) for name, font in resources.get("/Font", {}).items()}
    table: dict[int, str] = {}
    spoken: list[bool] = []
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, str(step.operator)
        if operator == "Tf":
            table = fonts.get(str(operands[0]), {})
        elif operator in ("BMC", "BDC"):
            actual = _actual(operands)
            spoken.append(actual is not None)
            if actual:
                yield actual
        elif operator == "EMC":
            spoken.pop()
        elif operator in ("Tj", "TJ") and not any(spoken):
            yield "".join(_shown(operands[0], table))


def _actual(operands: Any) -> str | None:
    """Return the text that stands for what a marked part shows, or None."""
    told = operands[1] if len(operands) > 1 else None
    return str(told["/ActualText"]) if isinstance(told, pikepdf.Dictionary) and "/ActualText" in told else None


def _shown(operand: Any, table: dict[int, str]) -> Iterator[str]:
    parts = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
    for part in parts:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            yield from (table.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))


def _table(font: Any) -> dict[int, str]:
    """Return what each two-byte code of a font means."""
    if "/ToUnicode" not in font:
        return {}
    source = font["/ToUnicode"].read_bytes()
    table: dict[int, str] = {}
    for block in _PAIRS.findall(source):
        found = _HEX.findall(block)
        table |= {int(code, 16): _letters(to) for code, to in zip(found[::2], found[1::2], strict=True)}
    for block in _RANGES.findall(source):
        for low, high, first, each in _RANGE.findall(block):
            codes = range(int(low, 16), int(high, 16) + 1)
            if first:
                table |= {code: chr(ord(_letters(first)) + code - codes.start) for code in codes}
            else:
                table |= dict(zip(codes, map(_letters, _HEX.findall(each)), strict=False))
    return table


def _letters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
