"""Who proposes, drafts and approves.  Units: row-level security by keeper and participation; Party and State: by capacity."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db.models import Q

from lienthong.casework.agenda.errors import NotYourPart, WrongCapacity
from lienthong.casework.agenda.models import Entry, Week
from lienthong.casework.agenda.rules.roles import roles_of
from lienthong.toolkit.actor import Actor, Capacity

ROLES = roles_of(yaml.safe_load((Path(__file__).resolve().parent / "data" / "roles.yaml").read_text(encoding="utf-8")))
PROPOSERS, DRAFTERS, APPROVERS = (ROLES.duties[role] for role in ("propose", "draft", "approve"))
WHO = {
    "propose": "văn thư, chuyên viên hoặc lãnh đạo của đơn vị", "draft": "văn thư hoặc lãnh đạo văn phòng giữ lịch",
    "approve": "lãnh đạo cơ quan có lịch này",
}  # fmt: skip


def system_of(actor: Actor) -> str:
    """Return the system in which the actor acts: state or party."""
    return Capacity(actor.capacity).value


def may_propose(actor: Actor) -> bool:
    """Return whether the actor asks for time in a calendar for its unit; any specialist is one."""
    return actor.has(*PROPOSERS) or any(held.startswith("specialist.") for held in actor.duties)


def drafts(actor: Actor, keeper_id: int, system: str) -> bool:
    """Return whether the actor keeps a calendar."""
    return actor.unit_id == keeper_id and actor.has(*DRAFTERS) and system_of(actor) == system


def approves(actor: Actor, unit_id: int, system: str) -> bool:
    """Return whether the actor approves the weeks of a calendar: who leads the unit whose name the body bears."""
    return actor.unit_id == unit_id and actor.has(*APPROVERS) and system_of(actor) == system


def must(allowed: bool, who: str) -> None:
    """Raise NotYourPart, naming whose work it is (a key of WHO), unless it is allowed."""
    if not allowed:
        raise NotYourPart(who=WHO[who])


def must_act_for(actor: Actor, system: str) -> None:
    """Raise WrongCapacity unless the actor acts in a system."""
    if system_of(actor) != system:
        raise WrongCapacity


def must_draft(actor: Actor, keeper_id: int, system: str) -> None:
    """Raise WrongCapacity or NotYourPart unless the actor keeps the calendar."""
    must_act_for(actor, system)
    must(drafts(actor, keeper_id, system), "draft")


def must_approve(actor: Actor, week: Week) -> None:
    """Raise WrongCapacity or NotYourPart unless the actor approves the week."""
    must_act_for(actor, week.system)
    must(approves(actor, week.unit_id, week.system), "approve")


def may_read(actor: Actor, entry: Entry) -> bool:
    """Return whether the actor reads all of an entry among those of the units seen.

    Of the own system; a private one only who keeps the calendar, leads above it or is named in it.
    """
    if system_of(actor) != entry.system:
        return False
    named = {str(entry.host_uid), *(one["uid"] for one in entry.people)}
    return not entry.private or str(actor.person_uid) in named or watches(actor, entry.keeper_id)


def watches(actor: Actor, keeper_id: int) -> bool:
    """Return whether nothing in a calendar is hidden from the actor: its keeper, and who leads the units above it."""
    at_desk = actor.unit_id == keeper_id and actor.has(*DRAFTERS)
    return at_desk or (actor.has(*APPROVERS) and keeper_id in actor.sees)


def of_system(actor: Actor) -> Q:
    """Return the filter of weeks and entries of the system in which the actor acts."""
    return Q(system=system_of(actor))
