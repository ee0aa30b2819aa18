"""What is sealed beside the rounds, as pages show it; the context is the caller's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from lienthong.casework.approval.models import Sealed
from lienthong.casework.documents import public as documents
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class SealedRow:
    """A sealed paper that stands: kind of SEALED, way of WAYS, its file, who sealed it and when, why it replaced another."""

    kind: str
    way: str
    file_uid: UUID
    sha256: str
    digest: str
    sealed_at: datetime
    sealed_by: str
    sealed_title: str
    reason: str


@dataclass(frozen=True)
class ClosingSheet:
    """A closing with its minutes: None while nobody signed them.  may_sign: the actor's unit keeps the register."""

    row: documents.ClosingRow
    sealed: SealedRow | None
    may_sign: bool

    @property
    def whole(self) -> bool:
        """Return whether every line is as it was when the register was closed, and as the signed minutes say."""
        return self.row.whole and (self.sealed is None or self.sealed.digest == self.row.digest)


@dataclass(frozen=True)
class Known:
    """What is told of a file that was issued here, to whoever has the very file.

    kind        document or closing.   name: of its type, or of the register.   number: with its symbol, or the year.
    day         of issue, or of the closing.   void: its number was made void.   newer: another file took the place of this one.
    replaced    by another document; replaced_by, replaced_day: by which, where the public may know it.
    """

    kind: str
    name: str
    number: str
    day: date
    body: str
    recalled_at: datetime | None
    void: bool
    newer: bool
    replaced: bool
    replaced_by: str | None
    replaced_day: date | None


def known(content: bytes) -> Known | None:
    """Return what the public may know of a file by its sum; one statement, no context needed.

    None of what was not issued here, and of secret, internal and Party papers.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM approval_known(%s)", [hashlib.sha256(content).hexdigest()])
        cells = cursor.fetchone()
    return Known(*cells) if cells else None


def sealed_of(object_uid: UUID) -> SealedRow | None:
    """Return what is sealed for a register or document that the context sees, None: nothing; one statement."""
    one = Sealed.objects.filter(object_uid=object_uid, replaced_at=None).first()
    if one is None:
        return None
    return SealedRow(
        one.kind, one.way, one.file_uid, one.sha256, one.digest, one.sealed_at, one.sealed_by, one.sealed_title, one.reason
    )


def closing(actor: Actor, series_uid: UUID) -> ClosingSheet:
    """Return a closing, looked at now, with its minutes; three statements.  Raises of documents SeriesUnknown, NotClosed."""
    row = documents.closing_of(actor, series_uid)
    may = row.book.keeper_id == actor.unit_id and actor.has(*documents.KEEPERS)
    return ClosingSheet(row, sealed_of(series_uid), may)


def sealed_content(row: SealedRow) -> bytes:
    """Return the file of a sealed paper that the context sees.  Raises files.FileDamaged."""
    with files.open_file(row.file_uid) as file:
        return file.read()
