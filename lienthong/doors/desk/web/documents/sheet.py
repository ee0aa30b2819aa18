"""One document: its number large, what the register says of it, its files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.documents import shapes
from lienthong.office.accounts.public import duty


@require_safe
@duty(*documents.READERS)
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a document with its line of the register.  Raises DocumentUnknown."""
    actor = asking.actor_of(request)
    found = documents.document(actor, uid)
    book, line = found.register, found.line
    mine = book.keeper_id == actor.unit_id
    open_, live = book.closed_at is None, line.state != "void"
    facts = {
        "line": line,
        "book": book,
        "period": shapes.period_of(book),
        "direction": documents.DIRECTIONS[found.direction],
        "incoming": found.direction == "in",
        "files": found.files,
        "another": found.another_than,
        "look": shapes.line_look(line),
        "urgency": documents.URGENCIES[line.urgency] if line.urgency else "",
        "secrecy": documents.SECRECIES[line.secrecy] if line.secrecy else "",
        "channel": documents.CHANNELS.get(line.channel, ""),
        "fresh": "vua-cap" in request.GET,
        "may_void": actor.has(*documents.KEEPERS) and mine and open_ and live,
        "may_enter": actor.has(*documents.REGISTRARS) and mine,
    }
    return render(request, "desk/documents/document.html", facts)
