"""The box of drafts on the page of a document: what answers it, and the way to begin an answer."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web.drafts import shapes
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the drafts that answer a document or became it; one statement.  None for who drafts nothing.

    An invitation is answered by an entry of the calendar: of its drafts the list of drafts tells, and the page keeps its budget.
    """
    uid = found.line.document_uid
    if uid is None or not actor.has(*drafting.DRAFTERS):
        return None
    told = found.line.type_key != documents.INVITATION
    rows = [(row, *shapes.look_of(row)) for row in drafting.answering(actor, uid)] if told else []
    incoming = found.direction == "in" and found.line.state != "void"
    if not rows and not incoming:
        return None
    return render_to_string("desk/drafts/_panel.html", {"rows": rows, "uid": uid, "may_answer": incoming})
