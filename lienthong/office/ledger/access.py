"""Whose eyes look: the row-level security context of a transaction (DESIGN 7.6).

Without a context the protected tables show nothing.  The context lives in the transaction (`set_config(..., true)`),
so it cannot leak through a connection that is used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

EVERYTHING = "*"
UNITS = "lienthong.units"


@contextmanager
def seeing(unit_ids: Iterable[int], *, using: str = DEFAULT_DB_ALIAS, beside: Mapping[str, str] | None = None) -> Iterator[None]:
    """Open a transaction in which the rows of the objects that `unit_ids` take part in can be read and written.

    Inside the same context it costs no statement; inside another it costs a savepoint and gives the outer context
    back at the end.  No unit at all shows nothing.

    beside  further settings of the database that belong to the same eyes, set in the same statement.
    """
    with _context({UNITS: ",".join(str(unit_id) for unit_id in sorted(set(unit_ids))), **(beside or {})}, using):
        yield


@contextmanager
def seeing_everything(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction that sees every row; the database honours it for the role of the worker only."""
    with _context({UNITS: EVERYTHING}, using):
        yield


@contextmanager
def _context(wanted: Mapping[str, str], using: str) -> Iterator[None]:
    connection = connections[using]
    stack: list[Mapping[str, str]] = connection.__dict__.setdefault("lienthong_seeing", [])
    before = stack[-1] if stack else {}
    changed = {name: value for name, value in wanted.items() if before.get(name) != value}
    if not changed:
        yield
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic(using=using):
        _set(using, changed)
        stack.append({**before, **wanted})
        try:
            yield
        finally:
            stack.pop()
        if not outermost and not connection.needs_rollback:
            _set(using, {name: before.get(name, "") for name in changed})


def _set(using: str, values: Mapping[str, str]) -> None:
    asked = ", ".join(["set_config(%s, %s, true)"] * len(values))
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [word for pair in values.items() for word in pair])
