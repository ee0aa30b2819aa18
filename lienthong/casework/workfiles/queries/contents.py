"""What lies in a file, in its order, with page numbers; and what it still lacks before it is closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles.models import FileItem, WorkFile
from lienthong.casework.workfiles.queries.periods import period
from lienthong.casework.workfiles.rules.checks import Check, Content, checked, digest_of, first_pages


@dataclass(frozen=True)
class ItemRow:
    """A thing in a file: its place, what it is, how the list names it, pages (0: nobody counted) and the first one's number."""

    uid: UUID
    place: int
    kind: str
    object_uid: UUID
    symbol: str
    day: date | None
    title: str
    author: str
    pages: int
    first_page: int
    note: str
    digest: str

    @property
    def last_page(self) -> int:
        """Return the number of its last page."""
        return self.first_page + max(self.pages, 1) - 1


def items_of(row: WorkFile) -> list[ItemRow]:
    """Return what lies in a file, in its order; one statement."""
    return rows_of(row.items.order_by("place"))


def rows_of(found: Collection[FileItem]) -> list[ItemRow]:
    """Return things of one file with their page numbers."""
    items = list(found)
    starts = first_pages(one.pages for one in items)
    return [
        ItemRow(
            one.uid, number, one.kind, one.object_uid, one.symbol, one.day, one.title, one.author, one.pages, start, one.note,
            one.digest,
        )
        for number, (one, start) in enumerate(zip(items, starts, strict=True), 1)
    ]  # fmt: skip


def digest(items: Sequence[ItemRow]) -> str:
    """Return the sha-256 of the list of documents of a file."""
    return digest_of(
        [one.place, one.kind, str(one.object_uid), one.symbol, one.day, one.title, one.author, one.pages, one.digest]
        for one in items
    )


def running_of(uids: Collection[UUID]) -> set[UUID]:
    """Return which of some things are dossiers that are not ended; one statement, none for nothing."""
    asked = dossiers.Dossier.objects.filter(uid__in=uids, ended_at=None)
    return set(asked.values_list("uid", flat=True)) if uids else set()


def open_tasks(row: WorkFile, items: Sequence[ItemRow]) -> int:
    """Return how many tasks of a file's things, or the task that it was opened for, are open; one statement."""
    uids = {one.object_uid for one in items}
    found = tasks.Task.objects.filter(object_uid__in=uids, closed_at=None).exclude(kind=tasks.MARK)
    if row.origin == "task" and row.origin_uid:
        found |= tasks.Task.objects.filter(uid=row.origin_uid, closed_at=None)
    return found.count() if uids or row.origin == "task" else 0


def checks(row: WorkFile, items: Sequence[ItemRow], chosen: str = "") -> list[Check]:
    """Return the checks of a file before it is closed; two statements.

    chosen  key of the period for which it shall be kept; «»: the one it has.
    """
    going = running_of({one.object_uid for one in items if one.kind in {"dossier", "result"}})
    contents = [
        Content(
            one.kind, one.symbol or one.title[:80], (one.symbol, one.author, str(one.day)), one.pages or None,
            one.object_uid in going,
        )
        for one in items
    ]  # fmt: skip
    least = period(row.line.period) if row.line else None
    undescribed = [one.symbol or one.title[:80] for one in items if one.day is None]
    return checked(
        contents, kept=period(chosen or row.period), least=least, undescribed=undescribed, tasks=open_tasks(row, items)
    )  # fmt: skip
