"""Who may plan, carry and merge village trips.  Row-level security shows them to the unit that goes."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.trips.errors import NotYourTrip
from lienthong.toolkit.actor import Actor

GOERS = ("counter_clerk", "centre_officer")
"""Duties of those who go: what they do on the way is what a counter does."""


def visible(actor: Actor) -> Q:
    """Return the filter of trips and wishes that are the actor's business: those of the unit."""
    return Q(unit_id=actor.unit_id)


def must(actor: Actor, act: str) -> None:
    """Raise NotYourTrip unless the actor works at a counter."""
    if not actor.has(*GOERS):
        raise NotYourTrip(act=act, unit=actor.unit or "đơn vị")
