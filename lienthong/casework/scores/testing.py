"""Factories for tests: a July of 2018 with dossiers of every kind, and points that a head gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.petitions.testing import answered, entered
from lienthong.casework.procedures import public as procedures
from lienthong.casework.scores import public as scores
from lienthong.office.files import public as files
from lienthong.office.files.testing.pictures import drawn
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

JULY = (date(2018, 7, 1), date(2018, 7, 31))
NINE, SET_OF_2022 = "nd-61-2018", "qd-766-2022"


def july(day: int, hour: int = 8, month: int = 7) -> datetime:
    """Return a moment of the summer of 2018."""
    return datetime(2018, month, day, hour, 0, tzinfo=VIETNAM)


def finished(world: given.World, uid: UUID, at: datetime, who: Actor | None = None) -> UUID:
    """Take every step by its first outcome at once, until the result is there."""
    clerk = who or world.clerk
    while given.dossier(clerk, uid).status != dossiers.Status.COMPLETED:
        task = given.open_tasks(clerk, uid)[0]
        definition = procedures.version(given.dossier(clerk, uid).version.uid).definition
        given.step(world, uid, task.step, definition.node(task.step).edges[0].outcome, at=at)
    return uid


def a_july(world: given.World) -> dict[str, UUID]:
    """Let Hoành Mô and the centre have a July: early, on time, late, asked once, asked twice, online, still open, withdrawn."""
    made = {
        "early": finished(
            world, given.received(world, given.PERMIT, actor=world.centre_clerk, at=july(2)), july(4), world.centre_clerk
        ),
        "on_time": finished(world, given.received(world, at=july(9)), july(9, 10)),
        "late": finished(world, given.received(world, at=july(10)), july(12)),
        "online": finished(world, given.received(world, at=july(11), channel="online"), july(11, 10)),
        "open": given.received(world, given.CHAIN, at=july(16)),
        "gone": given.received(world, at=july(17)),
    }
    dossiers.withdraw(actor=world.clerk, at=july(17, 9), dossier_uid=made["gone"], reason="Đổi ý")
    return made


def petitioned(world: given.World, day: int, *, kind: str = "procedure", done: datetime | None = None, **facts: Any) -> UUID:
    """Let the counter of Hoành Mô enter a petition in July; with `done` its chairman answers then."""
    uid = entered(world.clerk, at=july(day), kind=kind, **facts).uid
    if done is not None:
        answered(world.head, uid, at=done)
    return uid


def judged(actor: Actor, index: str = "cong-khai", points: int = 2, *, at: datetime | None = None, **facts: Any) -> UUID:
    """Let a head give the own unit points for July, proven by a photo."""
    key = new_uid()
    with ledger.seeing(actor.sees | {actor.unit_id}):
        until = july(1) + timedelta(days=1)
        held = files.hold(drawn(), name="niem-yet.png", actor=actor, held_for=key, slot="evidence", until=until)
    asked: dict[str, Any] = {
        "index_set": NINE, "first": JULY[0], "last": JULY[1], "note": "Niêm yết ở sảnh", "held": [held.uid],
    }  # fmt: skip
    given_facts = asked | facts
    return scores.judge(actor=actor, at=at or july(1, month=8), key=key, index=index, points=points, **given_facts)
