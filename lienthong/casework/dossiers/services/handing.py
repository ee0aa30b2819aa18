"""Many dossiers change hands in one act: by a note from one unit to another, or by minutes from one person to others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers.errors import NotTakenOver
from lienthong.casework.dossiers.models import Dossier, HandOverNote, HandOverNoteLine
from lienthong.casework.dossiers.services import moving
from lienthong.casework.dossiers.services.numbering import take_series
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM


@dataclass(frozen=True)
class NoteMade:
    """A hand-over note: its uid, number in the year, and how many dossiers are on it."""

    uid: UUID
    number: int
    year: int
    dossiers: int


def make_note(*, actor: Actor, at: datetime, to_unit_id: int, dossier_uids: Sequence[UUID]) -> NoteMade:
    """Write one note for dossiers that the actor's unit has sent to another and that nobody there took over yet.

    Raises NotTakenOver (with the first dossier that is not waiting there, or is on a note already).
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        waiting = {
            task.object_uid: task
            for task in tasks.Task.objects.filter(
                object_type="dossier",
                object_uid__in=list(dossier_uids),
                unit_id=to_unit_id,
                from_unit_id=actor.unit_id,
                closed_at=None,
                holder_uid=None,
            ).order_by("pk")
        }
        dossiers = {d.uid: d for d in Dossier.objects.filter(uid__in=list(dossier_uids)).order_by("pk")}
        for uid in dossier_uids:
            task = waiting.get(uid)
            if task is None or HandOverNoteLine.objects.filter(dossier__uid=uid, token=task.token).exists():
                raise NotTakenOver(dossier=dossiers[uid].code if uid in dossiers else str(uid))
        year = at.astimezone(VIETNAM).year
        number = take_series(actor.unit_id, f"note-{year}")
        note = HandOverNote.objects.create(
            number=number, year=year, from_unit_id=actor.unit_id, to_unit_id=to_unit_id, made_at=at, made_by=actor.name
        )
        HandOverNoteLine.objects.bulk_create(
            [HandOverNoteLine(note=note, dossier=dossiers[uid], token=waiting[uid].token) for uid in dossier_uids]
        )
    return NoteMade(note.uid, number, year, len(dossier_uids))


def accept_note(*, actor: Actor, at: datetime, note_uid: UUID) -> int:
    """Take over every dossier of a note; return how many.  Raises NotTakenOver (no such note here), NotYours, HeldByAnother."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        note = HandOverNote.objects.select_for_update(of=("self",)).filter(uid=note_uid, to_unit_id=actor.unit_id).first()
        if note is None or note.accepted_at is not None:
            raise NotTakenOver(dossier=str(note_uid))
        lines = list(note.lines.select_related("dossier").order_by("pk"))
        for line in lines:
            moving.take_over(actor=actor, at=at, dossier_uid=line.dossier.uid, token=line.token)
        note.accepted_at, note.accepted_by = at, actor.name
        note.save(update_fields=["accepted_at", "accepted_by"])
    return len(lines)


def lock_all(dossier_uids: Collection[UUID]) -> list[Dossier]:
    """Return dossiers in the order of their keys, locked until the caller's transaction ends; one statement.

    One that the context does not see is left out.
    """
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True).select_related("version", "unit")
    return list(rows.defer("version__definition", "version__source_text").filter(uid__in=list(dossier_uids)).order_by("pk"))


def pass_on(*, actor: Actor, at: datetime, passings: Sequence[tasks.Passing], minutes_uid: UUID, giver: str) -> None:
    """Put tasks of dossiers that `lock_all` locked into the hands of others by signed minutes, each with its own event.

    A task that goes to another unit takes its dossier there: code and clock stay.
    Raises TaskGone, CannotHold.
    """
    moved = tasks.pass_on(passings=passings, at=at, handed_by=giver)
    dossiers = {
        one.uid: one for one in Dossier.objects.select_related("version").filter(uid__in={one.object_uid for one in moved})
    }
    where: dict[UUID, list[tuple[int, int]]] = {}
    places = tasks.Task.objects.filter(object_uid__in=list(dossiers), closed_at=None).order_by("object_uid", "token")
    for uid, token, unit_id in places.values_list("object_uid", "token", "unit_id"):
        where.setdefault(uid, []).append((token, unit_id))
    for dossier in dossiers.values():
        dossier.where_unit_id = where[dossier.uid][0][1]
    Dossier.objects.bulk_update(dossiers.values(), ["where_unit_id"])
    ledger.append_many(
        [
            ledger.Entry(
                stream=task.object_uid,
                activity=task.step,
                lifecycle=ledger.Lifecycle.CLAIMED,
                occurred_at=at,
                actor=actor,
                leg=task.leg,
                step=task.step,
                procedure_version=dossiers[task.object_uid].version.uid,
                objects=(ledger.ObjectRef("dossier", task.object_uid), ledger.ObjectRef("handover", minutes_uid)),
                body={
                    "verb": "handed_over",
                    "status": int(dossiers[task.object_uid].status),
                    "token": task.token,
                    "to": task.holder_uid,
                    "handover": minutes_uid,
                },
                participants=(task.unit_id,),
            )
            for task in moved
        ]
    )
