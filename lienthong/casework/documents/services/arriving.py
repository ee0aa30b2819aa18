"""Documents that came: registered under the next incoming number of the year."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import IssuerUnknown, TwinThere, TypeUnknown
from lienthong.casework.documents.models import Body, Document, RegisterEntry
from lienthong.casework.documents.queries import symbols, types
from lienthong.casework.documents.queries.plans import series_kind
from lienthong.casework.documents.queries.twins import twins_of
from lienthong.casework.documents.rules.letters import Incoming, cleaned, fields_of, incoming_faults
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.numbering import Numbered, Wanted, late, once, take
from lienthong.casework.documents.services.opening import Run, body_of, locked
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def register_incoming(
    *, actor: Actor, at: datetime, body_key: str, new: Incoming, reason: str = "", key: UUID | None = None
) -> Numbered:
    """Register a document that came to a body whose registers the actor's unit keeps; its number is the next of the year.

    reason  why it is registered on a later day than it came.   key  as in `issue_outgoing`.
    Raises NotYourRegister, BodyUnknown, WrongCapacity, LateNeedsReason, SeriesClosed, TypeUnknown, IssuerUnknown, TwinThere, what
    `rules.letters.incoming_faults` names, and of the files a FileRefused or FileUnknown.
    """
    access.must(actor, access.REGISTRARS)
    today = org.local_day(at)
    arrived = org.local_day(new.arrived_at) if new.arrived_at else None
    for fault in incoming_faults(new, arrived, today):
        raise fault.refusal
    on = arrived or today
    why = late(on, today, reason)

    def act(named: UUID | None) -> RegisterEntry:
        body = body_of(actor, today, body_key)
        document = incoming_document(body, new, on)
        hashes = keep_files(actor, at, document.uid, new)
        document.another_than = _twin(actor, body, document, hashes, new)
        kind = series_kind(system=body.system, direction="in", secret=bool(new.secrecy))
        series = locked(actor, at, body, Run(kind, None, on))
        (row,) = take(actor, at, series, [Wanted(str, on, document, type_key=document.type_key, late_reason=why, key=named)])
        return row

    return once(actor, key, act)


def incoming_document(body: Body, new: Incoming, on: date) -> Document:
    """Return the unsaved document that came.  Raises IssuerUnknown, TypeUnknown."""
    issuer, issuer_unit_id = cleaned(new.issuer), None
    if new.issuer_uid is not None:
        unit = next(iter(org.Unit.objects.filter(uid=new.issuer_uid)), None)
        if unit is None:
            raise IssuerUnknown
        issuer, issuer_unit_id = issuer or unit.name, unit.pk
    return Document(
        body=body, keeper_id=body.keeper_id, direction="in", symbol=as_written(new.symbol), issued_on=new.issued_on,
        issuer=issuer, issuer_unit_id=issuer_unit_id, channel=new.channel, arrived_at=new.arrived_at,
        **(fields_of(new) | {"type_name": type_name(new.type_key, new.issued_on or on)}),
    )  # fmt: skip


def as_written(symbol: str) -> str:
    """Return a symbol as offices write it; one that is none of theirs (a letter from elsewhere) as it was typed."""
    typed = cleaned(symbol)
    try:
        return str(symbols.parse(typed))
    except symbols.NotASymbol:
        return typed


def type_name(key: str, on: date) -> str:
    """Return what a type of either system is called on a day, "" when none is said.  Raises TypeUnknown."""
    if not key:
        return ""
    for system in ("state", "party"):
        for one in types.all_of(system, on):
            if one.key == key:
                return one.name
    raise TypeUnknown(day=formats.day(on))


def _twin(actor: Actor, body: Body, document: Document, hashes: list[str], new: Incoming) -> Document | None:
    """Return the document that this one is like and is not, as the clerk says.  Raises TwinThere when the clerk did not."""
    found = twins_of(
        actor, body_key=body.key, issuer=document.issuer, symbol=document.symbol, issued_on=document.issued_on, hashes=hashes
    )  # fmt: skip
    if found and not new.another:
        raise TwinThere(number=found[0].label, day=formats.day(found[0].day))
    return Document.objects.get(uid=found[0].document_uid) if found else None
