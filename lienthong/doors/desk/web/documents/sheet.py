"""One document: its number large, what the register says of it, its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.documents import keeping, panels, shapes
from lienthong.doors.desk.web.documents.forms import MoveForm, PaperForm
from lienthong.office.accounts.public import duty, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated


@require_safe
@signed_in
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a document to who reads its register, or with whom it is shared.  Raises DocumentUnknown."""
    actor = asking.actor_of(request)
    found = documents.opened(actor=actor, at=clock.now(), document_uid=uid)
    book, line = found.register, found.line
    mine = book is not None and found.keeper_id == actor.unit_id
    open_, live = book is not None and book.closed_at is None, line.state != "void" and line.recalled_at is None
    facts = {
        "line": line,
        "book": book,
        "body": found.body,
        "shared": found.shared,
        "period": shapes.period_of(book) if book else "",
        "direction": documents.DIRECTIONS[found.direction],
        "incoming": found.direction == "in",
        "files": found.files,
        "another": found.another_than,
        "look": shapes.line_look(line),
        "urgency": documents.URGENCIES[line.urgency] if line.urgency else "",
        "secrecy": documents.SECRECIES[line.secrecy] if line.secrecy else "",
        "circulation": documents.CIRCULATIONS[line.circulation] if line.circulation else "",
        "channel": documents.CHANNELS.get(line.channel, ""),
        "fresh": "vua-cap" in request.GET,
        "may_void": actor.has(*documents.KEEPERS) and mine and open_ and live,
        "may_enter": actor.has(*documents.REGISTRARS) and mine,
        "awaits_paper": found.direction == "in" and line.channel != "paper" and line.paper_at is None and live,
        "live": live,
        "panels": panels.panels_of(actor, found),
    }
    return render(request, "desk/documents/document.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask when the paper came after its electronic twin; POST lets it join the same number.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.document(actor, uid).line
    form = PaperForm(request.POST if request.method == "POST" else None, initial={"came_at": at})

    def join(given: dict[str, Any]) -> tuple[str, str]:
        documents.join_paper(actor=actor, at=at, document_uid=uid, came_at=given["came_at"])
        return tongues.told("Bản giấy đã vào cùng số đến %(number)s.", number=line.label), reverse("desk:document", args=[uid])

    facts = {
        "title": translated("Bản giấy đến sau"), "name": line.symbol or line.subject, "button": translated("Ghi bản giấy đã đến"),
        "lead": translated("Bản giấy giữ số đến của bản điện tử, không lấy số mới."),
        "back": reverse("desk:document", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, form, join, facts)


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def move_on(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask to whom a document was given; POST writes it into the register.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.document(actor, uid).line
    form = MoveForm(request.POST if request.method == "POST" else None, initial={"moved_to": line.moved_to})

    def write(given: dict[str, Any]) -> tuple[str, str]:
        documents.move_on(actor=actor, at=at, document_uid=uid, **given)
        return tongues.told("Đã ghi chuyển cho %(name)s.", name=given["moved_to"]), reverse("desk:document", args=[uid])

    facts = {
        "title": translated("Chuyển văn bản"), "name": line.symbol or line.subject, "button": translated("Ghi đã chuyển"),
        "lead": line.subject, "back": reverse("desk:document", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, form, write, facts)
