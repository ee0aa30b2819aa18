"""The packets of QCVN 102:2016 as values: each field names its element, in the order in which it is written.

Element names are kept as the regulation spells them, «Bussiness» too.  Which tables are verified says README.md beside this file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Annotated, Any, Final

from lxml import etree

from lienthong.toolkit.edxml102.elements import WHITE, Coded, El, Part
from lienthong.toolkit.edxml102.errors import KindUnknown, PartMissing, StatusUnknown
from lienthong.toolkit.errors import Refusal

YES_NO: Final = ("0", "1")
PLACES: Final = ("edXML", "edXMLEnvelope", "edXMLHeader", "edXMLBody", "edXMLManifest", "AttachmentEncoded")
"""Elements that only hold others, in their order; where what nobody declared may stand outside the header's own parts."""


class Priority(IntEnum):
    """How urgent a document is [I]; a packet may carry other numbers."""

    NORMAL = 0
    URGENT = 1
    VERY_URGENT = 2
    EXPRESS = 3
    EXPRESS_AT_HOUR = 4


class Kind(Coded):
    """What a packet does with a document (BussinessDocType) [V]."""

    NEW = "0"
    RECALL = "1"
    UPDATE = "2"
    REPLACE = "3"

    @classmethod
    def refusal(cls, value: str) -> Refusal:
        """Return why a kind is not taken."""
        return KindUnknown(value=value)


class StatusCode(Coded):
    """How far the receiver is (StatusCode) [V]; what 07 to 12 and 14 mean was found nowhere."""

    ARRIVED = "01"
    REJECTED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    PROCESSING = "05"
    COMPLETED = "06"
    RECALL_REQUESTED = "13"
    CHANGE_ACCEPTED = "15"
    CHANGE_REJECTED = "16"

    @classmethod
    def refusal(cls, value: str) -> Refusal:
        """Return why a status is not taken."""
        return StatusUnknown(value=value)


@dataclass(frozen=True, kw_only=True)
class Organ(Part):
    """Who sends or receives."""

    organ_id: Annotated[str, El("OrganId")]
    in_charge: Annotated[str, El("OrganizationInCharge")] = ""
    name: Annotated[str, El("OrganName")] = ""
    address: Annotated[str, El("OrganAdd")] = ""
    email: Annotated[str, El("Email")] = ""
    telephone: Annotated[str, El("Telephone")] = ""
    fax: Annotated[str, El("Fax")] = ""
    website: Annotated[str, El("Website")] = ""


@dataclass(frozen=True, kw_only=True)
class Code(Part):
    """Number and symbol: 7816 and VPCP-TTĐT."""

    number: Annotated[str, El("CodeNumber")] = ""
    notation: Annotated[str, El("CodeNotation")] = ""


@dataclass(frozen=True, kw_only=True)
class Promulgation(Part):
    """Where and when a document was issued."""

    place: Annotated[str, El("Place")] = ""
    on: Annotated[date | None, El("PromulgationDate")] = None


@dataclass(frozen=True, kw_only=True)
class DocumentType(Part):
    """What kind of document: «Công văn»."""

    code: Annotated[str, El("Type")] = ""
    detail: Annotated[str, El("TypeDetail")] = ""
    name: Annotated[str, El("TypeName")] = ""


@dataclass(frozen=True, kw_only=True)
class Signer(Part):
    """Who signed the document: competence (TL. BỘ TRƯỞNG), position, name."""

    competence: Annotated[str, El("Competence")] = ""
    position: Annotated[str, El("Position")] = ""
    name: Annotated[str, El("FullName")] = ""


@dataclass(frozen=True, kw_only=True)
class Appendixes(Part):
    """What is annexed, in words."""

    items: Annotated[tuple[str, ...], El("Appendix")] = ()


@dataclass(frozen=True, kw_only=True)
class OtherInfo(Part):
    """Urgency, reach and size.  `priority` as in `Priority`, or another number."""

    priority: Annotated[int | None, El("Priority")] = None
    sphere: Annotated[str, El("SphereOfPromulgation")] = ""
    typist: Annotated[str, El("TyperNotation")] = ""
    copies: Annotated[int | None, El("PromulgationAmount")] = None
    pages: Annotated[int | None, El("PageAmount")] = None
    direction: Annotated[bool | None, El("Direction")] = None
    appendixes: Annotated[Appendixes | None, El("Appendixes")] = None


