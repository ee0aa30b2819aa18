"""What the rooms above show on the page of a draft: how far it is with who approves and signs.

The addresses of the desk hang them here, as on the page of a document; each asks one statement at most, for the page has twelve.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from lienthong.casework.drafting import public as drafting
from lienthong.toolkit.actor import Actor

Panel = Callable[[Actor, drafting.DraftRow], SafeString | None]
_HUNG: list[Panel] = []


def hang(*panels: Panel) -> None:
    """Show the boxes of rooms on the page of a draft, in this order."""
    _HUNG[:] = panels


def panels_of(actor: Actor, row: drafting.DraftRow) -> list[SafeString]:
    """Return the boxes of a draft's page in their order; a room that has nothing to say shows none."""
    return [shown for panel in _HUNG if (shown := panel(actor, row)) is not None]
