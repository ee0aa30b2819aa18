"""What approval shows on the page of a draft that was submitted: how far it is, or why it came back."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.approval import public as approval
from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web.approval.shapes import LOOKS
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, row: drafting.DraftRow) -> SafeString | None:
    """Return the box with the last round of a draft, None before the first; one statement."""
    last = approval.last_round_of(actor, row.uid) if actor.has(*approval.READERS) else None
    if last is None:
        return None
    uid, number, state, reason, by = last
    facts = {"uid": uid, "number": number, "look": LOOKS[state], "state": approval.STATES[state], "reason": reason, "by": by}
    return render_to_string("desk/approval/_draft.html", facts)
