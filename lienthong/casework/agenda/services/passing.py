"""Into whose hands a task of a conclusion comes: by signed minutes, and when its unit ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lienthong.casework.agenda.models import Job
from lienthong.casework.agenda.queries.holding import seats
from lienthong.casework.agenda.services.concluding import told_of_job
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def lock_all(uids: Collection[UUID]) -> set[UUID]:
    """Return which of some objects are jobs of conclusions, locked in the order of their keys until the transaction ends."""
    rows = Job.objects.select_for_update(of=("self",), no_key=True).filter(uid__in=uids).order_by("pk")
    return set(rows.values_list("uid", flat=True))


def pass_on(*, actor: Actor, at: datetime, passings: Sequence[tasks.Passing], minutes_uid: UUID, giver: str) -> None:
    """Put tasks of conclusions that `lock_all` locked into the hands of others by signed minutes, each with its own event.

    One that goes to another unit is that unit's from now on; its day stays.  Raises TaskGone, CannotHold of the task list.
    """
    rows = {row.uid: row for row in Job.objects.filter(uid__in=[one.object_uid for one in passings])}
    for task in tasks.pass_on(passings=passings, at=at, handed_by=giver):
        job = rows[task.object_uid]
        if job.unit_id != task.unit_id:
            job.unit_id = task.unit_id
            job.save(update_fields=["unit_id"])
        told_of_job(
            actor, at, job, "job_handed_over", participants=(task.unit_id,), to=task.holder_uid, handover=minutes_uid
        )  # fmt: skip


def strayed(at: datetime) -> set[UUID]:
    """Return the open jobs of units that have ended, locked until the caller's transaction ends; it sees every unit."""
    return lock_all({uid for uid, _ in seats(org.local_day(at))})


def follow(*, at: datetime, heirs: Mapping[int, int]) -> list[tasks.Reseated]:
    """Lay the tasks of ended units where their heirs are; return those that moved.

    heirs  units that ended, each with its heir.  The jobs are locked by `strayed`, in the same context.
    """
    return tasks.reseat(seats=seats(org.local_day(at)), heirs=heirs, at=at)
