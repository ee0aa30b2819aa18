"""One dossier of the bulk load, from reception to wherever it stands at the present, without a statement."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.fate import DAY, Fate, step_minutes
from lienthong.site.demo.people import applicant
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import WorkMinutes

AT_COMMUNES = {"1.001193": 55, "1.011607": 20, "2.000986": 15, "1.001776": 10}
AT_CENTRES = {"1.013225": 1}
"""Procedures of the load and their weights: none of them stops the clock."""
VILLAGE = "hoanh_mo"
PUBLIC = frozenset({"counter_clerk"})


@dataclass(frozen=True)
class Arrival:
    """A dossier that comes to a counter: its place in the load, unit, instant, numbers of the day and the year."""

    serial: int
    unit_id: int
    at: datetime
    version: procedures.VersionRow
    numbers: tuple[int, int]


class Teller:
    """Tells what becomes of arrivals up to `until`."""

    def __init__(
        self, *, until: datetime, staff: Staff, calendar: worktime.Calendar, builder: dossiers.Builder | None = None
    ) -> None:
        self.until = until
        self.staff = staff
        self.calendar = calendar
        self.builder = builder or dossiers.Builder()
        self._papers: dict[UUID, tuple[dossiers.Paper, ...]] = {}

    def tell(self, arrival: Arrival, uid: UUID) -> dossiers.Carried:
        """Return the dossier of an arrival as it stands at the present: the same for the same serial."""
        chance = random.Random(arrival.serial)
        version, at = arrival.version, arrival.at
        clerk = self._one("counter_clerk", arrival.unit_id)
        application = self._application(version, chance)
        carried = self.builder.receive(
            uid=uid, actor=clerk, at=at, application=application, version=version, numbers=arrival.numbers
        )
        due = carried.dossier.due_at
        total = max(30, worktime.between(at, due, self.calendar)) if due else DAY
        fate = Fate(chance.uniform(1.1, 1.6) if chance.random() < 0.06 else chance.uniform(0.3, 0.98))
        self._go(carried, version.definition, total, fate, chance)
        return carried

    def _application(self, version: procedures.VersionRow, chance: random.Random) -> dossiers.Application:
        one = applicant(chance, VILLAGE, "xã mẫu")
        owner = dossiers.Person(
            name=one.name, id_type=one.id_type, id_number=one.id_number, born_year=one.born_year, sex=one.sex, phone=one.phone,
            address=one.address, signs_by="thumbprint" if one.witness else "signature", witness=one.witness,
        )  # fmt: skip
        case = version.definition.cases[0].key
        return dossiers.Application(
            version_uid=version.uid, case=case, channel="direct", owner=owner, papers=self._papers_of(version, case)
        )

    def _papers_of(self, version: procedures.VersionRow, case: str) -> Sequence[dossiers.Paper]:
        if version.uid not in self._papers:
            self._papers[version.uid] = tuple(
                dossiers.Paper(one.key, one.name, one.originals, copies=one.copies or (0 if one.originals else 1))
                for one in version.definition.papers_for(case)
                if one.action == "submit" and one.required
            )
        return self._papers[version.uid]

    def _go(
        self, carried: dossiers.Carried, definition: procedures.Definition, total: int, fate: Fate, chance: random.Random
    ) -> None:
        """Let every step be done in its time, the earliest first, until the result is fetched or the present is reached."""
        due: dict[int, datetime] = {}
        while carried.open:
            for task in carried.open:
                if task.token not in due:
                    due[task.token] = self._done_at(definition, task.step, task.leg, task.opened_at, total, fate, chance)
            task = min(carried.open, key=lambda one: (due[one.token], one.token))
            at = due[task.token]
            if at > self.until:
                return
            node = definition.node(task.step)
            if node.kind == "return":
                self._give(carried, at)
                return
            actor = self._one(node.duty, task.unit_id)
            if task.holder_uid is None and node.duty not in PUBLIC and node.kind == "task":
                taken = min(at, self._after(task.opened_at, 5))
                self.builder.take_over(carried, actor=actor, at=taken, token=task.token)
            edge = node.edges[0]
            number = f"{carried.dossier.book_line}/{at.year}" if "result_number" in edge.needs else ""
            self.builder.advance(carried, actor=actor, at=at, token=task.token, outcome=edge.outcome, result_number=number)

    def _give(self, carried: dossiers.Carried, at: datetime) -> None:
        clerk = self._one("counter_clerk", carried.dossier.unit_id)
        for fee in carried.fees:
            if fee.amount > fee.paid:
                self.builder.pay(carried, actor=clerk, at=at, fee=fee, method="cash")
        self.builder.return_result(carried, actor=clerk, at=at, receiver=carried.dossier.owner_name)

    def _done_at(
        self, definition: procedures.Definition, step: str, leg: str, opened: datetime, total: int, fate: Fate,
        chance: random.Random,
    ) -> datetime:  # fmt: skip
        node = definition.node(step)
        minutes = (
            int(chance.expovariate(1) * DAY)
            if node.kind == "return"
            else step_minutes(definition, node, leg, total, fate, chance)
        )
        return self._after(opened, minutes)

    def _after(self, at: datetime, minutes: int) -> datetime:
        done = worktime.add(at, WorkMinutes(max(1, minutes)), self.calendar)
        return self.calendar.opening(done - timedelta(minutes=1))

    def _one(self, duty: str, unit_id: int) -> Actor:
        return self.staff.holders(duty, unit_id)[0]
