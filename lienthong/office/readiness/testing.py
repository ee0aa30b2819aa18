"""Factories for tests and the demo's tests: what a unit says, proven by a drawn photo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from lienthong.office.files import public as files
from lienthong.office.files.testing.pictures import drawn
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.readiness import public as readiness
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

SINCE = date(2018, 1, 15)


def held(actor: Actor, key: UUID, *names: str, content: bytes = b"") -> list[UUID]:
    """Hold a photo (or `content`) under each name for the form `key`."""
    until = MONDAY_8AM + timedelta(days=1)
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return [
            files.hold(content or drawn(), name=name, actor=actor, held_for=key, slot="evidence", until=until).uid
            for name in names or ("anh.png",)
        ]


def assessed(actor: Actor, requirement: str = "camera", state: str = "met", *, at: datetime = MONDAY_8AM, **facts: Any) -> UUID:
    """Let a unit say where it stands; what is met is proven by a photo, the rest has a note."""
    key, said = new_uid(), readiness.State(state)
    rule_set = readiness.set_on(at.date())
    asked = next(one for one in rule_set.requirements if one.key == requirement)
    given: dict[str, Any] = {"since": SINCE}
    if said is readiness.State.MET:
        given["held"] = held(actor, key)
        given["measured"] = Decimal(100) if asked.figure else None
    else:
        given["note"] = "Máy hỏng, chờ sửa"
    return readiness.assess(actor=actor, at=at, key=key, requirement=requirement, state=said, **(given | facts))


def confirmed(actor: Actor, above: Actor, requirement: str = "camera", *, at: datetime = MONDAY_8AM, **facts: Any) -> UUID:
    """Let a unit say that it has something, and the superior confirm it."""
    uid = assessed(actor, requirement, at=at, **facts)
    readiness.review(actor=above, at=at, uid=uid, confirmed=True)
    return uid


def ready(actor: Actor, above: Actor, level: str = "commune", *, at: datetime = MONDAY_8AM, **facts: Any) -> dict[str, UUID]:
    """Let a unit have everything that its level must have, proven and confirmed; return the assessments by requirement."""
    made = {}
    for one in readiness.set_on(at.date()).asked(level):
        if one.demands[level] is readiness.Demand.MUST:
            made[one.key] = confirmed(actor, above, one.key, at=at, **facts)
        elif one.demands[level] is readiness.Demand.WHERE_NEEDED:
            uid = assessed(actor, one.key, "not_needed", at=at, note="Mỗi ngày dưới 20 lượt người", **facts)
            readiness.review(actor=above, at=at, uid=uid, confirmed=True)
            made[one.key] = uid
    return made
