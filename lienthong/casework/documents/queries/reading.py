"""Registers, their lines and the documents these name, as pages and papers show them.  The context is the caller's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import DocumentUnknown, SeriesUnknown
from lienthong.casework.documents.models import Body, Document, RegisterEntry, Series, Share
from lienthong.casework.documents.queries.plans import plans
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold

PAGE = 50


@dataclass(frozen=True)
class BodyRow:
    """A body whose registers the actor's unit keeps: key for the services, symbol and name; committee_id of the Party."""

    key: str
    name: str
    symbol: str
    system: str
    committee_id: int | None


@dataclass(frozen=True)
class RegisterRow:
    """A register: whose, in which year or term, its numbers and how many of them are reserved or void.

    last  < first while no number was taken.
    """

    uid: UUID
    body: str
    body_key: str
    symbol: str
    system: str
    keeper_id: int
    direction: str
    key: str
    name: str
    year: int | None
    term: str
    first: int
    last: int
    reserved: int
    void: int
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str
    closing: dict[str, Any]

    @property
    def taken(self) -> int:
        """Return how many numbers were taken."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class EntryRow:
    """A line of a register; of a reserved number, and of a void one that was never used, the fields of a document are empty.

    series_uid  None of a document that another unit shares: its register stays closed.
    state  reserved, used or void.   day  of the number.   document_uid  None as long as it names no document.
    type_key  for which the number was taken: a symbol alone may be read as another («15/TTr-VP» of an inspectorate).
    replaced_by  uid of the document that took its place.
    """

    uid: UUID
    series_uid: UUID | None
    number: int
    label: str
    day: date
    state: str
    type_key: str
    entered_at: datetime
    entered_by: str
    reserved_for: str
    late_reason: str
    voided_at: datetime | None
    voided_by: str
    void_reason: str
    document_uid: UUID | None
    type_name: str
    symbol: str
    subject: str
    issued_on: date | None
    issuer: str
    signer: str
    signer_capacity: str
    recipients: str
    copies: int | None
    pages: int | None
    urgency: str
    secrecy: str
    circulation: str
    due_on: date | None
    channel: str
    arrived_at: datetime | None
    paper_at: datetime | None
    moved_to: str
    moved_on: date | None
    kept_by: str
    note: str
    file_code: str
    recalled_at: datetime | None
    recalled_by: str
    recall_reason: str
    replaced_by: UUID | None


@dataclass(frozen=True)
class EntryPage:
    """A page of lines in the order of their numbers; `after` is the number to go on after, 0 on the last page."""

    rows: tuple[EntryRow, ...]
    after: int


@dataclass(frozen=True)
class ShareRow:
    """Who lets whom read a document: the unit, a person of it or None, in which capacity, since when, by whom, why.

    across  it is of the other side: each reading is written down.
    """

    uid: UUID
    unit_id: int
    person_uid: UUID | None
    side: str
    at: datetime
    by: str
    reason: str
    across: bool


@dataclass(frozen=True)
class DocumentSheet:
    """All of a document: its line, whose it is, its register, its files, what it is like and is not (None: nothing).

    register  None when the document is read because it was shared, not because its register is open to the actor.
    shared    by which share it is read; None: it stands in a register of the actor's.   body_unit_id  whose name and seal.
    """

    line: EntryRow
    body: BodyRow
    keeper_id: int
    register: RegisterRow | None
    direction: str
    files: tuple[files.FileRow, ...]
    another_than: UUID | None
    shared: ShareRow | None = None
    body_unit_id: int = 0


def bodies_of(actor: Actor, on: date) -> list[BodyRow]:
    """Return the bodies of the actor's system whose registers the actor's unit keeps on a day; two statements at most."""
    return [one for one in kept_at(actor.unit_id, on) if one.system == access.system_of(actor)]


def kept_at(unit_id: int, on: date) -> list[BodyRow]:
    """Return the bodies of either system whose registers a unit keeps on a day: for systems, who have no capacity.

    Raises UnitNotValid of the organisation; NoServingUnit when no Party committee serves a body of the Party.
    """
    rows = plans(unit_id, on)
    return [BodyRow(one.kind.key, one.name, one.kind.symbol, one.kind.system, one.committee_id) for one in rows]


def registers_of(actor: Actor, on: date, *, year: int | None = None) -> list[RegisterRow]:
    """Return the registers that the actor may open on a day, of the unit and of those it took over from; two statements.

    They are kept by the unit or bear its name (the chairman reads what the office keeps).
    year  those of a year and of the terms that ran in it; None: all.
    """
    mine = org.followed_by(actor, on)
    rows = _series(actor).filter(Q(keeper_id__in=mine) | Q(body__unit_id__in=mine))
    if year:
        ran = Q(term__since__lt=date(year + 1, 1, 1)) & (Q(term__until=None) | Q(term__until__gt=date(year, 1, 1)))
        rows = rows.filter(Q(year=year) | ran)
    return [book_of(row) for row in rows.order_by("body__name", "direction", "name", "-year", "pk")]


def _counted() -> QuerySet[Series]:
    counted = {state: Count("entries", filter=Q(entries__state=state)) for state in ("reserved", "void")}
    return Series.objects.select_related("body", "term").annotate(**counted)


def _series(actor: Actor) -> QuerySet[Series]:
    return _counted().filter(access.in_sight(actor))


def book_of(row: Any) -> RegisterRow:
    """Return a register as others see it, of a row with its counts."""
    return _book(row, row.reserved, row.void)


def _book(row: Series, reserved: int, void: int) -> RegisterRow:
    body = row.body
    return RegisterRow(
        row.uid, body.name, body.key, body.symbol, body.system, row.keeper_id, row.direction, row.key, row.name, row.year,
        row.term.name if row.term else "", row.first, row.last, reserved, void, row.opened_at, row.closed_at,
        row.closed_by, row.closing,
    )  # fmt: skip


def register_row(actor: Actor, uid: UUID) -> RegisterRow:
    """Return a register.  Raises SeriesUnknown."""
    return book_of(series_in_sight(actor, uid))


def series_in_sight(actor: Actor, uid: UUID) -> Any:
    """Return the row of a register that the actor may open, with body, term and counts; one statement.  Raises SeriesUnknown."""
    row = _series(actor).filter(uid=uid).first()
    if row is None:
        raise SeriesUnknown(series=str(uid))
    return row


def lines_in_sight(actor: Actor) -> QuerySet[RegisterEntry]:
    """Return the lines of registers that the actor may read, with document and series."""
    return RegisterEntry.objects.filter(access.in_sight(actor, "series__body")).select_related("document", "series")


def register(
    actor: Actor, series_uid: UUID, *, after: int = 0, word: str = "", first: date | None = None, last: date | None = None
) -> EntryPage:
    """Return 50 lines of a register from the number after `after`; one statement.

    word         in symbol, issuer or subject, with or without marks, or the number itself.
    first, last  days of the numbers, both counted.
    """
    rows = found(lines_in_sight(actor).filter(series__uid=series_uid, number__gt=after), word)
    rows = rows.filter(day__gte=first) if first else rows
    rows = rows.filter(day__lte=last) if last else rows
    lines = list(rows.order_by("number")[: PAGE + 1])
    return EntryPage(
        tuple(entry_row(row, row.series.uid) for row in lines[:PAGE]), lines[PAGE - 1].number if len(lines) > PAGE else 0
    )


def all_lines(actor: Actor, series_uid: UUID) -> list[EntryRow]:
    """Return every line of a register in the order of the numbers, for print; one statement."""
    return [entry_row(row, row.series.uid) for row in lines_of_series(actor, series_uid)]


def lines_of_series(actor: Actor, series_uid: UUID) -> QuerySet[RegisterEntry]:
    """Return the rows of a register in the order of their numbers, with document and series."""
    return lines_in_sight(actor).filter(series__uid=series_uid).order_by("number")


def found(rows: QuerySet[RegisterEntry], word: str) -> QuerySet[RegisterEntry]:
    """Return those lines that a word finds: the number, or every part of it in symbol, issuer and subject, marks or none.

    A number stands there by itself: 12 finds 12/QĐ-UBND and 012, not 1520.
    """
    parts = fold(word).split()
    if not parts:
        return rows
    said = Q()
    for part in parts:
        digits = part.isascii() and part.isdecimal()
        said &= Q(document__folded__regex=rf"(^|[^0-9])0*{part}([^0-9]|$)") if digits else Q(document__folded__contains=part)
    if len(parts) == 1 and parts[0].isascii() and parts[0].isdecimal():
        said |= Q(number=int(parts[0][:9]))
    return rows.filter(said)


def entry(actor: Actor, uid: UUID) -> EntryRow | None:
    """Return a line of a register, or None when there is none or the actor may not see it; one statement."""
    row = lines_in_sight(actor).filter(uid=uid).first()
    return entry_row(row, row.series.uid) if row else None


def line_of(actor: Actor, document_uid: UUID) -> EntryRow:
    """Return the line of a document in the registers that the actor may open; one statement.  Raises DocumentUnknown."""
    row = lines_in_sight(actor).filter(document__uid=document_uid).first()
    if row is None:
        raise DocumentUnknown(document=str(document_uid))
    return entry_row(row, row.series.uid)


def outgoing_called(actor: Actor, symbol: str) -> UUID | None:
    """Return the latest outgoing document of the actor's unit that has exactly a symbol, None: there is none; one statement."""
    rows = lines_in_sight(actor).filter(keeper_id=actor.unit_id, series__direction="out", state="used", label=symbol)
    row = rows.order_by("-pk").first()
    return row.document.uid if row is not None and row.document is not None else None


