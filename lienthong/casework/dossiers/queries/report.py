"""Report II.06a: how dossiers were settled in a period, as predicates over their dates.

Source: law:01/2020/TT-VPCP, form II.06a [I: columns as printed by a working system, handbook domain.md 1.9].
Withdrawn and refused dossiers were received in no period's column «finished»: they leave the open set, so that
3 = 7 + 11 + left holds, and with nobody leaving 3 = 7 + 11 (decision: docs/decisions, withdrawn dossiers).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import connection

from lienthong.toolkit.clock import VIETNAM


@dataclass(frozen=True)
class ReportRow:
    """One line of form II.06a: columns 3 to 13 of a level and field, and dossiers refused or withdrawn."""

    level: str
    field: str
    received_online: int = 0
    received_direct: int = 0
    carried_in: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    open_in_time: int = 0
    open_late: int = 0
    left: int = 0

    @property
    def received(self) -> int:
        """Column 3 = 4 + 5 + 6."""
        return self.received_online + self.received_direct + self.carried_in

    @property
    def settled(self) -> int:
        """Column 7 = 8 + 9 + 10."""
        return self.early + self.on_time + self.late

    @property
    def open(self) -> int:
        """Column 11 = 12 + 13."""
        return self.open_in_time + self.open_late

    def faults(self) -> list[str]:
        """Return the broken invariants in words; an empty list means the line adds up."""
        if self.received != self.settled + self.open + self.left:
            return [f"{self.field}: 3 ({self.received}) ≠ 7 ({self.settled}) + 11 ({self.open}) + rút, từ chối ({self.left})"]
        return []


def plus(rows: Iterable[ReportRow], *, level: str, field: str) -> ReportRow:
    """Return the sum of lines under another heading."""
    numbers = [one.name for one in fields(ReportRow) if one.name not in {"level", "field"}]
    listed = list(rows)
    return ReportRow(level, field, **{name: sum(getattr(row, name) for row in listed) for name in numbers})


_SETTLED, _OPEN = "d.ended_at < %(b)s AND d.ended_as = 9", "(d.ended_at IS NULL OR d.ended_at >= %(b)s)"
_DUE_THEN = """(SELECT q.due_at FROM dossiers_duedate q WHERE q.dossier_id = d.id AND q.since < %(b)s
                ORDER BY q.since DESC, q.id DESC LIMIT 1)"""
_COUNTS = {
    "online": "d.received_at >= %(a)s AND d.channel = 'online'",
    "direct": "d.received_at >= %(a)s AND d.channel <> 'online'",
    "carried": "d.received_at < %(a)s",
    "early": f"{_SETTLED} AND d.verdict = 'early'",
    "on_time": f"{_SETTLED} AND d.verdict IN ('on_time', '')",
    "late": f"{_SETTLED} AND d.verdict = 'overdue'",
    "open": _OPEN,
    "open_late": f"{_OPEN} AND {_DUE_THEN} < %(b)s",
    "gone": "d.ended_at < %(b)s AND d.ended_as IN (3, 7)",
}
_CELLS = ("online", "direct", "carried", "early", "on_time", "late", "open - open_late", "open_late", "gone")
"""The counted columns of a line, in the order of `ReportRow`; a test of `reports` keeps its own report to the same."""
_REPORT = f"""
WITH counted AS (
  SELECT d.version_id, {", ".join(f"count(*) FILTER (WHERE {words}) AS {name}" for name, words in _COUNTS.items())}
  FROM dossiers_dossier d
  WHERE d.unit_id = ANY (%(units)s) AND d.received_at < %(b)s AND (d.ended_at IS NULL OR d.ended_at >= %(a)s)
    AND d.limits <> '{{}}' AND d.parent_id IS NULL
  GROUP BY d.version_id
)
SELECT v.level, p.field, {", ".join(f"sum({cell})::bigint" for cell in _CELLS)}
FROM counted JOIN procedures_procedureversion v ON v.id = counted.version_id JOIN procedures_procedure p ON p.id = v.procedure_id
GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - constants
"""Counts by version first, so that only the index `dossier_settling` is read.

An interlinked dossier is counted once, where the citizen came; its legs are not [P].
"""


def report_06a(unit_ids: Iterable[int], first: date, last: date, *, at: datetime | None = None) -> list[ReportRow]:
    """Return form II.06a for the local days `first`..`last` (both inside), a line per level and field.

    at  the present: a period that has not ended yet is counted up to it, so that nothing is late before its day.
    Column 12 «in time» holds what is due at the period's end or later, and what was paused then (no due date).
    """
    with connection.cursor() as cursor:
        cursor.execute(_REPORT, _bounds(unit_ids, first, last, at))
        return [ReportRow(*line) for line in cursor.fetchall()]


def _bounds(unit_ids: Iterable[int], first: date, last: date, at: datetime | None) -> dict[str, Any]:
    start = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    end = datetime.fromordinal(last.toordinal() + 1).replace(tzinfo=VIETNAM)
    return {"a": start, "b": end if at is None else max(start, min(end, at)), "units": sorted(set(unit_ids))}
