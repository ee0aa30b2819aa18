"""A file as an HTTP answer that no browser will run (handbook trust.md S-15)."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse

from lienthong.office.files.queries.reading import content_of, find
from lienthong.office.files.rules.kinds import MIME, PDF, SOUNDS, UNTOUCHED, VIEWED

SHOWN = VIEWED | {MIME[kind] for kind in SOUNDS}
"""Types that a browser may show or play inside a page of ours; everything else is downloaded."""
UNOPENED = ".bin"
"""Stands behind the name of a file kept untouched: a click opens no program that would run what is in it."""
_SANDBOX = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_PDF_VIEWER = (
    "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


def response(uid: UUID, *, inline: bool = False) -> FileResponse:
    """Return a file as a download; `inline` shows a PDF or a picture, or plays a recording, instead, and only these.

    The type is the one the policy found, never the sender's; nothing is cached, nothing runs, no other site may embed it.
    One kept untouched is only downloaded, as bytes of no type, and its name ends in UNOPENED.
    A shown PDF has no `sandbox`, under which browsers refuse to start their own viewer; our own pages alone may frame it.
    Raises FileUnknown, FileWithdrawn, FileDamaged.
    """
    row = find(uid)
    shown = inline and row.mime in SHOWN
    name = row.name + (UNOPENED if row.mime == UNTOUCHED else "")
    answer = FileResponse(content_of(row), as_attachment=not shown, filename=name, content_type=row.mime)
    answer["Content-Length"] = str(row.size)
    viewer = shown and row.mime == MIME[PDF]
    answer["Content-Security-Policy"] = _PDF_VIEWER if viewer else _SANDBOX
    answer["X-Frame-Options"] = "SAMEORIGIN" if viewer else "DENY"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