def _in_state(state: str) -> Subquery:
    """Return how many lines of a line's register are in a state, None for none."""
    beside = RegisterEntry.objects.filter(series=OuterRef("series"), state=state).order_by()
    return Subquery(beside.values("series").annotate(many=Count("pk")).values("many"))


def document(actor: Actor, uid: UUID) -> DocumentSheet:
    """Return a document with its line, register and files; two statements.  Raises DocumentUnknown.

    One that is shared with the actor comes without its register.  Who shows it to a person asks `opened` instead.
    """
    rows = lines_in_sight(actor).select_related("document__another_than", "document__body", "series__body", "series__term")
    own = rows.annotate(reserved=_in_state("reserved"), void=_in_state("void")).filter(document__uid=uid).first()
    book = _book(own.series, own.reserved or 0, own.void or 0) if own is not None else None
    line, share = (own, None) if own is not None else _shared(actor, uid)
    if line is None or line.document is None:
        raise DocumentUnknown(document=str(uid))
    body, other = line.document.body, line.document.another_than
    return DocumentSheet(
        entry_row(line, None if share else line.series.uid), _body(body), line.keeper_id,
        book, line.document.direction, tuple(files.of_object(uid)),
        other.uid if other and share is None else None, share, body.unit_id,
    )  # fmt: skip


