"""What the calendar shows on the page of a document: where it stands, or the way to put it there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from lienthong.casework.agenda import public as agenda
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web.agenda import shapes
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui.tongues import translated

WEEKLY = ("people_committee", "people_council", "party_committee")
"""Bodies whose letters may become entries."""


def agenda_panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the box of a document that came to a body with a calendar: of an invitation with its entries, in one statement."""
    book = found.register
    if book is None or found.direction != "in" or book.body_key not in WEEKLY or found.line.state == "void":
        return None
    uid = found.line.document_uid if found.line.type_key == documents.INVITATION else None
    rows = agenda.of_letter(actor, uid) if uid else []
    writes = book.keeper_id == actor.unit_id and actor.has(*agenda.DRAFTERS)
    if not rows and not writes:
        return None
    said = urlencode({"van-ban": str(found.line.document_uid)})
    way = reverse("desk:agenda_write", args=[actor.unit_uid, book.body_key])
    facts = {
        "rows": [
            (row, shapes.week_words(agenda.monday_of(row.day)), translated(agenda.SESSIONS[row.session]), shapes.entry_look(row))
            for row in rows
        ],
        "url": f"{way}?{said}" if writes else "",
    }  # fmt: skip
    return render_to_string("desk/agenda/_panel.html", facts)
