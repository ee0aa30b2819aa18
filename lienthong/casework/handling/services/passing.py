"""Into whose hands the parts of letters come by signed minutes of a hand-over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.services.frame import told
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

TAKEN_OVER = "Nhận bàn giao công việc"


def lock_all(uids: Collection[UUID]) -> set[UUID]:
    """Return which of some objects are letters under handling, locked in the order of their keys until the transaction ends."""
    rows = Letter.objects.select_for_update(of=("self",), no_key=True).filter(uid__in=uids).order_by("pk")
    return set(rows.values_list("uid", flat=True))


def pass_on(*, actor: Actor, at: datetime, passings: Sequence[tasks.Passing], minutes_uid: UUID, giver: str) -> None:
    """Put tasks of letters that `lock_all` locked into the hands of others by signed minutes, each with its own event.

    The part goes with its task, or for a task of the leader the letter does; who takes it over may read the letter.
    Raises TaskGone, CannotHold of the task list.
    """
    found = Letter.objects.select_related("document").filter(uid__in={one.object_uid for one in passings})
    rows = {row.uid: row for row in found}
    for task in tasks.pass_on(passings=passings, at=at, handed_by=giver):
        letter = rows[task.object_uid]
        if task.token > 0:
            _pass_part(letter, task)
        elif letter.leader_uid is not None:
            letter.leader_unit_id, letter.leader_uid, letter.leader_name = task.unit_id, task.holder_uid, task.holder_name
            letter.save(update_fields=["leader_unit", "leader_uid", "leader_name"])
        facts = {"to": task.holder_uid, "handover": minutes_uid}
        told(letter, "letter_handed_over", actor=actor, at=at, participants=(task.unit_id,), **facts)
        documents.pass_reading_on(
            actor=actor, at=at, document_uid=letter.document.uid, unit_id=task.unit_id, person_uid=task.holder_uid,
            side=_side(task.unit_id), reason=TAKEN_OVER,
        )  # fmt: skip


def _side(unit_id: int) -> str:
    return "party" if org.unit(unit_id).system == "party" else "state"


def _pass_part(letter: Letter, task: tasks.Task) -> None:
    """Let the part go where its task went; a part of a unit stays one of the unit."""
    part = Part.objects.get(letter=letter, token=task.token)
    part.unit_id = task.unit_id
    if part.person_uid is not None:
        part.person_uid, part.person_name = task.holder_uid, task.holder_name
    part.save(update_fields=["unit_id", "person_uid", "person_name"])
