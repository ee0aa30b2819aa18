"""Crafted pictures, hostile and good."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def drawn(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return a small picture: a dark corner top left on a light ground."""
    picture = Image.new("L", size, 230)
    picture.paste(20, (0, 0, size[0] // 3, size[1] // 3))
    out = io.BytesIO()
    picture.convert(mode).save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return a picture, decoded."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def photo() -> bytes:
    """Return a photo of a telephone that lies on its side and tells where and by whom it was made."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Hoàng Thị Sen".encode().decode("latin-1")
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 32.0, 11.0)
    return drawn("JPEG", exif=exif, comment=b"CCCD 022185001234", quality=95)


def huge_header(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG that says it has billions of pixels."""
    head = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(10_000))) + _chunk(b"IEND", b"")


def many_pages(pages: int = 5_000) -> bytes:
    """Return a fax of one-pixel pages, each linked to the next."""
    out, at = b"II*\x00" + struct.pack("<L", 8), 8
    tags = ((256, 3, 1), (257, 3, 1), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 0), (277, 3, 1), (278, 3, 1), (279, 4, 1))
    length = 2 + 12 * len(tags) + 4
    pieces = []
    for page in range(pages):
        entries = b"".join(struct.pack("<HHLL", tag, kind, 1, value) for tag, kind, value in tags)
        at += length
        pieces.append(struct.pack("<H", len(tags)) + entries + struct.pack("<L", at if page + 1 < pages else 0))
    return out + b"".join(pieces)


def fax(pages: int = 3) -> bytes:
    """Return an honest fax."""
    sheet = Image.new("1", (1728, 400), 1)
    out = io.BytesIO()
    sheet.save(out, "TIFF", save_all=True, append_images=[sheet] * (pages - 1), compression="group4")
    return out.getvalue()


def animated() -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
