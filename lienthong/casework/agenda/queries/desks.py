"""Calendars that a unit has to do with: those it keeps, and those of the bodies whose office serves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lienthong.casework.agenda import access
from lienthong.casework.agenda.errors import CalendarUnknown
from lienthong.casework.documents import public as documents
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class DeskRow:
    """A body's calendar: who keeps it, whose name the body bears, how it is called."""

    keeper_id: int
    keeper_uid: UUID
    keeper: str
    unit_id: int
    key: str
    system: str
    name: str


def own(actor: Actor, on: date) -> list[DeskRow]:
    """Return the calendars that the actor's unit keeps, of the system in which the actor acts; five statements at most."""
    return list(_kept(actor, org.unit_on(actor.unit_id, on), on))


def around(actor: Actor, on: date) -> list[DeskRow]:
    """Return those and the calendars of the bodies whose office serves the actor's unit; nine statements at most."""
    return [*own(actor, on), *_served(actor, on)]


def _served(actor: Actor, on: date) -> Iterator[DeskRow]:
    """Yield the calendars that the office serving the actor's unit keeps, none when that is the unit itself."""
    try:
        office = org.unit_serving(access.ROLES.offices[access.system_of(actor)], actor.unit_id, on)
    except org.NoServingUnit:
        return
    if office.id != actor.unit_id:
        yield from _kept(actor, office, on)


def _kept(actor: Actor, keeper: org.UnitRow, on: date) -> Iterator[DeskRow]:
    office = keeper.function in access.ROLES.offices.values()
    for body in documents.bodies_of(replace(actor, unit_id=keeper.id), on):
        title = access.ROLES.titles.get(body.key)
        if title:
            bears = keeper.parent_id if office and keeper.parent_id else keeper.id
            yield DeskRow(keeper.id, keeper.uid, keeper.name, bears, body.key, body.system, title.format(name=body.name))


def desk(actor: Actor, on: date, keeper_uid: UUID, key: str) -> DeskRow:
    """Return a calendar that the actor's unit has to do with; five statements at most.  Raises CalendarUnknown."""
    for one in own(actor, on) if keeper_uid == actor.unit_uid else _served(actor, on):
        if (one.keeper_uid, one.key) == (keeper_uid, key):
            return one
    raise CalendarUnknown


def readers(unit_id: int, system: str, on: date) -> dict[str, frozenset[int]]:
    """Return the units whose staff reads a body's week, by side: those of its place, and those of the other system there."""
    return {system: org.subtree_ids(unit_id, on), "party" if system == "state" else "state": _other_side(unit_id, system, on)}


def _other_side(unit_id: int, system: str, on: date) -> frozenset[int]:
    """Return the units of the other system at the same place: the committee that serves it, or the place that it serves."""
    if system == "state":
        try:
            return org.subtree_ids(org.unit_serving("party_committee", unit_id, on).id, on)
        except org.NoServingUnit:
            return frozenset()
    level = org.unit_on(unit_id, on).level
    for place in org.units_on(on, level=level, function="people_committee"):
        try:
            if org.unit_serving("party_committee", place.id, on).id == unit_id:
                return org.subtree_ids(place.id, on)
        except org.NoServingUnit:
            continue
    return frozenset()


@dataclass(frozen=True)
class PersonOffer:
    """A person who may lead or attend: uid, name and post."""

    uid: UUID
    name: str
    title: str
    unit_id: int

    @property
    def words(self) -> str:
        """Return post and name as a week writes them."""
        return f"{self.title} {self.name}"


@dataclass(frozen=True)
class Offers:
    """Who and what a form of entries offers: the body's leaders, heads of the units of the place, the units."""

    leaders: tuple[PersonOffer, ...]
    units: tuple[org.UnitRow, ...]


def offers(desk_: DeskRow, on: date) -> Offers:
    """Return whom the entries of a calendar may name: leaders of the body and of the units of its place; two statements."""
    units = org.subtree(desk_.unit_id, on)
    staff = org.staff_of([one.id for one in units], on)
    heads = [one for one in staff if {"unit_head", "division_head"} & set(one.duties)]
    first = [one for one in heads if one.unit_id == desk_.unit_id] + [one for one in heads if one.unit_id != desk_.unit_id]
    leaders = [PersonOffer(one.person_uid, one.name, one.title, one.unit_id) for one in first]
    return Offers(tuple({one.uid: one for one in leaders}.values()), tuple(units))
