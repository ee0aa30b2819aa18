"""Who judges.  Row-level security shows a judgement to its unit and to those above it (DESIGN 7.6)."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.petitions import public as petitions
from lienthong.casework.scores.errors import NotYourScore, NotYourStaff
from lienthong.toolkit.actor import Actor

JUDGES = ("unit_head", "unit_reporter")
"""Who gives the own unit its points where the law has a person judge."""


def may_judge(actor: Actor, unit_id: int) -> bool:
    """Return whether the actor may give the unit points."""
    return actor.has(*JUDGES) and actor.unit_id == unit_id


def must_judge(actor: Actor, unit_id: int) -> None:
    """Raise NotYourScore unless the actor may give the unit points."""
    if not may_judge(actor, unit_id):
        raise NotYourScore()


HEADS = ("unit_head", "division_head")
"""Who reads the figures of each person of the own unit, and what citizens said of behaviour there."""


def may_read_staff(actor: Actor, unit_id: int, person: UUID | None) -> bool:
    """Return whether the actor may read a person's figures at a unit: the person, or who leads that unit now.

    person  None: of everybody.   Nobody above reads them: a unit's people answer to its own head.
    """
    return actor.unit_id == unit_id and (actor.has(*HEADS) or actor.person_uid == person)


def must_read_staff(actor: Actor, unit_id: int, person: UUID | None) -> None:
    """Raise NotYourStaff unless the actor may read the figures."""
    if not may_read_staff(actor, unit_id, person):
        raise NotYourStaff()


COMPLAINTS = frozenset(
    {
        "calm_early", "calm_on_time", "calm_not", "complaints", "petitions", "petitions_in_time", "petitions_late", "felt",
        "felt_good",
    }
)  # fmt: skip
"""Counts whose rows tell of which dossier, or by which petition, somebody complained of behaviour."""


def closed_to(actor: Actor) -> frozenset[str]:
    """Return the counts whose rows the actor may not open; how many they are everybody may know who reads the page."""
    return frozenset() if petitions.may_read_behaviour(actor) else COMPLAINTS
