"""Whatever repeats or follows from the hashed bodies: columns, objects, edges, personal values, numbering.

The database compares here; the bodies themselves were checked before, by hash.  Each statement but `UNPROVEN` returns the
first row that is wrong as (kind, stream, seq, uid).
"""

from __future__ import annotations

from typing import Any

import psycopg

from lienthong.office.ledger.rules.findings import Fault

UNPROVEN = r"""
WITH personal AS (
  SELECT event_id, '{' || string_agg(to_json(name) || ':"' || encode(sha256(salt || convert_to(value, 'UTF8')), 'hex') || '"',
                                     ',' ORDER BY event_id, name COLLATE "C") || '}' AS text
  FROM ledger_event_personal WHERE event_id >= %(low)s AND event_id < %(high)s GROUP BY event_id
), written AS (
  SELECT e.id, e.body, coalesce(o.stream_uid = e.stream_uid, true) AS at_home,
    concat('{"activity":', to_json(e.activity), ',"actor":', CASE WHEN num_nulls(e.person_uid, e.post_uid, e.unit_uid) = 3
             THEN 'null' ELSE concat('{"capacity":"state","on_behalf_of":null,"person":"', e.person_uid, '","post":"', e.post_uid,
                                     '","unit":"', e.unit_uid, '"}') END,
           ',"cause":', to_json(e.cause), ',"facts":') AS head,
    convert_to(concat(
           ',"leg":', to_json(e.leg), ',"lifecycle":', to_json(e.lifecycle),
           ',"objects":[', CASE WHEN o.event_id IS NOT NULL
             THEN concat('[', to_json(o.type), ',"', o.object_uid, '",', to_json(o.qualifier), ']') END,
           '],"occurred_at":"', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           '","personal":', coalesce(p.text, '{}'),
           ',"procedure_version":', coalesce(to_json(e.procedure_version)::text, 'null'),
           ',"recorded_at":"', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           '","step":', to_json(e.step), ',"stream":"', e.stream_uid, '","uid":"', e.uid, '","v":1}'), 'UTF8') AS tail
  FROM ledger_event e
    LEFT JOIN ledger_event_object o
      ON o.event_id = e.id AND o.position = 1 AND o.event_id >= %(low)s AND o.event_id < %(high)s
    LEFT JOIN personal p ON p.event_id = e.id
  WHERE e.id >= %(low)s AND e.id < %(high)s
  OFFSET 0
)
SELECT id FROM written
WHERE (starts_with(body, head) AND substr(convert_to(body, 'UTF8'), octet_length(body) - octet_length(tail) + 1) = tail
  AND body NOT LIKE '%%\\u%%'
  AND right(body, -length(head)) NOT LIKE ALL (ARRAY['%%"activity"%%', '%%"actor"%%', '%%"cause"%%', '%%"facts"%%'])
  AND body::json IS NOT NULL AND at_home
  AND id NOT IN (SELECT event_id FROM ledger_event_object
                 WHERE position <> 1 AND event_id >= %(low)s AND event_id < %(high)s)) IS NOT TRUE
"""
"""The events low <= id < high that `BODIES` has to look at: all but those whose body reads, letter by letter, as their rows say.

A body is JSON that begins with `head` and ends with `tail`, both made of the rows: quotes inside a text are escaped, so both
are keys of the outermost object. Of several keys of one name a reader takes the last, as `BODIES` does: those of `tail` come
last, and so do those of `head` when none of them is written again behind it; only the facts between them are free. This is
twice as fast as taking a body apart. Whatever is written otherwise (several objects, an erased value, somebody acting for
another, an escaped letter) is not proven, and no fault is named here.
"""
BODIES = """
WITH objects AS (
  SELECT event_id, '[' || string_agg('[' || to_json(type) || ',"' || object_uid || '",' || to_json(qualifier) || ']', ','
                                     ORDER BY event_id, position) || ']' AS text,
         min(position) = 1 AND max(position) = count(*) AND count(DISTINCT stream_uid) = 1 AS whole,
         min(stream_uid::text) AS stream
  FROM ledger_event_object WHERE event_id = ANY (%(ids)s::bigint[]) GROUP BY event_id
), personal AS (
  SELECT event_id, '{' || string_agg(to_json(name) || ':"' || encode(sha256(salt || convert_to(value, 'UTF8')), 'hex') || '"',
                                     ',' ORDER BY event_id, name COLLATE "C") || '}' AS text
  FROM ledger_event_personal WHERE event_id = ANY (%(ids)s::bigint[]) GROUP BY event_id
), compared AS (
  SELECT e.stream_uid, e.seq, e.uid, e.id, r.personal,
    CASE WHEN (r.uid, r.stream, r.activity, r.lifecycle, r.leg, r.step, r.cause, r.occurred_at, r.recorded_at,
               r.procedure_version, r.actor ->> 'person', r.actor ->> 'post', r.actor ->> 'unit')
           IS DISTINCT FROM (e.uid, e.stream_uid, e.activity, e.lifecycle, e.leg, e.step, e.cause, e.occurred_at, e.recorded_at,
               e.procedure_version, e.person_uid::text, e.post_uid::text, e.unit_uid::text) THEN 'columns'
         WHEN r.objects <> coalesce(o.text, '[]') OR NOT coalesce(o.whole AND o.stream = e.stream_uid::text, true) THEN 'objects'
         WHEN r.personal::text <> coalesce(p.text, '{}') THEN 'personal_missing' END AS kind
  FROM ledger_event e
    CROSS JOIN LATERAL json_to_record(e.body::json) AS r (
      uid uuid, stream uuid, activity text, lifecycle text, leg text, step text, cause text, occurred_at timestamptz,
      recorded_at timestamptz, procedure_version uuid, actor json, objects text, personal json)
    LEFT JOIN objects o ON o.event_id = e.id LEFT JOIN personal p ON p.event_id = e.id
  WHERE e.id = ANY (%(ids)s::bigint[])
), suspects AS MATERIALIZED (
  SELECT * FROM compared WHERE kind IS NOT NULL
)
SELECT kind, stream_uid, seq, uid FROM suspects WHERE kind IN ('columns', 'objects')
UNION ALL
SELECT s.kind, s.stream_uid, s.seq, s.uid
FROM suspects s CROSS JOIN LATERAL json_object_keys(s.personal) AS n (name)
  LEFT JOIN ledger_event_personal p ON p.event_id = s.id AND p.name = n.name
WHERE s.kind = 'personal_missing' AND p.event_id IS NULL AND NOT EXISTS (
  SELECT FROM ledger_event x WHERE x.stream_uid = s.stream_uid AND x.activity = 'ledger.personal_erased'
    AND x.body::jsonb -> 'facts' ->> 'event' = s.uid::text AND x.body::jsonb -> 'facts' -> 'names' ? n.name)
UNION ALL
SELECT 'suspect', stream_uid, seq, uid FROM suspects WHERE kind = 'personal_missing'
LIMIT 1
"""
"""Events of these ids: what is wrong, or «suspect»: nothing yet, but a digest of the body fits no personal value."""
PERSONAL = """
SELECT 'personal', e.stream_uid, e.seq, e.uid
FROM ledger_event_personal p JOIN ledger_event e ON e.id = p.event_id
WHERE p.stream_uid <> e.stream_uid OR (e.body::jsonb -> 'personal' ->> p.name)
  IS DISTINCT FROM encode(sha256(p.salt || convert_to(p.value, 'UTF8')), 'hex')
LIMIT 1
"""
"""Reads every body again; needed only when `BODIES` has suspects, because a value that was changed fits no digest."""
STRAYED = """
SELECT 'personal', e.stream_uid, e.seq, e.uid
FROM ledger_event_personal p JOIN ledger_event e ON e.id = p.event_id WHERE p.stream_uid <> e.stream_uid LIMIT 1
"""
HEADS = """
SELECT 'stream_head', s.uid, s.next_seq - 1, s.head_event
FROM ledger_stream s LEFT JOIN ledger_event e ON e.stream_uid = s.uid AND e.seq = s.next_seq - 1
WHERE s.next_seq > 1 AND (e.hash, e.uid) IS DISTINCT FROM (s.head_hash, s.head_event)
LIMIT 1
"""
BEYOND = """
SELECT 'stream_head', e.stream_uid, e.seq, e.uid FROM ledger_event e LEFT JOIN ledger_stream s ON s.uid = e.stream_uid
WHERE (SELECT count(*) FROM ledger_event) <> (SELECT coalesce(sum(greatest(next_seq - 1, 0)), 0) FROM ledger_stream)
  AND (s.uid IS NULL OR e.seq >= s.next_seq)
LIMIT 1
"""
"""Looked for only when there are more events than the streams say: the chains count each stream from 1 without a gap, and `HEADS`
has found the last event that each stream names, so with as many events in all none lies beyond."""
EDGES = """
SELECT 'edge', e.stream_uid, e.seq, e.uid
FROM (
  SELECT id, uid, stream_uid, seq, occurred_at, row_number() OVER along AS number, lag(uid) OVER along AS previous,
    coalesce(lag(activity) OVER along, '') AS activity, lag(occurred_at) OVER along AS since
  FROM ledger_event WINDOW along AS (PARTITION BY stream_uid ORDER BY seq)
) e LEFT JOIN ledger_edge g ON g.event_id = e.id
WHERE e.number <> e.seq OR g.event_id IS NULL OR g.stream_uid <> e.stream_uid
  OR (g.previous_event, g.previous_activity) IS DISTINCT FROM (e.previous, e.activity)
  OR g.elapsed_us IS DISTINCT FROM extract(epoch FROM e.occurred_at - e.since) * 1000000
LIMIT 1
"""
NUMBERING = """
SELECT 'numbering', e.stream_uid, e.seq, e.uid
FROM ledger_event e LEFT JOIN ledger_leaf l ON l.event_id = e.id LEFT JOIN ledger_unsealed u ON u.event_id = e.id
WHERE (l.event_id IS NULL) = (u.event_id IS NULL) LIMIT 1
"""
NEXT = "SELECT min(id) FROM ledger_event WHERE id >= %s"
ORPHANS = "SELECT FROM {table} t LEFT JOIN ledger_event e ON e.id = t.event_id WHERE e.id IS NULL LIMIT 1"

