"""Factories for tests: the calendars of a small Bình Liêu in March 2018, drafted, approved and published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.agenda import public as agenda
from lienthong.casework.documents.testing import Town, a_clerk, a_town
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM, a_person, a_post, an_appointment
from lienthong.toolkit.actor import Actor, Capacity

UBND, HU = "people_committee", "party_committee"
NEXT = MONDAY + timedelta(days=7)
"""The Monday after the town's."""
TUESDAY = NEXT + timedelta(days=1)


@dataclass(frozen=True)
class Hall:
    """The town, and who works on its calendars.

    office  keeps the State's, head approves it; justice asks for time in it.   party, secretary  keep and approve the Party's.
    """

    town: Town
    office: Actor
    head: Actor
    justice: Actor
    party: Actor
    secretary: Actor

    def unit(self, slug: str) -> UUID:
        """Return the uid of a unit of the district."""
        return self.town.district.units[slug].uid

    def person(self, slug: str, duty: str) -> UUID:
        """Return the uid of who holds a duty at a unit."""
        return self.town.district.person(slug, duty).uid


def a_hall() -> Hall:
    """Return the calendars' town; the district's chairman leads the State's week, the secretary the Party's."""
    town = a_town()
    office = town.party_unit
    post = a_post(office, "unit_head", title="Bí thư Huyện ủy")
    person = an_appointment(post, a_person("Vi Thị Mai")).person
    secretary = Actor(
        person_uid=person.uid, post_uid=post.uid, unit_id=office.pk, unit_uid=office.uid, name=person.name, post=post.title,
        unit=office.name, capacity=Capacity.PARTY, duties=frozenset(post.duties),
        sees=frozenset({office.pk, town.party.unit_id, town.board.unit_id}),
    )  # fmt: skip
    return Hall(town, town.clerk, town.head, town.actor("justice", "division_head"), town.party, secretary)


def a_specialist(hall: Hall) -> Actor:
    """Return somebody of the district who neither keeps, leads nor asks."""
    return a_clerk(hall.town.district.units["culture"], "cashier", name="Lô Văn Tài")


def said(day: date = TUESDAY, **facts: Any) -> agenda.Said:
    """Return a meeting on Tuesday morning at eight."""
    told: dict[str, Any] = {
        "session": "morning", "subject": "Họp giao ban cải cách hành chính", "starts": time(8), "ends": time(9, 30),
        "place": "Phòng họp số 1",
    }  # fmt: skip
    return agenda.Said(day, **(told | facts))


def drafted(actor: Actor, *, body: str = UBND, at: datetime = MONDAY_8AM, day: date = TUESDAY, **facts: Any) -> UUID:
    """Write an entry into the calendar that the actor's unit keeps."""
    key = facts.pop("key", None)
    return agenda.draft_entry(actor=actor, at=at, body_key=body, said=said(day, **facts), key=key)


def proposed(hall: Hall, *, actor: Actor | None = None, at: datetime = MONDAY_8AM, day: date = TUESDAY, **facts: Any) -> UUID:
    """Let the division of justice ask the office for time."""
    return agenda.propose(
        actor=actor or hall.justice, at=at, keeper_uid=hall.office.unit_uid, body_key=UBND, said=said(day, **facts)
    )


def week_of(actor: Actor, *, keeper: Actor, body: str = UBND, monday: date = NEXT) -> agenda.Draft:
    """Return a week in work as the actor sees it."""
    with ledger.seeing(actor.sees):
        found = agenda.draft(actor, keeper.unit_uid, body, monday)
    assert found is not None
    return found


def submitted(keeper: Actor, *, body: str = UBND, at: datetime = MONDAY_8AM, monday: date = NEXT) -> agenda.Draft:
    """Let an office lay a week before its leader; return what the office sees."""
    week = week_of(keeper, keeper=keeper, body=body, monday=monday)
    agenda.submit(actor=keeper, at=at, week_uid=week.week.uid)
    return week_of(keeper, keeper=keeper, body=body, monday=monday)


def published(
    keeper: Actor, head: Actor, *, body: str = UBND, at: datetime = MONDAY_8AM, monday: date = NEXT, reason: str = ""
) -> int:
    """Let a week be submitted and approved; return the number of the edition."""
    week = submitted(keeper, body=body, at=at, monday=monday)
    return agenda.publish(actor=head, at=at, week_uid=week.week.uid, digest=week.digest, reason=reason)


def read(actor: Actor, keeper: Actor, *, body: str = UBND, monday: date = NEXT) -> list[agenda.EditionRow]:
    """Return the editions of a week as the actor reads them, the latest first."""
    with ledger.seeing(actor.sees):
        return agenda.editions(actor, keeper.unit_uid, body, monday)


def broken() -> list[str]:
    """Return what the invariants of the calendar find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in agenda.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found
