"""Who judges.  Row-level security shows a judgement to its unit and to those above it (DESIGN 7.6)."""

from __future__ import annotations

from lienthong.casework.scores.errors import NotYourScore
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
