"""Packets that came: verified, told apart, laid before the clerk they are for; what is wrong stays with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.delivery.errors import ForNobodyHere, NotSentFromHere, WasNeverHere
from lienthong.casework.delivery.events import StatusDue
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.queries.axis import axis, must_be_signed, trusted
from lienthong.casework.delivery.queries.packets import issued_on, proposal_of, symbol_of
from lienthong.casework.delivery.rules.words import ANSWER_CODES, CODES, MOST, OVER
from lienthong.casework.delivery.services import tasking
from lienthong.casework.delivery.services.following import write_answer
from lienthong.casework.delivery.services.recalling import ask, recalled_outside
from lienthong.casework.delivery.services.writing import told, went
from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit import outbox
from lienthong.toolkit.edxml102.errors import SignatureMissing
from lienthong.toolkit.edxml102.transport import Delivery
from lienthong.toolkit.errors import Refusal


class NotTakenError(Exception):
    """A packet that is right and not for us: why, and what its sender is told."""

    def __init__(self, refusal: Refusal, due: StatusDue) -> None:
        super().__init__(refusal)
        self.refusal, self.due = refusal, due


def fetch(*, at: datetime) -> tuple[int, int]:
    """Take over what waits at the transport; return how many packets were taken and how many were wrong.

    Each packet is one transaction; only after it the transport is told, so a packet that is met again changes nothing.
    What is wrong goes to the transport's refused ones, with the reason.  Called by the worker outside of any transaction.
    """
    carrier = axis()
    taken = wrong = 0
    for waiting in carrier.received() if carrier else ():
        reason = _taken(carrier.document(waiting.packet_id), waiting.packet_id, at) if carrier else ""
        if carrier and reason:
            carrier.update_status(waiting.packet_id, Delivery.FAIL, reason)
            wrong += 1
        elif carrier:
            carrier.update_status(waiting.packet_id, Delivery.DONE)
            taken += 1
    return taken, wrong


def _taken(data: bytes, packet_id: str, at: datetime) -> str:
    """Do what a packet says; return why it is not taken, "" when it is."""
    try:
        with ledger.seeing_everything():
            take(data, packet_id, at=at)
    except NotTakenError as no:
        with transaction.atomic():
            outbox.announce(no.due)
        return no.refusal.on_record
    except Refusal as no:
        return no.on_record
    return ""


def take(data: bytes, packet_id: str, *, at: datetime) -> None:
    """Do what a packet says, once.

    Raises what `edxml.read` and `edxml.read_signed` raise, NotSentFromHere, and NotTakenError of ForNobodyHere or WasNeverHere.
    """
    packet, unsigned = verified(data, at)
    if isinstance(packet, edxml.StatusPacket):
        _status(packet.header, at)
        return
    kind = packet.trace.business.kind
    if kind is edxml.Kind.RECALL:
        for row in _came_before(packet.header, packet.header.document_id, at):
            recalled_outside(row, at, packet.trace.business.reason or "–", packet.header.sender.name)
    elif isinstance(packet.trace.business, edxml.Update):
        _update(packet, packet.trace.business, data, unsigned, at)
    else:
        _document(packet, data, packet_id, unsigned, at)


def verified(data: bytes, at: datetime) -> tuple[edxml.Packet, str]:
    """Return a packet and what is to be told of its signature ("": it is right).

    Where signatures are required a packet without one is refused, else that is told; one that is wrong is refused everywhere.
    """
    try:
        return edxml.read_signed(data, edxml.Trust(trusted(), at)).packet, ""
    except SignatureMissing as no:
        if must_be_signed():
            raise
        return edxml.read(data), no.on_record


def _ours(header: edxml.MessageHeader, at: datetime) -> list[tuple[documents.Receiver, str]]:
    """Return the bodies of ours that a packet is for, each with the code that it calls them by.  Raises NotTakenError.

    Of the bodies of one unit it is the first: a code says People's Committee, not which of its registers.
    """
    receivers = documents.receivers_on(org.local_day(at))
    found: dict[str, tuple[documents.Receiver, str]] = {}
    for to in header.to:
        body = next((one for one in receivers if to.organ_id and to.organ_id in (one.organ, one.organ_old)), None)
        if body is not None:
            found.setdefault(body.key, (body, to.organ_id))
    if not found:
        organs = ", ".join(to.organ_id for to in header.to)[:200]
        raise NotTakenError(no := ForNobodyHere(organ=organs), _unwanted(header, "02", no, at))
    return list(found.values())


def _came_before(header: edxml.MessageHeader, document_key: str, at: datetime) -> list[Dispatch]:
    """Return the rows of a document that came before, locked, as far as its sender is the same.  Raises NotTakenError."""
    bodies = {(body.keeper_id, body.body_key) for body, _ in _ours(header, at)}
    rows = Dispatch.objects.select_for_update(no_key=True).filter(sender=None, document_key=document_key)
    rows = rows.filter(sender_organ=header.sender.organ_id).order_by("pk")
    found = [row for row in rows if (row.receiver_id, row.receiver_key) in bodies]
    if not found:
        raise NotTakenError(no := WasNeverHere(document=document_key[:200]), _unwanted(header, "16", no, at))
    return found


def _unwanted(header: edxml.MessageHeader, code: str, why: Refusal, at: datetime) -> StatusDue:
    to = header.to[0]
    return StatusDue(
        from_organ=to.organ_id, from_name=to.name, to_organ=header.sender.organ_id, document_key=header.document_id,
        symbol=symbol_of(header), issued_on=issued_on(header), code=code, reason=why.on_record, at=at,
    )  # fmt: skip


def _document(packet: edxml.DocumentPacket, data: bytes, packet_id: str, unsigned: str, at: datetime) -> None:
    """Lay a new document, or one that replaces another, before each of those it is for."""
    header, business = packet.header, packet.trace.business
    replaces = business.replaced.items[0].document_id if isinstance(business, edxml.Replacement) else ""
    for body, organ in _ours(header, at):
        made = Dispatch(
            sender_name=(header.sender.name or header.sender.organ_id)[: MOST["name"]], sender_organ=header.sender.organ_id,
            receiver_id=body.keeper_id, receiver_key=body.body_key, receiver_system=body.system, receiver_name=body.name,
            receiver_organ=organ, means="axis", state="sent", document_key=header.document_id, replaces_key=replaces,
            symbol=symbol_of(header)[:80], subject=header.subject, queued_at=at, sent_at=at, packet_id=packet_id,
            type_name=(header.document_type.name if header.document_type else "")[:100], issued_on=issued_on(header),
        )  # fmt: skip
        Dispatch.objects.bulk_create([made], ignore_conflicts=True)
        row = Dispatch.objects.filter(uid=made.uid).first()
        if row is not None:
            told(row, "packet_came", at)
            origin = f"packet:{header.document_id}:{business.kind.value}"
            went(row, "arrived", at, arrival_uid=_put(packet, data, body, unsigned, origin, at))


def _update(packet: edxml.DocumentPacket, business: edxml.Update, data: bytes, unsigned: str, at: datetime) -> None:
    """Lay the corrected files before who has the document: to join them is to agree."""
    receivers = {(one.keeper_id, one.body_key): one for one in documents.receivers_on(org.local_day(at))}
    for row in _came_before(packet.header, business.document_id or packet.header.document_id, at):
        body = receivers.get((row.receiver_id or 0, row.receiver_key))
        if body is not None and row.state not in OVER:
            ask(row, "update", at, business.reason or "–", None, packet.header.sender.name)
            origin = f"packet:{row.document_key}:2:{at:%Y%m%d%H%M%S%f}"
            row.asked_arrival = _put(packet, data, body, unsigned, origin, at)
            row.save(update_fields=["asked_arrival"])
            tasking.lay(row, at)


def _put(packet: edxml.DocumentPacket, data: bytes, body: documents.Receiver, unsigned: str, origin: str, at: datetime) -> UUID:
    header = packet.header
    return intake.put(
        at=at,
        new=intake.Arriving(
            keeper_uid=body.keeper_uid, body_key=body.body_key, channel="axis", origin=origin, received_at=at,
            sender=header.sender.name or header.sender.organ_id, title=header.subject, trouble=unsigned,
            carrier=documents.Upload("goi-tin.edxml", data), proposal=proposal_of(header),
            files=tuple(documents.Upload(one.name, one.content) for one in packet.attachments),
        ),
    )  # fmt: skip


def _status(header: edxml.StatusHeader, at: datetime) -> None:
    """Write what a receiver outside says of a document that was sent there.  Raises NotSentFromHere."""
    told_of, code = header.response_for, header.status.value
    rows = Dispatch.objects.select_for_update(no_key=True).filter(document_key=told_of.document_id, means="axis")
    if code == "13":
        found = list(rows.filter(sender=None, sender_organ=header.sender.organ_id).order_by("pk"))
    else:
        found = list(rows.filter(receiver=None, receiver_organ=header.sender.organ_id).order_by("pk"))
    if not found:
        raise NotSentFromHere(document=told_of.document_id[:200])
    for row in found:
        if code == "13":
            recalled_outside(row, at, header.description or "–", header.sender.name)
        elif code in CODES:
            went(row, CODES[code], at, note=header.description)
        elif row.asked and not row.answer:
            write_answer(row, ANSWER_CODES[code], at, by=header.sender.name, reason=header.description)
            if row.asked == "recall" and code == "15":
                went(row, "recalled", at)
