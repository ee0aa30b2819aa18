"""A closing looked at again: what was counted then, and whether the lines still make the same digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lienthong.casework.documents.errors import NotClosed
from lienthong.casework.documents.models import Document, RegisterEntry
from lienthong.casework.documents.queries.reading import (
    EntryRow,
    RegisterRow,
    book_of,
    entry_row,
    lines_of_series,
    series_in_sight,
)
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.canonical import canonical_bytes

FORM = 2
"""The form of the digest that closings write now: 1 knew numbers, states and documents, 2 what their lines say, too."""
SAID = (
    "symbol", "type_name", "subject", "issued_on", "issuer", "signer", "signer_capacity", "recipients", "copies", "pages",
    "urgency", "secrecy",
)  # fmt: skip
"""What a line says for good.  Where a document went, lies or was recalled is written after a closing, too."""


@dataclass(frozen=True)
class ClosingRow:
    """A closed register: whose seal it bears, its void and reserved lines, the digest of every line then (`digest`) and now."""

    book: RegisterRow
    body_unit_id: int
    void: tuple[EntryRow, ...]
    reserved: tuple[EntryRow, ...]
    digest: str
    now: str

    @property
    def whole(self) -> bool:
        """Return whether every line is as it was when the register was closed."""
        return self.digest == self.now


def digest_of(rows: Iterable[RegisterEntry], form: int = FORM) -> str:
    """Return the SHA-256 of the lines of a register in the order of their numbers, in hex; each row with its document."""
    return hashlib.sha256(canonical_bytes([_line(row, form) for row in rows])).hexdigest()


def _line(row: RegisterEntry, form: int) -> list[Any]:
    document: Document | None = row.document
    said = [row.number, row.label, row.day, row.state, document.uid if document else None, row.void_reason]
    if form == 1:
        return said
    more = [getattr(document, name) for name in SAID] if document else []
    return [*said, row.voided_by, row.reserved_for, row.late_reason, *more]


def closing_of(actor: Actor, series_uid: UUID) -> ClosingRow:
    """Return a closed register as it is now; two statements.  Raises SeriesUnknown, NotClosed."""
    series = series_in_sight(actor, series_uid)
    if series.closed_at is None:
        raise NotClosed(series=series.name)
    rows = list(lines_of_series(actor, series_uid))
    lines = {state: tuple(entry_row(row, series_uid) for row in rows if row.state == state) for state in ("void", "reserved")}
    return ClosingRow(
        book_of(series), series.body.unit_id, lines["void"], lines["reserved"], str(series.closing.get("digest", "")),
        digest_of(rows, int(series.closing.get("form", 1))),
    )  # fmt: skip
