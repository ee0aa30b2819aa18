"""What the rooms of documents show on the page of one: who handles it, where it went, in which work file it lies.

Each room has one function in `web/<room>/panel.py` and one name here; it asks one statement at most, for the page has twelve.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web.handling import panel as handling
from lienthong.toolkit.actor import Actor

Panel = Callable[[Actor, documents.DocumentSheet], SafeString | None]
PANELS: tuple[Panel, ...] = (handling.panel,)


def panels_of(actor: Actor, found: documents.DocumentSheet) -> list[SafeString]:
    """Return the boxes of a document's page in their order; a room that has nothing to say shows none."""
    return [shown for panel in PANELS if (shown := panel(actor, found)) is not None]
