"""Whose eyes look: the citizen of a transaction.  Row-level security shows what is theirs, and nothing of any unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from lienthong.office.ledger import public as ledger


@contextmanager
def seeing(citizen_uid: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction in which the rows of one citizen can be read and written, and no row of a unit.

    It ends with the transaction; inside another transaction it is taken back at the end.
    """
    connection = connections[using]
    nested = connection.in_atomic_block
    with ledger.seeing((), using=using):
        before = connection.__dict__.get("lienthong_citizen", "")
        _set(using, str(citizen_uid))
        connection.__dict__["lienthong_citizen"] = str(citizen_uid)
        try:
            yield
        finally:
            connection.__dict__["lienthong_citizen"] = before
            if nested and not connection.needs_rollback:
                _set(using, before)


def _set(using: str, value: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('lienthong.citizen', %s, true)", [value])
