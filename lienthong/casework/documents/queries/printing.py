"""A register as it is printed, bound and signed: its official columns, every line, the void ones struck out, its closing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lienthong.casework.documents.queries.reading import EntryRow, RegisterRow, all_lines
from lienthong.casework.documents.rules.letters import SECRECIES, URGENCIES
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import fold

BY_HAND = "Ký nhận"
"""The column that somebody signs on paper; nothing is known of it here."""
_OUT = (
    "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Đơn vị, người nhận bản lưu",
    "Số lượng bản", "Ngày chuyển", BY_HAND, "Ghi chú",
)  # fmt: skip
HEADS: dict[str, tuple[str, ...]] = {
    "in": (
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu", "Đơn vị hoặc người nhận",
        "Ngày chuyển", BY_HAND, "Ghi chú",
    ),
    "out": _OUT,
    "internal": _OUT,
}  # fmt: skip
"""The columns of the registers by direction, as the forms of law:nd-30-2020 have them [V: domain 2.2]."""
NAMES: dict[str, str] = {
    "in": "Sổ đăng ký văn bản đến", "out": "Sổ đăng ký văn bản đi", "internal": "Sổ đăng ký văn bản nội bộ",
}  # fmt: skip
_SLUGS = {"in": "den", "out": "di", "internal": "noi-bo"}


def cells(direction: str, line: EntryRow) -> list[str]:
    """Return what a line says below each head of its register; nothing where it has no such fact."""
    if direction == "in":
        return [
            _arrived(line), line.label, line.issuer, line.symbol, _day(line.issued_on), _what(line), line.moved_to,
            _day(line.moved_on), "", "; ".join(_notes(line)),
        ]  # fmt: skip
    return [
        line.label, _day(line.day), _what(line), line.signer, line.recipients, line.kept_by,
        "" if line.copies is None else str(line.copies), _day(line.moved_on), "", "; ".join(_notes(line)),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return formats.day(day) if day else ""


def _arrived(line: EntryRow) -> str:
    """Return when it came: the day, of an urgent one the hour too."""
    if line.arrived_at is None:
        return _day(line.day)
    return formats.moment(line.arrived_at) if line.urgency else formats.day(line.arrived_at)


def _what(line: EntryRow) -> str:
    """Return type and subject, or for whom a number that has no document was kept."""
    return ": ".join(part for part in (line.type_name, line.subject) if part) or line.reserved_for


def _notes(line: EntryRow) -> Iterator[str]:
    """Yield what stands in the last column: the note, marks, how the line came about, whether it is void or recalled."""
    if line.state == "reserved":
        yield "Giữ số"
    if line.urgency:
        yield URGENCIES[line.urgency]
    if line.secrecy:
        yield SECRECIES[line.secrecy]
    if line.note:
        yield line.note
    if line.paper_at:
        yield f"bản giấy đến {formats.day(line.paper_at)}"
    if line.late_reason:
        yield f"vào sổ {formats.day(line.entered_at)}: {line.late_reason}"
    if line.voided_at:
        yield f"Hủy: {line.void_reason} ({line.voided_by})"
    if line.recalled_at:
        yield f"Thu hồi {formats.day(line.recalled_at)}: {line.recall_reason}"


def period_of(book: RegisterRow) -> str:
    """Return of which year or term of the Party a register is."""
    return f"Năm {book.year}" if book.year is not None else f"Nhiệm kỳ {book.term}"


def printed(actor: Actor, book: RegisterRow) -> dict[str, Any]:
    """Return the fields of the printed register; two statements."""
    data: dict[str, Any] = {
        "keeper_name": org.unit(book.keeper_id).name,
        "body_name": book.body,
        "book_name": NAMES[book.direction],
        "series_name": book.name,
        "period": period_of(book),
        "heads": list(HEADS[book.direction]),
        "lines": [{"cells": cells(book.direction, line), "void": line.state == "void"} for line in all_lines(actor, book.uid)],
        "first_number": book.first,
        "taken": book.taken,
        "void_count": book.void,
        "reserved_count": book.reserved,
        "opened_on": org.local_day(book.opened_at),
    }
    if book.closed_at is not None:
        data |= {"closed_on": org.local_day(book.closed_at), "closed_by": book.closed_by}
    return data


def file_name(book: RegisterRow) -> str:
    """Return what the printed register is called as a file: «so-van-ban-di-named-quyet-dinh-2018»."""
    said = f"so van ban {_SLUGS[book.direction]} {book.symbol} {book.key} {book.year or book.term}"
    return re.sub(r"[^a-z0-9]+", "-", fold(said)).strip("-")
