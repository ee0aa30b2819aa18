"""One dossier, whole: head, clock, path through its procedure, papers, money, and what happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from lienthong.casework.dossiers.errors import DossierUnknown
from lienthong.casework.dossiers.models import Dossier, DueDate, FeeLine, Filing, PaperLine, Party, Supplement
from lienthong.casework.dossiers.queries import lists
from lienthong.casework.dossiers.queries.legs import LegRow, Sender, legs_of, limits_of_legs, sender_of, steps_of_leg
from lienthong.casework.dossiers.rules.engine import Marking
from lienthong.casework.dossiers.rules.papers import still_to_show
from lienthong.casework.dossiers.rules.status import LEFT, Status
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Action:
    """A button on an open task: the outcome and the words that say what it does; `out`: a leg's result goes to its sender."""

    outcome: str
    label: str
    back: bool
    needs: tuple[str, ...]
    out: bool = False


@dataclass(frozen=True)
class OpenPlace:
    """A place where the dossier stands: the task, its unit by name, and what the reader may do there."""

    task: tasks.TaskRow
    unit: str
    leg_name: str
    actions: tuple[Action, ...]
    may_act: bool


@dataclass(frozen=True)
class PathStep:
    """A step of the procedure as the path shows it.

    state  done | now | to_come | waiting; `times` counts the visits (a loop makes more than one).
    """

    key: str
    name: str
    leg: str
    leg_name: str
    unit: str
    person: str
    state: str
    times: int
    planned_minutes: int
    used_minutes: int
    opened_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True)
class DossierPage:
    """Everything that the page of a dossier shows; `unit` and `area_class` are those of the receiving unit."""

    row: lists.DossierRow
    dossier: Dossier
    definition: procedures.Definition
    version: procedures.VersionRow
    unit: str
    area_class: str
    owner: Party
    submitter: Party
    parties: tuple[Party, ...]
    papers: tuple[PaperLine, ...]
    fees: tuple[FeeLine, ...]
    supplements: tuple[Supplement, ...]
    due_dates: tuple[DueDate, ...]
    places: tuple[OpenPlace, ...]
    path: tuple[PathStep, ...]
    tasks: tuple[tasks.Task, ...]
    events: tuple[Any, ...]
    filing: Filing | None = None
    legs: tuple[LegRow, ...] = ()
    sender: Sender | None = None
    sum_of_legs: str = ""

    @property
    def owed(self) -> int:
        """Return the đồng that are still owed; a dossier that was refused or withdrawn owes nothing."""
        return 0 if self.dossier.status in LEFT else sum(max(fee.amount - fee.paid, 0) for fee in self.fees)

    @property
    def to_show(self) -> list[str]:
        """Return the names of the papers that somebody must still show: what came online or by post is compared later."""
        if self.sender or self.dossier.ended_at is not None:
            return []
        return still_to_show(self.definition.papers_for(self.dossier.case), self.papers)

    @property
    def marking(self) -> Marking:
        """Return where it stands in the graph."""
        return Marking.from_dict(self.dossier.marking)


def find(text: str) -> UUID | None:
    """Return the uid of the dossier with that code, if the present context may see it."""
    return Dossier.objects.filter(code=text.strip().upper()).values_list("uid", flat=True).first()


@dataclass(frozen=True)
class Brief:
    """A dossier in few words, with the definition of its version."""

    uid: UUID
    code: str
    owner_name: str
    procedure_name: str
    unit_id: int
    status: Status
    result_number: str
    definition: procedures.Definition


def brief(dossier_uid: UUID) -> Brief:
    """Return a dossier that the present context sees, in few words; one statement.  Raises DossierUnknown."""
    found = (
        Dossier.objects.select_related("version__procedure")
        .defer("version__definition", "version__source_text")
        .filter(uid=dossier_uid)
        .first()
    )
    if found is None:
        raise DossierUnknown(dossier=str(dossier_uid))
    return Brief(
        found.uid, found.code, found.owner_name, found.version.procedure.name, found.unit_id, Status(found.status),
        found.result_number, procedures.definition_of(found.version.digest),
    )  # fmt: skip


