"""On the page of a document: how it arrived."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.doors.desk.web.intake import shapes
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return what arrived as this document or joined it, for who keeps the register; one statement.

    None for what went out, and for what came from another unit or by the axis: of that delivery tells more.
    """
    if (
        found.direction != "in"
        or found.line.channel in delivery.ELECTRONIC
        or found.line.document_uid is None
        or not actor.has(*intake.READERS)
    ):
        return None
    rows = intake.of_document(actor, found.line.document_uid)
    return render_to_string("desk/intake/_panel.html", {"lines": shapes.lines(rows)}) if rows else None
