"""Archives: the directory, the local headers and the streamed content must tell the same story, within caps."""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, Final

from lienthong.office.files.errors import ArchiveUnsafe, HiddenData
from lienthong.toolkit.sentences import Sentence

MAX_ENTRIES: Final = 2_000
MAX_REAL: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 200
"""Real bytes per packed byte that an entry above RATIO_FREE may have; XML of a large sheet reaches about 60."""
RATIO_FREE: Final = 1024 * 1024
MAX_NAME: Final = 300
MAX_COMMENT: Final = 256
_CHUNK = 256 * 1024
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")


@dataclass
class Budget:
    """What an upload may unpack to, all levels together."""

    name: str
    left: int = MAX_REAL
    entries: int = MAX_ENTRIES
    spent: int = field(default=0)

    def spend(self, size: int) -> None:
        """Count real bytes.  Raises ArchiveUnsafe."""
        self.spent += size
        if self.spent > self.left:
            raise ArchiveUnsafe(name=self.name, what=Sentence("giải nén ra hơn %(left)s MB (bom nén)", left=self.left // 2**20))


@dataclass(frozen=True)
class Part:
    """An entry whose name is safe; `content` holds its real bytes."""

    name: str
    content: bytes


def parts(source: BinaryIO, budget: Budget) -> Iterator[Part]:
    """Yield the files of an archive, one at a time, each unpacked and measured.  Raises ArchiveUnsafe, HiddenData."""
    infos = _directory(source, budget)
    packed = _placed(source, infos, budget.name)
    for info in infos:
        if not info.is_dir():
            yield Part(info.filename, _unpacked(source, info, packed[info.filename], budget))


def _directory(source: BinaryIO, budget: Budget) -> list[zipfile.ZipInfo]:
    _end(source, budget)
    try:
        source.seek(0)
        with zipfile.ZipFile(source) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, UnicodeDecodeError) as fault:
        raise ArchiveUnsafe(name=budget.name, what="tệp nén hỏng") from fault
    budget.entries -= len(infos)
    if budget.entries < 0:
        raise ArchiveUnsafe(name=budget.name, what=Sentence("chứa hơn %(max_entries)s tệp", max_entries=MAX_ENTRIES))
    seen: set[str] = set()
    for info in infos:
        _plain(info, budget.name)
        key = unicodedata.normalize("NFKC", info.filename).casefold().rstrip("/")
        if key in seen:
            raise ArchiveUnsafe(name=budget.name, what="hai tệp bên trong trùng tên")
        seen.add(key)
    return infos


def _end(source: BinaryIO, budget: Budget) -> None:
    """The archive begins at the first byte and ends with its end record; the record's own count is believed as a cap."""
    size = source.seek(0, 2)
    source.seek(max(0, size - _END.size - MAX_COMMENT))
    tail = source.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise HiddenData(name=budget.name, what="sau chỗ kết thúc của tệp nén, hoặc tệp bị cắt cụt")
    _, disk, start_disk, here, total, length, offset, comment = _END.unpack_from(tail, at)
    if at + _END.size + comment != len(tail):
        raise HiddenData(name=budget.name, what="sau chỗ kết thúc của tệp nén")
    if disk or start_disk or here != total or 0xFFFF in (here, total) or 0xFFFFFFFF in (length, offset):
        raise ArchiveUnsafe(name=budget.name, what="tệp nén nhiều phần hoặc cỡ quá lớn")
    if total > MAX_ENTRIES:
        raise ArchiveUnsafe(name=budget.name, what=Sentence("chứa hơn %(max_entries)s tệp", max_entries=MAX_ENTRIES))
    if offset + length != size - (len(tail) - at):
        raise HiddenData(name=budget.name, what="trước hoặc giữa các phần của tệp nén")


def _plain(info: zipfile.ZipInfo, name: str) -> None:
    inside = info.filename
    mode = info.external_attr >> 16
    steps = inside.replace("\\", "/").removesuffix("/").split("/")
    unsafe = (
        "\\" in inside
        or info.orig_filename != inside
        or inside.startswith("/")
        or ":" in inside
        or len(inside) > MAX_NAME
        or any(step in {"", ".", ".."} for step in steps)
        or any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in inside)
    )
    if unsafe:
        raise ArchiveUnsafe(name=name, what="có tệp bên trong mang đường dẫn nguy hiểm")
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ArchiveUnsafe(name=name, what="có liên kết (symlink) bên trong")
    if info.flag_bits & 0x2041:
        raise ArchiveUnsafe(name=name, what="đặt mật khẩu")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ArchiveUnsafe(name=name, what="dùng cách nén lạ")


def _placed(source: BinaryIO, infos: list[zipfile.ZipInfo], name: str) -> dict[str, int]:
    """Return where the packed bytes of every entry begin; entries follow each other, and none shares bytes."""
    begins: dict[str, int] = {}
    reached = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        source.seek(info.header_offset)
        head = source.read(_LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
            raise ArchiveUnsafe(name=name, what="tệp nén hỏng")
        *_, name_length, extra_length = _LOCAL.unpack(head)
        told = source.read(name_length)
        begin = info.header_offset + _LOCAL.size + name_length + extra_length
        if info.header_offset < reached:
            raise ArchiveUnsafe(name=name, what="các tệp bên trong chồng lên nhau (bom nén)")
        if told != info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437"):
            raise ArchiveUnsafe(name=name, what="tên tệp bên trong ghi hai nơi khác nhau")
        if not reached and info.header_offset:
            raise HiddenData(name=name, what="trước tệp nén")
        reached = begin + info.compress_size
        begins[info.filename] = begin
    return begins


def _unpacked(source: BinaryIO, info: zipfile.ZipInfo, begin: int, budget: Budget) -> bytes:
    out, size, check = BytesIO(), 0, 0
    for chunk in _stream(source, info, begin, budget.name):
        size += len(chunk)
        budget.spend(len(chunk))
        if size > info.file_size:
            break
        if size > RATIO_FREE and size > MAX_RATIO * max(info.compress_size, 1):
            raise ArchiveUnsafe(name=budget.name, what=Sentence("nén hơn %(max_ratio)s lần (bom nén)", max_ratio=MAX_RATIO))
        check = zlib.crc32(chunk, check)
        out.write(chunk)
    if size != info.file_size or check != info.CRC:
        raise ArchiveUnsafe(name=budget.name, what="cỡ hoặc mã kiểm ghi trong tệp nén không đúng với nội dung")
    return out.getvalue()


def _stream(source: BinaryIO, info: zipfile.ZipInfo, begin: int, name: str) -> Iterator[bytes]:
    left = info.compress_size
    source.seek(begin)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == zipfile.ZIP_DEFLATED else None
    while left:
        packed = source.read(min(left, _CHUNK))
        if not packed:
            raise ArchiveUnsafe(name=name, what="tệp nén bị cắt cụt")
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        try:
            while packed:
                yield inflater.decompress(packed, _CHUNK)
                packed = inflater.unconsumed_tail
        except zlib.error as fault:
            raise ArchiveUnsafe(name=name, what="tệp nén hỏng") from fault
    if inflater is not None:
        yield inflater.flush()
        if not inflater.eof or inflater.unused_data:
            raise ArchiveUnsafe(name=name, what="cỡ ghi trong tệp nén không đúng với nội dung")
