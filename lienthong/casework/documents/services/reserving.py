"""A number kept free for a document that is not signed yet, and the document that uses it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import DayOutsidePeriod, NotReserved, ReservedOtherwise, ReserveNeedsReason
from lienthong.casework.documents.models import RegisterEntry, Series
from lienthong.casework.documents.queries import types
from lienthong.casework.documents.rules.letters import MOST, Outgoing, faults
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.indexing import index_again
from lienthong.casework.documents.services.issuing import label_of, outgoing_document, run_of, type_of
from lienthong.casework.documents.services.numbering import Named, Numbered, Wanted, entry_of, late, numbered, once, take
from lienthong.casework.documents.services.opening import body_of, locked, noted
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line


def reserve(
    *,
    actor: Actor,
    at: datetime,
    body_key: str,
    type_key: str,
    reason: str,
    drafter: str = "",
    secret: bool = False,
    key: UUID | None = None,
) -> Numbered:
    """Keep the next number of a series free for a document that will be issued; the register says for what.

    type_key, drafter, secret  as the document will have them: its symbol is settled now.   key  as in `issue_outgoing`.
    Raises NotYourRegister, ReserveNeedsReason, BodyUnknown, WrongCapacity, TypeUnknown, NotASymbol, NoTerm, SeriesClosed.
    """
    access.must(actor, access.REGISTRARS)
    said = one_line(reason)[: MOST["reason"]]
    if not said:
        raise ReserveNeedsReason
    today = org.local_day(at)

    def act(named: Named) -> list[RegisterEntry]:
        body = body_of(actor, today, body_key)
        kind = type_of(body, type_key, today)
        write = label_of(body, kind, today, drafter)
        series = locked(actor, at, body, run_of(body, "out", kind, today, secret=secret))
        return take(actor, at, series, [Wanted(write, today, type_key=kind.key, reserved_for=said, key=named(0))])

    return once(actor, key, act)[0]


def use_reserved(
    *, actor: Actor, at: datetime, entry_uid: UUID, new: Outgoing, day: date | None = None, reason: str = ""
) -> Numbered:
    """Issue a document under a number that was kept free for it; day and reason as in `issue_outgoing`.

    Its type and symbol are those for which the number was kept.
    Raises NotYourRegister, DayAhead, LateNeedsReason, EntryUnknown, WrongCapacity, SeriesClosed, NotReserved, ReservedOtherwise,
    DayOutsidePeriod, what `rules.letters.faults` names, and of the files a FileRefused or FileUnknown.
    """
    access.must(actor, access.REGISTRARS)
    today = org.local_day(at)
    on = day or today
    why = late(on, today, reason)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = entry_of(actor, entry_uid)
        if row.state != "reserved":
            raise NotReserved(number=row.label)
        body, kind = row.series.body, types.by_key(row.series.body.system, row.type_key, row.day)
        if new.type_key != row.type_key or bool(new.secrecy) != row.series.key.startswith("secret"):
            raise ReservedOtherwise(number=row.label, type=kind.name.lower())
        _must_lie_in(row.series, on)
        for fault in faults(new):
            raise fault.refusal
        document = outgoing_document(body, row.series.direction, kind, on, new)
        document.symbol = row.label
        keep_files(actor, at, document.uid, new)
        document.derive()
        document.save()
        row.state, row.document, row.day, row.late_reason = "used", document, on, why
        row.save(update_fields=["state", "document", "day", "late_reason"])
        index_again(row)
        facts = {"entry": row.uid, "number": row.number, "label": row.label, "day": on} | ({"late_reason": why} if why else {})
        objects = (ledger.ObjectRef("document", document.uid),)
        ledger.append(noted(actor, at, row.series, "document_issued", facts, objects=objects))
        return numbered(row)


def _must_lie_in(series: Series, day: date) -> None:
    """Raise DayOutsidePeriod when a day is none of the year or term of a series."""
    term = series.term
    inside = day.year == series.year if term is None else term.since <= day and (term.until is None or day < term.until)
    if not inside:
        raise DayOutsidePeriod(day=formats.day(day), series=series.name)
