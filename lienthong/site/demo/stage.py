"""What the demonstration stands on: calendars, units, people, procedures, and what each counter may receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.applications import Homes
from lienthong.site.demo.plan import Offer, Planned, Stand, plan
from lienthong.site.demo.scenes import Scene
from lienthong.site.demo.staff import Staff

CALENDAR = worktime.DEFAULT_CALENDAR


def build(at: datetime, scene: Scene) -> None:
    """Load what is missing of calendars, units, people and procedures; what is there stays as it is."""
    worktime.load_calendars()
    with transaction.atomic():
        org.load_places()
        if not org.units_on(at.date()):
            org.load_units(org.DATA / scene.units)
            org.invent_people(seed=scene.seed, path=org.DATA / scene.units)
    procedures.load_library(at=at)


def counters(scene: Scene) -> dict[str, org.UnitRow]:
    """Return the units with a counter by their key in the plan."""
    return {key: org.unit(code) for key, code in scene.counters.items()}


def homes(scene: Scene) -> Homes:
    """Return where the applicants of a scene live."""
    return Homes(scene, {key: org.unit(code) for key, code in scene.homes.items()})


@dataclass(frozen=True)
class _Places:
    """Asks the tree once for each (function, unit)."""

    staff: Staff
    on: date
    known: dict[tuple[str, int], int | None]

    def holds(self, at: str, duty: str, reception: int) -> bool:
        """Return whether somebody holds the duty at the unit that a step names."""
        unit_id = self.unit_id(at, reception)
        return unit_id is not None and bool(self.staff.holders(duty, unit_id))

    def unit_id(self, at: str, reception: int) -> int | None:
        """Return the unit that a step names, None when no unit serves it."""
        key = (at, reception)
        if key not in self.known:
            self.known[key] = self._found(at, reception)
        return self.known[key]

    def _found(self, at: str, reception: int) -> int | None:
        if at in ("", "reception"):
            return reception
        if at == "parent":
            return org.unit_on(reception, self.on).parent_id
        try:
            return org.unit_serving(at, reception, self.on).id
        except org.NoServingUnit:
            return None


def offered_by(scene: Scene, at: datetime) -> list[Offer]:
    """Return the versions that the counters may receive and whose every step somebody here can do, by code.

    A commune receives what it decides itself or passes up to the district; the centre what the district decides.
    """
    units, places = counters(scene), _Places(Staff(at), at.date(), {})
    found = []
    for version in procedures.versions(state="published"):
        ends = version.until is not None and version.until <= scene.first_day
        if ends or version.since > at.date() or version.kind != "external":
            continue
        definition = version.definition
        if definition.level == "province":  # of this version: the procedure may have moved to another level since
            continue
        at_centre = _at_centre(definition)
        reception = [unit.id for key, unit in units.items() if (key == scene.centre) == at_centre]
        if reception and all(_playable(definition, unit_id, places) for unit_id in reception):
            cases = tuple((case.key, case.immediate) for case in definition.cases)
            channels = tuple(str(channel) for channel in definition.channels)
            found.append(Offer(version.code, version.uid, version.since, version.until, at_centre, cases, channels))
    return sorted(found, key=lambda one: (one.code, one.since))


def _at_centre(definition: procedures.Definition) -> bool:
    """Return whether the centre receives: the district decides and no commune hands up to it (parent, centre's counter)."""
    handed_up = any(
        (node.at, node.duty) == ("service_centre", "counter_clerk") or node.at == "parent" for node in definition.nodes
    )
    return definition.level == "district" and not handed_up


def _playable(definition: procedures.Definition, reception: int, places: _Places) -> bool:
    legs = {node.key: leg.at for fork in definition.nodes for leg in fork.legs for node in definition.leg_line(leg)}
    return all(
        places.holds(node.at or legs.get(node.key, ""), node.duty or "counter_clerk", reception)
        for node in definition.nodes
        if node.kind not in ("fork", "join")
    )


def history(scene: Scene, count: int, *, until: datetime, seed: int, offers: Sequence[Offer] = ()) -> list[Planned]:
    """Return the plan of the demonstration on what is in the database: the same for the same scene, count, instant and seed."""
    units = counters(scene)

    def promised(unit: str, version_uid: UUID, case: str, channel: str, at: datetime) -> datetime | None:
        told = dossiers.promise(unit_id=units[unit].id, version_uid=version_uid, case=case, channel=channel, received_at=at)
        return told.due_at

    offered = offers or offered_by(scene, until)
    return plan(count, Stand(scene, until, offered, worktime.calendar(CALENDAR), promised), seed=seed)
