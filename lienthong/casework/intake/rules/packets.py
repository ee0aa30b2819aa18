"""An edXML packet as something that arrives: all that it says of its document is proposed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from lienthong.casework.intake.rules.arrivals import NOTHING_SAID, Proposal
from lienthong.toolkit import edxml102
from lienthong.toolkit.errors import Refusal

URGENCIES: Final = {1: "urgent", 2: "very_urgent", 3: "express", 4: "express"}
"""What `edxml102.Priority` is called in our registers."""
KINDS: Final = {
    edxml102.Kind.NEW: "", edxml102.Kind.RECALL: "Thu hồi", edxml102.Kind.UPDATE: "Cập nhật", edxml102.Kind.REPLACE: "Thay thế",
}  # fmt: skip
STATUS: Final = "Gói này báo tình trạng của văn bản đã gửi đi, không mang văn bản đến nào; không vào sổ được."


@dataclass(frozen=True)
class Brought:
    """What a packet brings.

    origin    «packet:<DocumentId>:<kind>»; of one that cannot be read, its hash.
    type_name as the packet calls the type of its document.   act: what it does with an earlier one, "" for a new document.
    paper     the paper comes too.   trouble: why it cannot be read.
    """

    origin: str
    title: str = ""
    sender: str = ""
    proposal: Proposal = NOTHING_SAID
    type_name: str = ""
    act: str = ""
    reason: str = ""
    files: tuple[edxml102.Attachment, ...] = ()
    trouble: str = ""


def read(data: bytes) -> Brought:
    """Return what a packet brings; one that is wrong, or only tells a status, brings its trouble."""
    unread = f"file:{hashlib.sha256(data).hexdigest()}"
    try:
        packet = edxml102.read(data)
    except Refusal as no:
        return Brought(unread, trouble=no.on_record)
    if isinstance(packet, edxml102.StatusPacket):
        return Brought(unread, sender=packet.header.sender.name, trouble=STATUS)
    header, business = packet.header, packet.trace.business
    act = KINDS[business.kind]
    return Brought(
        origin=f"packet:{header.document_id}:{business.kind.value}",
        title=f"{act}: {header.subject}" if act else header.subject,
        sender=header.sender.name or header.sender.organ_id,
        proposal=_proposal(header),
        type_name=header.document_type.name if header.document_type else "",
        act=act,
        reason=business.reason,
        files=packet.attachments,
    )


def _proposal(header: edxml102.MessageHeader) -> Proposal:
    code, issued, signer, other = header.code, header.promulgation, header.signer, header.other
    parts = [part for part in (code.number, code.notation) if part] if code else []
    capacity = [part for part in (signer.competence, signer.position) if part] if signer else []
    pages = other.pages if other and other.pages and other.pages > 0 else None
    return Proposal(
        symbol="/".join(parts), issued_on=issued.on if issued else None, issuer=header.sender.name, subject=header.subject,
        signer=signer.name if signer else "", signer_capacity=" ".join(capacity), due_on=header.due_on, pages=pages,
        urgency=URGENCIES.get(other.priority or 0, "") if other else "",
    )  # fmt: skip
