"""From a packet to bytes: written from text, because serialisers drop the prefix that receivers demand."""

from __future__ import annotations

from collections.abc import Iterator

from lienthong.toolkit.edxml102.attachments import ZIP, packed
from lienthong.toolkit.edxml102.elements import NAMESPACE, PREFIX, text_in_xml, written
from lienthong.toolkit.edxml102.model import Attachment, DocumentPacket, Packet
from lienthong.toolkit.edxml102.reading import CID, Reference, read


def write(packet: Packet) -> bytes:
    """Return the packet as UTF-8, in the form of the SDK samples (zipped attachments), the same bytes for the same packet.

    What was written is read again, so nothing leaves that we would refuse ourselves.
    Raises TextForbidden, and a Refusal of `read` for what is missing, unsafe or too large; ValueError when `unknown` or
    `elsewhere` hold no canonical XML of unknown elements.
    """
    before, after = rendered(packet)
    data = (before + after).encode("utf-8")
    must_be_the_same(packet, read(data))
    return data


def must_be_the_same(packet: Packet, back: Packet) -> None:
    """Raise ValueError unless what was written reads back as itself."""
    if back != packet:
        raise ValueError("The packet reads back as another one: `unknown`, `elsewhere` or `attributes` are not canonical.")


def rendered(packet: Packet) -> tuple[str, str]:
    """Return the text before and after the place of the signature.  Raises TextForbidden."""
    head = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<edXML xmlns="{NAMESPACE}">',
        f'<{PREFIX}:edXMLEnvelope xmlns:{PREFIX}="{NAMESPACE}"><{PREFIX}:edXMLHeader>',
        *written(packet.header, "MessageHeader"),
    ]
    tail = [f"</{PREFIX}:edXMLHeader>"]
    if isinstance(packet, DocumentPacket):
        head += written(packet.trace, "TraceHeaderList")
        tail += _body(packet)
    head += _kept(packet, "edXMLHeader")
    tail += [*_kept(packet, "edXMLEnvelope"), f"</{PREFIX}:edXMLEnvelope>"]
    if isinstance(packet, DocumentPacket):
        tail += _encoded(packet)
    tail += [*_kept(packet, "edXML"), "</edXML>"]
    return "".join(head), "".join(tail)


def _body(packet: DocumentPacket) -> Iterator[str]:
    yield f'<{PREFIX}:edXMLBody><{PREFIX}:edXMLManifest version="1.0">'
    for file in packet.attachments:
        yield from written(
            Reference(
                content_id=CID + file.content_id,
                content_type=ZIP,
                description=file.description,
                name=file.name,
                unknown=file.unknown_in_reference,
            ),
            "Reference",
        )
    yield from _kept(packet, "edXMLManifest")
    yield f"</{PREFIX}:edXMLManifest>"
    yield from _kept(packet, "edXMLBody")
    yield f"</{PREFIX}:edXMLBody>"


def _encoded(packet: DocumentPacket) -> Iterator[str]:
    kept = _kept(packet, "AttachmentEncoded")
    if packet.attachments or kept:
        yield from ("<AttachmentEncoded>", *(piece for file in packet.attachments for piece in _attachment(file)), *kept)
        yield "</AttachmentEncoded>"


def _attachment(file: Attachment) -> Iterator[str]:
    """The order of the samples; only the content carries the prefix, which has to be declared again outside the envelope."""
    yield "<Attachment>"
    for name, text in (
        ("ContentId", CID + file.content_id),
        ("AttachmentName", file.name),
        ("Description", file.description),
        ("ContentType", ZIP),
    ):
        yield f"<{name}>{text_in_xml(text, name)}</{name}>"
    content = packed(file.content, file.name)
    yield f'<{PREFIX}:ContentTransferEncoded xmlns:{PREFIX}="{NAMESPACE}">{content}</{PREFIX}:ContentTransferEncoded>'
    yield from file.unknown
    yield "</Attachment>"


def _kept(packet: Packet, place: str) -> list[str]:
    return [xml for where, xml in packet.elsewhere if where == place]
