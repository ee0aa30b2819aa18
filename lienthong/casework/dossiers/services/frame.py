"""The frame of every act: context, idempotency, lock, and one writing of row, tasks, ledger and outbox.

A service opens a frame, decides by rules, changes `act.dossier` in memory, names what closes and opens, and the
frame writes everything at the end: in a transition 10 SQL statements or fewer (DESIGN 4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.utils import OperationalError

from lienthong.casework.dossiers.errors import DossierUnknown, KeyUsedForAnother, LegBusy, NotForALeg
from lienthong.casework.dossiers.models import DoneRequest, Dossier, DueDate
from lienthong.casework.dossiers.services.under_way import Act, Event, Kept, Links, Tree
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.canonical import canonical_bytes

__all__ = ["Act", "Event", "Kept", "Links", "Tree"]
"""What this room takes from `under_way`, so that services name one frame."""


def digest_of(verb: str, request: dict[str, Any]) -> bytes:
    """Return the hash by which a repeated request is told from another one under the same key."""
    return hashlib.sha256(canonical_bytes({"verb": verb, "request": request})).digest()


def first_time(*, actor: Actor, key: str, verb: str, digest: bytes, dossier_uid: UUID, at: datetime) -> UUID | None:
    """Record the request; return None the first time, else the uid of the dossier that it was done on.

    One statement the first time.  A second request under way with the same key waits for the first to end.
    Raises KeyUsedForAnother.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_donerequest (person_uid, key, verb, digest, dossier_uid, done_at)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (person_uid, key) DO NOTHING RETURNING id",
            [actor.person_uid, key, verb, digest, dossier_uid, at],
        )
        if cursor.fetchone():
            return None
    found = DoneRequest.objects.get(person_uid=actor.person_uid, key=key)
    if bytes(found.digest) != digest:
        raise KeyUsedForAnother(key=key)
    return found.dossier_uid


@contextmanager
def transacting(actor: Actor) -> Iterator[None]:
    """Open the transaction of an act in the actor's context; inside another transaction a savepoint, so that a refusal
    takes back what the act has written and nothing else.
    """
    nested = connection.in_atomic_block
    with ledger.seeing(actor.sees | {actor.unit_id}):
        if nested:
            with transaction.atomic():
                yield
        else:
            yield


@contextmanager
def acting(
    *, actor: Actor, at: datetime, verb: str, dossier_uid: UUID, key: str = "", request: dict[str, Any] | None = None
) -> Iterator[Act]:
    """Open the frame on a dossier: context, request, lock; at the end everything is written once.

    A request that was done before yields an act marked `repeated`, on which nothing may be changed.
    Raises DossierUnknown, KeyUsedForAnother.
    """
    with transacting(actor):
        done = None
        if key:
            digest = digest_of(verb, {**(request or {}), "dossier": dossier_uid})
            done = first_time(actor=actor, key=key, verb=verb, digest=digest, dossier_uid=dossier_uid, at=at)
        act = Act(actor, at, verb, *locked(dossier_uid), repeated=done is not None)
        if act.is_leg and verb in FOR_THE_WHOLE:
            raise NotForALeg(dossier=act.dossier.code, sender=act.dossier.link["sender"])
        act.open = tasks.open_of(dossier_uid)
        yield act
        if not act.repeated:
            write(act)


FOR_THE_WHOLE = frozenset(
    {"withdrawn", "refused", "return_result", "reopen", "move_to_version", "request_supplement", "receive_supplement",
     "payment", "payment_ended", "stopped", "stopped_ended"}
)  # fmt: skip
"""Acts that only the unit to which the citizen came does, on the whole dossier; a leg has acts of its own (services.leg_acts)."""


def locked(dossier_uid: UUID, *, wait: bool = True) -> tuple[Dossier, Kept]:
    """Return the dossier, locked until the transaction ends, with its version; one statement.

    wait  a leg's act waits for its parent; a parent's act does not wait for a leg, so that the two never wait for each other.
    Raises DossierUnknown; LegBusy when it is locked and the act does not wait.
    """
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True, nowait=not wait)
    rows = rows.select_related("version__procedure", "unit").defer("version__definition", "version__source_text")
    dossier = rows.filter(uid=dossier_uid).first() if wait else _if_free(rows.filter(uid=dossier_uid))
    if dossier is None:
        raise DossierUnknown(dossier=str(dossier_uid))
    version = dossier.version
    return dossier, Kept(version.pk, version.uid, version.procedure.name, procedures.definition_of(version.digest))


