"""The papers of handling: the slip of a letter, the stamp «ĐẾN», the register of how letters are handled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.errors import NotPdf
from lienthong.casework.handling.queries.listing import LetterRow, followed
from lienthong.casework.handling.queries.reading import PartRow, chain
from lienthong.casework.handling.rules.words import PART_STATES, ROLES, STATES
from lienthong.office.files import public as files
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

HEADS = (
    "Số đến", "Tên loại, số và ký hiệu, ngày tháng và tác giả", "Đơn vị hoặc người nhận", "Thời hạn giải quyết",
    "Tiến độ giải quyết", "Số, ký hiệu văn bản trả lời", "Ghi chú",
)  # fmt: skip
"""The columns of «sổ theo dõi giải quyết văn bản đến» (domain 2.2 [V])."""
STAMP = (50 * 72 / 25.4, 35 * 72 / 25.4)
"""Width and height of the stamp «ĐẾN», 35 by 50 mm (domain 2.2), in points."""
EDGE = 8 * 72 / 25.4
CAME_FROM = "tiếp nhận từ"
"""Before the unit that ended from which a part was taken over."""


def followed_lines(actor: Actor, first: date, last: date, at: datetime) -> list[list[str]]:
    """Return the lines of the register of handling for letters presented in a span; two statements."""
    return [line(row) for row in followed(actor, first, last, at)]


def line(row: LetterRow) -> list[str]:
    """Return a letter as a line of the register of handling."""
    day = formats.day(row.issued_on) if row.issued_on else ""
    named = ", ".join(filter(None, (f"{row.type_name} {row.symbol}".strip(), day)))
    who = "; ".join(f"{ROLES[role]}: {name}" for role, name in row.handlers) or row.leader
    how = STATES[row.state] + (f" {formats.day(row.closed_at)}" if row.closed_at else "")
    return [
        row.number, f"{named}. {row.issuer}", who, formats.day(row.due_at) if row.due_at else "",
        how + (", quá hạn" if row.late else ""), row.answer, row.closing[:300],
    ]  # fmt: skip


def register_paper(actor: Actor, first: date, last: date, at: datetime, body: str) -> dict[str, Any]:
    """Return the fields of the printed register of handling."""
    lines = followed_lines(actor, first, last, at)
    return {"body_name": body, "first": first, "last": last, "heads": list(HEADS), "lines": [{"cells": one} for one in lines]}


def slip(actor: Actor, document_uid: UUID, at: datetime) -> dict[str, Any]:
    """Return the fields of «phiếu giải quyết văn bản đến»: the letter, (1) instruction, (2) of the heads, (3) proposals.

    Raises DocumentUnknown, LetterUnknown.
    """
    sheet, found = documents.document(actor, document_uid), chain(actor, document_uid, at)
    one, parts = sheet.line, list(_all(found.parts))
    return {
        "body_name": sheet.body.name, "number": one.label, "arrived_at": one.arrived_at, "symbol": one.symbol or "–",
        "issued_on": one.issued_on, "issuer": one.issuer, "subject": _subject(one), "urgency": documents.URGENCIES[one.urgency],
        "leader": found.leader, "instruction": found.instruction or None, "instructed_on": found.instructed_at,
        "parts": [_part(row) for row in found.parts if row.state not in ("returned", "withdrawn")],
        "passed": [{**_part(row), "words": row.words or None, "by": row.given_by} for row in parts if row not in found.parts],
        "proposals": [
            {"name": row.name, "words": row.answer, "on": row.closed_at} for row in parts if row.state == "done" and row.answer
        ],
        "state": STATES[found.state], "answer": found.answer or None,
    }  # fmt: skip


def _subject(line_: documents.EntryRow) -> str:
    return ": ".join(filter(None, (line_.type_name, line_.subject)))


def _all(rows: Iterable[PartRow]) -> Iterable[PartRow]:
    for row in rows:
        yield row
        yield from _all(row.below)


def _part(row: PartRow) -> dict[str, Any]:
    return {
        "role": ROLES[row.role],
        "name": row.name,
        "due_on": row.due_at,
        "state": PART_STATES[row.state] + (", quá hạn" if row.late and row.state in ("open", "done") else ""),
        "task": " · ".join(filter(None, (f"{CAME_FROM} {row.came_from}" if row.came_from else "", row.words))) or None,
    }


def stamp(actor: Actor, document_uid: UUID, moved_to: str = "") -> dict[str, Any]:
    """Return the fields of the stamp «ĐẾN» of a letter: agency, number, day (hour of what is urgent), to whom, file.

    Raises DocumentUnknown.
    """
    sheet = documents.document(actor, document_uid)
    one = sheet.line
    came = one.arrived_at
    return {
        "body_name": sheet.body.name, "number": one.label, "came_on": came, "came_at": came if one.urgency else None,
        "moved_to": moved_to or one.moved_to or None, "file_code": one.file_code or None,
    }  # fmt: skip


def stamped(actor: Actor, document_uid: UUID, file_uid: UUID) -> bytes:
    """Return a copy of a letter's PDF with the stamp «ĐẾN» at the top right of page 1; the file that was kept stays as it came.

    Raises DocumentUnknown, FileUnknown, NotPdf.
    """
    sheet = documents.document(actor, document_uid)
    row = next((one for one in sheet.files if one.uid == file_uid), None)
    if row is None:
        raise files.FileUnknown
    if row.mime != "application/pdf":
        raise NotPdf
    made = BytesIO()
    drawn = BytesIO(paper.render("handling/stamp.typ", stamp(actor, document_uid)))
    with files.content_of(row) as content, pikepdf.open(content) as copy, pikepdf.open(drawn) as strip:
        _lay(copy.pages[0], strip.pages[0])
        copy.save(made)
    return made.getvalue()


def _lay(page: pikepdf.Page, strip: pikepdf.Page) -> None:
    """Lay the stamp on the top right corner of a page, inside its edge."""
    _, _, right, top = (float(one) for one in page.mediabox)
    width, height = STAMP
    place = pikepdf.Rectangle(right - width - EDGE, top - height - EDGE, right - EDGE, top - EDGE)
    page.add_overlay(strip, place)
