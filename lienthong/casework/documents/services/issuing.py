"""Documents that go out or are issued inside: the number is taken in the transaction that issues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import TypeUnknown
from lienthong.casework.documents.models import Body, Document, RegisterEntry
from lienthong.casework.documents.queries import symbols, types
from lienthong.casework.documents.queries.plans import series_kind
from lienthong.casework.documents.rules.letters import Outgoing, faults, fields_of
from lienthong.casework.documents.rules.types import DocumentType
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.numbering import Named, Numbered, Wanted, late, once, take
from lienthong.casework.documents.services.opening import Run, body_of, locked
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line


def issue_outgoing(
    *,
    actor: Actor,
    at: datetime,
    body_key: str,
    new: Outgoing,
    day: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Numbered:
    """Issue a document of a body whose registers the actor's unit keeps: it gets the next number of its series.

    day     of issue, which it bears; today unless said.  An earlier one is a late entry and asks for a reason.
    key     of the page whose button was pressed: pressed twice, it is one number.
    Raises NotYourRegister, BodyUnknown, WrongCapacity, DayAhead, LateNeedsReason, NoTerm, SeriesClosed, TypeUnknown, what
    `rules.letters.faults` names, NotASymbol (the drafter's symbol), and of the files a FileRefused or FileUnknown.
    """
    return _issue(actor, at, body_key, new, "out", day, reason, key)


def register_internal(
    *,
    actor: Actor,
    at: datetime,
    body_key: str,
    new: Outgoing,
    day: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Numbered:
    """Register a document that stays inside: it gets the next number of the body's internal register of the year.

    Arguments and refusals are those of `issue_outgoing`.
    """
    return _issue(actor, at, body_key, new, "internal", day, reason, key)


def _issue(
    actor: Actor, at: datetime, body_key: str, new: Outgoing, direction: str, day: date | None, reason: str, key: UUID | None
) -> Numbered:
    access.must(actor, access.REGISTRARS)
    today = org.local_day(at)
    on = day or today
    why = late(on, today, reason)

    def act(named: Named) -> list[RegisterEntry]:
        body = body_of(actor, today, body_key)
        kind = type_of(body, new.type_key, on)
        write = label_of(body, kind, on, new.drafter)
        for fault in faults(new):
            raise fault.refusal
        document = outgoing_document(body, direction, kind, on, new)
        keep_files(actor, at, document.uid, new)
        series = locked(actor, at, body, run_of(body, direction, kind, on, secret=bool(new.secrecy)))
        return take(actor, at, series, [Wanted(write, on, document, type_key=kind.key, late_reason=why, key=named(0))])

    return once(actor, key, act)[0]


def type_of(body: Body, key: str, on: date) -> DocumentType:
    """Return a type of a body's system on a day; one that no symbol writes takes no number.  Raises TypeUnknown."""
    for one in types.all_of(body.system, on):
        if one.key == key and not one.silent:
            return one
    raise TypeUnknown(day=formats.day(on))


def run_of(body: Body, direction: str, kind: DocumentType, on: date, *, secret: bool) -> Run:
    """Return in which run of numbers a document takes its own."""
    return Run(series_kind(system=body.system, direction=direction, secret=secret, type_=kind), kind, on)


def label_of(body: Body, kind: DocumentType, on: date, drafter: str) -> Callable[[int], str]:
    """Return what writes a number with its symbol: «12/QĐ-UBND», «15/UBND-VP», «19-NQ/TU».  Raises NotASymbol of the drafter."""
    unit = "" if kind.abbreviation else one_line(drafter)

    def write(number: int) -> str:
        if body.system == "party":
            return str(symbols.Party(number, kind.abbreviation, body.symbol))
        return str(symbols.State(number, on.year if kind.normative else None, kind.abbreviation, body.symbol, unit))

    symbols.parse(write(1))
    return write


def outgoing_document(body: Body, direction: str, kind: DocumentType, on: date, new: Outgoing) -> Document:
    """Return the unsaved document that a body issues."""
    return Document(
        body=body, keeper_id=body.keeper_id, direction=direction, issuer=body.name, issuer_unit_id=body.unit_id, issued_on=on,
        **(fields_of(new) | {"type_key": kind.key, "type_name": kind.name}),
    )  # fmt: skip
