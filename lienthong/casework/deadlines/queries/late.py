"""Overdue dossiers by whose hands they lie in: the promise has passed, the clock runs (domain 1.9, column 13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from lienthong.casework.deadlines.models import Apology
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime

MOST = 200
"""Dossiers of one page."""


@dataclass(frozen=True)
class LateHand:
    """How many overdue dossiers lie with one person of a unit, or with nobody there yet."""

    unit_id: int
    unit: str
    holder_uid: UUID | None
    holder_name: str
    dossiers: int


@dataclass(frozen=True)
class LateRow:
    """One overdue dossier in one pair of hands; `minutes_over` is counted on the calendar of the unit that holds it."""

    dossier_uid: UUID
    code: str
    owner_name: str
    procedure_name: str
    unit_id: int
    unit: str
    step: str
    holder_name: str
    since: datetime
    due_at: datetime
    minutes_over: int
    hands_minutes: int
    new_due_at: datetime | None


def _overdue(unit_ids: Iterable[int], at: datetime) -> QuerySet[dossiers.Dossier]:
    """Return the overdue dossiers that units received or hold; two index scans, joined."""
    units = sorted(set(unit_ids))
    late = dossiers.Dossier.objects.filter(ended_at=None, due_at__lt=at)
    held = tasks.Task.objects.filter(unit_id__in=units, closed_at=None).exclude(kind="return").values("object_uid")
    theirs = late.filter(unit_id__in=units).values("pk").union(late.filter(uid__in=held).values("pk"))
    return dossiers.Dossier.objects.filter(pk__in=theirs)


def _hands(unit_ids: Iterable[int], at: datetime) -> QuerySet[tasks.Task]:
    """Return the tasks in whose hands they lie; who only waits for a leg at another unit is not late."""
    found = tasks.Task.objects.filter(closed_at=None, object_uid__in=_overdue(unit_ids, at).values("uid"))
    return found.exclude(kind__in=["return", "leg"])


def _away(unit_ids: Iterable[int], at: datetime) -> list[tuple[dossiers.Dossier, dict[str, Any]]]:
    """Return the overdue dossiers with the legs that they wait for: those lie at the agency, as far as is known here."""
    rows = _overdue(unit_ids, at).exclude(legs={}).select_related("version__procedure")
    rows = rows.defer("version__definition", "version__source_text", "marking").order_by("due_at", "pk")[:MOST]
    return [(row, leg) for row in rows for leg in dossiers.legs_away(row.legs)]


def late_hands(unit_ids: Iterable[int], at: datetime) -> list[LateHand]:
    """Return in whose hands the overdue dossiers that units received or hold lie, the fullest first; three statements."""
    found = list(
        _hands(unit_ids, at)
        .values("unit_id", "holder_uid", "holder_name")
        .annotate(size=Count("object_uid", distinct=True))
        .order_by("-size", "unit_id", "holder_name", "holder_uid")
    )
    names = org.units({line["unit_id"] for line in found})
    hands = [
        LateHand(line["unit_id"], names[line["unit_id"]].name, line["holder_uid"], line["holder_name"], line["size"])
        for line in found
    ]
    away: dict[tuple[int, str], set[int]] = {}
    for row, leg in _away(unit_ids, at):
        away.setdefault((leg["unit_id"], leg["unit"]), set()).add(row.pk)
    hands += [LateHand(unit_id, unit, None, "", len(rows)) for (unit_id, unit), rows in away.items()]
    return sorted(hands, key=lambda hand: (-hand.dossiers, hand.unit_id, hand.holder_name))


def late(
    unit_ids: Iterable[int],
    at: datetime,
    *,
    unit_id: int | None = None,
    holder: UUID | None = None,
    unheld: bool = False,
    limit: int = MOST,
) -> list[LateRow]:
    """Return overdue dossiers with the hands they lie in, the longest overdue first; five statements.

    unit_id, holder  only those in the hands of a unit, of a person; unheld: of nobody yet.  A dossier in two hands has two rows.
    """
    found = _hands(unit_ids, at)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    if holder is not None or unheld:
        found = found.filter(holder_uid=holder)
    rows = dossiers.Dossier.objects.filter(uid__in=found.values("object_uid")).select_related("version__procedure")
    rows = rows.defer("version__definition", "version__source_text", "marking", "legs").order_by("due_at", "pk")[:limit]
    by_uid = {row.uid: row for row in rows}
    hands = sorted(
        found.filter(object_uid__in=list(by_uid)).order_by("pk"), key=lambda task: (by_uid[task.object_uid].due_at, task.pk)
    )
    names = org.units({task.unit_id for task in hands})
    letters = Apology.objects.filter(dossier__in=[row.pk for row in by_uid.values()], signed_at__isnull=False).order_by("pk")
    again = dict(letters.values_list("dossier__uid", "new_due_at"))
    rows_here = [_row(task, by_uid[task.object_uid], names[task.unit_id].name, again.get(task.object_uid), at) for task in hands]
    if holder is None:
        rows_here += [_leg_row(row, leg, at) for row, leg in _away(unit_ids, at) if unit_id in (None, leg["unit_id"])]
    return sorted(rows_here, key=lambda row: row.due_at)[:limit]


def _leg_row(dossier: dossiers.Dossier, leg: dict[str, Any], at: datetime) -> LateRow:
    calendar, due = worktime.calendar(leg["calendar"]), dossier.due_at or at
    since = datetime.fromisoformat(leg["started_at"])
    return LateRow(
        dossier_uid=dossier.uid, code=dossier.code, owner_name=dossier.owner_name,
        procedure_name=dossier.version.procedure.name, unit_id=leg["unit_id"], unit=leg["unit"],
        step=f"{leg['name']} ({leg['code']})", holder_name="", since=since, due_at=due,
        minutes_over=-worktime.time_left(at, due, calendar), hands_minutes=worktime.between(since, at, calendar), new_due_at=None,
    )  # fmt: skip


def _row(task: tasks.Task, dossier: dossiers.Dossier, unit: str, again: datetime | None, at: datetime) -> LateRow:
    calendar, due = worktime.calendar(task.calendar), dossier.due_at or at
    return LateRow(
        dossier_uid=dossier.uid, code=dossier.code, owner_name=dossier.owner_name,
        procedure_name=dossier.version.procedure.name, unit_id=task.unit_id, unit=unit, step=task.title,
        holder_name=task.holder_name, since=task.opened_at, due_at=due, minutes_over=-worktime.time_left(at, due, calendar),
        hands_minutes=worktime.between(task.opened_at, at, calendar), new_due_at=again,
    )  # fmt: skip
