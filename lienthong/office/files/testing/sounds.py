"""Recordings for tests, made by hand: the containers are real, what they hold is silence."""

from __future__ import annotations


def ogg(*, pages: int = 3, codec: bytes = b"OpusHead", tail: bytes = b"") -> bytes:
    """Return an Ogg stream of Opus."""
    bodies = [codec + b"\1\1\0\0\x80\xbb\0\0\0\0\0", b"OpusTags" + b"\0" * 8, *[b"\xfc\xff\xfe"] * (pages - 2)]
    return b"".join(ogg_page(body, number) for number, body in enumerate(bodies)) + tail


def ogg_page(body: bytes, number: int, *, serial: bytes = b"lien") -> bytes:
    """Return a page of a stream."""
    flags = bytes([2 if number == 0 else 0])
    return b"OggS\0" + flags + bytes(8) + serial + number.to_bytes(4, "little") + bytes(4) + b"\1" + bytes([len(body)]) + body


def element(key: int, body: bytes, *, unknown: bool = False) -> bytes:
    """Return an EBML element; `unknown` as browsers write it while they record."""
    size = b"\x01" + b"\xff" * 7 if unknown else (1 << 28 | len(body)).to_bytes(4, "big")
    return key.to_bytes((key.bit_length() + 7) // 8, "big") + size + body


def webm(
    *, codec: bytes = b"A_OPUS", kind: bytes = b"\2", doctype: bytes = b"webm", extra: bytes = b"", unknown: bool = True
) -> bytes:
    """Return a WebM recording of one track."""
    head = element(0x1A45DFA3, element(0x4282, doctype))
    track = element(0xAE, element(0xD7, b"\1") + element(0x83, kind) + element(0x86, codec))
    cluster = element(0x1F43B675, element(0xE7, b"\0") + element(0xA3, b"\x81\0\0\x80\xfc\xff\xfe"), unknown=unknown)
    return head + element(0x18538067, element(0x1654AE6B, track) + cluster + extra, unknown=unknown)


FRAME = b"\xff\xfb\x90\x00" + bytes(413)
"""A frame of MPEG 1 layer III at 128 kbit/s and 44,100 Hz: 417 bytes."""


def mp3(*, head: bytes = b"", frames: int = 3, tail: bytes = b"") -> bytes:
    """Return an MP3 recording."""
    return head + FRAME * frames + tail


def box(kind: bytes, body: bytes = b"") -> bytes:
    """Return a box of an MP4 file."""
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def m4a(*, handler: bytes = b"soun", codec: bytes = b"mp4a", brand: bytes = b"M4A ", extra: bytes = b"") -> bytes:
    """Return an M4A recording of one track."""
    table = box(b"stbl", box(b"stsd", bytes(8) + bytes([0, 0, 0, 36]) + codec + bytes(28)))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12)) + box(b"minf", table)))
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", track) + box(b"mdat", b"\x21\x10\x05") + extra


def long_box(kind: bytes, body: bytes) -> bytes:
    """Return a box whose size is written in eight bytes."""
    return b"\0\0\0\1" + kind + (16 + len(body)).to_bytes(8, "big") + body
