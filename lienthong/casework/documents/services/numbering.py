"""Numbers are taken under the lock of their series, one after another, and rolled back with the caller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import (
    AlreadyVoid,
    DayAhead,
    EntryUnknown,
    LateNeedsReason,
    VoidNeedsReason,
)
from lienthong.casework.documents.models import Document, RegisterEntry, Series
from lienthong.casework.documents.rules.letters import MOST, MOST_ROWS
from lienthong.casework.documents.services.indexing import index
from lienthong.casework.documents.services.opening import must_be_open, noted, told
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line


@dataclass(frozen=True)
class Numbered:
    """A number taken, with the document that has it; `repeated`: the same page asked before, this is what it got."""

    entry_uid: UUID
    document_uid: UUID | None
    series_uid: UUID
    number: int
    label: str
    repeated: bool = False


@dataclass(frozen=True)
class Wanted:
    """What a number is taken for; `label` writes it.  key: of the page, None when nobody could send it twice."""

    label: Callable[[int], str]
    day: date
    document: Document | None = None
    type_key: str = ""
    reserved_for: str = ""
    late_reason: str = ""
    key: UUID | None = None


def numbered(entry: RegisterEntry, *, repeated: bool = False) -> Numbered:
    """Return an entry as the caller is told of it."""
    document = entry.document.uid if entry.document is not None else None
    return Numbered(entry.uid, document, entry.series.uid, entry.number, entry.label, repeated)


Named = Callable[[int], UUID | None]
"""The key under which the entry of a row of a page is kept, by the row's place; None when nobody could send it twice."""


def once(actor: Actor, key: UUID | None, act: Callable[[Named], list[RegisterEntry]]) -> list[Numbered]:
    """Do what a page asks, once: sent again, or twice at the same time, it is told what it got.

    `act` is given the keys that the entries keep: of the page, the unit and the row.  Opens the context of the actor.
    """

    def named(row: int) -> UUID | None:
        return uuid5(key, f"{actor.unit_id} {row}") if key else None

    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        before = _made(named)
        if before:
            return before
        try:
            with transaction.atomic():
                return [numbered(row) for row in act(named)]
        except IntegrityError:
            before = _made(named)
            if not before:
                raise
            return before


def _made(named: Named) -> list[Numbered]:
    """Return what the page got before, in the order of its rows."""
    keys = [key for key in map(named, range(MOST_ROWS)) if key]
    rows = RegisterEntry.objects.select_related("series", "document").filter(key__in=keys) if keys else []
    by_key = {row.key: numbered(row, repeated=True) for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def late(day: date, today: date, reason: str) -> str:
    """Return why a number is taken for an earlier day, "" for today.  Raises DayAhead, LateNeedsReason."""
    if day > today:
        raise DayAhead(day=formats.day(day), today=formats.day(today))
    said = one_line(reason)[: MOST["reason"]]
    if day < today and not said:
        raise LateNeedsReason(day=formats.day(day))
    return said if day < today else ""


def take(actor: Actor, at: datetime, series: Series, wanted: Sequence[Wanted]) -> list[RegisterEntry]:
    """Take one number of a locked series for each, in their order; the documents are saved with them."""
    documents = [one.document for one in wanted if one.document is not None]
    rows = []
    for number, one in enumerate(wanted, start=series.last + 1):
        label = one.label(number)
        if one.document is not None and series.direction != "in":
            one.document.symbol = label
        rows.append(
            RegisterEntry(
                series=series,
                keeper_id=series.keeper_id,
                number=number,
                label=label,
                day=one.day,
                document=one.document,
                state="used" if one.document is not None else "reserved",
                type_key=one.type_key,
                reserved_for=one.reserved_for,
                late_reason=one.late_reason,
                key=one.key,
                entered_at=at,
                entered_by=actor.name,
            )
        )
    for document in documents:
        document.derive()
    Document.objects.bulk_create(documents)
    RegisterEntry.objects.bulk_create(rows)
    index(series, rows)
    series.last = rows[-1].number
    series.save(update_fields=["last"])
    ledger.append_many([_taken(actor, at, series, row) for row in rows])
    return rows


def _taken(actor: Actor, at: datetime, series: Series, row: RegisterEntry) -> ledger.Entry:
    body = {"entry": row.uid, "number": row.number, "label": row.label, "day": row.day}
    body |= {"late_reason": row.late_reason} if row.late_reason else {}
    objects = (ledger.ObjectRef("document", row.document.uid),) if row.document is not None else ()
    activity = {"in": "document_registered"}.get(series.direction, "document_issued") if objects else "number_reserved"
    return noted(actor, at, series, activity, body, objects=objects)


def entry_of(actor: Actor, uid: UUID) -> RegisterEntry:
    """Return a line of the registers that the actor's unit keeps, locked with its series.

    Raises EntryUnknown, WrongCapacity, SeriesClosed.
    """
    row = (
        RegisterEntry.objects.select_for_update(of=("self", "series"), no_key=True)
        .select_related("series__body", "series__term", "document")
        .filter(uid=uid, keeper_id=actor.unit_id)
        .first()
    )
    if row is None:
        raise EntryUnknown(entry=str(uid))
    access.must_act_for(actor, row.series.body.system, row.series.body.name)
    must_be_open(row.series)
    return row


def void(*, actor: Actor, at: datetime, entry_uid: UUID, reason: str) -> None:
    """Make a number void: it stays in the register, struck out, with who, when and why; nobody gets it again.

    Raises NotYourRegister, EntryUnknown, WrongCapacity, SeriesClosed, AlreadyVoid, VoidNeedsReason.
    """
    access.must(actor, access.KEEPERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = entry_of(actor, entry_uid)
        if row.state == "void":
            raise AlreadyVoid(number=row.label)
        said = one_line(reason)[: MOST["reason"]]
        if not said:
            raise VoidNeedsReason(number=row.label)
        row.state, row.voided_at, row.voided_by, row.void_reason = "void", at, actor.name, said
        row.save(update_fields=["state", "voided_at", "voided_by", "void_reason"])
        told(actor, at, row.series, "number_voided", {"entry": row.uid, "number": row.number, "reason": said})
