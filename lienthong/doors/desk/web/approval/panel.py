"""What approval shows on the page of a document: who signed it, when, and its round."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.approval import public as approval
from lienthong.casework.documents import public as documents
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the box of a document that was issued here after signing, None for others; one statement for outgoing ones."""
    uid = found.line.document_uid
    if found.direction == "in" or uid is None or not actor.has(*approval.READERS):
        return None
    told = approval.round_issued_as(actor, uid)
    if told is None:
        return None
    round_uid, way, signed_at, by = told
    facts = {"uid": round_uid, "way": approval.WAYS[way], "signed_at": signed_at, "by": by}
    return render_to_string("desk/approval/_panel.html", facts)
