"""Questions to the task list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from lienthong.casework.tasks.models import Task
from lienthong.casework.tasks.rules import MARK, DueState, due_state
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

PAGE = 50


@dataclass(frozen=True)
class TaskRow:
    """One line of the inbox: what, of which dossier or petition (`object_type`), how much office time is left.

    from_unit  the name of the unit that handed it on, as the inbox tells it; elsewhere empty.
    """

    uid: UUID
    object_type: str
    object_uid: UUID
    token: int
    kind: str
    code: str
    title: str
    subject: str
    owner_label: str
    leg: str
    step: str
    unit_id: int
    handed_by: str
    holder_uid: UUID | None
    holder_name: str
    opened_at: datetime
    claimed_at: datetime | None
    due_at: datetime | None
    minutes_left: int | None
    state: DueState
    mine: bool
    duty: str = ""
    from_unit: str = ""


@dataclass(frozen=True)
class Inbox:
    """A page of the inbox with the counts of its tabs."""

    rows: tuple[TaskRow, ...]
    total: int
    page: int
    pages: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Load:
    """How much lies with one person (or with nobody yet) of a unit."""

    holder_uid: UUID | None
    holder_name: str
    open: int
    overdue: int
    suspended: int


@dataclass(frozen=True)
class Hand:
    """In whose hands overdue tasks lie; no holder = nobody of the unit has taken them yet."""

    unit_id: int
    holder_uid: UUID | None
    holder_name: str
    overdue: int
    oldest_due_at: datetime


def reachable(actor: Actor) -> QuerySet[Task]:
    """Return the open tasks that the actor's post may do: its unit, its duties, nobody's, its own, or an absent person's."""
    free_or_mine = Q(holder_uid=None) | Q(holder_uid__in=[actor.person_uid, *sorted(actor.stands_for)])
    return Task.objects.filter(free_or_mine, duty__in=sorted(org.carried(actor.duties)), unit_id=actor.unit_id, closed_at=None)


def inbox(actor: Actor, at: datetime, *, tab: str = "all", text: str = "", page: int = 1) -> Inbox:
    """Return a page of the actor's tasks, the most urgent first; the suspended ones come last.

    tab   all | mine | overdue | waiting (suspended); `text` matches a part of the code or the owner's label.
    """
    tasks = reachable(actor)
    counts = tasks.aggregate(
        all=Count("pk"),
        mine=Count("pk", filter=Q(holder_uid=actor.person_uid)),
        overdue=Count("pk", filter=Q(due_at__lt=at)),
        waiting=Count("pk", filter=Q(state="suspended")),
    )
    chosen = {
        "mine": tasks.filter(holder_uid=actor.person_uid),
        "overdue": tasks.filter(due_at__lt=at),
        "waiting": tasks.filter(state="suspended"),
    }.get(tab, tasks)
    if text:
        chosen = chosen.filter(Q(code__icontains=text) | Q(owner_label__icontains=text) | Q(subject__icontains=text))
    total = counts.get(tab, counts["all"]) if not text else chosen.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    named = chosen.annotate(from_unit=Subquery(org.Unit.objects.filter(pk=OuterRef("from_unit_id")).values("name")))
    shown = named.order_by(F("due_at").asc(nulls_last=True), "pk")[(page - 1) * PAGE : page * PAGE]
    rows = tuple(replace(row(task, at, actor), from_unit=task.from_unit or "") for task in shown)
    return Inbox(rows, total, page, pages, counts)


def row(task: Task, at: datetime, actor: Actor | None = None) -> TaskRow:
    """Return a task as the pages show it, with the office minutes left on its own calendar at `at`."""
    left = None
    if task.due_at is not None and task.closed_at is None:
        left = worktime.time_left(at, task.due_at, worktime.calendar(task.calendar))
    state = DueState.DONE if task.closed_at else due_state(left)
    return TaskRow(
        uid=task.uid, object_type=task.object_type, object_uid=task.object_uid, token=task.token, kind=task.kind, code=task.code,
        title=task.title, subject=task.subject, owner_label=task.owner_label, leg=task.leg, step=task.step, unit_id=task.unit_id,
        handed_by=task.handed_by, holder_uid=task.holder_uid, holder_name=task.holder_name, opened_at=task.opened_at,
        claimed_at=task.claimed_at, due_at=task.due_at, minutes_left=left, state=state,
        mine=actor is not None and task.holder_uid == actor.person_uid, duty=task.duty,
    )  # fmt: skip


