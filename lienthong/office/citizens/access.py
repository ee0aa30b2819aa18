"""Whose eyes look: the citizen of a transaction.  Row-level security shows what is theirs, and nothing of any unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from lienthong.office.ledger import public as ledger

CITIZEN = "lienthong.citizen"


@contextmanager
def seeing(citizen_uid: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open a transaction in which the rows of one citizen can be read and written, and no row of a unit.

    It ends with the transaction; inside another transaction it is taken back at the end.
    """
    with ledger.seeing((), using=using, beside={CITIZEN: str(citizen_uid)}):
        yield
