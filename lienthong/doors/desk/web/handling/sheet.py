"""The page of a letter under handling: what it is, the instruction, the tree of who has what until when."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.handling import shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock


@require_safe
@duty(*handling.READERS)
def letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show how a letter is handled, named by its own uid or that of its document.  Raises LetterUnknown, DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    found = handling.chain(actor, uid, at)
    sheet = documents.opened(actor=actor, at=at, document_uid=found.document_uid)
    look, state = shapes.look_of(found.state, late=found.late)
    facts = {
        "chain": found, "line": sheet.line, "body": sheet.body, "files": sheet.files, "look": look, "state": state,
        "branches": list(shapes.branches(found.parts)), "decisions": handling.DECISIONS,
    }  # fmt: skip
    return render(request, "desk/handling/letter.html", facts)
