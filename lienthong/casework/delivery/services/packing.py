"""Packets that leave: made of facts that no longer change, so that the same packet has the same bytes and goes once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lienthong.casework.delivery.events import PacketDue, StatusDue
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.queries.axis import axis, own_key
from lienthong.casework.delivery.services.writing import went
from lienthong.casework.documents import public as documents
from lienthong.office.files import public as files
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit.edxml102.folder import FolderTransport
from lienthong.toolkit.errors import Refusal

PRIORITIES = {
    "": edxml.Priority.NORMAL, "urgent": edxml.Priority.URGENT, "very_urgent": edxml.Priority.VERY_URGENT,
    "express": edxml.Priority.EXPRESS,
}  # fmt: skip
"""Source: law:qcvn-102-2016 [I: domain 2.6]."""


def send_packet(due: PacketDue, *, at: datetime) -> None:
    """Hand a packet to the transport, and write that it left; done twice it is one packet.

    A packet that cannot be made is written as not sent, with the reason; a transport that cannot be reached raises its OSError,
    and the outbox tries again.  The context sees every unit.
    """
    row = Dispatch.objects.select_for_update(no_key=True).filter(uid=due.dispatch_uid).first()
    if row is None or (due.kind == "new" and row.state != "queued"):
        return
    carrier = _carrier()
    try:
        packet_id = carrier.send_document(_written(_document(row, due)))
    except Refusal as no:
        went(row, "failed", at, note=no.on_record)
        return
    if due.kind == "new":
        went(row, "sent", at, packet_id=packet_id)


def send_status(due: StatusDue) -> None:
    """Hand a status packet to the transport; done twice it is one packet."""
    carrier = _carrier()
    header = edxml.StatusHeader(
        sender=edxml.Organ(organ_id=due.from_organ, name=due.from_name),
        response_for=edxml.Answered(organ_id=due.to_organ, code=due.symbol, on=due.issued_on, document_id=due.document_key),
        staff=edxml.Staff(department=due.from_name), status=edxml.StatusCode(due.code), description=due.reason, at=due.at,
    )  # fmt: skip
    carrier.send_document(_written(edxml.StatusPacket(header=header)))


def _carrier() -> FolderTransport:
    """Return the transport.  Raises OSError: none is set up."""
    carrier = axis()
    if carrier is None:
        raise OSError("LIENTHONG_EDXML_DIR is not set")
    return carrier


def _written(packet: edxml.Packet) -> bytes:
    signer = own_key()
    return edxml.write_signed(packet, *signer) if signer else edxml.write(packet)


def _document(row: Dispatch, due: PacketDue) -> edxml.DocumentPacket:
    """Return the packet of a document, or of what becomes of it."""
    document = documents.Document.objects.get(uid=str(row.document_uid))
    organ = edxml.Organ(organ_id=row.sender_organ, name=row.sender_name)
    number, _, notation = row.symbol.partition("-" if row.sender_system == "party" else "/")
    header = edxml.MessageHeader(
        sender=organ, to=(edxml.Organ(organ_id=row.receiver_organ, name=row.receiver_name),), document_id=row.document_key,
        code=edxml.Code(number=number, notation=notation), promulgation=edxml.Promulgation(on=row.issued_on),
        document_type=edxml.DocumentType(name=row.type_name), subject=row.subject,
        signer=edxml.Signer(position=document.signer_capacity, name=document.signer), due_on=document.due_on,
        other=edxml.OtherInfo(priority=PRIORITIES[document.urgency], copies=document.copies, pages=document.pages),
        to_places=edxml.ToPlaces(items=tuple(documents.listed(document.recipients))),
    )  # fmt: skip
    hop = edxml.TraceHeader(organ_id=row.sender_organ, at=due.at)
    trace = edxml.TraceHeaderList(hops=(hop,), business=_business(row, due))
    uids = [UUID(uid) for uid in row.files] if due.kind == "new" else list(due.files)
    return edxml.DocumentPacket(header=header, trace=trace, attachments=tuple(_attachments(uids)))


def _business(row: Dispatch, due: PacketDue) -> edxml.Business:
    staff = edxml.Staff(department=row.sender_name, name=row.sent_by)
    if due.kind == "recall":
        return edxml.Recall(reason=due.reason, paper=False, staff=staff)
    if due.kind == "update":
        changes = edxml.Changes(document=True, receivers=False)
        return edxml.Update(document_id=row.document_key, reason=due.reason, paper=False, staff=staff, changes=changes)
    if row.replaces_key:
        replaced = edxml.ReplacedList(items=(edxml.Replaced(document_id=row.replaces_key),))
        return edxml.Replacement(paper=False, staff=staff, replaced=replaced)
    return edxml.NewDocument(paper=False, staff=staff)


def _attachments(uids: Iterable[UUID]) -> Iterable[edxml.Attachment]:
    wanted = list(uids)
    found = files.named(wanted)
    for place, uid in enumerate(wanted, 1):
        with files.content_of(found[uid]) as content:
            yield edxml.Attachment(content_id=str(place), name=found[uid].name, content=content.read())
