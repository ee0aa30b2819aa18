"""QR codes as SVG."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str, *, error: str = "m") -> str:
    """Return a QR code of `text` as SVG without colour and with its quiet zone, fit for a paper or a page.

    error  how much may be soiled and still be read: l 7 %, m 15 %, q 25 %, h 30 %.
    """
    out = io.BytesIO()
    segno.make_qr(text, error=error).save(out, kind="svg", xmldecl=False, svgns=True, border=4, omitsize=True)
    return out.getvalue().decode()
