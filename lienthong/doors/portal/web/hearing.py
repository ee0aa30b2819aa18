"""Spoken guidance as everybody hears it: the file of a published recording, whole or a range of it."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lienthong.casework.guidance import public as guidance
from lienthong.office.accounts.public import open_to_public
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@require_safe
@open_to_public("hướng dẫn đã được duyệt để mọi người nghe; không có dữ liệu của ai")
def hear(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send a published recording; players of telephones ask for ranges.  Raises RecordingUnknown, files.FileDamaged."""
    row = guidance.one_heard(uid)
    with ledger.seeing({row.unit_id}), files.open_file(row.file_uid) as content:
        data = content.read()
    span = span_of(request.headers.get("Range", ""), len(data))
    first, last = span or (0, len(data) - 1)
    answer = HttpResponse(data[first : last + 1], status=206 if span else 200, content_type=row.mime)
    if span:
        answer["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def span_of(asked: str, size: int) -> tuple[int, int] | None:
    """Return (first, last) of the one range that a header asks for; None when the whole is to be sent."""
    found = _RANGE.fullmatch(asked)
    if found is None or not (found[1] or found[2]):
        return None
    first = int(found[1]) if found[1] else max(size - int(found[2]), 0)
    last = min(int(found[2]), size - 1) if found[1] and found[2] else size - 1
    return (first, last) if first <= last else None
