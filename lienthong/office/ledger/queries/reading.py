"""What happened to one thing, what happened since, and where the log stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections

from lienthong.office.ledger.errors import NoSuchEvent, NotSealedYet
from lienthong.office.ledger.models import Checkpoint
from lienthong.office.ledger.rules import merkle
from lienthong.office.ledger.rules.entries import Lifecycle, ObjectRef
from lienthong.toolkit import clock


@dataclass(frozen=True)
class EventRow:
    """An event as read: the hashed facts, the personal values still held (`personal`), its place, its edge.

    erased           names of personal values that are no longer there.
    elapsed_us       microseconds since the previous event of the stream; None for the first.
    working_seconds  working time of that way, None when nobody gave it.
    leaf_index       the sealer's number, None while it waits.
    """

    event_id: int
    uid: UUID
    stream: UUID
    seq: int
    activity: str
    lifecycle: Lifecycle
    occurred_at: datetime
    recorded_at: datetime
    leg: str
    step: str
    procedure_version: UUID | None
    cause: str
    person_uid: UUID | None
    post_uid: UUID | None
    unit_uid: UUID | None
    hash: bytes
    leaf_index: int | None
    elapsed_us: int | None
    working_seconds: int | None
    capacity: str = ""
    on_behalf_of: UUID | None = None
    objects: tuple[ObjectRef, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    erased: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeedRow:
    """An event in the sealer's order; the next page begins after `leaf_index`."""

    leaf_index: int
    event: EventRow


@dataclass(frozen=True)
class CheckpointRow:
    """Where the log stood: signed text, size, root, epoch."""

    epoch: int
    size: int
    root: bytes
    note: str
    sealed_at: datetime


@dataclass(frozen=True)
class Proof:
    """What shows that an event is in the log of a checkpoint: siblings from the leaf to the root."""

    leaf_index: int
    leaf: bytes
    path: tuple[bytes, ...]
    checkpoint: CheckpointRow

    def holds(self) -> bool:
        """Return whether the path leads from the leaf to the checkpoint's root."""
        found = merkle.root_from_proof(self.leaf_index, self.checkpoint.size, self.leaf, self.path)
        return found == self.checkpoint.root


COLUMNS = """
    e.id, e.uid, e.stream_uid, e.seq, e.activity, e.lifecycle, e.occurred_at, e.recorded_at, e.leg, e.step, e.procedure_version,
    e.cause, e.person_uid, e.post_uid, e.unit_uid, e.hash, l.leaf_index, g.elapsed_us, g.working_seconds, e.body,
    (SELECT json_object_agg(p.name, p.value) FROM ledger_event_personal p WHERE p.event_id = e.id)
"""


def history(stream: UUID, *, using: str = DEFAULT_DB_ALIAS) -> list[EventRow]:
    """Return the events of a stream by number, with their personal values; one statement.  Unseen streams are empty."""
    return _events(
        f"SELECT {COLUMNS} FROM ledger_event e LEFT JOIN ledger_leaf l ON l.event_id = e.id "  # noqa: S608 - constant
        "LEFT JOIN ledger_edge g ON g.event_id = e.id WHERE e.stream_uid = %s ORDER BY e.seq",
        [stream],
        using,
    )


def feed(after_leaf: int = -1, limit: int = 100, *, using: str = DEFAULT_DB_ALIAS) -> list[FeedRow]:
    """Return up to `limit` sealed events that the context sees, numbered above `after_leaf`, in the sealer's order."""
    rows = _events(
        f"SELECT {COLUMNS} FROM ledger_leaf l JOIN ledger_event e ON e.id = l.event_id "  # noqa: S608 - constant
        "LEFT JOIN ledger_edge g ON g.event_id = e.id WHERE l.leaf_index > %s ORDER BY l.leaf_index LIMIT %s",
        [after_leaf, limit],
        using,
    )
    return [FeedRow(row.leaf_index, row) for row in rows if row.leaf_index is not None]


