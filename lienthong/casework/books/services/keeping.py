"""Volumes: a book begun on paper is gone on with, a full volume is followed by the next, a year is closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.books import access
from lienthong.casework.books.errors import BookClosed, BookInUse, BookStillRunning, BookUnknown
from lienthong.casework.books.models import Book
from lienthong.casework.books.queries import kind
from lienthong.casework.books.services.taking import open_volume, told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence


@dataclass(frozen=True)
class Closed:
    """A volume closed: its first and last number, how many of them are void; `last` < `first` when none was taken."""

    book_uid: UUID
    first: int
    last: int
    void: int


def begin(*, actor: Actor, at: datetime, kind_key: str, first: int) -> UUID:
    """Open this year's book with its first number, for a book that was begun on paper; return its uid.

    Raises BookInUse once a number was taken, BookClosed, NotYourBook; ValueError for a first number below 1.
    """
    access.must(actor, access.CLOSERS)
    if first < 1:
        raise ValueError(first)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        book = open_volume(actor, at, kind_key, org.local_day(at).year)
        if book.last >= book.first:
            raise BookInUse(book=_name(book), number=book.last)
        if book.first != first:
            book.first, book.last = first, first - 1
            book.save(update_fields=["first", "last"])
            told(actor, at, book, "book_begun", {"first": first})
    return book.uid


def next_volume(*, actor: Actor, at: datetime, book_uid: UUID) -> UUID:
    """Close a full volume and open the next one, whose numbers go on; return the new one's uid.

    Raises BookUnknown, BookClosed, NotYourBook.
    """
    access.must(actor, access.CLOSERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        book = _locked(actor, book_uid)
        _close(actor, at, book)
        following = Book.objects.create(
            unit_id=book.unit_id, kind=book.kind, year=book.year, volume=book.volume + 1,
            first=book.last + 1, last=book.last, opened_at=at, opened_by=actor.name,
        )  # fmt: skip
        told(actor, at, following, "book_opened", {"first": following.first}, participants=(book.unit_id,))
    return following.uid


def close_year(*, actor: Actor, at: datetime, book_uid: UUID) -> Closed:
    """Close the last volume of a year that is over; no number is taken in that year any more.

    Raises BookUnknown, BookClosed, BookStillRunning, NotYourBook.
    """
    access.must(actor, access.CLOSERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        book = _locked(actor, book_uid)
        if org.local_day(at).year <= book.year:
            raise BookStillRunning(year=book.year)
        return _close(actor, at, book)


def close_units(*, actor: Actor, at: datetime, unit_ids: Collection[int]) -> list[Closed]:
    """Close every open volume of units that end: their last numbers stand, nobody takes another; the heir opens its own book.

    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    rows = Book.objects.select_for_update(of=("self",)).filter(unit_id__in=unit_ids, closed_at=None).order_by("pk")
    return [_close(actor, at, book) for book in rows]


def _locked(actor: Actor, uid: UUID) -> Book:
    book = Book.objects.select_for_update(of=("self",)).filter(uid=uid, unit_id=actor.unit_id).first()
    if book is None:
        raise BookUnknown(book=str(uid))
    if book.closed_at is not None:
        raise BookClosed(book=_name(book), day=formats.day(book.closed_at))
    return book


def _close(actor: Actor, at: datetime, book: Book) -> Closed:
    void = book.entries.exclude(voided_at=None).count()
    book.closed_at, book.closed_by = at, actor.name
    book.save(update_fields=["closed_at", "closed_by"])
    told(actor, at, book, "book_closed", {"first": book.first, "last": book.last, "void": void})
    return Closed(book.uid, book.first, book.last, void)


def _name(book: Book) -> str:
    cited = f"{book.volume:02d}/{book.year}"
    return Sentence("%(book)s, quyển %(cited)s", book=kind(book.kind).name, cited=cited)
