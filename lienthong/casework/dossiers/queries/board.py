"""The leaders' board: units x states, counts that lead to the same list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.queries.lists import STATES, in_state
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org


@dataclass(frozen=True)
class BoardRow:
    """How the open dossiers of a unit stand; `held_overdue` counts the overdue tasks that lie in its own hands."""

    unit_id: int
    unit: str
    in_time: int
    due_soon: int
    overdue: int
    paused: int
    held: int
    held_overdue: int

    @property
    def total(self) -> int:
        """Return all open dossiers received by the unit."""
        return self.in_time + self.due_soon + self.overdue + self.paused


def board(unit_ids: Iterable[int], at: datetime) -> list[BoardRow]:
    """Return one row per unit that has open dossiers or holds tasks, in the order of unit codes.

    Three statements whatever the number of rows.  A dossier counts at the unit that received it; a task at the unit
    in whose hands it lies.
    """
    ids = sorted(set(unit_ids))
    counts = {state: Count("pk", filter=in_state(state, at)) for state in STATES}
    received: dict[int, Any] = {
        line["unit_id"]: line
        for line in Dossier.objects.filter(unit_id__in=ids, ended_at=None)
        .order_by("unit_id")
        .values("unit_id")
        .annotate(**counts)
    }
    held: dict[int, Any] = {
        line["unit_id"]: line
        for line in tasks.Task.objects.filter(unit_id__in=ids, closed_at=None)
        .exclude(kind=tasks.MARK)
        .order_by("unit_id")
        .values("unit_id")
        .annotate(held=Count("pk"), held_overdue=Count("pk", filter=tasks.overdue(at)))
    }
    units = org.units(sorted(set(received) | set(held)))
    rows = []
    for unit in sorted(units.values(), key=lambda one: (one.code, one.id)):
        line: dict[str, Any] = received.get(unit.id, {})
        mine: dict[str, Any] = held.get(unit.id, {})
        rows.append(
            BoardRow(
                unit_id=unit.id, unit=unit.name, **{state: line.get(state, 0) for state in STATES},
                held=mine.get("held", 0), held_overdue=mine.get("held_overdue", 0),
            )
        )  # fmt: skip
    return rows