@dataclass(frozen=True, kw_only=True)
class ResponseFor(Part):
    """The document that this one answers; `code` is number and symbol in one: 267/VPCP-TTĐT."""

    organ_id: Annotated[str, El("OrganId")] = ""
    code: Annotated[str, El("Code")] = ""
    document_id: Annotated[str, El("DocumentId")] = ""
    on: Annotated[date | None, El("PromulgationDate")] = None


@dataclass(frozen=True, kw_only=True)
class Answered(Part):
    """The document whose status is told: the elements of `ResponseFor` in the order of status packets, two of them obligatory."""

    organ_id: Annotated[str, El("OrganId")]
    code: Annotated[str, El("Code")] = ""
    on: Annotated[date | None, El("PromulgationDate")] = None
    document_id: Annotated[str, El("DocumentId")]


@dataclass(frozen=True, kw_only=True)
class ToPlaces(Part):
    """Where the document goes, in words."""

    items: Annotated[tuple[str, ...], El("Place")] = ()


@dataclass(frozen=True, kw_only=True)
class MessageHeader(Part):
    """What a document packet says of its document.

    document_id  opaque: `{OrganId},{yyyy/MM/dd},{number}/{notation}` by convention, never taken apart: a sample has 30 February.
    steering     1 none, 2 steers, 3 reports on steering [I]; others seen sending 0.
    """

    sender: Annotated[Organ, El("From")]
    to: Annotated[tuple[Organ, ...], El("To")]
    document_id: Annotated[str, El("DocumentId")]
    code: Annotated[Code | None, El("Code")] = None
    promulgation: Annotated[Promulgation | None, El("PromulgationInfo")] = None
    document_type: Annotated[DocumentType | None, El("DocumentType")] = None
    subject: Annotated[str, El("Subject")] = ""
    content: Annotated[str, El("Content")] = ""
    signer: Annotated[Signer | None, El("SignerInfo")] = None
    due_on: Annotated[date | None, El("DueDate")] = None
    other: Annotated[OtherInfo | None, El("OtherInfo")] = None
    response_for: Annotated[tuple[ResponseFor, ...], El("ResponseFor")] = ()
    steering: Annotated[int | None, El("SteeringType")] = None
    to_places: Annotated[ToPlaces | None, El("ToPlaces")] = None


@dataclass(frozen=True, kw_only=True)
class Staff(Part):
    """Who of the sender can be asked."""

    department: Annotated[str, El("Department")] = ""
    name: Annotated[str, El("Staff")] = ""
    email: Annotated[str, El("Email")] = ""
    mobile: Annotated[str, El("Mobile")] = ""


@dataclass(frozen=True, kw_only=True)
class TraceHeader(Part):
    """A hop of the packet: who had it, and when."""

    organ_id: Annotated[str, El("OrganId")]
    at: Annotated[datetime | None, El("Timestamp")] = None


@dataclass(frozen=True, kw_only=True)
class Business(Part):
    """What the packet does; one of the four classes below.  `paper`: the paper comes too."""

    document_id: Annotated[str, El("DocumentId")] = ""
    kind: Annotated[Kind, El("BussinessDocType")] = field(init=False, default=Kind.NEW)
    reason: Annotated[str, El("BussinessDocReason")] = ""
    paper: Annotated[bool | None, El("Paper", YES_NO)] = None
    staff: Annotated[Staff | None, El("StaffInfo")] = None

    @classmethod
    def chosen(cls, element: Any) -> type[Part]:
        """Return the class of the kind that the element tells.  Raises PartMissing, KindUnknown."""
        told = next((child.text or "" for child in element if etree.QName(child).localname == "BussinessDocType"), "").strip()
        if not told:
            raise PartMissing(element="BussinessDocType", parent="Bussiness")
        return _BUSINESS[Kind(told)]


@dataclass(frozen=True, kw_only=True)
class NewDocument(Business):
    """A document is sent for the first time."""


@dataclass(frozen=True, kw_only=True)
class Recall(Business):
    """The document named by DocumentId of the header is taken back."""

    kind: Annotated[Kind, El("BussinessDocType")] = field(init=False, default=Kind.RECALL)


