"""The same document twice: what a clerk is shown before it is registered again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from lienthong.casework.documents import access
from lienthong.casework.documents.models import Document
from lienthong.casework.documents.queries import symbols
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold, one_line

SHOWN = 5


@dataclass(frozen=True)
class Twin:
    """A document of the same issuer, symbol and day, or with the same file: where it stands in the register.

    same_file  it is the content that is the same.
    """

    document_uid: UUID
    number: int
    label: str
    day: date
    symbol: str
    issuer: str
    subject: str
    same_file: bool


def as_written(symbol: str) -> str:
    """Return a symbol as offices write it; one that is none of theirs (a letter from elsewhere) as it was typed."""
    typed = one_line(symbol)
    try:
        return str(symbols.parse(typed))
    except symbols.NotASymbol:
        return typed


def twins_of(
    actor: Actor, *, body_key: str, issuer: str, symbol: str, issued_on: date | None, hashes: Collection[str] = ()
) -> list[Twin]:
    """Return what the unit's incoming register of a body has like it, five at most, the latest first; two statements at most.

    issuer  as typed, or the name of a unit of ours.   symbol  as typed.   hashes  sha256 of its files, in hex.
    A document without symbol or day is like another only by its file.  Void numbers are left out.
    """
    same = set(_with_files(hashes))
    rows = _registered(actor, body_key).filter(_like(fold(one_line(issuer)), as_written(symbol), issued_on) | Q(uid__in=same))
    return [_twin(row, same) for row in rows[:SHOWN]]


def twins_by_row(
    actor: Actor, body_key: str, documents: Sequence[Document], hashes: Sequence[Collection[str]]
) -> dict[int, Twin]:
    """Return the latest twin of each of some unsaved documents by its place, those without left out; three statements at most."""
    said = Q(pk__in=[])
    for one in documents:
        said |= _like(one.folded_issuer, one.symbol, one.issued_on)
    named = _registered(actor, body_key).filter(said).order_by("pk")
    by_name = {(row.folded_issuer, row.symbol, row.issued_on): row for row in named}
    owners = _with_files(digest for some in hashes for digest in some)
    by_file = {row.uid: row for row in _registered(actor, body_key).filter(uid__in=set(owners))} if owners else {}
    found: dict[int, Twin] = {}
    for place, (one, some) in enumerate(zip(documents, hashes, strict=True)):
        same = {uid for uid, contents in owners.items() if contents.intersection(some)}
        row = by_name.get((one.folded_issuer, one.symbol, one.issued_on)) if one.symbol and one.issued_on else None
        row = row or next((row for uid, row in by_file.items() if uid in same), None)
        if row is not None:
            found[place] = _twin(row, same)
    return found


def _like(folded_issuer: str, symbol: str, issued_on: date | None) -> Q:
    return Q(folded_issuer=folded_issuer, symbol=symbol, issued_on=issued_on) if symbol and issued_on else Q(pk__in=[])


def _registered(actor: Actor, body_key: str) -> QuerySet[Document]:
    """Return what stands in the incoming registers that the actor's unit keeps of a body, the latest first."""
    rows = Document.objects.filter(keeper_id=actor.unit_id, direction="in", body__key=body_key, entry__state="used")
    return rows.filter(body__system=access.system_of(actor)).select_related("entry").order_by("-pk")


def _with_files(hashes: Iterable[str]) -> dict[UUID, set[str]]:
    """Return which objects have files of some contents, each with these contents; one statement, none for no content."""
    asked = set(hashes)
    found: dict[UUID, set[str]] = {}
    for uid, digest in files.StoredFile.objects.filter(sha256__in=asked).values_list("object_uid", "sha256") if asked else ():
        found.setdefault(uid, set()).add(digest)
    return found


def _twin(row: Document, same: Collection[UUID]) -> Twin:
    line = row.entry
    return Twin(row.uid, line.number, line.label, line.day, row.symbol, row.issuer, row.subject, row.uid in same)
