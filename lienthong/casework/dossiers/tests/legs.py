"""Interlinked legs brought to a state, for tests that ask about them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

TO_LEGS = [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]
TO_OPINION = [("receive", "done"), ("assign", "assigned"), ("appraise", "ask_opinion")]
WHY = "Đã đối chiếu với gia đình"
HOUR = timedelta(hours=1)


def sent(world: given.World, code: str = given.CHAIN) -> UUID:
    """Bring a birth to where its two legs are at the police and at the insurance."""
    uid = given.received(world, code)
    for step in TO_LEGS:
        given.step(world, uid, *step)
    return uid


def asked(world: given.World) -> UUID:
    """Bring a building permit to where the land division is asked for its opinion."""
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    for step in TO_OPINION:
        given.step(world, uid, *step)
    return uid


def police(world: given.World) -> Actor:
    return world.district.actor("police", "specialist.police")


def chief(world: given.World) -> Actor:
    return world.district.actor("police", "unit_head")


def justice(world: given.World) -> Actor:
    return world.district.actor("hoanh_mo", "specialist.justice")


def mirror(world: given.World, uid: UUID, key: str = "residence") -> dict[str, Any]:
    """Return what the parent's row says of a leg."""
    return dict(given.dossier(world.clerk, uid).legs[key])


def here(world: given.World, uid: UUID) -> list[tasks.Task]:
    """Return the open tasks of a dossier itself."""
    return [task for task in given.all_tasks(world, uid) if task.object_uid == uid]


def everything(world: given.World, uid: UUID) -> dict[str, Any]:
    """Return every row of a dossier and its legs: rows, tasks, papers, promises, events, participants."""
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        rows = list(dossiers.Dossier.objects.filter(uid=uid).values()) + list(
            dossiers.Dossier.objects.filter(parent__uid=uid).order_by("pk").values()
        )
        uids = [row["uid"] for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT unit_id, object_uid FROM ledger_participation WHERE object_uid = ANY(%s) ORDER BY 1, 2", [uids]
            )
            parts = cursor.fetchall()
        return {
            "rows": rows,
            "tasks": list(tasks.Task.objects.filter(object_uid__in=uids).order_by("pk").values()),
            "events": {one: [(event.seq, event.activity) for event in ledger.history(one)] for one in uids},
            "parts": parts,
        }


def as_worker() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")


def nothing_broken() -> None:
    """Run every invariant of the app, as the worker does."""
    as_worker()
    with ledger.seeing_everything():
        for check in dossiers.invariants():
            assert check.run() == [], check.title


def published_otherwise(world: given.World, folder: Path, *changes: tuple[str, str], code: str = "2.999008") -> str:
    """Publish the chain under another code with changed text; return the code."""
    text = next(procedures.LIBRARY.rglob(f"{given.CHAIN}-2015.yaml")).read_text(encoding="utf-8")
    for old, new in [(given.CHAIN, code), ("QT-LT-01", f"QT-{code}"), *changes]:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / f"{code}.yaml"
    path.write_text(text, encoding="utf-8")
    report = procedures.load_library(path, at=world.at)
    assert not report.faults, report.faults
    return code
