"""A volume as it is printed, bound and sealed: every line, the void ones struck out, and the closing statement."""

from __future__ import annotations

from typing import Any

from lienthong.casework.books.queries.reading import BookRow, EntryRow, all_entries
from lienthong.casework.books.rules.kinds import COLUMNS
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats


def printed(book: BookRow) -> dict[str, Any]:
    """Return the fields of the printed volume."""
    columns = book.kind.columns
    data: dict[str, Any] = {
        "agency_name": org.unit(book.unit_id).name,
        "book_name": book.kind.name,
        "volume": book.cited,
        "year": str(book.year),
        "heads": ["Số", "Ngày", *(COLUMNS[column] for column in columns)],
        "lines": [{"cells": _cells(line, columns), "void": _void(line)} for line in all_entries(book.uid)],
        "first_number": book.first,
        "taken": book.taken,
        "void_count": book.void,
        "opened_on": org.local_day(book.opened_at),
    }
    if book.closed_at is not None:
        data |= {"closed_on": org.local_day(book.closed_at), "closed_by": book.closed_by}
    return data


def _cells(line: EntryRow, columns: tuple[str, ...]) -> list[str]:
    return [line.label, formats.day(line.entered_at), *(cell(line, column) for column in columns)]


def cell(line: EntryRow, column: str) -> str:
    """Return what a line shows in a column; nothing where it has no such fact."""
    if column in ("requester", "subject"):
        return str(getattr(line, column))
    value = line.facts.get(column)
    if value is None:
        return ""
    return formats.amount(value) if column == "fee" else str(value)


def _void(line: EntryRow) -> str:
    return f"Hủy: {line.void_reason} ({line.voided_by})" if line.voided_at else ""
