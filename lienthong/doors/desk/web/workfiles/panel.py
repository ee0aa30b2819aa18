"""In which work files a letter lies: a box on the page of the letter."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.documents import public as documents
from lienthong.casework.workfiles import public as workfiles
from lienthong.toolkit.actor import Actor


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the files in which a document lies, and the way into another one; None for who keeps no files.  One statement."""
    if found.line.document_uid is None or not actor.has(*workfiles.READERS):
        return None
    facts = {
        "lying": workfiles.lying_in(actor, found.line.document_uid), "uid": found.line.document_uid,
        "may": actor.has(*workfiles.WRITERS) and found.line.state == "used",
    }  # fmt: skip
    return render_to_string("desk/workfiles/_panel.html", facts)
