"""Factories of the ledger for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.office.ledger.rules.entries import Entry, Lifecycle, ObjectRef
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)
HOANH_MO, BINH_LIEU = 11, 1
"""Keys of a commune and of its district."""


def an_actor(unit_id: int = HOANH_MO, **changes: Any) -> Actor:
    """Return Hoàng Thị Mai, one-stop clerk of Hoành Mô."""
    facts: dict[str, Any] = {
        "person_uid": UUID(int=1),
        "post_uid": UUID(int=2),
        "unit_id": unit_id,
        "unit_uid": UUID(int=100 + unit_id),
        "name": "Hoàng Thị Mai",
        "sees": frozenset({unit_id}),
    }
    return Actor(**{**facts, **changes})


def an_entry(stream: UUID | None = None, activity: str = "dossiers.receive", **changes: Any) -> Entry:
    """Return the reception of a birth registration at Hoành Mô."""
    stream = stream or new_uid()
    facts: dict[str, Any] = {
        "lifecycle": Lifecycle.COMPLETED,
        "occurred_at": MONDAY_8AM,
        "actor": an_actor(),
        "step": "tiep-nhan",
        "objects": (ObjectRef("dossier", stream, "subject"),),
        "body": {"code": "BL-2018-0001", "papers": 3},
        "personal": {"owner": "Trần Thị Lý"},
        "participants": (HOANH_MO,),
    }
    return Entry(stream=stream, activity=activity, **{**facts, **changes})


@contextmanager
def as_worker() -> Iterator[None]:
    """Take the worker's role in the present transaction, and the web's again at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        yield
        cursor.execute("SET LOCAL ROLE lienthong_web")
