"""Who assesses, who reviews.  Row-level security shows an assessment to its unit and to those above it (DESIGN 7.6)."""

from __future__ import annotations

from lienthong.office.readiness.errors import NotYourReadiness
from lienthong.toolkit.actor import Actor

ASSESSORS = ("unit_head", "unit_admin")
"""Who says of the own unit what it has."""
REVIEWERS = ("unit_head", "unit_reporter")
"""Who, at a unit above, confirms it."""


def may_assess(actor: Actor, unit_id: int) -> bool:
    """Return whether the actor speaks for the unit."""
    return actor.has(*ASSESSORS) and actor.unit_id == unit_id


def may_review(actor: Actor, unit_id: int) -> bool:
    """Return whether the actor sits at a unit above this one, with the duty to confirm; nobody confirms the own unit."""
    return actor.has(*REVIEWERS) and actor.unit_id != unit_id and unit_id in actor.sees


def must_assess(actor: Actor, unit_id: int) -> None:
    """Raise NotYourReadiness unless the actor speaks for the unit."""
    if not may_assess(actor, unit_id):
        raise NotYourReadiness(who="lãnh đạo hoặc quản trị của chính đơn vị")


def must_review(actor: Actor, unit_id: int) -> None:
    """Raise NotYourReadiness unless the actor may confirm."""
    if not may_review(actor, unit_id):
        raise NotYourReadiness(who="lãnh đạo hoặc đầu mối báo cáo của đơn vị cấp trên")


def must_withdraw(actor: Actor, unit_id: int) -> None:
    """Raise NotYourReadiness unless the actor speaks for the unit or sits above it."""
    if not (may_assess(actor, unit_id) or may_review(actor, unit_id)):
        raise NotYourReadiness(who="lãnh đạo, quản trị của đơn vị hoặc đơn vị cấp trên")
