"""Dossiers built in memory for a bulk load: by the same functions as the services, written by somebody else.

A `Carried` dossier is received and moved without a statement; at the end it gives its rows, table by table, and its
lines for the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Model

from lienthong.casework.dossiers.models import DailyNumber, Dossier, DueDate, FeeLine, PaperLine, Party, Supplement
from lienthong.casework.dossiers.rules import engine
from lienthong.casework.dossiers.services import around, crossing, ending, frame, links, moving, pausing, paying, receiving, steps
from lienthong.casework.dossiers.services.asking import Application, Paper
from lienthong.casework.dossiers.services.making import quick
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

Row = tuple[Any, ...]


class Remembered:
    """The tree of units as acts ask it, each question put to the database once: for loads on an unchanging tree."""

    def __init__(self) -> None:
        self._units: dict[int, org.UnitRow] = {}
        self._places: dict[tuple[str, int], tuple[int, str]] = {}
        self._calendars: dict[int, str] = {}

    def unit_on(self, key: int, on: date) -> org.UnitRow:
        """Return the unit as it was on the first day asked about."""
        if key not in self._units:
            self._units[key] = org.unit_on(key, on)
        return self._units[key]

    def place_of(self, at: str, for_unit_id: int, on: date) -> tuple[int, str]:
        """Return the unit that did a function on the first day asked about, and the code of its calendar."""
        if (at, for_unit_id) not in self._places:
            self._places[at, for_unit_id] = org.place_of(at, for_unit_id, on)
        return self._places[at, for_unit_id]

    def calendar_code(self, unit_id: int, on: date) -> str:
        """Return the code of the calendar that the unit kept on the first day asked about."""
        if unit_id not in self._calendars:
            self._calendars[unit_id] = org.calendar_code(unit_id, on)
        return self._calendars[unit_id]


@dataclass
class Carried:
    """A dossier in memory, with all that belongs to it; `entries` are its lines for the ledger, in order."""

    dossier: Dossier
    version: frame.Kept
    parties: list[Party]
    papers: list[PaperLine]
    fees: list[FeeLine]
    due_dates: list[DueDate]
    supplements: list[Supplement] = field(default_factory=list)
    work: list[tasks.Task] = field(default_factory=list)
    open: list[tasks.Task] = field(default_factory=list)
    entries: list[ledger.Entry] = field(default_factory=list)
    legs: list[Carried] = field(default_factory=list)
    parent: Carried | None = None

    @property
    def family(self) -> list[Carried]:
        """Return the dossier to which the citizen came with all of its interlinked legs."""
        root = self.parent.family[0] if self.parent else self
        return [root, *(leg for one in root.legs for leg in one.descent)]

    @property
    def descent(self) -> list[Carried]:
        """Return a leg with its own legs."""
        return [self, *(leg for one in self.legs for leg in one.descent)]


class Told:
    """Finds the other dossier of a leg among what is carried; see `frame.Links`.  No file is carried."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def take_number(self, unit_id: int, on: date) -> tuple[int, int]:
        """Return the next numbers of a unit, as the loader counts them."""
        return self.builder.take(unit_id, on)

    def opened(self, act: frame.Act, uid: UUID, unit_id: int, *, wait: bool) -> frame.Act:
        """Return an act on a carried dossier."""
        other = self.builder.act_on(self.builder.carried[uid], act.actor, act.at, act.verb)
        other.crossed = True
        act.others.append(other)
        return other

    def handed(self, act: frame.Act, leg: frame.Act, keys: Sequence[str]) -> list[list[Any]]:
        """Return the persons and papers of a new leg."""
        here = self.builder.carried[act.dossier.uid]
        papers = [paper for paper in here.papers if not keys or paper.key in keys]
        return [links.parties_of(here.parties, act, leg, quick), links.papers_of(papers, act, leg, quick)]

    def added(self, act: frame.Act, leg: frame.Act, since: datetime, keys: Sequence[str]) -> list[Any]:
        """Return the papers that came since."""
        here = self.builder.carried[act.dossier.uid]
        papers = [one for one in here.papers if one.added_at >= since and (not keys or one.key in (*keys, ""))]
        return links.papers_of(papers, act, leg, quick)

    def returned(self, leg: frame.Act, parent: frame.Act, file_uids: Sequence[UUID]) -> list[str]:
        """Return nothing: no file is carried."""
        return []


