"""Verbs of the task list.  Each runs in the caller's transaction; the owner of the object records the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from lienthong.casework.tasks.access import may_act
from lienthong.casework.tasks.errors import CannotHold, HeldByAnother, NotYours, TaskGone
from lienthong.casework.tasks.models import Task
from lienthong.casework.tasks.rules import MARK, TaskState, free_for
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import WorkMinutes


@dataclass(frozen=True)
class NewTask:
    """A task to open.  `due_at` may be None only when the clock of the object stands still."""

    object_type: str
    object_uid: UUID
    token: int
    unit_id: int
    duty: str
    step: str
    title: str
    code: str
    subject: str
    owner_label: str
    calendar: str
    opened_at: datetime
    due_at: datetime | None
    planned_minutes: int
    kind: str = "task"
    leg: str = "main"
    handed_by: str = ""
    from_unit_id: int | None = None
    remaining_minutes: int | None = None


@dataclass(frozen=True)
class Closing:
    """Which open tasks of an object end, when and with what outcome."""

    tokens: tuple[int, ...]
    at: datetime
    outcome: str
    holder: Actor | None = None


_COLUMNS = {
    "uid": "uuid", "object_type": "text", "object_uid": "uuid", "token": "int", "kind": "text", "unit_id": "bigint",
    "duty": "text", "leg": "text", "step": "text", "title": "text", "code": "text", "subject": "text", "owner_label": "text",
    "state": "text", "holder_name": "text", "handed_by": "text", "from_unit_id": "bigint", "calendar": "text",
    "opened_at": "timestamptz", "due_at": "timestamptz", "planned_minutes": "int", "remaining_minutes": "int",
    "outcome": "text",
}  # fmt: skip
"""The columns written when a task is opened, each with the type that PostgreSQL cannot see in a list of values."""
_in_order = itemgetter(*_COLUMNS)
_LATER = {"id": None, "holder_uid": None, "claimed_at": None, "closed_at": None}
"""The columns that are empty when a task is opened.  A test compares both ways of writing."""

_CLOSE = (
    "closed AS (UPDATE tasks_task SET state = 'closed', closed_at = %s, outcome = %s,"
    " claimed_at = coalesce(claimed_at, %s), holder_uid = coalesce(holder_uid, %s),"
    " holder_name = CASE WHEN holder_name = '' THEN %s ELSE holder_name END"
    " WHERE object_uid = %s AND token = ANY (%s) AND closed_at IS NULL RETURNING 1)"
)
_OPEN = (
    ("opened AS (INSERT INTO tasks_task ([names]) SELECT [casts] FROM (VALUES [rows]) AS v ([names])[after] RETURNING 1)")
    .replace("[names]", ", ".join(_COLUMNS))
    .replace("[casts]", ", ".join(f"v.{name}::{kind}" for name, kind in _COLUMNS.items()))
)


def turn(*, object_uid: UUID, close: Closing | None, open_: Sequence[NewTask]) -> None:
    """Close the tasks of some tokens of an object and open others, in one statement.

    The row of the object is locked by the caller.  A task that nobody had claimed is recorded as claimed by the
    person who closes it.
    """
    parts: list[str] = []
    values: list[Any] = []
    if close is not None:
        holder = close.holder
        parts.append(_CLOSE)
        values += [close.at, close.outcome, close.at, holder and holder.person_uid, holder.name if holder else ""]
        values += [object_uid, list(close.tokens)]
    if open_:
        rows = ", ".join(["(" + ", ".join(["%s"] * len(_COLUMNS)) + ")"] * len(open_))
        after = " WHERE (SELECT count(*) FROM closed) >= 0" if close is not None else ""
        parts.append(_OPEN.replace("[rows]", rows).replace("[after]", after))
        for task in open_:
            values += _in_order(_row(task))
    if parts:
        with connection.cursor() as cursor:
            cursor.execute("WITH " + ", ".join(parts) + " SELECT 1", values)


def _row(task: NewTask) -> dict[str, Any]:
    """Return the values of `_COLUMNS` by name."""
    state = TaskState.SUSPENDED if task.remaining_minutes is not None else TaskState.OFFERED
    return {
        **vars(task), "uid": new_uid(), "state": state._value_, "holder_name": "", "outcome": "",
        "title": task.title[:200], "subject": task.subject[:300], "owner_label": task.owner_label[:200],
    }  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A mark in the inbox of a person, or of whoever does work of its duty at its unit (no person): a task of the kind MARK."""

    task: NewTask
    person_uid: UUID | None = None
    name: str = ""


