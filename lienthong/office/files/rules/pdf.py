"""PDF: every object is looked at, those in compressed object streams too; nothing is repaired, nothing rewritten."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import pikepdf

from lienthong.office.files.errors import HiddenData, PdfActive, PdfBroken, PdfEncrypted
from lienthong.office.files.rules import signatures
from lienthong.toolkit.sentences import Sentence

MAX_PAGES: Final = 3_000
MAX_DEPTH: Final = 50
MAX_VALUES: Final = 3_000_000
_TAIL = 2_048

TOLERATED: Final = re.compile(r"Resources is missing or invalid")
"""The one repair of the reader that honest programs make it do: an empty page without a resource dictionary."""

FORBIDDEN_KEYS: Final = {
    "/JS": "mã JavaScript",
    "/JavaScript": "mã JavaScript",
    "/EmbeddedFiles": "tệp đính kèm bên trong",
    "/EF": "tệp đính kèm bên trong",
    "/XFA": "biểu mẫu động XFA",
    "/RichMediaContent": "nội dung đa phương tiện",
    "/RichMediaSettings": "nội dung đa phương tiện",
}
FORBIDDEN_ACTIONS: Final = {
    "/JavaScript": "mã JavaScript",
    "/Launch": "lệnh mở chương trình",
    "/SubmitForm": "biểu mẫu tự gửi dữ liệu",
    "/ImportData": "lệnh nạp dữ liệu từ ngoài",
    "/GoToE": "liên kết tới tệp đính kèm",
    "/GoToR": "liên kết tới tệp khác trên máy",
    "/Rendition": "nội dung đa phương tiện",
    "/RichMediaExecute": "nội dung đa phương tiện",
    "/Movie": "nội dung đa phương tiện",
    "/Sound": "nội dung đa phương tiện",
}
FORBIDDEN_TYPES: Final = {"/EmbeddedFile": "tệp đính kèm bên trong", "/RichMedia": "nội dung đa phương tiện"}


def check(source: BinaryIO, name: str) -> None:
    """Let a PDF pass or raise PdfEncrypted, PdfActive, PdfBroken, PdfSignatureBroken, HiddenData."""
    _ends_where_it_ends(source, name)
    try:
        source.seek(0)
        with pikepdf.open(source, attempt_recovery=False, suppress_warnings=True) as document:
            if document.is_encrypted:
                raise PdfEncrypted(name=name)
            _pages(document, name)
            for value in document.objects:
                _passive(value, name)
            _passive(document.trailer, name)
            signatures.check(document, source, name)
            if any(not TOLERATED.search(warning) for warning in map(str, document.get_warnings())):
                raise PdfBroken(name=name, what="có phần phải sửa mới đọc được")
    except pikepdf.PasswordError as fault:
        raise PdfEncrypted(name=name) from fault
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, KeyError) as fault:
        raise PdfBroken(name=name, what="cấu trúc không đọc được") from fault


def _ends_where_it_ends(source: BinaryIO, name: str) -> None:
    """Nothing but white space may follow the last %%EOF, and no other program may read the file as an archive."""
    size = source.seek(0, 2)
    source.seek(max(0, size - _TAIL))
    tail = source.read()
    _, mark, after = tail.rpartition(b"%%EOF")
    if after.strip(b"\r\n \t\0") and mark:
        raise HiddenData(name=name, what="sau chỗ kết thúc của tài liệu")
    if zipfile.is_zipfile(source):
        raise HiddenData(name=name, what="là một tệp nén nằm trong tài liệu")
    if not mark:
        source.seek(0)
        if b"%%EOF" in source.read():
            raise HiddenData(name=name, what="sau chỗ kết thúc của tài liệu")
        raise PdfBroken(name=name, what="bị cắt cụt")
    if not re.search(rb"startxref\s+\d+\s*$", tail.rpartition(b"%%EOF")[0]):
        raise PdfBroken(name=name, what="thiếu bảng tham chiếu ở cuối")


def _pages(document: pikepdf.Pdf, name: str) -> None:
    """Walk the page tree ourselves: each node once, not too deep, not too many."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(document.Root.get("/Pages"), 0)]
    leaves = 0
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or depth > MAX_DEPTH:
            raise PdfBroken(name=name, what="cây trang không hợp lệ")
        if node.is_indirect:
            if node.objgen in seen:
                raise PdfBroken(name=name, what="cây trang lặp vòng")
            seen.add(node.objgen)
        kids = node.get("/Kids")
        if kids is None:
            leaves += 1
        else:
            if not isinstance(kids, pikepdf.Array) or len(kids) + len(waiting) > MAX_PAGES * 2:
                raise PdfBroken(name=name, what=Sentence("quá %(max_pages)s trang", max_pages=MAX_PAGES))
            waiting.extend((kid, depth + 1) for kid in kids)
        if leaves > MAX_PAGES:
            raise PdfBroken(name=name, what=Sentence("quá %(max_pages)s trang", max_pages=MAX_PAGES))
    if not leaves:
        raise PdfBroken(name=name, what="không có trang nào")


def _passive(top: Any, name: str) -> None:
    """Raise PdfActive if a dictionary inside `top` acts or carries a file; indirect children have their own turn."""
    for value in _dictionaries(top, name):
        for key in value.keys():  # noqa: SIM118 - pikepdf objects iterate keys only by keys()
            if key in FORBIDDEN_KEYS:
                raise PdfActive(name=name, what=FORBIDDEN_KEYS[key])
        kind, act = _word(value.get("/Type")), _word(value.get("/S"))
        subtype = _word(value.get("/Subtype"))
        if kind in FORBIDDEN_TYPES or subtype in FORBIDDEN_TYPES:
            raise PdfActive(name=name, what=FORBIDDEN_TYPES.get(kind) or FORBIDDEN_TYPES[subtype])
        if kind != "/StructElem" and act in FORBIDDEN_ACTIONS:
            raise PdfActive(name=name, what=FORBIDDEN_ACTIONS[act])


def _dictionaries(top: Any, name: str) -> Iterator[Any]:
    waiting, seen = [(top, 0)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH or seen > MAX_VALUES:
            raise PdfBroken(name=name, what="cấu trúc quá phức tạp")
        if isinstance(value, pikepdf.Array):
            children = list(value)
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            children = [value[key] for key in value.keys()]  # noqa: SIM118 - as above
        else:
            continue
        waiting.extend(
            (child, depth + 1)
            for child in children
            if isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect
        )


def _word(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""
