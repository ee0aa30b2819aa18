"""The volumes of a unit and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from lienthong.casework.books.models import Book, BookEntry
from lienthong.casework.books.queries.kinds import kind, kinds
from lienthong.casework.books.rules.kinds import BookKind

PAGE = 100


@dataclass(frozen=True)
class BookRow:
    """A volume: how many numbers were taken, how many are void; `last` < `first` while there is none."""

    uid: UUID
    unit_id: int
    kind: BookKind
    year: int
    volume: int
    first: int
    last: int
    void: int
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str

    @property
    def cited(self) -> str:
        """Return the volume as results cite it."""
        return self.kind.volume(self.volume, self.year)

    @property
    def taken(self) -> int:
        """Return how many numbers were taken."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class EntryRow:
    """A line of a book; facts as the columns of its kind name them."""

    uid: UUID
    number: int
    label: str
    entered_at: datetime
    entered_by: str
    object_uid: UUID | None
    requester: str
    subject: str
    facts: dict[str, Any]
    voided_at: datetime | None
    voided_by: str
    void_reason: str
    cited: str


@dataclass(frozen=True)
class EntryPage:
    """A page of lines, in the order of their numbers, with how many pages there are."""

    rows: tuple[EntryRow, ...]
    number: int
    pages: int


def books_of(unit_id: int, year: int) -> list[BookRow]:
    """Return the volumes of a unit in a year, by the name of their kind; one statement."""
    found = Book.objects.filter(unit_id=unit_id, year=year).annotate(void=Count("entries", filter=~Q(entries__voided_at=None)))
    return sorted((_book(row) for row in found.order_by("pk")), key=lambda book: (book.kind.name, book.volume))


def running(unit_id: int) -> list[BookRow]:
    """Return the volumes of a unit that still take numbers, whatever their year, by the name of their kind; one statement."""
    found = Book.objects.filter(unit_id=unit_id, closed_at=None)
    rows = found.annotate(void=Count("entries", filter=~Q(entries__voided_at=None))).order_by("pk")
    return sorted((_book(row) for row in rows), key=lambda book: (book.kind.name, book.year, book.volume))


def years_of(unit_id: int) -> list[int]:
    """Return the years in which a unit has books, the latest first."""
    return list(Book.objects.filter(unit_id=unit_id).order_by("-year").values_list("year", flat=True).distinct())


def book(uid: UUID) -> BookRow | None:
    """Return a volume, or None when there is none or the context may not see it."""
    row = Book.objects.filter(uid=uid).annotate(void=Count("entries", filter=~Q(entries__voided_at=None))).first()
    return _book(row) if row else None


def _book(row: Any) -> BookRow:
    return BookRow(
        row.uid, row.unit_id, kind(row.kind), row.year, row.volume, row.first, row.last,
        row.void, row.opened_at, row.closed_at, row.closed_by,
    )  # fmt: skip


def entries(book_uid: UUID, *, page: int = 1, word: str = "") -> EntryPage:
    """Return a page of the lines of a volume; `word` finds in requester, subject and label."""
    lines = BookEntry.objects.filter(book__uid=book_uid).select_related("book")
    if word:
        lines = lines.filter(Q(requester__icontains=word) | Q(subject__icontains=word) | Q(label=word))
    pages = max(1, -(-lines.count() // PAGE))
    number = min(max(page, 1), pages)
    rows = lines.order_by("number")[(number - 1) * PAGE : number * PAGE]
    return EntryPage(tuple(_entry(row) for row in rows), number, pages)


def entry(uid: UUID) -> EntryRow | None:
    """Return a line, or None when there is none or the context may not see it."""
    row = BookEntry.objects.filter(uid=uid).select_related("book").first()
    return _entry(row) if row else None


def all_entries(book_uid: UUID) -> list[EntryRow]:
    """Return every line of a volume, in the order of the numbers."""
    return [_entry(row) for row in BookEntry.objects.filter(book__uid=book_uid).select_related("book").order_by("number")]


def entries_of(object_uids: Sequence[UUID]) -> list[EntryRow]:
    """Return the lines whose numbers the results of some dossiers took, in their order; those of receipts are left out."""
    receipts = [one.key for one in kinds() if one.fixed]
    lines = BookEntry.objects.filter(object_uid__in=list(object_uids)).exclude(book__kind__in=receipts)
    lines = lines.select_related("book").order_by("pk")
    return [_entry(row) for row in lines]


def _entry(row: BookEntry) -> EntryRow:
    return EntryRow(
        row.uid, row.number, row.label, row.entered_at, row.entered_by, row.object_uid, row.requester, row.subject,
        row.facts, row.voided_at, row.voided_by, row.void_reason, kind(row.book.kind).volume(row.book.volume, row.book.year),
    )  # fmt: skip
