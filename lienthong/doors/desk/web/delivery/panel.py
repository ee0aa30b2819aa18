"""The box of delivery on the page of a document: to whom it went and how far each is, or how it came."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web.delivery import shapes
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the box; None where there is nothing to say and nothing to send.  One statement."""
    uid = found.line.document_uid
    if uid is None or found.shared is not None:
        return None
    out = found.direction == "out" and found.keeper_id == actor.unit_id
    told = out or found.line.channel in delivery.ELECTRONIC
    rows = delivery.of_document(actor, uid) if told else []
    may = actor.has(*delivery.SENDERS) and found.keeper_id == actor.unit_id
    live = found.line.state != "void" and found.line.recalled_at is None
    may_copy = may and live and any(one.name.lower().endswith(".pdf") for one in found.files)
    if not rows and not out and not may_copy:
        return None
    facts = {
        "uid": uid,
        "out": out,
        "sent": shapes.lines_of([row for row in rows if row.mine]),
        "came": shapes.lines_of([row for row in rows if not row.mine]),
        "may_send": may and out and live,
        "may_recall": may and out and live and any(row.mine for row in rows),
        "may_copy": may_copy,
        "may": may,
    }
    return render_to_string("desk/delivery/panel.html", facts)
