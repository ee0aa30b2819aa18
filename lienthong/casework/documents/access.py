"""Who keeps registers and who reads them.  Units: row-level security by the keeper (DESIGN 7.6); Party and State: by capacity."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from lienthong.casework.documents.errors import NotYourRegister, WrongCapacity
from lienthong.toolkit.actor import Actor, Capacity

REGISTRARS = ("records_clerk",)
"""Who takes numbers and registers what came."""
KEEPERS = ("records_clerk", "unit_head")
"""Who makes a number void, closes a year or term, opens a term."""
READERS = (*KEEPERS, "division_head", "unit_viewer", "unit_reporter", "deadline_watcher")
"""Who opens the registers."""
SHARERS = ("records_clerk", "unit_head", "division_head")
"""Who lets others read a document."""
NAMES = {
    REGISTRARS: "văn thư", KEEPERS: "văn thư hoặc lãnh đạo", SHARERS: "văn thư hoặc lãnh đạo",
    READERS: "văn thư, lãnh đạo hoặc người tra cứu, thống kê",
}  # fmt: skip
CAPACITIES: dict[str, str] = {"state": "cán bộ chính quyền", "party": "cán bộ của Đảng"}


def must(actor: Actor, duties: tuple[str, ...]) -> None:
    """Raise NotYourRegister unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        raise NotYourRegister(duty=NAMES[duties])


def must_act_for(actor: Actor, system: str, body: str) -> None:
    """Raise WrongCapacity unless the actor acts in the system of a body."""
    if actor.capacity != system:
        raise WrongCapacity(body=body, capacity=CAPACITIES[system])


def system_of(actor: Actor) -> str:
    """Return the system whose registers the actor opens now: party or state."""
    return Capacity(actor.capacity).value


def in_sight(actor: Actor, body: str = "body") -> Q:
    """Return the filter of what the actor may read among the rows of the units seen: that of the own system, none for others.

    body  the path to the body from the rows that are asked.
    """
    if not actor.has(*READERS):
        return Q(pk__in=[])
    return Q(**{f"{body}__system": system_of(actor)})


def kept_for(actor: Actor) -> Q:
    """Return the filter of the documents whose register the actor may open: not of those that are only shared."""
    return in_sight(actor) & Q(keeper_id__in=actor.sees | {actor.unit_id})


def hands_of(actor: Actor) -> list[UUID]:
    """Return the people whose shares the actor reads by: the own, and those that the actor stands in for."""
    return [actor.person_uid, *actor.stands_for, *([actor.on_behalf_of] if actor.on_behalf_of else [])]


def shared_with(actor: Actor) -> Q:
    """Return the filter of the shares by which the actor reads: of the units seen, in the own capacity.

    One that names no person is for who opens registers; one that does, for that person, or who stands in for them.
    """
    whose = Q(person_uid__in=hands_of(actor))
    if actor.has(*READERS):
        whose |= Q(person_uid=None)
    return Q(unit_id__in=actor.sees | {actor.unit_id}, side=system_of(actor)) & whose