class Builder:
    """Receives and moves dossiers in memory; `take` counts the numbers of legs: (unit, day) -> (of the day, of the year)."""

    def __init__(self, take: Callable[[int, date], tuple[int, int]] | None = None) -> None:
        self.tree = Remembered()
        self.policy_on = cache(worktime.resume_policy)
        self.moves: dict[tuple[Any, ...], engine.Move] = {}
        self.carried: dict[UUID, Carried] = {}
        self.links = Told(self)
        self.take = take or _counting()

    def receive(
        self, *, uid: UUID, actor: Actor, at: datetime, application: Application, version: procedures.VersionRow,
        numbers: tuple[int, int],
    ) -> Carried:  # fmt: skip
        """Receive a dossier as `receive` does; numbers = (of the day, of the year's register), which the caller counts."""
        clean = receiving.checked(application, at)
        day = at.astimezone(VIETNAM).date()
        unit = self.tree.unit_on(actor.unit_id, day)
        told = receiving.promised(
            version, clean.case, clean.channel, at, area_class=unit.area_class,
            calendar=self.tree.calendar_code(unit.id, day),
        )  # fmt: skip
        dossier = receiving.row_of(uid, actor, at, clean, version, told=told, unit=unit, numbers=numbers, make=quick)
        parties, papers, fees = around.around(dossier, clean, version, quick)
        carried = Carried(dossier, frame.kept(version), parties, papers, fees, [around.first_promise(dossier, quick)])
        self.carried = {uid: carried}
        act = self._act(carried, actor, at, "receive")
        steps.apply(act, engine.begin(version.definition), outcome="")
        act.events.append(receiving.reception(act, clean, at))
        self._write(carried, act)
        return carried

    def take_over(self, carried: Carried, *, actor: Actor, at: datetime, token: int) -> None:
        """Take a task over as `take_over` does."""
        act = self._act(carried, actor, at, "take_over")
        task = next(one for one in carried.open if one.token == token)
        tasks.held(task, actor, at)
        act.events.append(moving.claimed(task))
        crossing.tell_taken(act)
        self._write(carried, act)

    def advance(self, carried: Carried, *, actor: Actor, at: datetime, token: int, outcome: str, result_number: str = "") -> None:
        """End a step with an outcome as `advance` does."""
        act = self._act(carried, actor, at, "advance")
        task = next(one for one in carried.open if one.token == token)
        edge = act.definition.node(task.step).edge(outcome)
        carried.dossier.result_number = result_number or carried.dossier.result_number
        moving.go(act, task, edge.to, outcome, "", back=edge.back)
        self._write(carried, act)

    def request_supplement(
        self, carried: Carried, *, actor: Actor, at: datetime, papers: Sequence[str], reason: str, reply_by: date | None
    ) -> None:
        """Ask for a supplement as `request_supplement` does; the clock stops."""
        act = self._act(carried, actor, at, "request_supplement")
        carried.supplements.append(pausing.ask(act, papers, reason, reply_by))
        self._write(carried, act)

    def receive_supplement(self, carried: Carried, *, actor: Actor, at: datetime, papers: Sequence[Paper]) -> None:
        """Take the supplement in as `receive_supplement` does; the clock runs on."""
        act = self._act(carried, actor, at, "receive_supplement")
        carried.papers += pausing.take_in(act, papers, "", carried.supplements[-1])
        self._write(carried, act)

    def return_result(self, carried: Carried, *, actor: Actor, at: datetime, receiver: str) -> None:
        """Hand the result over as `return_result` does; whoever loads has let the fees be paid (`pay`)."""
        act = self._act(carried, actor, at, "return_result")
        ending.give(act, receiver, "")
        self._write(carried, act)

    def pay(self, carried: Carried, *, actor: Actor, at: datetime, fee: FeeLine, method: str) -> None:
        """Record that a fee was paid in full as `pay` does."""
        act = self._act(carried, actor, at, "pay")
        act.events.append(paying.paid_in_full(fee, at=at, method=method))
        self._write(carried, act)

    def act_on(self, carried: Carried, actor: Actor, at: datetime, verb: str) -> frame.Act:
        """Return an act on a carried dossier."""
        return frame.Act(
            actor, at, verb, carried.dossier, carried.version, open=carried.open, tree=self.tree, make=quick,
            policy_on=self.policy_on, known=self.moves, links=self.links, history=lambda _: carried.due_dates,
        )  # fmt: skip

    _act = act_on

    def _write(self, carried: Carried, act: frame.Act) -> None:
        frame.settle(act)
        if act.closing is not None:
            for task in carried.open:
                if task.token in act.closing.tokens:
                    tasks.closed(task, act.closing)
        new = [tasks.opened(task) for task in act.opening]
        carried.work += new
        carried.open = [task for task in carried.open if task.closed_at is None] + new
        carried.due_dates += act.promises
        carried.entries += frame.entries_of(act)
        for other in act.others:
            known = self.carried.get(other.dossier.uid)
            if known is not None:
                known.papers += [row for rows in other.around for row in rows]
            self._write(known or self._leg(carried, other), other)

    def _leg(self, parent: Carried, act: frame.Act) -> Carried:
        """Return what carries a leg that the act made."""
        persons, papers, promises = ([row for rows in act.around for row in rows if type(row) is kind] for kind in AROUND_LEG)
        leg = Carried(act.dossier, act.version, persons, papers, [], promises, parent=parent)
        parent.legs.append(leg)
        self.carried[act.dossier.uid] = leg
        return leg