def page(actor: Actor, dossier_uid: UUID, at: datetime) -> DossierPage:
    """Return everything about a dossier.  Raises DossierUnknown.

    Five statements, whatever the dossier's age; needs the context of the actor's units.
    """
    dossier = (
        Dossier.objects.select_related("version__procedure")
        .defer("version__definition", "version__source_text")
        .filter(uid=dossier_uid)
        .first()
    )
    if dossier is None:
        raise DossierUnknown(dossier=str(dossier_uid))
    version = procedures.row_of(dossier.version)
    around = _around(dossier)
    parties = around[Party]
    owner = next(one for one in parties if one.role == "owner")
    history = tasks.of_object(dossier.uid)
    units = org.units({task.unit_id for task in history} | {dossier.unit_id})
    names = {unit.id: unit.name for unit in units.values()}
    return DossierPage(
        row=lists.row(dossier, at),
        dossier=dossier,
        definition=version.definition,
        version=version,
        unit=names.get(dossier.unit_id, ""),
        area_class=units[dossier.unit_id].area_class,
        owner=owner,
        submitter=next((one for one in parties if one.role == "submitter"), owner),
        parties=parties,
        papers=around[PaperLine],
        fees=around[FeeLine],
        supplements=around[Supplement],
        due_dates=around[DueDate],
        places=tuple(_place(actor, task, version.definition, names, dossier, at) for task in history if task.closed_at is None),
        tasks=tuple(history),
        path=path(version.definition, history, names, at, dossier),
        events=tuple(ledger.history(dossier.uid)),
        filing=next(iter(around[Filing]), None),
        legs=legs_of(dossier, at),
        sender=sender_of(dossier),
        sum_of_legs=limits_of_legs(dossier),
    )


AROUND: dict[type[models.Model], str] = {
    Party: "id",
    PaperLine: "added_at, id",
    FeeLine: "id",
    Supplement: "number",
    DueDate: "since, id",
    Filing: "id",
}
"""The tables around a dossier, with the order of their rows."""


def _around(dossier: Dossier) -> dict[Any, tuple[Any, ...]]:
    """Return the rows of every table around a dossier, read in one statement."""
    parts = ", ".join(
        f"(SELECT coalesce(json_agg(t ORDER BY {order}), '[]') FROM {model._meta.db_table} t WHERE t.dossier_id = %(pk)s)"  # noqa: S608 - names of our own models
        for model, order in AROUND.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}", {"pk": dossier.pk})
        cells = cursor.fetchone()
    return {
        model: tuple(_row_of(model, row) for row in (json.loads(cell) if isinstance(cell, str) else cell))
        for model, cell in zip(AROUND, cells, strict=True)
    }


