"""Who takes petitions in, who decides on them, who reads those about behaviour.  Units: row-level security (DESIGN 7.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lienthong.casework.petitions.errors import NotYourPetition
from lienthong.casework.petitions.models import Petition
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

TAKERS, LEADERS = "petition_taker", "leader"
"""The duties of tasks: of what is to be taken in, and of what is to be answered or is about behaviour."""
RECEIVERS = org.ANY_OF[TAKERS]
"""Who enters what was said or written, and takes in and assigns what came online."""
HEADS = org.ANY_OF[LEADERS]
"""Who answers, transfers and refuses for a unit; they alone read what is said of behaviour."""
READERS = (*RECEIVERS, "unit_reporter", "deadline_watcher", "specialist")
"""Who opens the register."""


def may_read_behaviour(actor: Actor) -> bool:
    """Return whether the actor may know which petitions are about somebody's behaviour: heads, not those they may be about."""
    return actor.has(*HEADS)


def visible(actor: Actor) -> Q:
    """Return the filter of petitions that an actor may read among those of the units seen.

    One about somebody's behaviour is read by heads and by who entered it: not by the colleagues it may be about.
    """
    return Q() if may_read_behaviour(actor) else ~Q(kind="behaviour") | Q(entered_by_uid=actor.person_uid)


@dataclass(frozen=True)
class Keepers:
    """Whose a petition is on a day: the unit that keeps its register and the one that handles it, or who took each over.

    None: it has no handler, or the unit ended and nobody took over.
    """

    register: int | None
    handler: int | None


def keepers(petition: Petition, day: date) -> Keepers:
    """Return whose the petition is on a day; a unit that is still there is its own heir.  One statement."""
    asked = {key for key in (petition.unit_id, petition.handler_id) if key is not None}
    found = org.successors_of(asked, day)
    heirs = {key: rows[0].unit.id for key, rows in found.items() if rows}
    return Keepers(heirs.get(petition.unit_id), heirs.get(petition.handler_id) if petition.handler_id else None)


def may_receive(actor: Actor, whose: Keepers) -> bool:
    """Return whether the actor may take the petition in and assign it."""
    return actor.has(*RECEIVERS) and actor.unit_id == whose.register


def may_assign(actor: Actor, whose: Keepers) -> bool:
    """Return whether the actor may give the petition to another unit: whose register it is, or who leads the handler."""
    return may_receive(actor, whose) or may_answer(actor, whose)


def may_answer(actor: Actor, whose: Keepers) -> bool:
    """Return whether the actor may answer: who leads the unit that handles it."""
    return actor.has(*HEADS) and actor.unit_id == whose.handler


def may_close(actor: Actor, whose: Keepers) -> bool:
    """Return whether the actor may transfer or refuse: who leads the unit of the register or the handler."""
    return actor.has(*HEADS) and actor.unit_id in (whose.register, whose.handler)


def must(allowed: bool, who: str, unit_id: int) -> None:
    """Raise NotYourPetition, naming whose work it is, unless it is allowed."""
    if not allowed:
        raise NotYourPetition(who=who, unit=org.unit(unit_id).name)


def must_enter(actor: Actor) -> None:
    """Raise NotYourPetition unless the actor enters petitions at the desk."""
    must(actor.has(*RECEIVERS), "cán bộ một cửa, văn thư hoặc lãnh đạo", actor.unit_id)