def _if_free(rows: QuerySet[Dossier]) -> Dossier | None:
    try:
        return rows.first()
    except OperationalError as fault:
        raise LegBusy from fault


def kept(version: procedures.VersionRow) -> Kept:
    """Return a version as acts hold it."""
    return Kept(version.id, version.uid, version.name, version.definition)


def write(act: Act) -> None:
    """Write the act: the dossier's row, its tasks, the ledger and the announcements."""
    settle(act)
    if act.dossier.pk is None:
        act.dossier.save(force_insert=True)
        if any(new.unit_id != act.dossier.unit_id for new in act.opening):
            # Another unit's task may be written only on an object that ours takes part in, which the ledger would say later.
            ledger.take_part(act.dossier.uid, [act.dossier.unit_id], act.at)
    else:
        act.dossier.save(update_fields=act.changing or CHANGEABLE)
    for rows in act.around:
        rows[0].__class__.objects.bulk_create(rows)
    if act.clocked:
        tasks.keep_clocks(act.clocked)
    DueDate.objects.bulk_create(act.promises)
    tasks.turn(object_uid=act.dossier.uid, close=act.closing, open_=act.opening)
    entries = entries_of(act)
    if len(entries) == 1:
        ledger.append(entries[0])
    elif entries:  # a settlement at the counter tells several things at once
        ledger.append_many(entries)
    outbox.announce(*act.announcements)
    for other in act.others:
        with reaching(act, other.dossier.unit_id):
            write(other)


@contextmanager
def reaching(act: Act, unit_id: int) -> Iterator[None]:
    """Let an act reach the other dossier of an interlinked leg, at another unit, and nothing else but its own.

    The one place where the context grows beyond the units of the actor: what crosses is written by this act, never read by him.
    """
    if act.itself:
        with ledger.seeing_everything():
            yield
    else:
        with ledger.seeing(act.actor.sees | {act.actor.unit_id, act.dossier.unit_id, unit_id}):
            yield


CHANGEABLE = (
    "version",
    "case",
    "subject",
    "shelf",
    "result_delivery",
    "status",
    "marking",
    "legs",
    "limits",
    "where_unit_id",
    "where_step",
    "due_at",
    "remainder",
    "pause_cause",
    "finished_at",
    "verdict",
    "result_number",
    "result_document",
    "result_granted",
    "returned_at",
    "returned_to",
    "ended_at",
    "ended_as",
)
"""Columns that an act may change; the others are written once, at reception."""


def settle(act: Act) -> None:
    """Let the dossier's row say where it lies after the act."""
    gone = set(act.closing.tokens) if act.closing else set()
    left = [(task.token, task.unit_id, task.title) for task in act.open if task.token not in gone]
    here = sorted([*left, *((task.token, task.unit_id, task.title) for task in act.opening)])
    act.dossier.where_unit_id = here[0][1] if here else None
    act.dossier.where_step = "; ".join(title for _, _, title in here)[:200]


def entries_of(act: Act) -> list[ledger.Entry]:
    """Return the lines of the act for the ledger."""
    return [_entry(act, event) for event in act.events]


def _entry(act: Act, event: Event) -> ledger.Entry:
    edge = None
    if event.since is not None:
        seconds = max(worktime.between(event.since, act.at, act.calendar), 0) * 60
        edge = ledger.Edge(working_seconds=seconds, calendar_version=act.calendar.version)
    return ledger.Entry(
        stream=act.dossier.uid,
        activity=event.activity,
        lifecycle=event.lifecycle,
        occurred_at=act.at,
        actor=None if act.itself else act.actor,
        leg=event.leg,
        step=event.step,
        procedure_version=act.version.uid,
        cause=event.cause,
        objects=(ledger.ObjectRef("dossier", act.dossier.uid), *event.objects),
        body={"verb": act.verb, "status": int(act.dossier.status), **event.body},
        personal=event.personal,
        edge=edge,
        participants=event.participants,
    )
