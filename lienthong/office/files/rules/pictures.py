"""Pictures: decoded under a pixel cap and drawn anew, so that only pixels survive (no EXIF, no tail, no script)."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from typing import Any, BinaryIO, Final

from PIL import Image, ImageOps, TiffImagePlugin

from lienthong.office.files.errors import PictureBroken, PictureTooLarge
from lienthong.office.files.rules.kinds import JPEG, PNG, TIFF, WEBP
from lienthong.toolkit.sentences import Counted, Sentence

MAX_PIXELS: Final = 50_000_000
MAX_PAGES: Final = 100
MAX_TOTAL_PIXELS: Final = 400_000_000
"""Pixels of all pages of a TIFF together, about 45 pages A4 at 300 dpi."""

FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF", WEBP: "WEBP"}
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    JPEG: {"quality": 90, "optimize": True},
    PNG: {"compress_level": 4},
    TIFF: {},
    WEBP: {"quality": 90},
}
_KEPT_INFO = ("dpi", "transparency")
_MODES: Final = {
    JPEG: {"L", "RGB"},
    PNG: {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    TIFF: {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    WEBP: {"RGB", "RGBA"},
}
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)

Image.MAX_IMAGE_PIXELS = None  # our own cap stands before every decoding


def draw_anew(source: BinaryIO, kind: str, name: str) -> bytes:
    """Return the picture drawn anew, turned as its orientation says.  Raises PictureTooLarge, PictureBroken.

    A TIFF keeps its pages; of an animation nothing is taken.  The reader's complaints about odd tags do not count:
    no tag survives.
    """
    source.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(source, formats=[FORMATS[kind]]) as picture:
            _fits(picture, name)
            pages = getattr(picture, "n_frames", 1)
            if kind == TIFF:
                return _pages(picture, pages, name)
            if pages > 1:
                raise PictureTooLarge(name=name, what="ảnh động")
            out = BytesIO()
            _clean(picture, kind).save(out, FORMATS[kind], **_OPTIONS[kind])
            return out.getvalue()
    except _FAULTS as fault:
        raise PictureBroken(name=name) from fault


def _fits(picture: Image.Image, name: str) -> int:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise PictureTooLarge(
            name=name, what=Sentence("%(width)s × %(height)s điểm ảnh", width=picture.width, height=picture.height)
        )
    return pixels


def _pages(picture: Image.Image, pages: int, name: str) -> bytes:
    if pages > MAX_PAGES:
        raise PictureTooLarge(name=name, what=Counted("%(count)s trang", pages))
    out, total = BytesIO(), 0
    with TiffImagePlugin.AppendingTiffWriter(out, new=True) as writer:
        for number in range(pages):
            picture.seek(number)
            total += _fits(picture, name)
            if total > MAX_TOTAL_PIXELS:
                raise PictureTooLarge(name=name, what=Counted("%(count)s trang", pages))
            page = _clean(picture, TIFF)
            page.save(writer, "TIFF", compression="group4" if page.mode == "1" else "tiff_adobe_deflate")
            writer.newFrame()
    return out.getvalue()


def _clean(picture: Image.Image, kind: str) -> Image.Image:
    """Return the pixels upright and without what came with them; a page of a TIFF is a copy, which has no tags."""
    clean = picture.copy() if kind == TIFF else picture
    ImageOps.exif_transpose(clean, in_place=True)
    if clean.mode not in _MODES[kind]:
        clean = clean.convert("RGBA" if "A" in clean.mode and kind != JPEG else "RGB")
    clean.info = {key: clean.info[key] for key in _KEPT_INFO if key in clean.info}
    return clean
