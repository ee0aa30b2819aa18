"""Factories of the file store for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from lienthong.office.files.queries.reading import FileRow
from lienthong.office.files.services.storing import store
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)
HOANH_MO, BINH_LIEU, LUC_HON = 11, 1, 12
"""Keys of a commune, its district, another commune."""


def an_actor(unit_id: int = HOANH_MO, **facts: Any) -> Actor:
    """Return Hoàng Thị Mai, one-stop clerk."""
    given: dict[str, Any] = {
        "person_uid": UUID(int=unit_id),
        "post_uid": UUID(int=2),
        "unit_id": unit_id,
        "unit_uid": UUID(int=100 + unit_id),
        "name": "Hoàng Thị Mai",
        "sees": frozenset({unit_id}),
    }
    return Actor(**(given | facts))


@contextmanager
def as_units(*unit_ids: int) -> Iterator[None]:
    """Look with the eyes of units; the file store is a stranger to the ledger, so the context is set by hand."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lienthong.units', %s, true)", [",".join(map(str, unit_ids))])
        yield


@contextmanager
def as_worker() -> Iterator[None]:
    """Work as the worker, who sees every row."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE lienthong_worker")
            cursor.execute("SELECT set_config('lienthong.units', '*', true)")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE lienthong_web")
            cursor.execute("SELECT set_config('lienthong.units', '', true)")


def takes_part(object_uid: UUID, unit_ids: Iterable[int]) -> None:
    """Let units take part in an object, as the ledger would write it."""
    with connection.cursor() as cursor:
        for unit_id in unit_ids:
            cursor.execute(
                "INSERT INTO ledger_participation (unit_id, object_uid, since) VALUES (%s, %s, %s)",
                [unit_id, object_uid, MONDAY_8AM],
            )


def stored(content: bytes = b"x", name: str = "đơn.txt", *, object_uid: UUID | None = None, unit_id: int = HOANH_MO) -> FileRow:
    """Store a small file as a clerk of a unit."""
    with as_units(unit_id):
        return store(content, name=name, actor=an_actor(unit_id), object_uid=object_uid or new_uid(), at=MONDAY_8AM)
