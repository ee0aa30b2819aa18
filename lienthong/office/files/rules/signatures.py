"""Signed PDF: every signature covers a whole revision, and nothing but proof of validity follows the last one.

Whether a signature is valid is not asked here; only that what it covers is what people see (handbook trust.md B5, 30-31).
"""

from __future__ import annotations

from collections.abc import Set
from copy import copy
from io import BytesIO
from typing import Any, BinaryIO, Final

import pikepdf

from lienthong.office.files.errors import PdfSignatureBroken
from lienthong.toolkit.sentences import Sentence

MAY_BE_ADDED: Final = {"/DSS", "/Extensions"}
"""Keys of the catalogue that long-term validation (PAdES-LT) adds after the last signature."""
MAX_SIGNATURES: Final = 50


def check(document: pikepdf.Pdf, source: BinaryIO, name: str) -> None:
    """Raise PdfSignatureBroken unless the signatures of the document cover it."""
    signed = [value for value in document.objects if isinstance(value, pikepdf.Dictionary) and "/ByteRange" in value]
    ends = [_covered(value, source, name) for value in signed]
    if len(ends) > MAX_SIGNATURES:
        raise PdfSignatureBroken(name=name, what=Sentence("có quá %(max_signatures)s chữ ký", max_signatures=MAX_SIGNATURES))
    if ends:
        _nothing_else_follows(max(ends), document, source, name)


def _covered(signature: Any, source: BinaryIO, name: str) -> int:
    """Return where the revision ends that a signature covers: from byte 0, leaving out exactly its own /Contents."""
    numbers = [int(one) for one in signature.ByteRange]
    size = source.seek(0, 2)
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        raise PdfSignatureBroken(name=name, what="có chữ ký không phủ từ đầu tệp")
    _, first, second, length = numbers
    if not first < second or second + length > size:
        raise PdfSignatureBroken(name=name, what="có chữ ký phủ một đoạn không có trong tệp")
    source.seek(first)
    gap = source.read(second - first)
    held = bytes(signature.get("/Contents", pikepdf.String("")))
    if gap[:1] != b"<" or gap[-1:] != b">" or gap[1:-1].lower() != held.hex().encode():
        raise PdfSignatureBroken(name=name, what="có chữ ký bỏ ra ngoài một đoạn của tệp")
    return second + length


def _nothing_else_follows(end: int, document: pikepdf.Pdf, source: BinaryIO, name: str) -> None:
    source.seek(end)
    if not source.read().strip(b"\r\n \t"):
        return
    source.seek(0)
    with pikepdf.open(BytesIO(source.read(end)), attempt_recovery=False, suppress_warnings=True) as signed:
        before, after = _values(signed), _values(document)
        root = document.Root.objgen
        changed = any(after.get(place) != value for place, value in before.items() if place != root)
        if changed or root != signed.Root.objgen or _rest(signed.Root) != _rest(document.Root):
            raise PdfSignatureBroken(name=name, what="đã bị sửa sau khi ký")


def _values(document: pikepdf.Pdf) -> dict[tuple[int, int], bytes]:
    """Return every object by number and generation; numbers and names too, which pikepdf gives as plain values."""
    values = {value.objgen: _bytes(value) for value in document.objects if isinstance(value, pikepdf.Object)}
    for number in range(1, len(document.objects) + 1):
        values.setdefault((number, 0), _bytes(document.get_object((number, 0))))
    values.pop((0, 0), None)
    return values


def _bytes(value: Any) -> bytes:
    if isinstance(value, pikepdf.Stream):
        return _without(value.stream_dict, {"/Length"}) + value.read_raw_bytes()
    return bytes(value.unparse(resolved=True)) if isinstance(value, pikepdf.Object) else repr(value).encode()


def _rest(root: Any) -> bytes:
    return _without(root, MAY_BE_ADDED)


def _without(dictionary: Any, keys: Set[str]) -> bytes:
    """Return a dictionary as it is written, references as references, without some keys.

    As a whole: of single entries pikepdf gives numbers as plain values, which cannot be written, and null not at all.
    """
    kept = copy(dictionary)
    for key in keys:
        if key in kept:
            del kept[key]
    return bytes(kept.unparse(resolved=True))
