"""Whatever repeats or follows from the hashed bodies: columns, objects, edges, personal values, numbering.

The database compares here; the bodies themselves were checked before, by hash.  Each statement returns the first
row that is wrong as (stream, seq, uid).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

from lienthong.office.ledger.rules.findings import Fault

COLUMNS = """
SELECT e.stream_uid, e.seq, e.uid
FROM ledger_event e CROSS JOIN LATERAL (SELECT e.body::jsonb AS b OFFSET 0) j
  CROSS JOIN LATERAL (SELECT j.b -> 'actor' AS a OFFSET 0) k
WHERE (b ->> 'uid', b ->> 'stream', b ->> 'activity', b ->> 'lifecycle', b ->> 'leg', b ->> 'step', b ->> 'cause')
    <> (e.uid::text, e.stream_uid::text, e.activity, e.lifecycle, e.leg, e.step, e.cause)
  OR (b ->> 'occurred_at')::timestamptz <> e.occurred_at OR (b ->> 'recorded_at')::timestamptz <> e.recorded_at
  OR (b ->> 'procedure_version', a ->> 'person', a ->> 'post', a ->> 'unit')
    IS DISTINCT FROM (e.procedure_version::text, e.person_uid::text, e.post_uid::text, e.unit_uid::text)
LIMIT 1
"""
OBJECTS = """
SELECT e.stream_uid, e.seq, e.uid
FROM ledger_event e LEFT JOIN (
  SELECT event_id, jsonb_agg(jsonb_build_array(type, object_uid, qualifier) ORDER BY event_id, position) AS objects,
         min(position) AS low, max(position) AS high, count(*) AS n, min(stream_uid::text) AS s, max(stream_uid::text) AS t
  FROM ledger_event_object GROUP BY event_id
) o ON o.event_id = e.id
WHERE (e.body::jsonb -> 'objects') <> coalesce(o.objects, '[]'::jsonb)
   OR (o.event_id IS NOT NULL AND (o.low <> 1 OR o.high <> o.n OR o.s <> e.stream_uid::text OR o.t <> e.stream_uid::text))
LIMIT 1
"""
PERSONAL = """
SELECT e.stream_uid, e.seq, e.uid
FROM ledger_event_personal p JOIN ledger_event e ON e.id = p.event_id
WHERE p.stream_uid <> e.stream_uid OR (e.body::jsonb -> 'personal' ->> p.name)
  IS DISTINCT FROM encode(sha256(p.salt || convert_to(p.value, 'UTF8')), 'hex')
LIMIT 1
"""
PERSONAL_MISSING = """
WITH promised AS (
  SELECT e.id, e.stream_uid, e.seq, e.uid, n.name
  FROM ledger_event e CROSS JOIN LATERAL jsonb_object_keys(e.body::jsonb -> 'personal') AS n (name)
), missing AS (
  SELECT m.* FROM promised m LEFT JOIN ledger_event_personal p ON p.event_id = m.id AND p.name = m.name WHERE p.event_id IS NULL
)
SELECT m.stream_uid, m.seq, m.uid FROM missing m
WHERE NOT EXISTS (
  SELECT FROM ledger_event x WHERE x.stream_uid = m.stream_uid AND x.activity = 'ledger.personal_erased'
    AND x.body::jsonb -> 'facts' ->> 'event' = m.uid::text AND x.body::jsonb -> 'facts' -> 'names' ? m.name
)
LIMIT 1
"""
HEADS = """
SELECT s.uid, s.next_seq - 1, s.head_event
FROM ledger_stream s LEFT JOIN ledger_event e ON e.stream_uid = s.uid AND e.seq = s.next_seq - 1
WHERE s.next_seq > 1 AND (e.hash, e.uid) IS DISTINCT FROM (s.head_hash, s.head_event)
LIMIT 1
"""
BEYOND = """
SELECT e.stream_uid, e.seq, e.uid FROM ledger_event e LEFT JOIN ledger_stream s ON s.uid = e.stream_uid
WHERE s.uid IS NULL OR e.seq >= s.next_seq LIMIT 1
"""
EDGES = """
SELECT e.stream_uid, e.seq, e.uid
FROM ledger_event e LEFT JOIN ledger_edge g ON g.event_id = e.id
  LEFT JOIN ledger_event p ON p.stream_uid = e.stream_uid AND p.seq = e.seq - 1
WHERE g.event_id IS NULL OR g.stream_uid <> e.stream_uid
  OR (g.previous_event, g.previous_activity) IS DISTINCT FROM (p.uid, coalesce(p.activity, ''))
  OR g.elapsed_us IS DISTINCT FROM (extract(epoch FROM e.occurred_at - p.occurred_at) * 1000000)::bigint
LIMIT 1
"""
NUMBERING = """
SELECT e.stream_uid, e.seq, e.uid
FROM ledger_event e LEFT JOIN ledger_leaf l ON l.event_id = e.id LEFT JOIN ledger_unsealed u ON u.event_id = e.id
WHERE (l.event_id IS NULL) = (u.event_id IS NULL) LIMIT 1
"""
ORPHANS = "SELECT FROM {table} t LEFT JOIN ledger_event e ON e.id = t.event_id WHERE e.id IS NULL LIMIT 1"

CHECKS = (
    ("stream_head", HEADS),
    ("stream_head", BEYOND),
    ("numbering", NUMBERING),
    ("columns", COLUMNS),
    ("objects", OBJECTS),
    ("personal", PERSONAL),
    ("personal_missing", PERSONAL_MISSING),
    ("edge", EDGES),
)


def faults(connection: psycopg.Connection[Any]) -> Iterator[Fault]:
    """Yield what does not fit, check by check."""
    with connection.cursor() as cursor:
        try:
            for kind, sql in CHECKS:
                cursor.execute(sql)
                row = cursor.fetchone()
                if row:
                    yield Fault(kind, *row)
        except psycopg.DataError:
            connection.rollback()
            yield Fault("unreadable")
            return
        for table in ("ledger_event_object", "ledger_event_personal", "ledger_edge", "ledger_unsealed"):
            cursor.execute(ORPHANS.format(table=table))
            if cursor.rowcount:
                yield Fault("orphan", table=table)
