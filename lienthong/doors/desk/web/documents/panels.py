"""What the rooms of documents show on the page of one: who handles it, where it went, in which work file it lies.

Each room has one function `panel` in `web/<room>/panel.py` and its name here; it asks one statement at most: the page
has twelve.  Rooms use the shapes and forms of documents, so they are fetched when a page asks, never imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from django.utils.safestring import SafeString

from lienthong.casework.documents import public as documents
from lienthong.toolkit.actor import Actor

Panel = Callable[[Actor, documents.DocumentSheet], SafeString | None]
ROOMS: tuple[str, ...] = ("intake",)
"""Names of the rooms below `doors.desk.web`, in the order of their boxes."""


def panels_of(actor: Actor, found: documents.DocumentSheet) -> list[SafeString]:
    """Return the boxes of a document's page in their order; a room that has nothing to say shows none."""
    panels: list[Panel] = [import_module(f"lienthong.doors.desk.web.{room}.panel").panel for room in ROOMS]
    return [shown for panel in panels if (shown := panel(actor, found)) is not None]
