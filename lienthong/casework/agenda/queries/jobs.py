"""Conclusions and what they give to do, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.agenda import access
from lienthong.casework.agenda.errors import JobUnknown
from lienthong.casework.agenda.models import Conclusion, Job
from lienthong.casework.agenda.queries.holding import laid
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class JobRow:
    """Something that a conclusion gives to do; late: its day is over and nobody has reported, or reported after it."""

    uid: UUID
    code: str
    what: str
    unit: str
    person: str
    body: str
    subject: str
    held_on: date
    due_on: date
    state: str
    answer: str
    closed_at: datetime | None
    closed_by: str
    late: bool


@dataclass(frozen=True)
class ConclusionRow:
    """A conclusion with what it gives to do."""

    uid: UUID
    text: str
    made_at: datetime
    made_by: str
    jobs: tuple[JobRow, ...]


@dataclass(frozen=True)
class JobSheet:
    """A job with its conclusion (empty for who sees the job alone), and what the actor may do: claim, report, withdraw."""

    row: JobRow
    holder: str
    text: str
    entry_uid: UUID | None
    acts: tuple[str, ...]


def is_late(due_on: date, closed_at: datetime | None, at: datetime) -> bool:
    """Return whether something was not done by the end of its day."""
    return org.local_day(closed_at or at) > due_on


def _row(job: Job, at: datetime) -> JobRow:
    return JobRow(
        job.uid, job.code, job.what, job.unit.name, job.person, job.body_name, job.entry_subject, job.held_on, job.due_on,
        job.state, job.answer, job.closed_at, job.closed_by, job.state != "withdrawn" and is_late(job.due_on, job.closed_at, at),
    )  # fmt: skip


def conclusions(entry_uid: UUID, at: datetime) -> list[ConclusionRow]:
    """Return the conclusions of an entry that units seen may read, each with its jobs; two statements."""
    found = Conclusion.objects.filter(entry__uid=entry_uid).order_by("pk")
    jobs: dict[int, list[JobRow]] = {}
    for job in Job.objects.filter(conclusion__entry__uid=entry_uid).select_related("unit").order_by("pk"):
        jobs.setdefault(job.conclusion_id, []).append(_row(job, at))
    return [ConclusionRow(row.uid, row.text, row.made_at, row.made_by, tuple(jobs.get(row.pk, ()))) for row in found]


PAGE = 50
"""Lines of a page of jobs."""


def given(actor: Actor, at: datetime, *, only_open: bool, page: int = 1) -> tuple[list[JobRow], int]:
    """Return 50 of what conclusions gave to do, the first due first, and how many there are; two statements.

    Of the calendars that the actor's unit keeps; who leads units: of those of the units seen, in the system acted in.
    """
    keepers = actor.sees if actor.has(*access.APPROVERS) else {actor.unit_id}
    found = Job.objects.filter(keeper_id__in=keepers, conclusion__entry__system=access.system_of(actor))
    found = found.filter(state="open") if only_open else found
    rows = found.select_related("unit").order_by("due_on" if only_open else "-due_on", "pk")
    return [_row(job, at) for job in rows[(page - 1) * PAGE : page * PAGE]], found.count()


def job(actor: Actor, uid: UUID, at: datetime) -> JobSheet:
    """Return a job that the units seen take part in; four statements.  Raises JobUnknown."""
    row = Job.objects.filter(uid=uid).select_related("unit").first()
    if row is None:
        raise JobUnknown
    seen = Conclusion.objects.filter(pk=row.conclusion_id).select_related("entry").first()
    task = laid([uid]).first()
    return JobSheet(
        _row(row, at), task.holder_name if task else "", seen.text if seen else "", seen.entry.uid if seen else None,
        _acts(actor, row, task),
    )  # fmt: skip


def _acts(actor: Actor, row: Job, task: tasks.Task | None) -> tuple[str, ...]:
    found = []
    if row.state == "open" and task is not None and tasks.may_act(actor, unit_id=task.unit_id, duty=task.duty):
        found += [] if task.holder_uid else ["claim"]
        found += ["report"] if tasks.free_for(actor, task.holder_uid) else []
    if row.state == "open" and actor.unit_id == row.keeper_id and actor.has(*access.DRAFTERS):
        found.append("withdraw")
    return tuple(found)
