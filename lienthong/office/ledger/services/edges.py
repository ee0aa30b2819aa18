"""Reworking edges: they lie beside the chain and may be computed anew when a calendar changes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from lienthong.office.ledger.rules.entries import Edge


def rework_edges(edges: Iterable[tuple[UUID, Edge]], *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Give events (by uid) new working seconds and calendar version; return how many changed.  Worker only."""
    rows = list(edges)
    with connections[using].cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_edge g SET working_seconds = k.seconds, calendar_version = k.version "
            "FROM unnest(%s::uuid[], %s::bigint[], %s::integer[]) AS k (uid, seconds, version) "
            "JOIN ledger_event e ON e.uid = k.uid WHERE g.event_id = e.id",
            [
                [uid for uid, _ in rows],
                [edge.working_seconds for _, edge in rows],
                [edge.calendar_version for _, edge in rows],
            ],
        )
        return int(cursor.rowcount)
