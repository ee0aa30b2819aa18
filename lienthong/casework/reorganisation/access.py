"""Who changes the map: the administrator of the system alone, and for that act every unit's records are in sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lienthong.casework.reorganisation.errors import NotYourReorganisation
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

ADMINISTRATORS = ("system_admin",)


def must(actor: Actor) -> None:
    """Raise NotYourReorganisation unless the actor administers the system."""
    if not actor.has(*ADMINISTRATORS):
        raise NotYourReorganisation


@contextmanager
def everywhere(actor: Actor) -> Iterator[None]:
    """Open a transaction that sees the records of every unit.  The one place of the app where the context grows.

    A reorganisation moves records of units that the administrator does not work at; what it moves it does not show: pages and
    answers name dossiers by their codes.
    Raises NotYourReorganisation.
    """
    must(actor)
    units = set(org.Unit.objects.values_list("pk", flat=True))
    with ledger.seeing(units):
        yield
