"""The rows of events, ready for COPY: what `append` makes in SQL, made in Python for many events or a bulk load."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.office.ledger.rules.entries import Edge, Entry, Prepared, StreamState, advance, prepare

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A table of the ledger with its columns and their SQL types, in the order of the rows."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]


def _table(name: str, /, **columns: str) -> Table:
    return Table(name, tuple(columns), tuple(columns.values()))


STREAM = _table(
    "ledger_stream",
    uid="uuid",
    next_seq="bigint",
    prev_hash="bytea",
    head_hash="bytea",
    prev_event="uuid",
    head_event="uuid",
    prev_activity="text",
    head_activity="text",
    prev_at="timestamptz",
    head_at="timestamptz",
    variant="bytea",
)
EVENT = _table(
    "ledger_event",
    id="bigint",
    uid="uuid",
    stream_uid="uuid",
    seq="bigint",
    activity="text",
    lifecycle="text",
    leg="text",
    step="text",
    procedure_version="uuid",
    cause="text",
    person_uid="uuid",
    post_uid="uuid",
    unit_uid="uuid",
    occurred_at="timestamptz",
    recorded_at="timestamptz",
    body="text",
    hash="bytea",
)
OBJECT = _table(
    "ledger_event_object",
    event_id="bigint",
    position="smallint",
    stream_uid="uuid",
    type="text",
    object_uid="uuid",
    qualifier="text",
)
PERSONAL = _table("ledger_event_personal", event_id="bigint", name="text", stream_uid="uuid", salt="bytea", value="text")
EDGE = _table(
    "ledger_edge",
    event_id="bigint",
    stream_uid="uuid",
    previous_event="uuid",
    previous_activity="text",
    elapsed_us="bigint",
    working_seconds="bigint",
    calendar_version="integer",
    variant="bytea",
)
UNSEALED = _table("ledger_unsealed", event_id="bigint", recorded_at="timestamptz")
PARTICIPATION = _table("ledger_participation", unit_id="bigint", object_uid="uuid", since="timestamptz", until="timestamptz")
EVENT_TABLES = (EVENT, OBJECT, PERSONAL, EDGE, UNSEALED)
BULK_TABLES = (EVENT, OBJECT, PERSONAL, EDGE, PARTICIPATION, STREAM)
"""What a load from empty fills and nobody reads but by key until its end; `UNSEALED` the sealer empties meanwhile."""


@dataclass(frozen=True)
class BulkRows:
    """Rows by table, and the states of the streams after them.

    A loader copies `rows[table]` for each table with the columns of `table.columns`, and at its end (or in between
    by upsert) the rows of `stream_rows(states)`.  `heads` gives (seq, uid, hash, event id) of each entry in order.
    """

    rows: dict[Table, list[Row]]
    states: dict[UUID, StreamState]
    heads: list[tuple[int, UUID, bytes, int]]


def bulk_rows(
    entries: Iterable[Entry],
    *,
    first_event_id: int,
    states: dict[UUID, StreamState],
    recorded_at: Callable[[Entry], datetime],
    uid: Callable[[Entry], UUID],
    salt: Callable[[], bytes],
) -> BulkRows:
    """Return the rows of `entries`; event ids count up from `first_event_id` in their order.

    states   where each stream stands, by its uid; a stream that is absent is new.  It is updated in place.
    """
    prepared = (prepare(entry, uid=uid(entry), recorded_at=recorded_at(entry), salt=salt) for entry in entries)
    return prepared_rows(prepared, range(first_event_id, 2**63 - 1), states)


def prepared_rows(items: Iterable[Prepared], event_ids: Iterable[int], states: dict[UUID, StreamState]) -> BulkRows:
    """Return the rows of prepared entries, linked in their order to `states`, which is updated in place."""
    rows: dict[Table, list[Row]] = {table: [] for table in (*EVENT_TABLES, PARTICIPATION)}
    events, objects, personal, edges, waiting, parts = rows.values()
    heads: list[tuple[int, UUID, bytes, int]] = []
    shared: set[tuple[UUID, int]] = set()
    for item, event_id in zip(items, event_ids, strict=False):
        entry = item.entry
        state = states[entry.stream] = advance(states.get(entry.stream) or StreamState(entry.stream), item)
        seq = state.next_seq - 1
        heads.append((seq, item.uid, state.head_hash, event_id))
        events.append(event_row(item, event_id, seq, state.head_hash))
        for number, ref in enumerate(entry.objects, 1):
            objects.append((event_id, number, entry.stream, ref.type, ref.uid, ref.qualifier))
        for value in item.personal:
            personal.append((event_id, value.name, entry.stream, value.salt, value.value))
        edges.append(edge_row(entry, event_id, state))
        waiting.append((event_id, item.recorded_at))
        for unit_id in entry.participants:
            if (entry.stream, unit_id) not in shared:
                shared.add((entry.stream, unit_id))
                parts.append((unit_id, entry.stream, entry.occurred_at, None))
    return BulkRows(rows, states, heads)


def event_row(item: Prepared, event_id: int, seq: int, digest: bytes) -> Row:
    """Return the row of `ledger_event`."""
    entry, actor = item.entry, item.entry.actor
    return (
        event_id,
        item.uid,
        entry.stream,
        seq,
        entry.activity,
        entry.lifecycle._value_,
        entry.leg,
        entry.step,
        entry.procedure_version,
        entry.cause,
        actor.person_uid if actor else None,
        actor.post_uid if actor else None,
        actor.unit_uid if actor else None,
        entry.occurred_at,
        item.recorded_at,
        item.body.decode(),
        digest,
    )


def edge_row(entry: Entry, event_id: int, after: StreamState) -> Row:
    """Return the row of `ledger_edge`; `after` is the stream after the event."""
    edge = entry.edge or Edge()
    elapsed = None if after.prev_at is None else (entry.occurred_at - after.prev_at) // timedelta(microseconds=1)
    return (
        event_id,
        entry.stream,
        after.prev_event,
        after.prev_activity,
        elapsed,
        edge.working_seconds,
        edge.calendar_version,
        after.variant,
    )


def stream_rows(states: Iterable[StreamState]) -> list[Row]:
    """Return the rows of `ledger_stream`."""
    return [
        (
            item.uid,
            item.next_seq,
            item.prev_hash,
            item.head_hash,
            item.prev_event,
            item.head_event,
            item.prev_activity,
            item.head_activity,
            item.prev_at,
            item.head_at,
            item.variant,
        )
        for item in states
    ]
