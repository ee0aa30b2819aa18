"""Secondary indexes and foreign keys of tables that are filled from empty: set aside for the load, made again at its end.

A foreign key asks once a row, an index is kept once a row; made at the end each is one sorted pass.  What a load that
was killed leaves behind is a database without them: it is empty or half full and is thrown away, never used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections

AT_ONCE = 2
"""How many indexes are made at the same time."""
MEMORY = "256MB"

_CONSTRAINTS = """
SELECT c.conrelid::regclass::text, c.conname, c.contype, pg_get_constraintdef(c.oid)
FROM pg_constraint c WHERE c.conrelid = ANY (%s::regclass[]) AND c.contype IN ('f', 'u') ORDER BY c.contype, c.oid
"""
_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i WHERE i.indrelid = ANY (%s::regclass[])
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')) ORDER BY 1
"""


@dataclass(frozen=True)
class _Aside:
    """Statements: what to drop, and what makes it again, foreign keys last."""

    drop: tuple[str, ...]
    indexes: tuple[str, ...]
    keys: tuple[str, ...]


@contextmanager
def set_aside(tables: Sequence[str], *, vacuumed: Sequence[str] = (), using: str = "owner") -> Iterator[None]:
    """Drop the secondary indexes, unique constraints and foreign keys of empty tables; make them again at the end.

    vacuumed  which of them are vacuumed before, while they have no indexes to look through: index-only scans need it.
    """
    aside = _found(tables, using)
    _run(aside.drop, using)
    _run([f"ALTER TABLE {table} SET (autovacuum_enabled = off)" for table in tables], using)
    try:
        yield
    finally:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda table: _alone(f"VACUUM {table}", using), vacuumed))
            list(pool.map(lambda statement: _alone(statement, using), aside.indexes))
            list(pool.map(lambda statement: _alone(statement, using), aside.keys))
        _run([f"ALTER TABLE {table} RESET (autovacuum_enabled)" for table in tables], using)


def _found(tables: Sequence[str], using: str) -> _Aside:
    drop: list[str] = []
    indexes: list[str] = []
    keys: list[str] = []
    with connections[using].cursor() as cursor:
        cursor.execute(_CONSTRAINTS, [list(tables)])
        for table, name, kind, words in cursor.fetchall():
            drop.append(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            (keys if kind == "f" else indexes).append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {words}')
        cursor.execute(_INDEXES, [list(tables)])
        for name, words in cursor.fetchall():
            drop.append(f"DROP INDEX {name}")
            indexes.append(words)
    return _Aside(tuple(drop), tuple(indexes), tuple(keys))


def _run(statements: Sequence[str], using: str) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _alone(statement: str, using: str) -> None:
    """Run a statement on a connection of its own."""
    connection = connections.create_connection(using)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET maintenance_work_mem = '{MEMORY}'")
            cursor.execute(statement)
    finally:
        connection.close()
