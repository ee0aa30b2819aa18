"""An issued document is sent: inside at once, by the axis through the outbox, on paper by a line for the post office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.delivery import access
from lienthong.casework.delivery.errors import (
    AlreadySent,
    AxisOff,
    DispatchUnknown,
    NobodyChosen,
    NoFile,
    NotWaiting,
    SecretByWire,
    SenderUnknown,
)
from lienthong.casework.delivery.events import PacketDue
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.queries.addresses import AgencyRow, Recipient, address_book
from lienthong.casework.delivery.queries.axis import axis
from lienthong.casework.delivery.queries.letters import Letter, letter
from lienthong.casework.delivery.rules.words import OVER, STATES
from lienthong.casework.delivery.services.writing import locked, told, went
from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Words


def send(
    *,
    actor: Actor,
    at: datetime,
    document_uid: UUID,
    recipients: Iterable[str],
    on_paper: Iterable[str] = (),
    replaces: UUID | None = None,
) -> list[UUID]:
    """Send an issued document of the actor's unit to recipients; return the uid of each dispatch.

    recipients  keys of the address book: a body of ours gets it inside, an agency as the book says.
    on_paper    keys of those who get the paper instead.
    replaces    the document that this one replaces: who got that one sees both linked.
    Whoever has the document already is left out; inside it lies in the receiver's intake when this ends.
    Raises NotYourPost, NobodyChosen, RecipientUnknown, AlreadySent, NoFile, SecretByWire, AxisOff, SenderUnknown, NotOutgoing,
    and of documents DocumentUnknown, AlreadyVoid, DocumentRecalled, CirculationLimited.
    """
    access.must(actor)
    today = org.local_day(at)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        book = address_book(actor, today)
        chosen, paper = book.chosen(recipients), set(on_paper)
        if not chosen:
            raise NobodyChosen
        sent = letter(actor, document_uid, today)
        if sent.sender is None:
            raise SenderUnknown
        if sent.line.recalled_at is not None:
            raise documents.DocumentRecalled(symbol=sent.line.symbol, day=formats.day(sent.line.recalled_at))
        old = letter(actor, replaces, today).document_key if replaces else ""
        have = _who_has(document_uid)
        fresh = [one for one in chosen if _place(one) not in have]
        if not fresh:
            raise AlreadySent
        rows = [_row(actor, at, sent, one, "paper" if one.key in paper else _means(one), old) for one in fresh]
        _must_go({row.means for row in rows}, sent)
        _must_stay(rows, sent, at)
        Dispatch.objects.bulk_create(rows)
        for row, one in zip(rows, fresh, strict=True):
            told(row, "document_dispatched", at, actor=actor)
            _go(row, one, sent, at, actor)
        if replaces:
            documents.replace(actor=actor, at=at, document_uid=replaces, by_uid=document_uid)
        if sent.line.moved_on is None:
            documents.move_on(actor=actor, at=at, document_uid=document_uid, moved_to=sent.line.moved_to)
        return [row.uid for row in rows]


def _must_go(means: set[str], sent: Letter) -> None:
    """Raise SecretByWire, NoFile or AxisOff when the document cannot go by one of the means."""
    wire = means - {"paper"}
    if wire and sent.line.secrecy:
        raise SecretByWire
    if wire and not sent.files:
        raise NoFile
    if "axis" in means and axis() is None:
        raise AxisOff


def _must_stay(rows: Sequence[Dispatch], sent: Letter, at: datetime) -> None:
    """Raise CirculationLimited when a mark on the document keeps it from one of the receivers, or from a wire."""
    mark = sent.line.circulation
    if not mark or sent.sender is None:
        return
    own = documents.units_within(org.unit(sent.sender.unit_uid).id, at)
    if not all(documents.may_send(mark, within=row.receiver_id in own, wire=row.means != "paper") for row in rows):
        raise documents.limited(mark)


def _means(one: Recipient) -> str:
    return one.means if isinstance(one, AgencyRow) else "inside"


def _place(one: Recipient) -> tuple[int, str]:
    return (one.id, "") if isinstance(one, AgencyRow) else (one.keeper_id, one.body_key)


def _who_has(document_uid: UUID) -> set[tuple[int, str]]:
    """Return who has a document, or is about to: (unit, key of the body) or (agency, "")."""
    rows = Dispatch.objects.filter(document_uid=document_uid).exclude(state__in=OVER)
    return {(row.agency_id or row.receiver_id or 0, row.receiver_key) for row in rows}


def _row(actor: Actor, at: datetime, sent: Letter, one: Recipient, means: str, replaces_key: str) -> Dispatch:
    own, line = sent.sender, sent.line
    assert own is not None  # noqa: S101 - `send` refused otherwise
    to = (
        {"agency_id": one.id, "receiver_organ": one.organ}
        if isinstance(one, AgencyRow)
        else {
            "receiver_id": one.keeper_id, "receiver_key": one.body_key, "receiver_system": one.system,
            "receiver_organ": one.organ,
        }
    )  # fmt: skip
    return Dispatch(
        sender_id=actor.unit_id, sender_key=own.body_key, sender_system=own.system, sender_name=own.name, sender_organ=own.organ,
        receiver_name=one.name, means=means, state="queued", document_uid=sent.uid, document_key=sent.document_key,
        replaces_key=replaces_key, symbol=line.symbol, type_name=line.type_name, subject=line.subject,
        issued_on=line.issued_on or line.day, files=[] if means == "paper" else [str(file.uid) for file in sent.files],
        sent_by=actor.name, queued_at=at, **to,
    )  # fmt: skip


def _go(row: Dispatch, one: Recipient, sent: Letter, at: datetime, actor: Actor) -> None:
    """Let a dispatch leave by its means."""
    if row.means == "inside" and not isinstance(one, AgencyRow):
        arrival = put_inside(row, one, sent.line, sent.files, sent.sender, at)
        went(row, "arrived", at, actor=actor, sent_at=at, arrival_uid=arrival)
    elif row.means == "axis":
        outbox.announce(PacketDue(row.uid, "new", at))
    else:
        went(row, "sent", at, actor=actor)


def put_inside(
    row: Dispatch,
    to: documents.Receiver,
    line: documents.EntryRow,
    kept: Sequence[files.FileRow],
    sender: documents.Receiver | None,
    at: datetime,
    *,
    origin: str = "",
) -> UUID:
    """Lay a document before the clerk of a body of ours, with its files; return the arrival."""
    return intake.put(
        at=at,
        new=intake.Arriving(
            keeper_uid=to.keeper_uid, body_key=to.body_key, channel="inside", origin=origin or f"dispatch:{row.uid}",
            received_at=at, sender=row.sender_name, title=line.subject, files=tuple(uploads(kept)),
            proposal=intake.Proposal(
                symbol=line.symbol, issued_on=row.issued_on, issuer=row.sender_name,
                issuer_uid=sender.unit_uid if sender else None, type_key=line.type_key, subject=line.subject, signer=line.signer,
                signer_capacity=line.signer_capacity, due_on=line.due_on, urgency=line.urgency, pages=line.pages,
            ),
        ),
    )  # fmt: skip


def uploads(kept: Iterable[files.FileRow]) -> Iterable[documents.Upload]:
    """Yield stored files as they are handed on: name and bytes, checked against their hash.  Raises FileDamaged."""
    for one in kept:
        with files.content_of(one) as content:
            yield documents.Upload(one.name, content.read())


def send_again(*, actor: Actor, at: datetime, dispatch_uid: UUID) -> None:
    """Let a packet that did not leave be sent once more; one that leaves meanwhile is not doubled: its bytes are the same.

    Raises NotYourPost, DispatchUnknown, NotWaiting.
    """
    access.must(actor)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(access.sent_by(actor), dispatch_uid)
        if not access.follows(actor, row.sender_id, org.local_day(at)):
            raise DispatchUnknown
        if row.means != "axis" or row.state not in ("queued", "failed"):
            raise NotWaiting(state=Words(STATES[row.state].lower()))
        row.state, row.note, row.over_at = "queued", "", None
        row.save(update_fields=["state", "note", "over_at"])
        told(row, "document_sent_again", at, actor=actor)
        outbox.announce(PacketDue(row.uid, "new", row.queued_at))
