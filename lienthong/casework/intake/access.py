"""Who looks at what arrived and who settles it.  Units: row-level security by the keeper; Party and State: by capacity."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.documents import public as documents
from lienthong.casework.intake.errors import NotYours
from lienthong.toolkit.actor import Actor, Capacity

SETTLERS = documents.REGISTRARS
"""Who registers, joins and refuses: the records clerk."""
READERS = documents.KEEPERS
"""Who opens the list: the clerk, and the head of the unit."""


def must(actor: Actor) -> None:
    """Raise NotYours unless the actor settles what arrives."""
    if not actor.has(*SETTLERS):
        raise NotYours


def in_sight(actor: Actor) -> Q:
    """Return the filter of what the actor may read: what came to the own unit, in the own capacity; none for others."""
    if not actor.has(*READERS):
        return Q(pk__in=[])
    return Q(keeper_id=actor.unit_id, system=Capacity(actor.capacity).value)
