"""XML inside office files: read by expat with every DTD refused, and asked what it reaches for outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from lienthong.office.files.errors import ArchiveUnsafe, OfficeFileActive

MAX_DEPTH: Final = 200
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]|\.\.[\\/]\.\.", re.IGNORECASE)
_FETCHES = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK)\b")

Watch = Callable[[str, Mapping[str, str]], None]


def looks_like_xml(content: bytes) -> bool:
    """Return whether a part is markup, whatever its name says."""
    head = content[:64]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return b"<" in head
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def check(content: bytes, inside: str, name: str) -> None:
    """Read a part to its end.  Raises ArchiveUnsafe (broken, too deep), OfficeFileActive (DTD, remote parts, fetching fields)."""
    fields: list[str] = []
    watch = relationship if inside.endswith(".rels") else reference
    _read(content, name, lambda element, attributes: watch(element, attributes, name), fields)
    if _FETCHES.search("".join(fields)):
        raise OfficeFileActive(name=name, what="trường tự lấy dữ liệu từ tệp hoặc chương trình khác")


def relationship(element: str, attributes: Mapping[str, str], name: str) -> None:
    """Refuse what an OOXML relationship fetches from outside; a hyperlink that a person clicks may stay."""
    if _local(element) != "Relationship" or attributes.get("TargetMode", "").lower() != "external":
        return
    if attributes.get("Type", "").endswith("/hyperlink") and _SAFE_LINK.match(attributes.get("Target", "")):
        return
    raise OfficeFileActive(name=name, what="phần tải từ bên ngoài (mẫu, ảnh hoặc tệp liên kết từ xa)")


def reference(element: str, attributes: Mapping[str, str], name: str) -> None:
    """Refuse what an ODF element fetches or runs; macros of content types too."""
    if element.startswith("urn:oasis:names:tc:opendocument:xmlns:script:") or _local(element) == "event-listener":
        raise OfficeFileActive(name=name, what="macro hoặc tập lệnh")
    if _local(element) in {"Default", "Override"} and "macroenabled" in attributes.get("ContentType", "").lower():
        raise OfficeFileActive(name=name, what="macro hoặc tập lệnh")
    target = attributes.get("http://www.w3.org/1999/xlink href", "").strip()
    if not _OUTSIDE.match(target):
        return
    if not (_local(element) == "a" and _SAFE_LINK.match(target)):
        raise OfficeFileActive(name=name, what="phần tải từ bên ngoài (mẫu, ảnh hoặc tệp liên kết từ xa)")


def _local(element: str) -> str:
    return element.rpartition(" ")[2]


def _read(content: bytes, name: str, watch: Watch, fields: list[str]) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    open_elements: list[str] = []

    def start(element: str, attributes: Mapping[str, str]) -> None:
        open_elements.append(_local(element))
        if len(open_elements) > MAX_DEPTH:
            raise ArchiveUnsafe(name=name, what="phần XML lồng nhau quá sâu")
        if _local(element) == "fldSimple":
            fields.extend(value for key, value in attributes.items() if _local(key) == "instr")
        watch(element, attributes)

    def doctype(*_: object) -> None:
        raise OfficeFileActive(name=name, what="khai báo DTD trong phần XML")

    def text(data: str) -> None:
        if open_elements and open_elements[-1] == "instrText":
            fields.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.StartDoctypeDeclHandler = doctype
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        raise ArchiveUnsafe(name=name, what="phần XML bên trong hỏng") from fault
