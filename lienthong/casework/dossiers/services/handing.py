"""One hand-over note for many dossiers that go from one unit to another; the receiver accepts them in one act."""

from __future__ import annotations

from collections.abc import Sequence
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
                object_uid__in=list(dossier_uids), unit_id=to_unit_id, from_unit_id=actor.unit_id, closed_at=None, holder_uid=None
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
