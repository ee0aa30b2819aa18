"""Numbers are taken under the lock of the open volume, one after another, and rolled back with the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.books import access
from lienthong.casework.books.errors import AlreadyVoid, BookClosed, EntryUnknown, NotVoidable, VoidNeedsReason
from lienthong.casework.books.models import Book, BookEntry
from lienthong.casework.books.queries import kind
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence


@dataclass(frozen=True)
class NewEntry:
    """What a number is given to.  facts: `pages`, `copies`, `fee` (đồng), `signer`, `note`, as the kind's columns ask."""

    subject: str
    requester: str = ""
    object_uid: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """A number taken: as it is written on the result, and the volume it stands in."""

    entry_uid: UUID
    number: int
    label: str
    volume: str
    book_uid: UUID


def take(*, actor: Actor, at: datetime, kind_key: str, entries: Sequence[NewEntry]) -> tuple[Taken, ...]:
    """Take one number for each entry, in their order, in the actor's unit's book of the local year of `at`.

    Opens the year's first volume when the unit has none.  Seven statements at most, whatever the number of entries,
    and more for a new volume.  Whether the actor may do what the number is for is the caller's question.
    Raises BookClosed; KeyError for an unknown kind.
    """
    if not entries:
        return ()
    told, year = kind(kind_key), org.local_day(at).year
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        book = open_volume(actor, at, kind_key, year)
        rows = [
            BookEntry(
                book=book,
                number=number,
                label=told.label(number, year),
                entered_at=at,
                entered_by=actor.name,
                object_uid=new.object_uid,
                requester=new.requester[:200],
                subject=new.subject[:500],
                facts=dict(new.facts),
            )
            for number, new in enumerate(entries, start=book.last + 1)
        ]
        BookEntry.objects.bulk_create(rows)
        book.last = rows[-1].number
        book.save(update_fields=["last"])
        ledger.append_many([_noted(actor, at, book, row) for row in rows])
    return tuple(Taken(row.uid, row.number, row.label, told.volume(book.volume, year), book.uid) for row in rows)


def open_volume(actor: Actor, at: datetime, kind_key: str, year: int) -> Book:
    """Return the open volume of the year, locked; the year's first one is opened now.  Raises BookClosed."""
    kept = Book.objects.filter(unit_id=actor.unit_id, kind=kind_key, year=year)
    book = kept.filter(closed_at=None).select_for_update(of=("self",), no_key=True).first()
    if book is not None:
        return book
    closed = kept.order_by("-volume").first()
    if closed is not None and closed.closed_at is not None:
        book_of_year = Sentence("%(book)s năm %(year)s", book=kind(kind_key).name, year=year)
        raise BookClosed(book=book_of_year, day=formats.day(closed.closed_at))
    made = Book(unit_id=actor.unit_id, kind=kind_key, year=year, opened_at=at, opened_by=actor.name)
    inserted = Book.objects.bulk_create([made], ignore_conflicts=True)
    book = kept.filter(closed_at=None).select_for_update(of=("self",), no_key=True).get()
    if book.uid == inserted[0].uid:
        told(actor, at, book, "book_opened", {"first": book.first}, participants=(book.unit_id,))
    return book


def told(
    actor: Actor, at: datetime, book: Book, activity: str, body: Mapping[str, Any], *, participants: tuple[int, ...] = ()
) -> None:
    """Write one event of a book into the ledger."""
    ledger.append(_entry(actor, at, book, activity, body, participants=participants))


def _noted(actor: Actor, at: datetime, book: Book, row: BookEntry) -> ledger.Entry:
    objects = (ledger.ObjectRef("dossier", row.object_uid),) if row.object_uid else ()
    body = {"entry": row.uid, "number": row.number, "label": row.label}
    return _entry(actor, at, book, "number_taken", body, objects=objects, personal={"requester": row.requester})


def _entry(
    actor: Actor,
    at: datetime,
    book: Book,
    activity: str,
    body: Mapping[str, Any],
    *,
    objects: tuple[ledger.ObjectRef, ...] = (),
    personal: Mapping[str, Any] | None = None,
    participants: tuple[int, ...] = (),
) -> ledger.Entry:
    return ledger.Entry(
        stream=book.uid,
        activity=activity,
        lifecycle=ledger.Lifecycle.COMPLETED,
        occurred_at=at,
        actor=actor,
        objects=(ledger.ObjectRef("book", book.uid), *objects),
        body={"kind": book.kind, "year": book.year, "volume": book.volume, **body},
        personal=personal or {},
        participants=participants,
    )


def void(*, actor: Actor, at: datetime, entry_uid: UUID, reason: str) -> None:
    """Make a number void: it stays in the book, struck out, with who, when and why; nobody gets it again.

    Raises EntryUnknown, NotVoidable, AlreadyVoid, VoidNeedsReason, NotYourBook.
    """
    access.must(actor, access.KEEPERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = (
            BookEntry.objects.select_for_update(of=("self",))
            .select_related("book")
            .filter(uid=entry_uid, book__unit_id=actor.unit_id)
            .first()
        )
        if row is None:
            raise EntryUnknown(entry=str(entry_uid))
        if kind(row.book.kind).fixed:
            raise NotVoidable(book=kind(row.book.kind).name)
        if row.voided_at is not None:
            raise AlreadyVoid(number=row.label)
        if not reason.strip():
            raise VoidNeedsReason(number=row.label)
        row.voided_at, row.voided_by, row.void_reason = at, actor.name, reason.strip()[:300]
        row.save(update_fields=["voided_at", "voided_by", "void_reason"])
        told(actor, at, row.book, "number_voided", {"entry": row.uid, "number": row.number, "reason": row.void_reason})
