"""Who may be chosen: leaders to whom a letter is presented, units and people whom an instruction names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

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


def units_to_name(unit_id: int, at: datetime) -> list[Target]:
    """Return the units that an instruction of a body may name: those below it, then bodies of the other side of its level."""
    day = org.local_day(at)
    own = org.subtree(unit_id, day)
    here = next((one for one in own if one.id == unit_id), None)
    if here is None:
        return []
    kind = "people_committee" if side_of(here) == "party" else "party_committee"
    across = [one for one in org.units_on(day, level=here.level, function=kind) if one.admin_code in ("", here.admin_code)]
    rows = {one.id: one for one in (*own, *across) if one.id != unit_id}
    return [Target(one.id, one.name, side_of(one)) for one in rows.values()]


def people_to_name(unit_ids: Collection[int], at: datetime) -> list[Target]:
    """Return the people of units whom an instruction may name, in the order of their posts; two statements."""
    rows, found = org.units(unit_ids), dict[UUID, Target]()
    for one in org.staff_of(unit_ids, org.local_day(at)):
        if not set(one.duties).isdisjoint(HANDLERS) and one.unit_id in rows:
            unit = rows[one.unit_id]
            found.setdefault(one.person_uid, Target(unit.id, unit.name, side_of(unit), one.person_uid, one.name, one.title))
    return list(found.values())
