"""Factories for tests: a small district with calendars and procedures, an application, a dossier somewhere on its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import load_like
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

BIRTH, PERMIT, ALLOWANCE, CHAIN, POOR = "1.001193", "1.013225", "1.001776", "2.000986", "1.011607"
FIVE = ("1.001193-2016", "1.013225-2015", "1.001776-2015", "2.000986-2015", "1.011607-2016")
"""One of each shape: at the counter (T0), through divisions (T2), commune to district (T4), parallel legs (T5), a loop (T6)."""


@dataclass(frozen=True)
class World:
    """A district with calendars and published procedures, and who works there."""

    district: District
    at: datetime = MONDAY_8AM

    @property
    def clerk(self) -> Actor:
        """The counter clerk of Hoành Mô."""
        return self.district.actor("hoanh_mo", "counter_clerk")

    @property
    def centre_clerk(self) -> Actor:
        """The counter clerk of the district's service centre."""
        return self.district.actor("service_centre", "counter_clerk")

    @property
    def head(self) -> Actor:
        """The chairman of Hoành Mô."""
        return self.district.actor("hoanh_mo", "unit_head")

    def who_does(self, task: tasks.Task) -> Actor:
        """Return somebody of the task's unit who holds its duty."""
        slug = next(slug for slug, unit in self.district.units.items() if unit.pk == task.unit_id)
        duty = task.duty
        held = next(duties for (unit, _), duties in self._duties().items() if unit == slug and duty in duties)
        return self.district.actor(slug, held[0])

    def _duties(self) -> dict[tuple[str, str], list[str]]:
        return {(slug, duty): [duty, *post.duties] for (slug, duty), post in self.district.posts.items()}


def a_world(*names: str) -> World:
    """Return a district in which five procedures of the library (or those whose file names begin so) are published."""
    worktime.load_calendars()
    district = a_district()
    load_like(*(names or FIVE), at=MONDAY_8AM)
    return World(district)


def publish_like(world: World, name: str, folder: Path, *, code: str = "2.999001", **case: Any) -> str:
    """Publish a procedure like the library's file `name`, with other facts of its first case; return its code."""
    told = yaml.safe_load(next(procedures.LIBRARY.rglob(f"{name}.yaml")).read_text(encoding="utf-8"))
    told["procedure"], told["document"]["code"] = code, f"QT-{code}"
    told["cases"][0] |= case
    path = folder / f"{code}.yaml"
    path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    report = procedures.load_library(path, at=world.at)
    assert not report.faults, report.faults
    return code


def a_person(name: str = "Hoàng Thị Sen", **facts: Any) -> dossiers.Person:
    """Return a person with an identity card and an address in the commune."""
    given: dict[str, Any] = {
        "id_type": "cmnd",
        "id_number": "100123456",
        "born_year": 1985,
        "phone": "0912345678",
        "address": "Bản Đồng Cậm, xã Hoành Mô",
    }
    return dossiers.Person(name=name, **(given | facts))


def an_application(code: str = BIRTH, *, at: datetime = MONDAY_8AM, case: str = "", **facts: Any) -> dossiers.Application:
    """Return a complete application under the version in force on the day, with every required paper."""
    version = procedures.version_in_force(code, at.date())
    definition = version.definition
    chosen = case or definition.cases[0].key
    papers = [
        dossiers.Paper(paper.key, paper.name, originals=paper.originals, copies=paper.copies or (0 if paper.originals else 1))
        for paper in definition.papers_for(chosen)
        if paper.action == "submit" and paper.required
    ]
    papers += [
        dossiers.Paper(paper.key, paper.name, shown_only=True)
        for paper in definition.papers_for(chosen)
        if paper.action == "show" and paper.required
    ]
    given: dict[str, Any] = {"owner": a_person(), "channel": "direct", "papers": papers}
    return dossiers.Application(version_uid=version.uid, case=chosen, **(given | facts))


def received(world: World, code: str = BIRTH, *, actor: Actor | None = None, at: datetime | None = None, **facts: Any) -> UUID:
    """Receive a dossier at the counter; return its uid."""
    moment = at or world.at
    application = an_application(code, at=moment, **facts)
    return dossiers.receive(actor=actor or world.clerk, at=moment, application=application).dossier_uid


def registered(world: World, code: str = BIRTH, *, actor: Actor | None = None, at: datetime | None = None, **facts: Any) -> UUID:
    """Let a dossier come in, online where the procedure allows it, with nobody having taken it yet; return its uid."""
    moment = at or world.at
    channels = procedures.version_in_force(code, moment.date()).definition.channels
    application = an_application(code, at=moment, **({"channel": "online" if "online" in channels else "direct"} | facts))
    return dossiers.register(actor=actor or world.clerk, at=moment, application=application).dossier_uid


def open_tasks(actor: Actor, uid: UUID) -> list[tasks.Task]:
    """Return the open tasks of a dossier as the actor's units see them."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return [task for task in tasks.of_object(uid) if task.closed_at is None]


def step(
    world: World,
    uid: UUID,
    title_or_key: str,
    outcome: str,
    *,
    after: timedelta = timedelta(minutes=30),
    at: datetime | None = None,
    **facts: Any,
) -> dossiers.Standing:
    """Let whoever holds the duty end the open step `title_or_key` with `outcome`, also in a leg of the dossier.

    Result numbers are given when needed.
    """
    task = next(task for task in all_tasks(world, uid) if task.step == title_or_key and task.kind not in ("leg", "decide"))
    moment = at or task.opened_at + after
    facts.setdefault("result_number", "12/2018")
    return dossiers.advance(
        actor=world.who_does(task), at=moment, dossier_uid=task.object_uid, token=task.token, outcome=outcome, **facts
    )


def all_tasks(world: World, uid: UUID) -> list[tasks.Task]:
    """Return the open tasks of a dossier and of its legs, as nobody at one unit sees them."""
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        legs = dossiers.Dossier.objects.filter(parent__uid=uid).order_by("pk").values_list("uid", flat=True)
        return [task for one in (uid, *legs) for task in tasks.of_object(one) if task.closed_at is None]


def leg(world: World, uid: UUID, key: str) -> dossiers.Dossier:
    """Return the row of a leg of a dossier."""
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        return dossiers.Dossier.objects.get(parent__uid=uid, leg=key)


def dossier(actor: Actor, uid: UUID) -> dossiers.Dossier:
    """Return the dossier's row as the actor's units see it."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return dossiers.Dossier.objects.get(uid=uid)


__all__ = [
    "ALLOWANCE",
    "BIRTH",
    "CHAIN",
    "MONDAY_8AM",
    "PERMIT",
    "POOR",
    "World",
    "a_person",
    "a_world",
    "all_tasks",
    "an_application",
    "dossier",
    "leg",
    "open_tasks",
    "procedures",
    "publish_like",
    "received",
    "registered",
    "replace",
    "step",
]