AROUND_LEG: tuple[type[Any], ...] = (Party, PaperLine, DueDate)


def _counting() -> Callable[[int, date], tuple[int, int]]:
    last: dict[tuple[int, str], int] = {}

    def take(unit_id: int, day: date) -> tuple[int, int]:
        for series in (day.isoformat(), f"{day:%Y}"):
            last[unit_id, series] = last.get((unit_id, series), 0) + 1
        return last[unit_id, day.isoformat()], last[unit_id, f"{day:%Y}"]

    return take


# --- rows ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """A table with the columns that a load fills; the others (keys, defaults) are the database's."""

    name: str
    columns: tuple[str, ...]
    _values: Callable[[dict[str, Any]], Row]
    _json: frozenset[int]

    def row(self, instance: Model) -> Row:
        """Return the row of an unsaved instance; JSON values as text."""
        found = self._values(instance.__dict__)
        if not self._json:
            return found
        values = list(found)
        for place in self._json:
            if values[place] is not None:
                values[place] = json.dumps(values[place])
        return tuple(values)


def _table(model: type[Model], *left_out: str) -> Table:
    fields = [one for one in model._meta.concrete_fields if one.name not in left_out]
    json_places = frozenset(n for n, one in enumerate(fields) if one.get_internal_type() == "JSONField")
    return Table(
        model._meta.db_table, tuple(str(one.column) for one in fields), itemgetter(*(one.attname for one in fields)), json_places
    )


DOSSIER = _table(Dossier, "recorded_at")
"""With its key, which the loader reserves: the tables around need it."""
PARTY, PAPER, FEE, DUE, SUPPLEMENT = (_table(model, "id") for model in (Party, PaperLine, FeeLine, DueDate, Supplement))
TASK = _table(tasks.Task, "id")
NUMBER = _table(DailyNumber, "id")
TABLES = (DOSSIER, PARTY, PAPER, FEE, DUE, SUPPLEMENT, TASK)
DOSSIER_KEYS = "dossiers_dossier_id_seq"


def rows_of(carried: Carried, key: int) -> dict[Table, list[Row]]:
    """Return the rows of a carried dossier by table; `key` is the reserved key of its row.  A leg comes after its parent."""
    dossier = carried.dossier
    dossier.__dict__["id"] = key
    if carried.parent is not None:
        dossier.__dict__["parent_id"] = carried.parent.dossier.__dict__["id"]
    belonging: list[Any] = [*carried.parties, *carried.papers, *carried.fees, *carried.due_dates, *carried.supplements]
    for one in belonging:
        one.__dict__["dossier_id"] = key
    return {
        DOSSIER: [DOSSIER.row(dossier)],
        PARTY: [PARTY.row(one) for one in carried.parties],
        PAPER: [PAPER.row(one) for one in carried.papers],
        FEE: [FEE.row(one) for one in carried.fees],
        DUE: [DUE.row(one) for one in carried.due_dates],
        SUPPLEMENT: [SUPPLEMENT.row(one) for one in carried.supplements],
        TASK: [TASK.row(one) for one in carried.work],
    }


def number_rows(counters: Iterable[tuple[int, str, int]]) -> list[Row]:
    """Return the rows of the counters (unit, series, last number used)."""
    return [NUMBER.row(DailyNumber(unit_id=unit_id, series=series, last=last)) for unit_id, series, last in counters]
