"""Writing to the ledger: one statement for an entry, two for any number of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from lienthong.office.ledger.rules import rows
from lienthong.office.ledger.rules.entries import (
    NO_VARIANT,
    ZERO,
    Edge,
    Entry,
    Prepared,
    StreamState,
    link_hash,
    next_variant,
    prepare,
)
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid

ONE = """
WITH s AS (
  INSERT INTO ledger_stream AS st (uid, next_seq, prev_hash, head_hash, prev_event, head_event, prev_activity, head_activity,
                                   prev_at, head_at, variant)
  VALUES (%(stream)s, 2, %(zero)s, %(first_hash)s, NULL, %(uid)s, '', %(activity)s, NULL, %(occurred_at)s, %(first_variant)s)
  ON CONFLICT (uid) DO UPDATE SET
    next_seq = st.next_seq + 1,
    prev_hash = st.head_hash,
    head_hash = sha256('\\x02'::bytea || uuid_send(st.uid) || int8send(st.next_seq) || st.head_hash || %(body_hash)s),
    prev_event = st.head_event, head_event = excluded.head_event,
    prev_activity = st.head_activity, head_activity = excluded.head_activity,
    prev_at = st.head_at, head_at = excluded.head_at,
    variant = substr(sha256(st.variant || %(path)s), 1, 16)
  RETURNING next_seq - 1 AS seq, head_hash, prev_event, prev_activity, prev_at, variant
), n AS MATERIALIZED (
  SELECT nextval('ledger_event_id_seq') AS event_id, s.* FROM s
), e AS (
  INSERT INTO ledger_event (id, uid, stream_uid, seq, activity, lifecycle, leg, step, procedure_version, cause,
                            person_uid, post_uid, unit_uid, occurred_at, recorded_at, body, hash)
  SELECT event_id, %(uid)s::uuid, %(stream)s::uuid, seq, %(activity)s, %(lifecycle)s, %(leg)s, %(step)s,
         %(procedure_version)s::uuid, %(cause)s, %(person)s::uuid, %(post)s::uuid, %(unit)s::uuid,
         %(occurred_at)s::timestamptz, %(recorded_at)s::timestamptz, %(body)s, head_hash FROM n
), g AS (
  INSERT INTO ledger_edge (event_id, stream_uid, previous_event, previous_activity, elapsed_us, working_seconds,
                           calendar_version, variant)
  SELECT event_id, %(stream)s::uuid, prev_event, prev_activity,
         (extract(epoch FROM %(occurred_at)s::timestamptz - prev_at) * 1000000)::bigint,
         %(working_seconds)s::bigint, %(calendar_version)s::integer, variant FROM n
), u AS (
  INSERT INTO ledger_unsealed (event_id, recorded_at) SELECT event_id, %(recorded_at)s::timestamptz FROM n
)
"""
OBJECTS = """, o AS (
  INSERT INTO ledger_event_object (event_id, position, stream_uid, type, object_uid, qualifier)
  SELECT event_id, k.position, %(stream)s::uuid, k.type, k.object_uid, k.qualifier FROM n,
    unnest(%(object_types)s::text[], %(object_uids)s::uuid[], %(qualifiers)s::text[])
      WITH ORDINALITY AS k (type, object_uid, qualifier, position)
)
"""
VALUES = """, v AS (
  INSERT INTO ledger_event_personal (event_id, name, stream_uid, salt, value)
  SELECT event_id, k.name, %(stream)s::uuid, k.salt, k.value FROM n,
    unnest(%(names)s::text[], %(salts)s::bytea[], %(values)s::text[]) AS k (name, salt, value)
)
"""
PARTS = """, p AS (
  INSERT INTO ledger_participation (unit_id, object_uid, since)
  SELECT k, %(stream)s::uuid, %(occurred_at)s::timestamptz FROM unnest(%(participants)s::bigint[]) AS k ON CONFLICT DO NOTHING
)
"""
ANSWER = "SELECT event_id, seq, head_hash FROM n"


@dataclass(frozen=True)
class Appended:
    """Where an entry stands now: its number in the stream, its uid, the hash that the next event is linked to."""

    seq: int
    uid: UUID
    hash: bytes
    event_id: int


def append(entry: Entry, *, using: str = DEFAULT_DB_ALIAS) -> Appended:
    """Record `entry` at the end of its stream, in one statement that locks the stream until the transaction ends.

    Raises `django.db.ProgrammingError` (row-level security) when no unit of the context takes part in the stream.
    """
    item = _prepared(entry)
    with connections[using].cursor() as cursor:
        cursor.execute(_statement(item), _parameters(item))
        event_id, seq, digest = cursor.fetchone()
    return Appended(seq, item.uid, bytes(digest), event_id)


def append_many(entries: Sequence[Entry], *, using: str = DEFAULT_DB_ALIAS) -> list[Appended]:
    """Record `entries` in their order, also several of one stream; two statements whatever their number.

    Streams are locked in the order of their uids, so two callers cannot wait for each other.
    """
    if len(entries) < 2:
        return [append(entry, using=using) for entry in entries]
    items = [_prepared(entry) for entry in entries]
    with transaction.atomic(using=using, savepoint=False), connections[using].cursor() as cursor:
        states, event_ids = _lock(cursor, items)
        made = rows.prepared_rows(items, event_ids, states)
        _insert(cursor, made)
    return [Appended(seq, uid, digest, event_id) for seq, uid, digest, event_id in made.heads]


def take_part(object_uid: UUID, unit_ids: Iterable[int], since: datetime, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let `unit_ids` see and act on the object from `since` on; those who already take part stay as they are."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_participation (unit_id, object_uid, since) "
            "SELECT k, %s::uuid, %s::timestamptz FROM unnest(%s::bigint[]) AS k ON CONFLICT DO NOTHING",
            [object_uid, since, sorted(set(unit_ids))],
        )


def leave(object_uid: UUID, unit_id: int, until: datetime, *, using: str = DEFAULT_DB_ALIAS) -> bool:
    """End the open participation of a unit at `until`; it still sees the object.  Return whether there was one."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_participation SET until = %s WHERE object_uid = %s AND unit_id = %s AND until IS NULL",
            [until, object_uid, unit_id],
        )
        return bool(cursor.rowcount)