def keep_marks(*, among: Q, wanted: Sequence[Mark], at: datetime, outcome: str = "over") -> tuple[int, int]:
    """Let the open marks among some tasks be exactly those that are wanted; return how many were laid and how many ended.

    among  the tasks to look at: of an object, or of a type of objects.   One that points elsewhere now (unit, person, step or
    due date) is laid anew.  Asked twice it changes nothing.  Runs in the caller's transaction; the context sees their units.
    """
    rows = Task.objects.select_for_update(of=("self",), no_key=True).filter(among, kind=MARK, closed_at=None)
    there = {(task.object_uid, task.token): task for task in rows.order_by("pk")}
    meant = {(one.task.object_uid, one.task.token): one for one in wanted}
    gone = [task for key, task in there.items() if key not in meant or not _same(task, meant[key])]
    Task.objects.filter(pk__in=[task.pk for task in gone]).update(state=TaskState.CLOSED, closed_at=at, outcome=outcome)
    fresh = [one for key, one in meant.items() if key not in there or there[key] in gone]
    for one in fresh:
        lay_mark(one)
    return len(fresh), len(gone)


def lay_mark(one: Mark) -> None:
    """Lay a mark; none of the same object and token is open.  Runs in the caller's transaction."""
    turn(object_uid=one.task.object_uid, close=None, open_=[replace(one.task, kind=MARK)])
    if one.person_uid is not None:
        mine = Task.objects.filter(object_uid=one.task.object_uid, token=one.task.token, closed_at=None)
        mine.update(holder_uid=one.person_uid, holder_name=one.name, claimed_at=one.task.opened_at, state=TaskState.CLAIMED)


def _same(task: Task, one: Mark) -> bool:
    new = one.task
    return (task.unit_id, task.holder_uid, task.step, task.due_at) == (new.unit_id, one.person_uid, new.step, new.due_at)


def opened(task: NewTask) -> Task:
    """Return the row of a task to open, with what `turn` writes, for a bulk load: it can be read, not saved."""
    row = Task.__new__(Task)
    row.__dict__.update(_LATER)
    row.__dict__.update(_row(task))
    return row


def closed(task: Task, close: Closing) -> None:
    """Change a row in memory as `turn` changes it when the task is closed."""
    task.state, task.closed_at, task.outcome = TaskState.CLOSED.value, close.at, close.outcome
    task.claimed_at = task.claimed_at or close.at
    if close.holder is not None:
        task.holder_uid = task.holder_uid or close.holder.person_uid
        task.holder_name = task.holder_name or close.holder.name


def held(task: Task, actor: Actor, at: datetime) -> None:
    """Change a row in memory as `claim` changes it."""
    task.holder_uid, task.holder_name, task.claimed_at = actor.person_uid, actor.name, at
    task.state = TaskState.CLAIMED.value if task.state == TaskState.OFFERED else task.state


def open_of(object_uid: UUID) -> list[Task]:
    """Return the open tasks of an object, locked until the transaction ends."""
    found = Task.objects.select_for_update(of=("self",), no_key=True).filter(object_uid=object_uid, closed_at=None)
    return list(found.order_by("token"))


@transaction.atomic
def claim(*, actor: Actor, task_uid: UUID, at: datetime) -> Task:
    """Take a task on oneself.  Raises TaskGone, NotYours, HeldByAnother; taking one's own again changes nothing."""
    task = _locked(task_uid)
    must_be_able(actor, task)
    if not free_for(actor, task.holder_uid):
        raise HeldByAnother(title=task.title, holder=task.holder_name)
    if task.holder_uid is None:
        absent = org.person(actor.on_behalf_of) if actor.on_behalf_of else None  # a stand-in acts, the task stays the post's
        _hold(task, absent.uid if absent else actor.person_uid, absent.name if absent else actor.name, at)
    return task


