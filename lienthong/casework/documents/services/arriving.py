"""Documents that came: registered under the next incoming numbers of the year, one or a whole grid in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import (
    FaultyRows,
    IssuerUnknown,
    LateNeedsReason,
    TooManyRows,
    TwinInGrid,
    TwinThere,
    TypeUnknown,
)
from lienthong.casework.documents.models import Body, Document, RegisterEntry
from lienthong.casework.documents.queries import types
from lienthong.casework.documents.queries.plans import series_kind
from lienthong.casework.documents.queries.twins import as_written, twins_by_row
from lienthong.casework.documents.rules.letters import MOST, MOST_ROWS, Fault, Incoming, fields_of, incoming_faults
from lienthong.casework.documents.rules.series import SeriesKind
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.numbering import Named, Numbered, Wanted, once, take
from lienthong.casework.documents.services.opening import Run, body_of, locked
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line


def register_incoming(
    *, actor: Actor, at: datetime, body_key: str, new: Incoming, reason: str = "", key: UUID | None = None
) -> Numbered:
    """Register a document that came to a body whose registers the actor's unit keeps; its number is the next of the year.

    reason  why it is registered on a later day than it came.   key  as in `issue_outgoing`.
    Raises NotYourRegister, BodyUnknown, WrongCapacity, LateNeedsReason, SeriesClosed, TypeUnknown, IssuerUnknown, TwinThere, what
    `rules.letters.incoming_faults` names, and of the files a FileRefused or FileUnknown.
    """
    try:
        return register_many(actor=actor, at=at, body_key=body_key, rows=[new], reason=reason, key=key)[0]
    except FaultyRows as faulty:
        raise faulty.faults[0].refusal from None


def register_many(
    *, actor: Actor, at: datetime, body_key: str, rows: Sequence[Incoming], reason: str = "", key: UUID | None = None
) -> list[Numbered]:
    """Register a grid of documents that came, in its order: the whole of it or nothing.

    reason  why those that came on an earlier day are registered now.   key  as in `issue_outgoing`: of the whole grid.
    Raises NotYourRegister, TooManyRows (40 at most, one at least), BodyUnknown, WrongCapacity, SeriesClosed, FaultyRows (by row
    and field), and of the files a FileRefused or FileUnknown.
    """
    access.must(actor, access.REGISTRARS)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    today = org.local_day(at)

    def act(named: Named) -> list[RegisterEntry]:
        body = body_of(actor, today, body_key)
        arrivals = [_arrival(new, today, reason) for new in rows]
        _read(actor, at, body, arrivals)
        faults = [replace(fault, row=number) for number, one in enumerate(arrivals, 1) for fault in one.faults]
        if faults:
            raise FaultyRows(faults)
        return _take(actor, at, body, arrivals, named)

    return once(actor, key, act)


@dataclass
class _Arrival:
    """A row on its way into the register: what was typed, the day it came, why it is late, what is wrong, the document."""

    new: Incoming
    on: date
    why: str
    faults: list[Fault]
    document: Document | None = None


def _arrival(new: Incoming, today: date, reason: str) -> _Arrival:
    arrived = org.local_day(new.arrived_at) if new.arrived_at else None
    wrong, on, said = incoming_faults(new, arrived, today), arrived or today, one_line(reason)[: MOST["reason"]]
    if on < today and not said:
        wrong.append(Fault("reason", LateNeedsReason(day=formats.day(on))))
    return _Arrival(new, on, said if on < today else "", wrong)


def _read(actor: Actor, at: datetime, body: Body, arrivals: Sequence[_Arrival]) -> None:
    """Make the documents of rows, and find what only the database knows to be wrong with them."""
    asked = {one.new.issuer_uid for one in arrivals if one.new.issuer_uid}
    units = {unit.uid: unit for unit in org.Unit.objects.filter(uid__in=asked)} if asked else {}
    for one in arrivals:
        unit = units.get(one.new.issuer_uid) if one.new.issuer_uid else None
        if one.new.issuer_uid and unit is None:
            one.faults.append(Fault("issuer", IssuerUnknown()))
        name = type_name(body, one.new.type_key, one.new.issued_on or one.on)
        if one.new.type_key and not name:
            one.faults.append(Fault("type_key", TypeUnknown(day=formats.day(one.new.issued_on or one.on))))
        if not one.faults:
            one.document = _document(body, one.new, unit, name)
    made = [one for one in arrivals if one.document is not None]
    documents = [one.document for one in made if one.document is not None]
    hashes = [keep_files(actor, at, document.uid, one.new) for one, document in zip(made, documents, strict=True)]
    found = twins_by_row(actor, body.key, documents, hashes)
    others = {row.uid: row for row in Document.objects.filter(uid__in=[twin.document_uid for twin in found.values()])}
    for number, (one, document) in enumerate(zip(made, documents, strict=True)):
        twin = found.get(number)
        if twin is not None and one.new.another:
            document.another_than = others.get(twin.document_uid)
        elif twin is not None:
            one.faults.append(Fault("symbol", TwinThere(number=twin.label, day=formats.day(twin.day))))
    _same_row(arrivals)


def _same_row(arrivals: Sequence[_Arrival]) -> None:
    """Find what stands twice in the grid itself."""
    seen: dict[tuple[str, str, date], int] = {}
    for number, one in enumerate(arrivals, 1):
        made = one.document
        if made is not None and made.symbol and made.issued_on:
            first = seen.setdefault((made.folded_issuer, made.symbol, made.issued_on), number)
            if first != number and not one.new.another:
                one.faults.append(Fault("symbol", TwinInGrid(row=first)))


def _take(actor: Actor, at: datetime, body: Body, arrivals: Sequence[_Arrival], named: Named) -> list[RegisterEntry]:
    """Take the numbers; secret documents and those of another year have a series of their own, locked in a fixed order."""
    runs: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(arrivals):
        runs.setdefault((_kind(body, one.new).key, one.on.year), []).append(place)
    taken: dict[int, RegisterEntry] = {}
    for _, places in sorted(runs.items()):
        first = arrivals[places[0]]
        series = locked(actor, at, body, Run(_kind(body, first.new), None, first.on))
        wanted = [
            Wanted(str, one.on, one.document, type_key=one.new.type_key, late_reason=one.why, key=named(place))
            for place, one in ((place, arrivals[place]) for place in places)
        ]
        taken |= dict(zip(places, take(actor, at, series, wanted), strict=True))
    return [taken[place] for place in range(len(arrivals))]


def _kind(body: Body, new: Incoming) -> SeriesKind:
    return series_kind(system=body.system, direction="in", secret=bool(new.secrecy))


def _document(body: Body, new: Incoming, unit: org.Unit | None, name: str) -> Document:
    """Return the unsaved document that came."""
    made = Document(
        body=body, keeper_id=body.keeper_id, direction="in", symbol=as_written(new.symbol), issued_on=new.issued_on,
        issuer=one_line(new.issuer) or (unit.name if unit else ""), issuer_unit=unit, channel=new.channel,
        arrived_at=new.arrived_at, **(fields_of(new) | {"type_name": name}),
    )  # fmt: skip
    made.derive()
    return made


def type_name(body: Body, key: str, on: date) -> str:
    """Return what a type is called on a day, of the body's own system before the other; "" when there is none."""
    for system in sorted(("party", "state"), key=lambda one: one != body.system):
        for one in types.all_of(system, on):
            if key and one.key == key:
                return one.name
    return ""
