"""Who changes posts, appointments, accounts: who administers a unit there and below it, who administers the system everywhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lienthong.casework.staffing.errors import AdministratorsByTheSystem, NotYourStaff
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

SYSTEM = "system_admin"
ADMINISTRATORS = ("unit_admin", SYSTEM)
"""Who opens the pages of staff."""
RIGHTS = frozenset(ADMINISTRATORS)
"""Duties that let somebody give duties: only the administrator of the system passes them on."""


def units(actor: Actor, on: date) -> list[org.UnitRow]:
    """Return the units whose staff the actor administers on a day, the actor's own first; one statement, none for others."""
    if not actor.has(*ADMINISTRATORS):
        return []
    found = org.units_on(on) if actor.has(SYSTEM) else [node.unit for node in org.tree(on, root_id=actor.unit_id)]
    return sorted(found, key=lambda one: one.id != actor.unit_id)


def must(actor: Actor, unit_id: int, on: date) -> None:
    """Raise NotYourStaff unless the actor administers the staff of a unit on a day."""
    if unit_id not in {one.id for one in units(actor, on)}:
        raise NotYourStaff(unit=org.unit(unit_id).name)


def must_pass_on(actor: Actor, title: str, duties: Collection[str]) -> None:
    """Raise AdministratorsByTheSystem when a post administers and the actor does not administer the system."""
    if RIGHTS & set(duties) and not actor.has(SYSTEM):
        raise AdministratorsByTheSystem(post=title)