RANGE = 200_000
"""Events whose bodies are compared at a time: their objects and values fit into memory."""
TABLES = ("ledger_event_object", "ledger_event_personal", "ledger_edge", "ledger_unsealed")

Connection = psycopg.Connection[Any]


def heads(connection: Connection) -> Fault | None:
    """Return what does not fit between events, ends of streams and numbering, or None."""
    return _first(connection, HEADS, BEYOND, NUMBERING)


def bodies(connection: Connection) -> Fault | None:
    """Return what does not fit between bodies, columns, objects and personal values, or None."""
    try:
        return _bodies(connection)
    except psycopg.DataError:
        return Fault("unreadable")


def derived(connection: Connection) -> Fault | None:
    """Return the edge that does not follow from the events, or the table with a row of no event, or None."""
    try:
        fault = _first(connection, EDGES)
    except psycopg.DataError:
        return Fault("unreadable")
    for table in () if fault else TABLES:
        if connection.execute(ORPHANS.format(table=table)).rowcount:
            return Fault("orphan", table=table)
    return fault


def _bodies(connection: Connection) -> Fault | None:
    suspects = False
    low = -(2**63)
    while (start := connection.execute(NEXT, [low]).fetchone()[0]) is not None:  # type: ignore[index]  # min() gives one row
        low = start + RANGE
        ids = [found[0] for found in connection.execute(UNPROVEN, {"low": start, "high": low})]
        row = connection.execute(BODIES, {"ids": ids}).fetchone() if ids else None
        if row and row[0] != "suspect":
            return Fault(*row)
        suspects = suspects or row is not None
    return _first(connection, PERSONAL if suspects else STRAYED)


def _first(connection: Connection, *checks: str) -> Fault | None:
    for sql in checks:
        row = connection.execute(sql).fetchone()
        if row:
            return Fault(*row)
    return None
