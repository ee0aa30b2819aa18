"""Whose eyes look: the row-level security context of a transaction (DESIGN 7.6).

Without a context the protected tables show nothing.  The context lives in the transaction (`set_config(..., true)`),
so it cannot leak through a connection that is used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

EVERYTHING = "*"


@contextmanager
def seeing(unit_ids: Iterable[int], *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction in which the rows of the objects that `unit_ids` take part in can be read and written.

    Inside the same context it costs no statement; inside another it costs a savepoint and gives the outer context
    back at the end.  No unit at all shows nothing.
    """
    with _context(",".join(str(unit_id) for unit_id in sorted(set(unit_ids))), using):
        yield


@contextmanager
def seeing_everything(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction that sees every row; the database honours it for the role of the worker only."""
    with _context(EVERYTHING, using):
        yield


@contextmanager
def _context(value: str, using: str) -> Iterator[None]:
    connection = connections[using]
    stack: list[str] = connection.__dict__.setdefault("lienthong_seeing", [])
    if stack and stack[-1] == value:
        yield
        return
    before = stack[-1] if stack else ""
    outermost = not connection.in_atomic_block
    with transaction.atomic(using=using):
        _set(using, value)
        stack.append(value)
        try:
            yield
        finally:
            stack.pop()
        if not outermost and not connection.needs_rollback:
            _set(using, before)


def _set(using: str, value: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('lienthong.units', %s, true)", [value])
