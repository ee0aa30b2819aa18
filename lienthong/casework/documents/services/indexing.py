"""The index of the search box: written with each line of a register, and once more when the text of its files was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import Combinable, CombinedExpression

from lienthong.casework.documents.errors import DocumentUnknown, SecretHasContent
from lienthong.casework.documents.models import Indexed, RegisterEntry, Series
from lienthong.casework.documents.rules import searching
from lienthong.toolkit.vietnamese import nfc


def index(series: Series, rows: Sequence[RegisterEntry]) -> None:
    """Index new lines of a register; one statement."""
    Indexed.objects.bulk_create(
        [
            Indexed(
                entry=row, keeper_id=row.keeper_id, system=series.body.system, direction=series.direction, day=row.day,
                words=_words(row),
            )
            for row in rows
        ]
    )  # fmt: skip


def index_again(row: RegisterEntry) -> None:
    """Index a line whose number, kept free until now, names a document."""
    Indexed.objects.filter(entry=row).update(day=row.day, words=_words(row))


def keep_text(*, at: datetime, document_uid: UUID, text: str) -> None:
    """Keep what the files of a document say, so that a search finds it; read again, the later text stands.

    text  at most `searching.MOST_TEXT` letters of it are kept.
    The system's own act, under the context of its caller.  Raises DocumentUnknown, SecretHasContent.
    """
    row = RegisterEntry.objects.select_related("document").filter(document__uid=document_uid).first()
    if row is None or row.document is None:
        raise DocumentUnknown(document=str(document_uid))
    if row.document.secrecy:
        raise SecretHasContent
    said = nfc(text).replace("\x00", "")[: searching.MOST_TEXT]
    found: Combinable = CombinedExpression(_words(row), "||", _vector(said, "D"))
    Indexed.objects.filter(entry=row).update(text=said, words=found, read_at=at)


def _words(row: RegisterEntry) -> Combinable:
    one = row.document
    number = f"{row.number} {row.label} {one.symbol if one else ''}"
    subject = f"{one.type_name} {one.subject}" if one else row.reserved_for
    people = f"{one.issuer} {one.signer} {one.recipients}" if one else ""
    return CombinedExpression(
        CombinedExpression(_vector(number, "A"), "||", _vector(subject, "B")), "||", _vector(people, "C")
    )  # fmt: skip


def _vector(text: str, weight: str) -> SearchVector:
    return SearchVector(Value(" ".join(searching.words_of(text))), config="simple", weight=weight)