def readable(actor: Actor, uid: UUID) -> bool:
    """Return whether the actor may read a document: in a register of the own, or because it is shared; two statements."""
    own = Document.objects.filter(access.kept_for(actor), uid=uid)
    return own.exists() or Share.objects.filter(access.shared_with(actor), document__uid=uid).exists()


def shares_of(uid: UUID) -> list[ShareRow]:
    """Return who may read a document besides its keeper, in the order in which it was shared, as far as the units see it."""
    rows = Share.objects.filter(document__uid=uid).select_related("document__body").order_by("pk")
    return [_share(row, row.document.body.system) for row in rows]


def _shared(actor: Actor, uid: UUID) -> tuple[RegisterEntry | None, ShareRow | None]:
    """Return the line of a document that is shared with the actor and by which share; one statement."""
    rows = Share.objects.select_related("document__body", "document__entry")
    share = rows.filter(access.shared_with(actor), document__uid=uid).order_by("pk").first()
    if share is None:
        return None, None
    return share.document.entry, _share(share, share.document.body.system)


def _share(row: Share, system: str) -> ShareRow:
    return ShareRow(
        row.uid, row.unit_id, row.person_uid, row.side, row.at, row.by, row.reason, system != row.side
    )  # fmt: skip


def _body(body: Body) -> BodyRow:
    return BodyRow(body.key, body.name, body.symbol, body.system, body.committee_id)


_BLANK = Document()


def entry_row(row: RegisterEntry, series_uid: UUID | None) -> EntryRow:
    """Return a line as pages show it; series_uid: None when its register is not the actor's to open."""
    one = row.document or _BLANK
    return EntryRow(
        uid=row.uid, series_uid=series_uid, number=row.number, label=row.label, day=row.day,
        state=row.state, type_key=row.type_key, entered_at=row.entered_at, entered_by=row.entered_by,
        reserved_for=row.reserved_for, late_reason=row.late_reason,
        voided_at=row.voided_at, voided_by=row.voided_by, void_reason=row.void_reason,
        document_uid=row.document.uid if row.document else None, type_name=one.type_name, symbol=one.symbol, subject=one.subject,
        issued_on=one.issued_on, issuer=one.issuer, signer=one.signer, signer_capacity=one.signer_capacity,
        recipients=one.recipients, copies=one.copies, pages=one.pages, urgency=one.urgency, secrecy=one.secrecy,
        circulation=one.circulation,
        due_on=one.due_on, channel=one.channel, arrived_at=one.arrived_at, paper_at=one.paper_at, moved_to=one.moved_to,
        moved_on=one.moved_on,
        kept_by=one.kept_by, note=one.note, file_code=one.file_code, recalled_at=one.recalled_at, recalled_by=one.recalled_by,
        recall_reason=one.recall_reason, replaced_by=one.replaced_by_id,
    )  # fmt: skip


def to_send(actor: Actor) -> QuerySet[RegisterEntry]:
    """Return the lines of outgoing documents of the actor's unit of which nobody wrote that they went; not those recalled."""
    rows = lines_in_sight(actor).filter(keeper_id=actor.unit_id, series__direction="out", state="used")
    return rows.filter(document__moved_on=None, document__recalled_at=None)


def running(unit_id: int) -> list[RegisterRow]:
    """Return the registers of a unit that take numbers, of either system, by name, as hand-overs list them; one statement."""
    rows = _counted().filter(keeper_id=unit_id, closed_at=None)
    return [book_of(row) for row in rows.order_by("body__name", "direction", "name", "-year", "pk")]
