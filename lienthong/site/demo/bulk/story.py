"""One dossier of the bulk load, from reception to wherever it stands at the present, without a statement."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.fate import DAY, Fate, step_minutes
from lienthong.site.demo.people import applicant
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import WorkMinutes

AT_COMMUNES = {"1.001193": 76, "1.011607": 14, "2.000986": 5, "1.001776": 5}
AT_CENTRES = {"1.013225": 1}
"""Procedures of the load and their weights."""
SUPPLEMENTS = 0.2
"""Share of the dossiers with a promise for which a supplement is asked [P]."""
ANSWERS = (("soon", 74), ("late", 23), ("never", 3))
"""How the citizen answers: before the day that was set, after it, or not at all; whoever has not yet is waited for."""
VILLAGE = "hoanh_mo"
SUPPLEMENT_REASON = "Giấy tờ nộp kèm chưa rõ hoặc đã hết giá trị"
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
        self, *, until: datetime, staff: Staff, calendar: worktime.Calendar, builder: dossiers.Builder | None = None,
        take: Callable[[int, date], tuple[int, int]] | None = None,
    ) -> None:  # fmt: skip
        self.until = until
        self.staff = staff
        self.calendar = calendar
        self.builder = builder or dossiers.Builder(take)
        self._papers: dict[UUID, tuple[dossiers.Paper, ...]] = {}
        self._shown: dict[UUID, tuple[dossiers.Paper, ...]] = {}

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
        begun: datetime | None = at
        if due and not carried.dossier.immediate and chance.random() < SUPPLEMENTS:
            begun = self._supplement(carried, self._papers_of(version, application.case), total, chance)
        if begun is not None:
            self._go(carried, version.definition, begun, total, fate, chance)
        return carried

    def _supplement(
        self, carried: dossiers.Carried, papers: Sequence[dossiers.Paper], total: int, chance: random.Random
    ) -> datetime | None:
        """Let a paper be asked for at the first task, and be brought, as far as that lies before the present.

        Return from when the work goes on; None while the dossier waits.
        """
        task = carried.open[0]
        asked = self._after(task.opened_at, max(5, int(total * chance.uniform(0.05, 0.3))))
        answer = chance.choices([name for name, _ in ANSWERS], [weight for _, weight in ANSWERS])[0]
        days = chance.uniform(5.2, 15) if answer == "late" else chance.uniform(0.5, 5)
        brought = self._after(asked, int(days * DAY))
        if asked > self.until or not papers:
            return task.opened_at
        paper = chance.choice(papers)
        actor = self._one(task.duty, task.unit_id)
        reply_by = worktime.add(asked, WorkMinutes(5 * DAY), self.calendar).date()
        self.builder.request_supplement(
            carried, actor=actor, at=asked, papers=(paper.name,), reason=SUPPLEMENT_REASON, reply_by=reply_by
        )
        if answer == "never" or brought > self.until:
            return None
        clerk = self._one("counter_clerk", carried.dossier.unit_id)
        self.builder.receive_supplement(carried, actor=clerk, at=brought, papers=(paper,))
        return brought

    def _application(self, version: procedures.VersionRow, chance: random.Random) -> dossiers.Application:
        one = applicant(chance, VILLAGE, "xã mẫu")
        owner = dossiers.Person(
            name=one.name, id_type=one.id_type, id_number=one.id_number, born_year=one.born_year, sex=one.sex, phone=one.phone,
            address=one.address, signs_by="thumbprint" if one.witness else "signature", witness=one.witness,
        )  # fmt: skip
        case = version.definition.cases[0].key
        return dossiers.Application(
            version_uid=version.uid,
            case=case,
            channel="direct",
            owner=owner,
            papers=(*self._papers_of(version, case), *self._shown_of(version, case)),
        )

    def _papers_of(self, version: procedures.VersionRow, case: str) -> Sequence[dossiers.Paper]:
        if version.uid not in self._papers:
            self._papers[version.uid] = tuple(
                dossiers.Paper(one.key, one.name, one.originals, copies=one.copies or (0 if one.originals else 1))
                for one in version.definition.papers_for(case)
                if one.action == "submit" and one.required
            )
        return self._papers[version.uid]

    def _shown_of(self, version: procedures.VersionRow, case: str) -> Sequence[dossiers.Paper]:
        if version.uid not in self._shown:
            asked = version.definition.papers_for(case)
            self._shown[version.uid] = tuple(
                dossiers.Paper(one.key, one.name, shown_only=True) for one in asked if one.action == "show" and one.required
            )
        return self._shown[version.uid]

    def _go(
        self, carried: dossiers.Carried, definition: procedures.Definition, begun: datetime, total: int, fate: Fate,
        chance: random.Random,
    ) -> None:  # fmt: skip
        """Let every step be done in its time, the earliest first, until the result is fetched or the present is reached."""
        due: dict[tuple[str, int], datetime] = {}
        while standing := [(one, task) for one in carried.family for task in one.open if task.kind not in ("leg", "decide")]:
            for one, task in standing:
                if (one.dossier.code, task.token) not in due:
                    opened, whole = max(task.opened_at, begun), total if one.parent is None else self._minutes(one)
                    due[one.dossier.code, task.token] = self._done_at(
                        definition, task.step, task.leg, opened, whole, fate, chance
                    )
            here, task = min(standing, key=lambda pair: (due[pair[0].dossier.code, pair[1].token], pair[1].token))
            at = due[here.dossier.code, task.token]
            if at > self.until:
                return
            node = definition.node(task.step)
            if node.kind == "return":
                self._give(here, at)
                return
            actor = self._one(node.duty, task.unit_id)
            if task.holder_uid is None and node.duty not in PUBLIC and node.kind == "task":
                taken = min(at, self._after(max(task.opened_at, begun), 5))
                self.builder.take_over(here, actor=actor, at=taken, token=task.token)
            edge = node.edges[0]
            number = f"{here.dossier.book_line}/{at.year}" if "result_number" in edge.needs else ""
            self.builder.advance(here, actor=actor, at=at, token=task.token, outcome=edge.outcome, result_number=number)

    def _minutes(self, leg: dossiers.Carried) -> int:
        """Return the office minutes of a leg's limit."""
        due = leg.dossier.original_due_at
        return max(30, worktime.between(leg.dossier.received_at, due, self.calendar)) if due else DAY

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