def _row_of(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    fields = model._meta.concrete_fields
    return model.from_db("default", [f.attname for f in fields], [f.to_python(values[str(f.column)]) for f in fields])


def path(
    definition: procedures.Definition, history: Sequence[tasks.Task], names: dict[int, str], at: datetime,
    dossier: Dossier | None = None,
) -> tuple[PathStep, ...]:  # fmt: skip
    """Return the steps of the procedure in the order of its main line and legs, each with what was used so far.

    A leg that another unit does in its own dossier is one step of its parent; a leg shows its own steps and no others.
    """
    steps = []
    away = {one.slot: one for one in _legs_as_steps(dossier, at)} if dossier is not None else {}
    visited = {task.step for task in history}
    for leg, leg_name, node in _nodes(definition, dossier, visited):
        if node.kind in ("fork", "join"):
            continue
        if (gone := away.get(leg if leg != "main" else node.key)) is not None:
            if not gone.shown:
                gone.shown = True
                steps.append(replace(gone.step, leg=leg, leg_name=leg_name))
            if node.at != "reception" or node.key not in visited:
                continue
        visits = [task for task in history if task.step == node.key]
        latest = visits[-1] if visits else None
        steps.append(
            PathStep(
                key=node.key, name=node.name, leg=leg, leg_name=leg_name,
                unit=names.get(latest.unit_id, "") if latest else "", person=latest.holder_name if latest else "",
                state=_state(latest), times=len(visits), planned_minutes=latest.planned_minutes if latest else 0,
                used_minutes=sum(_used(task, at) for task in visits), opened_at=latest.opened_at if latest else None,
                closed_at=latest.closed_at if latest else None, due_at=latest.due_at if latest else None,
            )
        )  # fmt: skip
    return tuple(steps)


@dataclass
class _Away:
    """A leg as one step of its parent."""

    slot: str
    step: PathStep
    shown: bool = False


def _legs_as_steps(dossier: Dossier, at: datetime) -> list[_Away]:
    """Return the latest leg of each slot as a step: its state and times, none of the agency's acts."""
    by_slot: dict[str, list[LegRow]] = {}
    for row in legs_of(dossier, at):
        by_slot.setdefault(dossier.legs[row.key]["slot"], []).append(row)
    found = []
    for slot, rows in by_slot.items():
        last, calendar = rows[-1], worktime.calendar(dossier.legs[rows[-1].key]["calendar"])
        planned = max(worktime.between(last.sent_at, last.due_at, calendar), 0) if last.due_at else 0
        used = max(worktime.between(last.sent_at, last.ended_at or max(at, last.sent_at), calendar), 0)
        state = "done" if not last.open else "now" if last.due_at else "waiting"
        found.append(
            _Away(slot, PathStep(
                key=slot, name=last.name, leg="main", leg_name="", unit=last.unit, person=last.accepted_by, state=state,
                times=len(rows), planned_minutes=planned, used_minutes=used, opened_at=last.sent_at, closed_at=last.ended_at,
                due_at=last.due_at,
            ))
        )  # fmt: skip
    return found


def _nodes(
    definition: procedures.Definition, dossier: Dossier | None, visited: set[str]
) -> list[tuple[str, str, procedures.Node]]:
    if dossier is None or not dossier.leg:
        return _in_order(definition)
    usual = steps_of_leg(definition, dossier)
    beside = [node for node in definition.nodes if node.key in visited and node not in usual]
    return [("main", "", node) for node in (*usual, *beside)]


def _in_order(definition: procedures.Definition) -> list[tuple[str, str, procedures.Node]]:
    ordered: list[tuple[str, str, procedures.Node]] = []
    seen: set[str] = set()

    def put(leg: str, leg_name: str, line: Sequence[procedures.Node]) -> None:
        for node in line:
            if node.key in seen:
                continue
            seen.add(node.key)
            ordered.append((leg, leg_name, node))
            for one in node.legs:
                put(one.key, one.name, definition.leg_line(one))

    put("main", "", definition.main_line())
    ordered.extend(("main", "", node) for node in definition.nodes if node.key not in seen)
    return ordered


def _state(latest: tasks.Task | None) -> str:
    if latest is None:
        return "to_come"
    if latest.closed_at is not None:
        return "done"
    return "waiting" if latest.due_at is None else "now"


def _used(task: tasks.Task, at: datetime) -> int:
    return max(worktime.between(task.opened_at, task.closed_at or max(at, task.opened_at), worktime.calendar(task.calendar)), 0)


def _leads_out(definition: procedures.Definition, dossier: Dossier, edge: procedures.Edge) -> bool:
    if not dossier.leg:
        return False
    to, link = definition.node(edge.to), dossier.link
    return to.kind == "join" if link["wide"] else to.at != link["at"]


def _place(
    actor: Actor, task: tasks.Task, definition: procedures.Definition, names: dict[int, str], dossier: Dossier, at: datetime
) -> OpenPlace:
    node = definition.node(task.step)
    may = tasks.may_act(actor, unit_id=task.unit_id, duty=task.duty) and tasks.free_for(actor, task.holder_uid)
    running = dossier.status in (Status.RECEIVED, Status.PROCESSING) or node.kind == "wait"
    waits = task.kind in ("leg", "decide")  # ended by what the leg brings, or by a decision on it
    edges = node.edges if running and not waits else ()
    actions = tuple(
        Action(edge.outcome, edge.label, edge.back, edge.needs, _leads_out(definition, dossier, edge)) for edge in edges
    )
    leg_name = next((leg.name for one in definition.nodes for leg in one.legs if leg.key == task.leg), "")
    return OpenPlace(tasks.row(task, at, actor), names.get(task.unit_id, ""), leg_name, actions if may else (), may)
