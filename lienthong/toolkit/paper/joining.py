"""Puts a scan and a paper of ours into one PDF."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import Image, UnidentifiedImageError

from lienthong.toolkit.paper.errors import PaperFault

A4_INCHES = (8.27, 11.69)


def joined(scan: bytes, after: bytes) -> bytes:
    """Return one PDF: the pages of a scan (a PDF, or a picture on a sheet of A4), then those of another PDF.

    Both have passed the upload policy or are ours.  Raises PaperFault: the scan is neither.
    """
    sheets = scan if scan.startswith(b"%PDF-") else _sheet(scan)
    try:
        with pikepdf.open(BytesIO(sheets)) as document, pikepdf.open(BytesIO(after)) as more:
            document.pages.extend(more.pages)
            out = BytesIO()
            document.save(out, deterministic_id=True)
    except pikepdf.PdfError as fault:
        raise PaperFault("scan", str(fault)) from fault
    return out.getvalue()


def _sheet(picture: bytes) -> bytes:
    """Return a picture as a PDF of one page, not wider and not higher than A4."""
    try:
        with Image.open(BytesIO(picture)) as opened:
            drawn = opened.convert("RGB")
    except (UnidentifiedImageError, OSError) as fault:
        raise PaperFault("scan", "neither a PDF nor a picture") from fault
    dots = max(drawn.width / A4_INCHES[0], drawn.height / A4_INCHES[1])
    out = BytesIO()
    drawn.save(out, "PDF", resolution=dots)
    return out.getvalue()
