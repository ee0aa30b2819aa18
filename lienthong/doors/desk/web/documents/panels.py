"""What the rooms of documents show on the page of one: who handles it, where it went, in which work file it lies.

Each room has one function `panel` in `web/<room>/panel.py`; `web.urls`, which stands above all rooms, hangs them here in their
order.  Each asks one statement at most: the page has twelve.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from lienthong.casework.documents import public as documents
from lienthong.toolkit.actor import Actor

Panel = Callable[[Actor, documents.DocumentSheet], SafeString | None]
_HUNG: list[Panel] = []


def hang(*panels: Panel) -> None:
    """Show the boxes of rooms on the page of a document, in this order."""
    _HUNG[:] = panels


def panels_of(actor: Actor, found: documents.DocumentSheet) -> list[SafeString]:
    """Return the boxes of a document's page in their order; a room that has nothing to say shows none."""
    return [shown for panel in _HUNG if (shown := panel(actor, found)) is not None]
