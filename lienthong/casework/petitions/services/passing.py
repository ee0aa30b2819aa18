"""Into whose hands a petition comes: who takes it on, who takes it over by signed minutes, who follows a unit that ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lienthong.casework.petitions.errors import NotReceivedYet
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.holding import laid, seats
from lienthong.casework.petitions.services.handling import acting_on
from lienthong.casework.petitions.services.telling import told
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def claim(*, actor: Actor, at: datetime, uid: UUID) -> None:
    """Take the task of a petition on oneself; one's own again changes nothing.

    Raises PetitionUnknown, AlreadyClosed, and of the task list NotYours, HeldByAnother.
    """
    with acting_on(actor, at, uid) as (row, _):
        (task,) = laid([uid])
        if tasks.claim(actor=actor, task_uid=task.uid, at=at).holder_uid != task.holder_uid:
            told(row, "petition_claimed", actor=actor, at=at)


def lock_all(uids: Collection[UUID]) -> set[UUID]:
    """Return which of some objects are petitions, locked in the order of their keys until the caller's transaction ends."""
    rows = Petition.objects.select_for_update(of=("self",), no_key=True).filter(uid__in=uids).order_by("pk")
    return set(rows.values_list("uid", flat=True))


def pass_on(*, actor: Actor, at: datetime, passings: Sequence[tasks.Passing], minutes_uid: UUID, giver: str) -> None:
    """Put tasks of petitions that `lock_all` locked into the hands of others by signed minutes, each with its own event.

    One that goes to another unit is answered there from now on; its limit stays.
    Raises NotReceivedYet (another unit takes over only what was taken in), and of the task list TaskGone, CannotHold.
    """
    uids = [one.object_uid for one in passings]
    before = dict(laid(uids).values_list("object_uid", "unit_id"))
    rows = {row.uid: row for row in Petition.objects.filter(uid__in=uids)}
    for task in tasks.pass_on(passings=passings, at=at, handed_by=giver):
        row = rows[task.object_uid]
        if task.unit_id != before[row.uid]:
            if row.state == "sent":
                raise NotReceivedYet(petition=row.code)
            row.handler_id = task.unit_id
            row.save(update_fields=["handler_id"])
        told(
            row,
            "petition_handed_over",
            actor=actor,
            at=at,
            participants=(task.unit_id,),
            to=task.holder_uid,
            handover=minutes_uid,
        )


def strayed(at: datetime) -> set[UUID]:
    """Return the open petitions of units that have ended, locked until the caller's transaction ends; it sees every unit."""
    return lock_all({uid for uid, _ in seats(org.local_day(at))})


def follow(*, at: datetime, heirs: Mapping[int, int]) -> list[tasks.Reseated]:
    """Lay the tasks of petitions of ended units where their heirs are, who act on the petitions; return those that moved.

    heirs  units that ended, each with its heir.  The petitions are locked by `strayed`, in the same context.
    """
    return tasks.reseat(seats=seats(org.local_day(at)), heirs=heirs, at=at)
