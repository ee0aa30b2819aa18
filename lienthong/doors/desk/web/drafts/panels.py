"""What the rooms above show on the page of a draft: how far it is with who approves and signs.

Each room has one name here; it asks one statement at most, for the page has twelve.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from lienthong.casework.drafting import public as drafting
from lienthong.toolkit.actor import Actor

Panel = Callable[[Actor, drafting.DraftRow], SafeString | None]
PANELS: tuple[Panel, ...] = ()


def panels_of(actor: Actor, row: drafting.DraftRow) -> list[SafeString]:
    """Return the boxes of a draft's page in their order; a room that has nothing to say shows none."""
    return [shown for panel in PANELS if (shown := panel(actor, row)) is not None]
