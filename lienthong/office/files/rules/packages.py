"""Office files and archives: which parts they must have, and which they must not."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, Final

from lienthong.office.files.errors import ArchiveUnsafe, NotWhatItSays, OfficeFileActive
from lienthong.office.files.rules import archives, kinds, xml_parts
from lienthong.office.files.rules.archives import Budget, Part

MUST_HAVE: Final = {
    kinds.DOCX: {"[Content_Types].xml", "_rels/.rels", "word/document.xml"},
    kinds.XLSX: {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"},
    kinds.ODT: {"mimetype", "content.xml", "META-INF/manifest.xml"},
}
MACROS: Final = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/|(^|/)(Basic|Scripts)/|customUI/", re.IGNORECASE)
EMBEDDED: Final = re.compile(
    r"(^|/)embeddings/|oleObject|externalLinks/|^Object \d|(^|/)ObjectReplacements/|\.bin$", re.IGNORECASE
)
HARMLESS_BINARY: Final = re.compile(r"^(xl|word)/printerSettings/printerSettings\d+\.bin$")
_MEDIA: Final = {kinds.JPEG, kinds.PNG, kinds.TIFF, kinds.WEBP, "gif", "markup", ""}

Inspect = Callable[[BinaryIO, str, Budget], object]


def check_office(source: BinaryIO, kind: str, name: str, budget: Budget) -> None:
    """Let a .docx, .xlsx or .odt pass or raise ArchiveUnsafe, HiddenData, OfficeFileActive, NotWhatItSays."""
    found = set()
    for part in archives.parts(source, budget):
        found.add(part.name)
        _office_part(part, kind, name)
    if not MUST_HAVE[kind] <= found:
        raise NotWhatItSays(name=name, said=kind, really="một tệp nén không có các phần của loại tài liệu này")


def check_archive(source: BinaryIO, name: str, budget: Budget, inspect: Inspect) -> None:
    """Let a .zip pass when each file in it would pass by itself.  Raises ArchiveUnsafe and what `inspect` raises."""
    count = 0
    for part in archives.parts(source, budget):
        count += 1
        if kinds.said_kind(part.name.rsplit("/", 1)[-1], among=kinds.PAPERS) == kinds.ZIP:
            raise ArchiveUnsafe(name=name, what="có tệp nén lồng trong tệp nén")
        inspect(BytesIO(part.content), part.name.rsplit("/", 1)[-1], budget)
    if not count:
        raise ArchiveUnsafe(name=name, what="tệp nén không có tệp nào bên trong")


def _office_part(part: Part, kind: str, name: str) -> None:
    if MACROS.search(part.name):
        raise OfficeFileActive(name=name, what="macro hoặc tập lệnh")
    if EMBEDDED.search(part.name) and not HARMLESS_BINARY.match(part.name):
        raise OfficeFileActive(name=name, what="đối tượng nhúng hoặc liên kết tới tệp khác")
    if part.name == "mimetype" and kind == kinds.ODT:
        if part.content != kinds.MIME[kinds.ODT].encode():
            raise NotWhatItSays(name=name, said=kind, really="tài liệu OpenDocument loại khác")
        return
    if xml_parts.looks_like_xml(part.content) or part.name.endswith((".xml", ".rels", ".vml")):
        xml_parts.check(part.content, part.name, name)
    elif kinds.really(part.content[:512])[0] not in _MEDIA:
        raise ArchiveUnsafe(name=name, what="có chương trình hoặc tệp nén giấu bên trong")
