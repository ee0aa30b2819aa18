"""Who does what with a letter under handling.  Units: row-level security; Party and State: by capacity."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.errors import NotYourPart
from lienthong.casework.handling.models import Letter, Part
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

LEADER, HANDLER = "leader", "letter_handler"
"""The duties of tasks: of who leads a unit, and of whoever may be named to handle a letter."""
LEADERS = org.ANY_OF[LEADER]
"""Who writes instructions, and acts for a unit that was named."""
HANDLERS = org.ANY_OF[HANDLER]
"""Who may hold a part."""
READERS = tuple(dict.fromkeys((*documents.READERS, *HANDLERS)))
"""Who opens the pages of handling; each sees the letters of the own register and those in which there is a part of theirs."""
CLERK, LEADER_SAID = "văn thư của đơn vị giữ sổ", "lãnh đạo được trình văn bản này"


def hands(actor: Actor) -> set[UUID]:
    """Return the persons whose parts the actor does: the own, and those of whom it stands in for."""
    return {actor.person_uid, *actor.stands_for, *([actor.on_behalf_of] if actor.on_behalf_of else [])}


def own_parts(actor: Actor) -> Q:
    """Return the filter of the parts that the actor does: of the own unit and capacity, in the own name or as its head."""
    whose = Q(person_uid__in=hands(actor))
    if actor.has(*LEADERS):
        whose |= Q(person_uid=None)
    return Q(unit_id=actor.unit_id, side=actor.capacity) & whose


def seen_parts(actor: Actor) -> Q:
    """Return the filter of the parts that the actor may read: the own, and as a reader those of all units seen."""
    own = Q(side=actor.capacity, person_uid__in=hands(actor), unit_id__in=actor.sees | {actor.unit_id})
    if actor.has(*documents.READERS):
        own |= Q(side=actor.capacity, unit_id__in=actor.sees | {actor.unit_id})
    return own


def visible(actor: Actor) -> Q:
    """Return the filter of the letters that the actor may read: of the own registers, or with a part that it may read."""
    found = Q(Exists(Part.objects.filter(seen_parts(actor), letter_id=OuterRef("pk"))))
    if actor.has(*documents.READERS):
        found |= Q(system=actor.capacity, keeper_id__in=actor.sees | {actor.unit_id})
        found |= Q(system=actor.capacity, leader_unit_id__in=actor.sees | {actor.unit_id})
    return found


def may_do(actor: Actor, part: Part) -> bool:
    """Return whether a part is the actor's to do."""
    if part.unit_id != actor.unit_id or part.side != actor.capacity:
        return False
    return part.person_uid in hands(actor) if part.person_uid else actor.has(*LEADERS)


def may_instruct(actor: Actor, letter: Letter) -> bool:
    """Return whether the actor instructs on a letter: who leads the unit of the leader to whom it was presented."""
    return actor.unit_id == letter.leader_unit_id and actor.capacity == letter.system and actor.has(*LEADERS)


def may_issue(actor: Actor, lead: Part) -> bool:
    """Return whether the actor numbers documents for the unit that leads."""
    return lead.unit_id == actor.unit_id and lead.side == actor.capacity and actor.has(*documents.REGISTRARS)


def may_keep(actor: Actor, letter: Letter) -> bool:
    """Return whether the actor keeps the register of a letter as its clerk."""
    return actor.unit_id == letter.keeper_id and actor.capacity == letter.system and actor.has(*documents.REGISTRARS)


def must(allowed: bool, who: str) -> None:
    """Raise NotYourPart, naming whose act it is, unless it is allowed."""
    if not allowed:
        raise NotYourPart(who=who)
