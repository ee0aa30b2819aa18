"""Who may be chosen: leaders to whom a letter is presented, units and people whom an instruction names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.access import HANDLERS, LEADER
from lienthong.office.org import public as org


@dataclass(frozen=True)
class Leader:
    """Somebody who leads a unit: the post's title as the lists say it."""

    unit_id: int
    person_uid: UUID
    name: str
    title: str


@dataclass(frozen=True)
class Target:
    """A unit, or a person of it (person_uid None: whoever leads it), and in which capacity it acts."""

    unit_id: int
    unit: str
    side: str
    person_uid: UUID | None = None
    person: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """Return what it is called: the person and the unit, or the unit alone."""
        return f"{self.person}, {self.unit}" if self.person else self.unit


def leaders(keeper_id: int, unit_id: int, at: datetime) -> list[Leader]:
    """Return who leads the body's unit and the unit that keeps its registers, appointed, the first first; two statements."""
    found: dict[UUID, Leader] = {}
    for one in dict.fromkeys((unit_id, keeper_id)):
        for row in org.holders(LEADER, one, at):
            if row.via_delegation is None:
                found.setdefault(row.person_uid, Leader(one, row.person_uid, row.name, row.title))
    return list(found.values())


def leaders_for(document_uid: UUID, at: datetime) -> list[Leader]:
    """Return to whom a document may be presented; none when the context does not see it; three statements."""
    row = documents.Document.objects.select_related("body").filter(uid=document_uid).first()
    return leaders(row.keeper_id, row.body.unit_id, at) if row else []


def side_of(unit: org.UnitRow) -> str:
    """Return in which capacity a unit acts: party or state."""
    return "party" if unit.system == "party" else "state"


def targets(units: Collection[tuple[int, UUID | None]], at: datetime) -> dict[tuple[int, UUID | None], Target]:
    """Return those of the units and people asked for that can be named at an instant; two statements."""
    day = org.local_day(at)
    rows = {key: row for key, row in org.units({unit_id for unit_id, _ in units}).items() if row.until is None or row.until > day}
    staff = {(one.unit_id, one.person_uid): one for one in org.staff_of(rows, day)} if any(person for _, person in units) else {}
    found: dict[tuple[int, UUID | None], Target] = {}
    for unit_id, person_uid in units:
        row, one = rows.get(unit_id), staff.get((unit_id, person_uid)) if person_uid else None
        if row is not None and person_uid is None:
            found[unit_id, None] = Target(unit_id, row.name, side_of(row))
        elif row is not None and one is not None:
            found[unit_id, person_uid] = Target(unit_id, row.name, side_of(row), person_uid, one.name, one.title)
    return found


def to_name(unit_id: int, keeper_id: int, at: datetime) -> list[Target]:
    """Return whom an instruction of a body may name; three statements.

    The units below it, the body of the other side for its territory, then the people of the body and of who keeps its registers.
    """
    day = org.local_day(at)
    own = {one.id: one for one in org.subtree(unit_id, day)}
    here = own.get(unit_id)
    if here is None:
        return []
    across = _across(here, day)
    units = [*(one for one in own.values() if one.id != unit_id), *(one for one in across if one.id not in own)]
    homes = {key: own[key] for key in (unit_id, keeper_id) if key in own}
    return [*(Target(one.id, one.name, side_of(one)) for one in units), *_people(homes, at)]


def _across(here: org.UnitRow, day: date) -> list[org.UnitRow]:
    """Return the People's Committee of the territory that a Party body serves, or the committee that serves a State body's."""
    try:
        found = org.unit_serving("people_committee" if side_of(here) == "party" else "party_committee", here.id, day)
    except org.NoServingUnit:
        return []
    return [found] if found.level == here.level else []


def people_to_name(unit_id: int, at: datetime) -> list[Target]:
    """Return the people of a unit to whom work may be passed down, in the order of their posts; two statements."""
    return _people(org.units([unit_id]), at)


def _people(rows: dict[int, org.UnitRow], at: datetime) -> list[Target]:
    found = dict[UUID, Target]()
    for one in org.staff_of(rows, org.local_day(at)):
        if not set(one.duties).isdisjoint(HANDLERS):
            unit = rows[one.unit_id]
            found.setdefault(one.person_uid, Target(unit.id, unit.name, side_of(unit), one.person_uid, one.name, one.title))
    return list(found.values())
