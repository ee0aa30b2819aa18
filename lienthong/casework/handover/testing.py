"""Factories for tests: a clerk with something in hand, minutes at some point of their way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover import public as handover
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_person, a_post, an_appointment
from lienthong.toolkit.actor import Actor


def a_held_dossier(world: given.World, *, owner: str = "Hoàng Thị Sen") -> UUID:
    """Receive a birth whose next step the justice officer of Hoành Mô has taken over."""
    uid = given.received(world, owner=given.a_person(owner))
    given.step(world, uid, "receive", "done")
    (task,) = given.open_tasks(world.clerk, uid)
    dossiers.take_over(actor=world.who_does(task), at=world.at + timedelta(hours=1), dossier_uid=uid, token=task.token)
    return uid


def giver(world: given.World) -> Actor:
    """Return the justice officer of Hoành Mô, who keeps the civil-status books."""
    return world.district.actor("hoanh_mo", "specialist.justice")


def a_colleague(world: given.World, name: str = "Tằng A Sáng", *duties: str, unit: str = "hoanh_mo") -> Actor:
    """Return somebody newly appointed to a post of a unit (a second justice officer unless duties are named)."""
    post = a_post(
        world.district.units[unit],
        *(duties or ("specialist.justice", "specialist")),
        title="Công chức Tư pháp - hộ tịch (thứ hai)",
    )
    person = a_person(name)
    an_appointment(post, person)
    unit_row = world.district.units[unit]
    return Actor(
        person_uid=person.uid, post_uid=post.uid, unit_id=unit_row.pk, unit_uid=unit_row.uid, name=person.name, post=post.title,
        unit=unit_row.name, duties=frozenset(post.duties), sees=frozenset({unit_row.pk}),
    )  # fmt: skip


def a_book(world: given.World, kind: str = "birth") -> UUID:
    """Let the civil-status book of the year be begun with a number of its own."""
    head = world.head
    return books.begin(actor=head, at=world.at, kind_key=kind, first=7)


def at(world: given.World, hours: int = 2) -> datetime:
    """Return an instant some hours after the world's Monday morning."""
    return world.at + timedelta(hours=hours)


def begun(world: given.World, actor: Actor, *receivers: Actor, key: str = "", **facts: Any) -> UUID:
    """Begin minutes of what `actor` holds and name who receives all; `facts` are those of the plan."""
    asked = handover.Asked(actor.person_uid, "Chuyển công tác", "Trụ sở UBND xã Hoành Mô")
    uid = handover.start(actor=actor, at=at(world), asked=asked, key=key)
    named = [handover.Named(one.person_uid, one.unit_id) for one in receivers]
    handover.plan(actor=actor, at=at(world), handover_uid=uid, wanted=handover.Plan(**({"receivers": named} | facts)))
    return uid


def shown(actor: Actor, uid: UUID, at: datetime = given.MONDAY_8AM) -> handover.Minutes:
    """Return minutes as somebody sees them at an instant."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return handover.minutes(actor, uid, at)


def signed(world: given.World, uid: UUID, giver: Actor, *receivers: Actor, hours: int = 3) -> bool:
    """Let the giver and then each receiver sign what each sees; return whether everything moved."""
    handover.give(actor=giver, at=at(world, hours), handover_uid=uid, digest=shown(giver, uid).digest)
    done = False
    for one in receivers:
        done = handover.receive(actor=one, at=at(world, hours), handover_uid=uid, digest=shown(one, uid).digest)
    return done
