"""How signature, seal, number and day look in their fields: a page of the size of the field, drawn by Typst."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pikepdf

from lienthong.casework.approval.queries.places import BELOW, SCAN
from lienthong.casework.approval.rules import pictures
from lienthong.casework.results import public as results
from lienthong.toolkit import paper
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.signing import Slot

TEMPLATE = "approval/mark.typ"
SIZES = {"state": 13, "party": 14}
"""Points of number and day.  Source: law:nd-30-2020 [V: domain 2.1] 13-14; the Party 14 [M]."""

ATTESTED = (300.0, 22.0)
"""Width and height in points of the words on a scan [P]."""


def mark(slot: Slot, drawn: str, pen: results.Pen, *, words: str, colour: str = pictures.INK) -> bytes:
    """Return the look of a signature or seal: the picture that the office gave; of sample keys a drawn one; else words.

    drawn  SVG, for sample keys.
    """
    png = pen.picture
    picture = pictures.given(png) if png else drawn if pen.ring.sample else ""
    return _page(slot, picture=picture, words=words, size=min(12, slot.height / 2), colour=colour)


def line(slot: Slot, words: str, system: str, *, italic: bool = False) -> bytes:
    """Return the look of the number, or of the day in italics."""
    return _page(slot, words=words, size=SIZES[system], italic=italic, below=BELOW)


def corner(scan: bytes) -> Slot:
    """Return the place at the top right of the first page of a scan where its attestation stands.  Raises pikepdf.PdfError."""
    with pikepdf.open(BytesIO(scan)) as document:
        left, bottom, right, top = (float(one) for one in document.pages[0].mediabox)
    width, height = min(ATTESTED[0], right - left), min(ATTESTED[1], top - bottom)
    return Slot(SCAN, 1, right - width, top - height, width, height)


def attested(slot: Slot, agency: str, at: datetime) -> bytes:
    """Return the words of an attestation: agency and time, as law:nd-30-2020 asks [V: domain 2.1]; the form of the time [M]."""
    local = at.astimezone(VIETNAM)
    words = f"{agency}; {local:%d-%m-%Y %H:%M:%S} +07:00"
    return _page(slot, words=words, size=min(10, 1.9 * slot.width / len(words)), below=BELOW)


def _page(
    slot: Slot,
    *,
    size: float,
    picture: str = "",
    words: str = "",
    colour: str = "#000000",
    italic: bool = False,
    below: float = 0,
) -> bytes:
    data = {
        "width": f"{slot.width}", "height": f"{slot.height}", "picture": picture, "words": words, "size": f"{size}",
        "colour": colour, "italic": italic, "below": f"{below}",
    }  # fmt: skip
    return paper.render(TEMPLATE, data)
