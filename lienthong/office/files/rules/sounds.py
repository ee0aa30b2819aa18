"""Recordings of speech: the container is walked to its last byte; what holds a picture, an attachment or stray bytes is refused.

The formats that browsers record and telephones make: Opus in Ogg or WebM, MP3, AAC in M4A.  Nothing is decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from lienthong.office.files.errors import SoundBroken, SoundTooBig

MOST = 8 * 1024 * 1024
"""Bytes of a recording: an hour of Opus at 16 kbit/s, eight minutes of MP3 at 128."""
_ID3_MOST = 64 * 1024


def check(source: BinaryIO, kind: str, name: str) -> None:
    """Raise SoundTooBig or SoundBroken unless the file is a recording of that kind and nothing else."""
    size = source.seek(0, 2)
    if size > MOST:
        raise SoundTooBig(name=name, limit_mb=MOST // 2**20)
    source.seek(0)
    try:
        whole = HOW[kind](source.read(MOST))
    except (IndexError, ValueError):
        whole = False
    if not whole:
        raise SoundBroken(name=name)


def _ogg(data: bytes) -> bool:
    """Pages from the first byte to the last, of one stream of Opus, the first marked as first."""
    place, serial, pages = 0, b"", 0
    while place < len(data):
        if data[place : place + 5] != b"OggS\0" or data[place + 26 :] == b"":
            return False
        count = data[place + 26]
        table = data[place + 27 : place + 27 + count]
        body = place + 27 + count
        end = body + sum(table)
        first = bool(data[place + 5] & 2)
        if len(table) != count or end > len(data) or first != (pages == 0):
            return False
        if first and not data[body:end].startswith(b"OpusHead"):
            return False
        serial = serial or data[place + 14 : place + 18]
        if data[place + 14 : place + 18] != serial:
            return False
        place, pages = end, pages + 1
    return pages > 1


_EBML, _SEGMENT, _CLUSTER, _TRACKS, _TRACK = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
_DOCTYPE, _TRACK_TYPE, _CODEC = 0x4282, 0x83, 0x86
_OPENED = frozenset({_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _EBML})
_KNOWN = _OPENED | {
    _DOCTYPE, _TRACK_TYPE, _CODEC, 0x114D9B74, 0x1549A966, 0x1C53BB6B, 0x1254C367, 0xEC, 0xBF, 0xE7, 0xA3, 0xA0, 0xA7, 0xAB,
    0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4287, 0x4285, 0xD7, 0x73C5, 0x9C, 0x22B59C, 0x536E, 0x63A2, 0xE1, 0x56AA, 0x56BB,
    0xB9, 0x88, 0x55AA, 0x23E383, 0x258688, 0x6DE7, 0x6DF8, 0x22B59D,
}  # fmt: skip
"""What a recording holds: no attachment (0x1941A469), no chapters, no picture track."""


def _webm(data: bytes) -> bool:
    """Elements from the first byte to the last; one track, of sound, in Opus."""
    types, codecs, doctypes = [], [], []
    for key, body in _elements(data):
        if key not in _KNOWN:
            return False
        if key == _TRACK_TYPE:
            types.append(body)
        elif key == _CODEC:
            codecs.append(body)
        elif key == _DOCTYPE:
            doctypes.append(body.rstrip(b"\0"))
    return (types, codecs, doctypes) == ([b"\x02"], [b"A_OPUS"], [b"webm"])


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every element with its body; those that hold others are opened.  ValueError: it ends beyond the file."""
    place = 0
    while place < len(data):
        key, place = _vint(data, place, keep=True)
        size, after = _vint(data, place, keep=False)
        unknown = size == (1 << (7 * (after - place))) - 1
        place = after
        if key in _OPENED:  # their size may be unknown while a browser records; what they hold follows
            yield key, b""
            continue
        if unknown or place + size > len(data):
            raise ValueError("an element ends beyond the file")
        yield key, data[place : place + size]
        place += size


def _vint(data: bytes, place: int, *, keep: bool) -> tuple[int, int]:
    """Return a number of variable length and the place behind it; `keep` leaves its marker in (an identifier)."""
    first = data[place]
    length = 9 - first.bit_length()
    if length > 8 or place + length > len(data):
        raise ValueError("no number")
    value = first if keep else first & (0xFF >> length)
    for octet in data[place + 1 : place + length]:
        value = value << 8 | octet
    return value, place + length


_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _mp3(data: bytes) -> bool:
    """A short ID3 head at most, frames of layer III one behind the other, an ID3 tail at most."""
    place, frames = _id3(data), 0
    end = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    if place > _ID3_MOST:
        return False
    while place < end:
        size = _frame(data[place : place + 4])
        place, frames = place + size, frames + 1
    return place == end and frames > 1


def _id3(data: bytes) -> int:
    if not data.startswith(b"ID3"):
        return 0
    return 10 + sum((octet & 0x7F) << shift for octet, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))


def _frame(head: bytes) -> int:
    """Return the bytes of a frame of layer III.  ValueError when it is none."""
    word = int.from_bytes(head, "big")
    version, layer, rate, at = word >> 19 & 3, word >> 17 & 3, word >> 12 & 15, word >> 10 & 3
    if len(head) < 4 or word >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or at == 3:
        raise ValueError("no frame of layer III")
    bits = _BITRATES[3 if version == 3 else 2][rate] * 1000
    return (144 if version == 3 else 72) * bits // _RATES[version][at] + (word >> 9 & 1)


_INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex", b"edts"})
_BRANDS = frozenset({b"M4A ", b"mp42", b"isom", b"iso5", b"iso6", b"dash"})


def _m4a(data: bytes) -> bool:
    """Boxes from the first byte to the last; every track is sound, in AAC."""
    handlers, codecs = [], []
    for depth, kind, body in _boxes(data, 0):
        if depth == 0 and kind not in (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"moof", b"sidx", b"styp", b"mfra"):
            return False
        if kind == b"hdlr" and depth == 3:
            handlers.append(body[8:12])
        elif kind == b"stsd":
            codecs.append(body[12:16])
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS and (handlers, codecs) == ([b"soun"], [b"mp4a"])


def _boxes(data: bytes, depth: int) -> Iterator[tuple[int, bytes, bytes]]:
    place = 0
    while place < len(data):
        size, kind, head = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[place + 8 : place + 16], "big"), 16
        if size < head or place + size > len(data):
            raise ValueError("a box ends beyond the file")
        body = data[place + head : place + size]
        yield depth, kind, body
        if kind in _INSIDE:
            yield from _boxes(body, depth + 1)
        place += size


HOW: dict[str, Callable[[bytes], bool]] = {"ogg": _ogg, "webm": _webm, "mp3": _mp3, "m4a": _m4a}
