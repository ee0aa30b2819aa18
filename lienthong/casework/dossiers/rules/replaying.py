"""The promise worked out again from the history of pauses: what a calendar change and invariant I8 need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lienthong.casework.dossiers.rules.earliest import first_due

GIVEN = frozenset({"reopened", "refused", "withdrawn"})
"""Reasons after which the promise is what was written down, not what is counted."""

Row = tuple[str, datetime, datetime | None]
"""A line of the history: reason, since, due then."""


def replayed(
    rows: Iterable[Row], limits: Iterable[Any], calendar: Any, policy: str, worktime: Any
) -> tuple[datetime, Any] | None:
    """Return the promise as it must be on `calendar` with the limit that rules it, from rows in their order; None: none runs.

    limits      those that may rule (`earliest.may_rule`): each has run and stood still by itself.
    calendar, worktime   a Calendar and the door of the worktime app (given, so that this stays pure).
    policy      resume | restart: what happens to the limit when a pause ends.
    """
    found = runs_of(rows, limits, calendar, policy, worktime)
    return first_due(found) if found else None


def runs_of(rows: Iterable[Row], limits: Iterable[Any], calendar: Any, policy: str, worktime: Any) -> list[tuple[datetime, Any]]:
    """Return (due instant, limit) of each limit that runs at the end of the rows, in the order of `limits`; as `replayed`."""
    told = list(rows)
    return [(due, limit) for limit in limits if (due := _one(told, limit, calendar, policy, worktime)) is not None]


def _one(rows: Iterable[Row], limit: Any, calendar: Any, policy: str, worktime: Any) -> datetime | None:
    due: datetime | None = None
    left: Any = None
    for reason, since, given in rows:
        kind = reason.split(":")[0]
        if kind == "received":
            due = worktime.deadline(since, limit, calendar, area_extra=limit.area_extra > 0).due_at
        elif kind == "paused" and due is not None:
            left, due = worktime.remainder(since, due, limit, calendar), None
        elif kind == "resumed" and left is not None:
            again = policy == "restart"
            extra = limit.area_extra > 0
            counted = (
                worktime.deadline(since, limit, calendar, area_extra=extra)
                if again
                else worktime.resume(since, left, limit, calendar)
            )
            due, left = counted.due_at, None
        elif kind in GIVEN:
            due = given
    return due
