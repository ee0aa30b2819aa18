"""Lines of a plan from a workbook (.xlsx) or from pasted rows: read without running anything, shown before they are taken in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.errors import TableUnreadable
from lienthong.toolkit.vietnamese import fold

MOST_BYTES = 20_000_000
"""Bytes of a workbook at most, and of what it unpacks to."""
MOST_ROWS = 600
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMN = re.compile(r"^([A-Z]{1,3})[0-9]+$")
COLUMNS = len(workfiles.PLAN_HEADS)


def rows_of_workbook(content: bytes) -> list[list[str]]:
    """Return the cells of the first sheet of a workbook, as texts.  Raises TableUnreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = {one.filename: one.file_size for one in book.infolist()}
            sheet = min(name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
            wanted = [sheet, *(["xl/sharedStrings.xml"] if "xl/sharedStrings.xml" in names else [])]
            if len(content) > MOST_BYTES or sum(names[name] for name in wanted) > MOST_BYTES:
                raise TableUnreadable
            parts = [_tree(book.read(name)) for name in wanted]
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, KeyError, OSError, NotImplementedError, RuntimeError):
        raise TableUnreadable from None
    shared = ["".join(one.itertext(f"{_MAIN}t")) for one in parts[1].iter(f"{_MAIN}si")] if len(parts) > 1 else []
    return [_cells(row, shared) for row in list(parts[0].iter(f"{_MAIN}row"))[:MOST_ROWS]]


def _tree(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _cells(row: Any, shared: Sequence[str]) -> list[str]:
    found = [""] * COLUMNS
    for cell in row.iter(f"{_MAIN}c"):
        place = _place(cell.get("r", ""))
        if place < COLUMNS:
            text = "".join(cell.itertext(f"{_MAIN}v", f"{_MAIN}t"))
            known = cell.get("t") == "s" and text.isdecimal() and int(text) < len(shared)
            found[place] = shared[int(text)] if known else text
    return found


def _place(reference: str) -> int:
    """Return the column of a cell from 0; beyond every column for none."""
    match, place = _COLUMN.match(reference), 0
    for letter in match[1] if match else "":
        place = place * 26 + ord(letter) - 64
    return place - 1 if match else COLUMNS


def rows_of_text(text: str) -> list[list[str]]:
    """Return rows that were pasted from a spreadsheet: cells parted by tabs."""
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    return [[*row, *[""] * COLUMNS][:COLUMNS] for row in rows[:MOST_ROWS]]


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as they would be pasted."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def lines_of(rows: Sequence[Sequence[str]], source: str) -> list[workfiles.Line]:
    """Return the lines that rows say: below the head when there is one, each under the last row that has no symbol."""
    head = next((place for place, row in enumerate(rows) if fold(row[0]) == fold(workfiles.PLAN_HEADS[0])), -1)
    keys = {fold(one.name): one.key for one in workfiles.PERIODS.values()}
    part, found = "", []
    for symbol, title, period, person, note in rows[head + 1 :]:
        if not symbol.strip() and title.strip() and not period.strip():
            part = title
        elif symbol.strip() or title.strip():
            found.append(workfiles.Line(part, symbol, title, keys.get(fold(period), ""), source, person, note))
    return found
