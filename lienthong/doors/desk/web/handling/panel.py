"""The box of handling on the page of a document: where it stands, or that it may be presented; one statement."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.web.handling import shapes
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return how an incoming document is handled; nothing of one that goes out, or whose number is void."""
    if found.direction != "in" or found.line.state != "used" or found.line.document_uid is None:
        return None
    stands = handling.standing(actor, found.line.document_uid)
    keeps = found.register is not None and found.keeper_id == actor.unit_id and actor.has(*documents.REGISTRARS)
    if stands is None and not keeps:
        return None
    facts: dict[str, object] = {"uid": found.line.document_uid, "stands": stands, "keeps": keeps, "files": found.files}
    if stands is not None:
        late = stands.due_at is not None and (stands.closed_at or clock.now()) > stands.due_at
        facts["look"], facts["state"] = shapes.look_of(stands.state, late=late)
    return render_to_string("desk/handling/_panel.html", facts)