def of_object(object_uid: UUID) -> list[Task]:
    """Return every task that an object has had, in the order they were opened."""
    return list(Task.objects.filter(object_uid=object_uid).order_by("opened_at", "pk"))


def task(uid: UUID) -> Task | None:
    """Return the task with that uid, if the actor's units may see it."""
    return Task.objects.filter(uid=uid).first()


def workload(unit_id: int, at: datetime) -> list[Load]:
    """Return the open tasks of a unit by holder, the fullest hands first; marks are no load."""
    found = (
        Task.objects.filter(unit_id=unit_id, closed_at=None)
        .exclude(kind=MARK)
        .values("holder_uid", "holder_name")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=overdue(at)), suspended=Count("pk", filter=Q(state="suspended")))
        .order_by("-open", "holder_name")
    )
    return [Load(**line) for line in found]


def overdue_hands(unit_ids: Iterable[int], at: datetime, *, limit: int = 20) -> list[Hand]:
    """Return in whose hands the overdue tasks of units lie, the fullest hands first, the oldest before; one statement."""
    found = (
        Task.objects.filter(overdue(at), unit_id__in=sorted(set(unit_ids)), closed_at=None)
        .values("unit_id", "holder_uid", "holder_name")
        .annotate(overdue=Count("pk"), oldest_due_at=Min("due_at"))
        .order_by("-overdue", "oldest_due_at", "unit_id", "holder_name", "holder_uid")
    )
    return [Hand(**line) for line in found[:limit]]


def lying(
    unit_id: int, at: datetime, *, holder: UUID | None = None, unheld: bool = False, late: bool = False, limit: int = 200
) -> list[TaskRow]:
    """Return the open tasks of a unit, whoever holds them, the most urgent first; one statement.

    holder, unheld  only those of one person, or those that nobody took.   late  only those that are overdue.
    """
    found = in_hands(unit_id, holder).order_by(F("due_at").asc(nulls_last=True), "pk")
    found = found.filter(holder_uid=None) if unheld else found
    found = found.filter(overdue(at)) if late else found
    return [row(task, at) for task in found[:limit]]


def in_hands(unit_id: int, person_uid: UUID | None = None) -> QuerySet[Task]:
    """Return the open tasks of a unit in the hands of a person, those of everybody and nobody when none is named, by key.

    Marks are in nobody's hands: they go where what they point at goes.
    """
    found = Task.objects.filter(unit_id=unit_id, closed_at=None).exclude(kind=MARK).order_by("pk")
    return found if person_uid is None else found.filter(holder_uid=person_uid)


def overdue(at: datetime) -> Q:
    """Return the filter of tasks whose due date has passed at `at` while their clock runs.

    A result that waits to be fetched is nobody's delay: the clock of its dossier stopped when the result was there.  Nor is a
    mark: it tells of the delay of others.
    """
    return Q(due_at__lt=at) & ~Q(kind__in=("return", MARK))


def calendar_code(unit_id: int, day: date) -> str:
    """Return by which calendar tasks of a unit run on a day; of one that has none (many Party bodies), by that of the State."""
    try:
        return org.calendar_code(unit_id, day)
    except org.NoCalendar:
        return worktime.DEFAULT_CALENDAR


def next_closing(unit_id: int, at: datetime) -> datetime:
    """Return the end of a unit's next working day after an instant: until then it does what comes to it [P]."""
    day = org.local_day(at)
    calendar = worktime.calendar(calendar_code(unit_id, day))
    return calendar.day_closing(calendar.working_day_after(day, 1))


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many tasks are open, by unit, without marks; one statement."""
    return org.counted(Task.objects.filter(unit_id__in=unit_ids, closed_at=None).exclude(kind=MARK))