@dataclass(frozen=True, kw_only=True)
class Receiver(Part):
    """A receiver who was added, or is none any more."""

    organ_id: Annotated[str, El("OrganId")]
    added: Annotated[bool | None, El("ReceiverType", YES_NO)] = None


@dataclass(frozen=True, kw_only=True)
class Receivers(Part):
    """How the receivers changed."""

    items: Annotated[tuple[Receiver, ...], El("Receiver")] = ()


@dataclass(frozen=True, kw_only=True)
class Changes(Part):
    """What an update changed: the data of the document, its receivers."""

    document: Annotated[bool | None, El("DocumentInfo", YES_NO)] = None
    receivers: Annotated[bool | None, El("DocumentReceiver", YES_NO)] = None
    receiver_list: Annotated[Receivers | None, El("ReceiverList")] = None


@dataclass(frozen=True, kw_only=True)
class Update(Business):
    """The document named by `document_id` is changed."""

    kind: Annotated[Kind, El("BussinessDocType")] = field(init=False, default=Kind.UPDATE)
    changes: Annotated[Changes, El("BussinessDocumentInfo")]


@dataclass(frozen=True, kw_only=True)
class OrganIds(Part):
    """Whom a replacement concerns."""

    items: Annotated[tuple[str, ...], El("OrganId")] = ()


@dataclass(frozen=True, kw_only=True)
class Replaced(Part):
    """A document that the new one replaces."""

    document_id: Annotated[str, El("DocumentId")]
    organs: Annotated[OrganIds | None, El("OrganIdList")] = None


@dataclass(frozen=True, kw_only=True)
class ReplacedList(Part):
    """What is replaced: one document or more."""

    items: Annotated[tuple[Replaced, ...], El("ReplacementInfo")]


@dataclass(frozen=True, kw_only=True)
class Replacement(Business):
    """The document of the packet replaces others."""

    kind: Annotated[Kind, El("BussinessDocType")] = field(init=False, default=Kind.REPLACE)
    replaced: Annotated[ReplacedList, El("ReplacementInfoList")]


_BUSINESS: Final[dict[Kind, type[Business]]] = {
    Kind.NEW: NewDocument,
    Kind.RECALL: Recall,
    Kind.UPDATE: Update,
    Kind.REPLACE: Replacement,
}


@dataclass(frozen=True, kw_only=True)
class TraceHeaderList(Part):
    """The hops, and what the packet does."""

    hops: Annotated[tuple[TraceHeader, ...], El("TraceHeader")] = ()
    business: Annotated[Business, El("Bussiness")]


@dataclass(frozen=True, kw_only=True)
class StatusHeader(Part):
    """What a status packet says."""

    sender: Annotated[Organ, El("From")]
    response_for: Annotated[Answered, El("ResponseFor")]
    staff: Annotated[Staff | None, El("StaffInfo")] = None
    status: Annotated[StatusCode, El("StatusCode")]
    description: Annotated[str, El("Description")] = ""
    at: Annotated[datetime | None, El("Timestamp")] = None


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file of a packet, as it is after unpacking.

    content_id             without «cid:», unique in the packet.
    name                   of the file, no path.
    unknown                of the element Attachment; unknown_in_reference of its line in the list of files.
    The type of the content is not kept: it says how the file was packed, and the file itself says what it is.
    """

    content_id: str
    name: str
    content: bytes = field(repr=False)
    description: str = ""
    unknown: tuple[str, ...] = ()
    unknown_in_reference: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for told in ("content_id", "name", "description"):
            object.__setattr__(self, told, getattr(self, told).strip(WHITE))


@dataclass(frozen=True, kw_only=True)
class _Packet:
    elsewhere: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "elsewhere", tuple(sorted(self.elsewhere, key=lambda one: PLACES.index(one[0]))))


@dataclass(frozen=True, kw_only=True)
class DocumentPacket(_Packet):
    """A document on its way, or what becomes of it.

    elsewhere  unknown elements outside header and trace: (one of PLACES, canonical XML).
    """

    header: MessageHeader
    trace: TraceHeaderList
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusPacket(_Packet):
    """How far the receiver of a document is.  `elsewhere` as in DocumentPacket."""

    header: StatusHeader


Packet = DocumentPacket | StatusPacket