def fresh_salt() -> bytes:
    """Return 16 random bytes."""
    return os.urandom(16)


def _prepared(entry: Entry) -> Prepared:
    return prepare(entry, uid=new_uid(), recorded_at=clock.real_now(), salt=fresh_salt)


def _statement(item: Prepared) -> str:
    entry = item.entry
    return "".join(
        (
            ONE,
            OBJECTS if entry.objects else "",
            VALUES if item.personal else "",
            PARTS if entry.participants else "",
            ANSWER,
        )
    )


def _parameters(item: Prepared) -> dict[str, Any]:
    entry, actor, edge = item.entry, item.entry.actor, item.entry.edge or Edge()
    return {
        "stream": entry.stream,
        "zero": ZERO,
        "first_hash": link_hash(entry.stream, 1, ZERO, item.body_hash),
        "first_variant": next_variant(NO_VARIANT, entry.activity, entry.lifecycle.value),
        "path": f"{entry.activity}\n{entry.lifecycle.value}".encode(),
        "body_hash": item.body_hash,
        "uid": item.uid,
        "activity": entry.activity,
        "lifecycle": entry.lifecycle.value,
        "leg": entry.leg,
        "step": entry.step,
        "procedure_version": entry.procedure_version,
        "cause": entry.cause,
        "person": actor.person_uid if actor else None,
        "post": actor.post_uid if actor else None,
        "unit": actor.unit_uid if actor else None,
        "occurred_at": entry.occurred_at,
        "recorded_at": item.recorded_at,
        "body": item.body.decode(),
        "working_seconds": edge.working_seconds,
        "calendar_version": edge.calendar_version,
        "object_types": [ref.type for ref in entry.objects],
        "object_uids": [ref.uid for ref in entry.objects],
        "qualifiers": [ref.qualifier for ref in entry.objects],
        "names": [value.name for value in item.personal],
        "salts": [value.salt for value in item.personal],
        "values": [value.value for value in item.personal],
        "participants": list(entry.participants),
    }


def _lock(cursor: Any, items: list[Prepared]) -> tuple[dict[UUID, StreamState], list[int]]:
    """Lock the streams (new ones are made), enter participants, reserve event ids: one statement."""
    streams = sorted({item.entry.stream for item in items})
    shares = sorted({(unit, item.entry.stream, item.entry.occurred_at) for item in items for unit in item.entry.participants})
    first: dict[tuple[int, UUID], datetime] = {}
    for unit, stream, since in shares:
        first.setdefault((unit, stream), since)
    names = ", ".join(rows.STREAM.columns)
    cursor.execute(
        f"""
        WITH s AS (
          INSERT INTO ledger_stream AS st ({names})
          SELECT k, 1, %(zero)s, %(zero)s, NULL, NULL, '', '', NULL, NULL, %(variant)s FROM unnest(%(streams)s::uuid[]) AS k
          ON CONFLICT (uid) DO UPDATE SET next_seq = st.next_seq RETURNING {names}
        ), p AS (
          INSERT INTO ledger_participation (unit_id, object_uid, since)
          SELECT * FROM unnest(%(units)s::bigint[], %(objects)s::uuid[], %(since)s::timestamptz[]) ON CONFLICT DO NOTHING
        )
        SELECT (SELECT array_agg(nextval('ledger_event_id_seq'))
                FROM generate_series(1, %(count)s + 0 * (SELECT count(*) FROM s))), s.* FROM s
        """,  # noqa: S608 - the names are constants
        {
            "zero": ZERO,
            "variant": NO_VARIANT,
            "streams": streams,
            "units": [unit for unit, _ in first],
            "objects": [stream for _, stream in first],
            "since": list(first.values()),
            "count": len(items),
        },
    )
    found = cursor.fetchall()
    states = {
        row[1]: StreamState._make(bytes(item) if isinstance(item, memoryview) else item for item in row[1:]) for row in found
    }
    return states, sorted(found[0][0])


def _insert(cursor: Any, made: rows.BulkRows) -> None:
    """Insert the rows of all tables and move the streams' heads: one statement."""
    parameters: list[Any] = []
    parts: list[str] = []
    for table in rows.EVENT_TABLES:
        if made.rows[table]:
            source = ", ".join(f"%s::{kind}[]" for kind in table.types)
            insert = f"INSERT INTO {table.name} ({', '.join(table.columns)}) SELECT * FROM unnest({source})"  # noqa: S608 - constants
            parts.append(f"{table.name}_ AS ({insert})")
            parameters += [list(column) for column in zip(*made.rows[table], strict=True)]
    table = rows.STREAM
    source = ", ".join(f"%s::{kind}[]" for kind in table.types)
    moves = ", ".join(f"{name} = k.{name}" for name in table.columns[1:])
    parameters += [list(column) for column in zip(*rows.stream_rows(made.states.values()), strict=True)]
    cursor.execute(
        f"WITH {', '.join(parts)} UPDATE ledger_stream st SET {moves} "  # noqa: S608 - the names are constants
        f"FROM unnest({source}) AS k ({', '.join(table.columns)}) WHERE st.uid = k.uid",
        parameters,
    )