def latest_by_people(uids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the activity of the latest event of each stream that a person did; one statement.

    What the product itself notes (a reminder, the draft of an apology) is left out: nobody's work stands on it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (stream_uid) stream_uid, activity FROM ledger_event"
            " WHERE stream_uid = ANY (%s) AND person_uid IS NOT NULL ORDER BY stream_uid, seq DESC",
            [list(uids)],
        )
        return dict(cursor.fetchall())


def head(*, using: str = DEFAULT_DB_ALIAS) -> CheckpointRow | None:
    """Return the last checkpoint, or None when nothing was sealed yet."""
    row = Checkpoint.objects.using(using).order_by("epoch", "size").last()
    return None if row is None else CheckpointRow(row.epoch, row.size, bytes(row.root), row.note, row.sealed_at)


def unsealed(*, using: str = DEFAULT_DB_ALIAS) -> tuple[int, float]:
    """Return how many events wait for the sealer and the age in seconds of the oldest (0 when none waits)."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*), min(recorded_at) FROM ledger_unsealed")
        count, oldest = cursor.fetchone()
    return count, 0.0 if oldest is None else max(0.0, (clock.real_now() - oldest).total_seconds())


def inclusion_proof(event_uid: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Proof:
    """Return the proof that an event lies in the log of the last checkpoint.  Raises NoSuchEvent, NotSealedYet."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT l.leaf_index, l.hash FROM ledger_event e LEFT JOIN ledger_leaf l ON l.event_id = e.id WHERE e.uid = %s",
            [event_uid],
        )
        found = cursor.fetchone()
        if found is None:
            raise NoSuchEvent(event=event_uid)
        last = head(using=using)
        if last is None or found[0] is None or found[0] >= last.size:
            raise NotSealedYet(event=event_uid)
        path = merkle.inclusion_proof(found[0], last.size, lambda *range_: _nodes(cursor, *range_))
    return Proof(found[0], bytes(found[1]), tuple(path), last)


def _nodes(cursor: Any, level: int, first: int, count: int) -> list[bytes]:
    if level == 0:
        cursor.execute(
            "SELECT hash FROM ledger_leaf WHERE leaf_index >= %s AND leaf_index < %s ORDER BY leaf_index", [first, first + count]
        )
    else:
        cursor.execute(
            "SELECT hash FROM ledger_tile WHERE level = %s AND index >= %s AND index < %s ORDER BY index",
            [level, first, first + count],
        )
    return [bytes(row[0]) for row in cursor.fetchall()]


def _events(sql: str, parameters: Sequence[Any], using: str) -> list[EventRow]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, parameters)
        return [_event(row) for row in cursor.fetchall()]


def _event(row: tuple[Any, ...]) -> EventRow:
    body = json.loads(row[19])
    actor = body["actor"] or {}
    personal = {name: json.loads(value) for name, value in (row[20] or {}).items()}
    behalf = actor.get("on_behalf_of")
    (event_id, uid, stream, seq, activity, lifecycle, occurred_at, recorded_at, leg, step, version, cause) = row[:12]
    (person, post, unit, digest, leaf_index, elapsed_us, working_seconds) = row[12:19]
    return EventRow(
        event_id=event_id,
        uid=uid,
        stream=stream,
        seq=seq,
        activity=activity,
        lifecycle=Lifecycle(lifecycle),
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        leg=leg,
        step=step,
        procedure_version=version,
        cause=cause,
        person_uid=person,
        post_uid=post,
        unit_uid=unit,
        hash=bytes(digest),
        leaf_index=leaf_index,
        elapsed_us=elapsed_us,
        working_seconds=working_seconds,
        capacity=actor.get("capacity", ""),
        on_behalf_of=UUID(behalf) if behalf else None,
        objects=tuple(ObjectRef(kind, UUID(uid), qualifier) for kind, uid, qualifier in body["objects"]),
        facts=body["facts"],
        personal=personal,
        erased=tuple(sorted(set(body["personal"]) - set(personal))),
    )
