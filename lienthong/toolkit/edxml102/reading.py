"""From a tree to a packet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from lxml import etree

from lienthong.toolkit.edxml102.attachments import Budget, unpacked
from lienthong.toolkit.edxml102.elements import NAMESPACE, PREFIX, El, Part, children, only, part_of
from lienthong.toolkit.edxml102.errors import AttachmentUnmatched, NotEdxml, PartTwice, PrefixMissing
from lienthong.toolkit.edxml102.guarding import guarded
from lienthong.toolkit.edxml102.model import (
    PLACES,
    Attachment,
    DocumentPacket,
    MessageHeader,
    Packet,
    StatusHeader,
    StatusPacket,
    TraceHeaderList,
)

CID: Final = "cid:"
_HREF = "{http://www.w3.org/1999/xlink}href"
_STATUS_CODE = "/".join(f"{{{NAMESPACE}}}{name}" for name in ("edXMLEnvelope", "edXMLHeader", "MessageHeader", "StatusCode"))
_Shape = dict[str, tuple[str, ...]]
_OF_STATUS: Final[_Shape] = {"edXML": ("edXMLEnvelope",), "edXMLEnvelope": ("edXMLHeader",), "edXMLHeader": ("MessageHeader",)}
_OF_DOCUMENT: Final[_Shape] = {
    "edXML": ("edXMLEnvelope", "AttachmentEncoded"),
    "edXMLEnvelope": ("edXMLHeader", "edXMLBody"),
    "edXMLHeader": ("MessageHeader", "TraceHeaderList"),
    "edXMLBody": ("edXMLManifest",),
    "edXMLManifest": ("Reference",),
    "AttachmentEncoded": ("Attachment",),
}
_BARE: Final = frozenset({"edXML", "AttachmentEncoded"})
"""Whose children stand in the default name space."""


@dataclass(frozen=True, kw_only=True)
class Reference(Part):
    """A line in the list of files."""

    content_id: Annotated[str, El("ContentId")] = ""
    content_type: Annotated[str, El("ContentType")] = ""
    description: Annotated[str, El("Description")] = ""
    name: Annotated[str, El("AttachmentName")] = ""


@dataclass(frozen=True, kw_only=True)
class Encoded(Reference):
    """A file as it travels."""

    content: Annotated[str, El("ContentTransferEncoded")] = ""


def read(data: bytes) -> Packet:
    """Return the packet that `data` holds; a signature is not asked for (see `read_signed`).

    Both forms of attachments are read; DocumentId is taken as it stands; unknown elements are kept.
    Raises a Refusal of `edxml102.errors` that says what is wrong.
    """
    return packet_of(guarded(data))


def packet_of(root: Any) -> Packet:
    """Return the packet of a guarded tree.  Raises as `read`."""
    if root.tag != f"{{{NAMESPACE}}}edXML":
        raise NotEdxml(found=etree.QName(root).localname)
    is_status = root.find(_STATUS_CODE) is not None
    kept: list[tuple[str, str]] = []
    found = _opened(root, _OF_STATUS if is_status else _OF_DOCUMENT, kept)
    message = only(found, "MessageHeader", "edXMLHeader")
    if is_status:
        return StatusPacket(header=part_of(StatusHeader, message), elsewhere=tuple(kept))
    return DocumentPacket(
        header=part_of(MessageHeader, message),
        trace=part_of(TraceHeaderList, only(found, "TraceHeaderList", "edXMLHeader")),
        attachments=_attachments(found),
        elsewhere=tuple(kept),
    )


def _opened(root: Any, shape: _Shape, kept: list[tuple[str, str]]) -> dict[str, list[Any]]:
    """Return the elements of the frame by name; what nobody knows there goes to `kept`."""
    opened: dict[str, list[Any]] = {"edXML": [root]}
    for place in PLACES:
        if place not in opened or place not in shape:
            continue
        if len(opened[place]) > 1:
            raise PartTwice(element=place, parent=etree.QName(opened[place][0].getparent()).localname)
        found, unknown = children(opened[place][0], shape[place], prefixed=place not in _BARE)
        opened.update(found)
        kept += [(place, one) for one in unknown]
    for envelope in opened.get("edXMLEnvelope", []):
        if envelope.prefix != PREFIX:
            raise PrefixMissing(element="edXMLEnvelope")
    only(opened, "edXMLEnvelope", "edXML")
    only(opened, "edXMLHeader", "edXMLEnvelope")
    return opened


def _attachments(found: dict[str, list[Any]]) -> tuple[Attachment, ...]:
    """Return the files in the order of the list."""
    listed = _by_id(found.get("Reference", []), Reference, "edXMLManifest")
    encoded = _by_id(found.get("Attachment", []), Encoded, "AttachmentEncoded")
    for content_id in listed.keys() ^ encoded.keys():
        raise AttachmentUnmatched(content_id=content_id)
    budget = Budget()
    return tuple(_attachment(content_id, line, encoded[content_id], budget) for content_id, line in listed.items())


def _by_id(elements: list[Any], kind: type[Reference], parent: str) -> dict[str, Any]:
    by_id: dict[str, Any] = {}
    for element in elements:
        part = part_of(kind, element, prefixed=kind is Reference)
        content_id = (part.content_id or element.get(_HREF, "")).removeprefix(CID).strip()
        if content_id in by_id:
            raise PartTwice(element="ContentId", parent=parent)
        by_id[content_id] = part
    return by_id


def _attachment(content_id: str, line: Reference, encoded: Encoded, budget: Budget) -> Attachment:
    name = encoded.name or line.name
    return Attachment(
        content_id=content_id,
        name=name,
        content=unpacked(encoded.content, name, encoded.content_type or line.content_type, budget),
        description=encoded.description or line.description,
        unknown=encoded.unknown,
        unknown_in_reference=line.unknown,
    )
