"""Places in a .docx template: found and filled in its letters, also where Word tore one apart over runs of other looks.

Given is a package that the file store has let pass: no macros, nothing outside, no entities, a bounded size.  Of a package only
the parts with letters (text, heads, feet, notes) are written anew, all others stay byte by byte.  There is no logic in it: a
template engine would run what somebody uploads.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from lienthong.casework.drafting.rules.places import filled_at
from lienthong.casework.drafting.rules.word import NotWord

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LETTERS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ENDS = tuple(f"{_W}{name}" for name in ("tab", "br", "cr"))


def texts_of(package: bytes) -> list[str]:
    """Return the letters of each paragraph of a package, wherever it stands.  Raises NotWord."""
    return ["".join(text.text or "" for text in row) for _, root in _parts(package) for row in _paragraphs(root)]


def filled_package(package: bytes, facts: Mapping[str, str]) -> bytes:
    """Return a package with its places filled; the rest of each paragraph keeps its looks.  Raises NotWord.

    What is filled in has the looks of the run in which its place begins.   facts  as `places.pieces` takes them.
    """
    changed: dict[str, bytes] = {}
    for name, root in _parts(package):
        filled = sum(_fill(row, facts) for row in _paragraphs(root))
        if filled:
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.infolist():
            made.writestr(part, changed.get(part.filename) or source.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(package: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the name and the root of each part with letters."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(BytesIO(package)) as source:
            for name in sorted(filter(_LETTERS.fullmatch, source.namelist())):
                yield name, etree.fromstring(source.read(name), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile) as fault:
        raise NotWord(str(fault)) from fault


def _paragraphs(root: Any) -> Iterator[list[Any]]:
    """Yield the text elements of each paragraph; a tab or a line break ends a row, for no place goes over it.

    A box inside a paragraph has paragraphs of its own.
    """
    for paragraph in root.iter(f"{_W}p"):
        row: list[Any] = []
        for one in paragraph.iter(f"{_W}t", *_ENDS):
            if next(one.iterancestors(f"{_W}p")) is not paragraph:
                continue
            if one.tag == f"{_W}t":
                row.append(one)
            else:
                yield row
                row = []
        yield row


def _fill(row: list[Any], facts: Mapping[str, str]) -> bool:
    """Fill the places of a row, the last first, so that what stands before keeps its position; return whether there was any."""
    found = filled_at("".join(one.text or "" for one in row), facts)
    for start, end, value in reversed(found):
        at = 0
        for one in row:
            text = one.text or ""
            first, last = max(start - at, 0), min(end - at, len(text))
            if first < last:
                begins = start >= at
                one.text = text[:first] + (value if begins else "") + text[last:]
                one.set(_SPACE, "preserve")
            at += len(text)
    return bool(found)
