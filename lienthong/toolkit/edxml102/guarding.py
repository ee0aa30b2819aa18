"""From bytes to a tree: everything that a hostile packet could do to a parser is refused before the tree is built."""

from __future__ import annotations

from typing import Any, Final
from xml.parsers import expat

from lxml import etree

from lienthong.toolkit.edxml102.errors import (
    BytesBeforeXml,
    MarkupForbidden,
    NotUtf8,
    NotXml,
    PacketTooLarge,
    TooDeep,
    TooManyElements,
)
from lienthong.toolkit.edxml102.limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_PACKET

_BOM: Final = b"\xef\xbb\xbf"
_SHOWN: Final = 80


def guarded(data: bytes) -> Any:
    """Return the root of the packet that `data` holds, without comments.

    A byte order mark is taken: writers of .NET put one, and XML allows it.
    Raises PacketTooLarge, NotUtf8, BytesBeforeXml, NotXml, MarkupForbidden, TooDeep, TooManyElements.
    """
    if len(data) > MAX_PACKET:
        raise PacketTooLarge(limit=MAX_PACKET // 2**20)
    body = data.removeprefix(_BOM)
    _must_be_utf8(body)
    _must_begin(body)
    _walk(body)
    # `huge_tree`: else the parser takes no text above 10 MB, and an attachment is one; size, depth, entities were asked above.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as fault:
        raise NotXml(line=fault.lineno or 1) from fault


def _must_be_utf8(body: bytes) -> None:
    """A NUL is no character of XML; UTF-16 is full of them, and parsers guess it without any declaration."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotUtf8 from fault
    if b"\0" in body:
        raise NotUtf8


def _must_begin(body: bytes) -> None:
    at = body.find(b"<?xml ")
    if at > 0 and not body.startswith(b"<"):
        raise BytesBeforeXml(count=at)


def _walk(body: bytes) -> None:
    walker = _Walker()
    parser = expat.ParserCreate("utf-8")
    parser.XmlDeclHandler = walker.declared
    parser.StartDoctypeDeclHandler = walker.doctype
    parser.ProcessingInstructionHandler = walker.instruction
    parser.StartElementHandler = walker.started
    parser.EndElementHandler = walker.ended
    try:
        parser.Parse(body, True)
    except expat.ExpatError as fault:
        raise NotXml(line=fault.lineno) from fault


class _Walker:
    """Counts what comes by; its methods are called by expat, which holds one token at a time."""

    def __init__(self) -> None:
        self.depth = self.elements = 0

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            raise NotUtf8

    def doctype(self, name: str, system: str | None, public: str | None, has_internal: int) -> None:
        raise MarkupForbidden(what=f"DOCTYPE {name}"[:_SHOWN])

    def instruction(self, target: str, words: str) -> None:
        raise MarkupForbidden(what=f"<?{target}?>"[:_SHOWN])

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise TooDeep(limit=MAX_DEPTH)
        if self.elements > MAX_ELEMENTS:
            raise TooManyElements(limit=MAX_ELEMENTS)
        if len(attributes) > MAX_ATTRIBUTES:
            raise TooManyElements(limit=MAX_ATTRIBUTES)

    def ended(self, name: str) -> None:
        self.depth -= 1