@transaction.atomic
def assign(*, actor: Actor, task_uid: UUID, person_uid: UUID, at: datetime) -> Task:
    """Give a task to a person of the unit who holds its duty now; a head of the unit may, and so may its holder.

    Raises TaskGone, NotYours, HeldByAnother, CannotHold.
    """
    task = _locked(task_uid)
    heads = actor.unit_id == task.unit_id and actor.has("unit_head", "division_head")
    if not heads:
        must_be_able(actor, task)
        if not free_for(actor, task.holder_uid):
            raise HeldByAnother(title=task.title, holder=task.holder_name)
    for holder in org.holders(task.duty, task.unit_id, at):
        if holder.person_uid == person_uid:
            _hold(task, person_uid, holder.name, at, handed_by=actor.name)
            return task
    raise CannotHold(person=str(person_uid), duty=org.duty_name(task.duty))


@transaction.atomic
def release(*, actor: Actor, task_uid: UUID) -> Task:
    """Put a task that one holds back into the common list.  Raises TaskGone, HeldByAnother."""
    task = _locked(task_uid)
    if task.holder_uid != actor.person_uid:
        raise HeldByAnother(title=task.title, holder=task.holder_name or "chưa ai")
    task.holder_uid, task.holder_name, task.claimed_at = None, "", None
    task.state = TaskState.OFFERED if task.state == TaskState.CLAIMED else task.state
    task.save(update_fields=["holder_uid", "holder_name", "claimed_at", "state"])
    return task


def suspend(*, tasks: Sequence[Task], at: datetime) -> None:
    """Stop the clock of tasks: what is left of each is kept in office minutes of its own calendar."""
    for task in tasks:
        suspended(task, at)
    keep_clocks(tasks)


def resume(*, tasks: Sequence[Task], at: datetime) -> None:
    """Let the clock of suspended tasks run on from `at` with what was left."""
    for task in tasks:
        resumed(task, at)
    keep_clocks(tasks)


def suspended(task: Task, at: datetime) -> None:
    """Stop the clock of a row in memory; `keep_clocks` writes it."""
    if task.state != TaskState.SUSPENDED and task.due_at is not None:
        left = worktime.between(at, task.due_at, worktime.calendar(task.calendar))
        task.remaining_minutes, task.due_at, task.state = left, None, TaskState.SUSPENDED.value


def resumed(task: Task, at: datetime) -> None:
    """Let the clock of a row in memory run on; `keep_clocks` writes it."""
    if task.state == TaskState.SUSPENDED:
        left = WorkMinutes(max(task.remaining_minutes or 0, 0))
        task.due_at = worktime.add(at, left, worktime.calendar(task.calendar))
        task.remaining_minutes = None
        task.state = TaskState.CLAIMED.value if task.holder_uid else TaskState.OFFERED.value


def keep_clocks(tasks: Sequence[Task]) -> None:
    """Write the clocks of tasks that `suspended` and `resumed` changed, in one statement."""
    Task.objects.bulk_update(tasks, ["remaining_minutes", "due_at", "state"])


@dataclass(frozen=True)
class Passing:
    """An open task and the person of a unit into whose hands it comes."""

    object_uid: UUID
    token: int
    person_uid: UUID
    name: str
    unit_id: int


