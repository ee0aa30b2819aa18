"""Whose drafts and questions become: of who takes somebody's work over, of who takes a unit over that ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting.models import Draft, Opinion
from lienthong.casework.drafting.queries.bodies import parent_name
from lienthong.casework.drafting.queries.holding import RUNNING, waiting
from lienthong.casework.drafting.services.telling import told
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

_MOVED = ["unit", "keeper", "symbol", "body_name", "parent_name", "taken_by", "taken_by_uid"]


def pass_on(
    *, actor: Actor, at: datetime, draft_uids: Collection[UUID], taker_uid: UUID, taker: str, unit_id: int, minutes_uid: UUID
) -> int:
    """Let drafts that are not finished be another's by signed minutes, and those of another unit that unit's; return how many.

    The hand-over calls it in its own transaction and context: whether both may is its question.
    """
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).filter(uid__in=draft_uids, state__in=RUNNING)
    moved = list(rows.order_by("pk"))
    for row in moved:
        row.taken_by, row.taken_by_uid = taker, taker_uid
        if row.unit_id != unit_id:
            _seat(row, unit_id, at)
        told(row, "draft_handed_over", actor=actor, at=at, participants=(unit_id,), to=taker_uid, handover=minutes_uid)
        row.save(update_fields=_MOVED)
    return len(moved)


def lock_all(uids: Collection[UUID]) -> set[UUID]:
    """Return which of some objects are drafts, locked in the order of their keys until the transaction ends."""
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).filter(uid__in=uids).order_by("pk")
    return set(rows.values_list("uid", flat=True))


def pass_on_asked(*, actor: Actor, at: datetime, passings: Sequence[tasks.Passing], minutes_uid: UUID, giver: str) -> None:
    """Put tasks of drafts that `lock_all` locked into the hands of others by signed minutes; a question asked by name goes along.

    Raises TaskGone, CannotHold of the task list.
    """
    tasks.pass_on(passings=passings, at=at, handed_by=giver)
    for one in passings:
        asked = Opinion.objects.filter(draft__uid=one.object_uid, token=one.token, person_uid__isnull=False)
        for opinion in asked.select_related("draft"):
            opinion.unit_id, opinion.person_uid, opinion.person_name = one.unit_id, one.person_uid, one.name
            opinion.save(update_fields=["unit", "person_uid", "person_name"])
            told(
                opinion.draft, "draft_opinion_passed", actor=actor, at=at, participants=(one.unit_id,), opinion=opinion.uid,
                to=one.person_uid, handover=minutes_uid,
            )  # fmt: skip


def _seat(row: Draft, unit_id: int, at: datetime) -> None:
    """Let a draft be another unit's, in the name of the body of the same kind near it; where none is, its body stays.

    What is submitted stays as it was submitted.
    """
    today = org.local_day(at)
    row.unit_id = unit_id
    near = documents.bodies_near(unit_id, today) if row.state == "open" else []
    body = next((one for one in near if (one.key, one.system) == (row.body_key, row.system)), None)
    if body is not None:
        row.keeper_id, row.symbol, row.body_name = body.keeper_id, body.symbol, body.name
        row.parent_name = parent_name(body, today)


def strayed(unit_ids: Collection[int]) -> set[UUID]:
    """Return the drafts about which units are asked, locked until the caller's transaction ends; it sees every unit."""
    asked = waiting(unit_ids).values("draft_id")
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=asked).order_by("pk")
    return set(rows.values_list("uid", flat=True))


def follow(*, actor: Actor, at: datetime, heirs: Mapping[int, int]) -> list[tasks.Reseated]:
    """Let heirs have the drafts of units that ended, and the questions that waited there; return the tasks that moved.

    heirs  units that ended, each with its heir; what they are asked about was locked by `strayed`, in the same context.
    A question that would come to who drafts, or to who is asked already, is withdrawn: nobody answers oneself, or twice.
    Runs in the caller's transaction; whether the actor may end units is the caller's question.
    """
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).filter(unit_id__in=heirs, state__in=RUNNING)
    for row in rows.order_by("pk"):
        gone = row.unit_id
        _seat(row, heirs[gone], at)
        told(row, "draft_followed", actor=actor, at=at, participants=(row.unit_id,), unit=gone)
        row.save(update_fields=_MOVED)
    seats = {}
    for one in waiting(heirs).select_related("draft"):
        gone, one.unit_id = one.unit_id, heirs[one.unit_id]
        if one.unit_id == one.draft.unit_id or waiting([one.unit_id]).filter(draft=one.draft).exists():
            _withdraw(one, gone, actor, at)
            continue
        one.save(update_fields=["unit"])
        told(one.draft, "draft_opinion_passed", actor=actor, at=at, participants=(one.unit_id,), opinion=one.uid, unit=gone)
        seats[one.draft.uid, one.token] = one.unit_id
    return tasks.reseat(seats=seats, heirs=heirs, at=at) if seats else []


def _withdraw(one: Opinion, gone: int, actor: Actor, at: datetime) -> None:
    one.withdrawn_at = at
    one.save(update_fields=["withdrawn_at"])
    told(one.draft, "draft_opinion_withdrawn", actor=actor, at=at, opinion=one.uid, unit=gone)
    tasks.turn(object_uid=one.draft.uid, close=tasks.Closing((one.token,), at, "withdrawn"), open_=[])