def pass_on(*, passings: Sequence[Passing], at: datetime, handed_by: str) -> list[Task]:
    """Put open tasks into the hands of others, also of another unit, whoever held them; return them in the order given.

    The rows of the objects are locked by the caller, who also answers for the right to do this.
    Raises TaskGone, CannotHold (the receiver is not appointed to a post with the duty of the task there and then).
    """
    rows = Task.objects.select_for_update(of=("self",), no_key=True).filter(closed_at=None)
    found = {(task.object_uid, task.token): task for task in rows.filter(object_uid__in={one.object_uid for one in passings})}
    able: dict[tuple[str, int], set[UUID]] = {}
    moved = []
    for one in passings:
        task = found.get((one.object_uid, one.token))
        if task is None:
            raise TaskGone
        place = (task.duty, one.unit_id)
        if place not in able:
            able[place] = {holder.person_uid for holder in org.holders(*place, at) if holder.via_delegation is None}
        if one.person_uid not in able[place]:
            raise CannotHold(person=one.name, duty=org.duty_name(task.duty))
        if task.unit_id != one.unit_id:
            task.from_unit_id, task.unit_id = task.unit_id, one.unit_id
        task.holder_uid, task.holder_name, task.claimed_at, task.handed_by = one.person_uid, one.name, at, handed_by
        task.state = TaskState.CLAIMED.value if task.state == TaskState.OFFERED else task.state
        moved.append(task)
    Task.objects.bulk_update(moved, ["unit_id", "from_unit_id", "holder_uid", "holder_name", "claimed_at", "handed_by", "state"])
    return moved


@dataclass(frozen=True)
class Reseated:
    """An open task that went to another unit because its own ended; `kept`: who held it holds it there too."""

    task: Task
    from_unit_id: int
    kept: bool
    nobody: bool


def reseat(*, seats: Mapping[tuple[UUID, int], int], heirs: Mapping[int, int], at: datetime) -> list[Reseated]:
    """Put open tasks (object, token) at other units; clock and due date stay; who may do the task there keeps it in hand.

    heirs  units that ended, each with its heir: who handed a task over is named by the heir too.
    The rows of the objects are locked by the caller, who also answers for the right to do this.
    `Reseated.nobody` tells that nobody at the new unit holds the duty yet.
    """
    rows = Task.objects.select_for_update(of=("self",), no_key=True).filter(closed_at=None)
    found = rows.filter(object_uid__in={uid for uid, _ in seats}).order_by("pk")
    able: dict[tuple[str, int], set[UUID]] = {}
    told = []
    for task in found:
        unit_id = seats.get((task.object_uid, task.token))
        if unit_id is None or unit_id == task.unit_id:
            continue
        place, before = (task.duty, unit_id), task.unit_id
        if place not in able:
            able[place] = {holder.person_uid for holder in org.holders(*place, at)}
        kept = task.holder_uid in able[place]
        task.unit_id, task.from_unit_id = unit_id, heirs.get(task.from_unit_id or 0, task.from_unit_id)
        if task.holder_uid is not None and not kept:
            task.holder_uid, task.holder_name, task.claimed_at = None, "", None
            task.state = TaskState.OFFERED.value if task.state == TaskState.CLAIMED else task.state
        told.append(Reseated(task, before, kept, not able[place]))
    changed = ["unit_id", "from_unit_id", "holder_uid", "holder_name", "claimed_at", "state"]
    Task.objects.bulk_update([one.task for one in told], changed)
    return told


def must_be_able(actor: Actor, task: Task) -> None:
    """Raise NotYours unless the actor's post may do this task."""
    if not may_act(actor, unit_id=task.unit_id, duty=task.duty):
        raise NotYours(title=task.title, duty=org.duty_name(task.duty), unit=org.unit(task.unit_id).name)


def _locked(task_uid: UUID) -> Task:
    found = Task.objects.select_for_update(of=("self",), no_key=True).filter(uid=task_uid, closed_at=None).first()
    if found is None:
        raise TaskGone
    return found


def _hold(task: Task, person_uid: UUID, name: str, at: datetime, *, handed_by: str = "") -> None:
    task.holder_uid, task.holder_name, task.claimed_at = person_uid, name, at
    task.handed_by = handed_by or task.handed_by
    if task.state == TaskState.OFFERED:
        task.state = TaskState.CLAIMED
    task.save(update_fields=["holder_uid", "holder_name", "claimed_at", "handed_by", "state"])
