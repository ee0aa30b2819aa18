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
from uuid import UUID

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


_SEEN = """
WITH version AS MATERIALIZED (
  SELECT v.id, coalesce(v.definition ->> 'level', p.level) AS level, p.field, p.name AS procedure_name
  FROM procedures_procedureversion v JOIN procedures_procedure p ON p.id = v.procedure_id
), seen AS (
  SELECT v.level, v.field, v.procedure_name, d.id, d.uid, d.code, d.owner_name, d.channel, d.received_at, d.ended_at,
         d.ended_as, d.verdict,
         (SELECT q.due_at FROM dossiers_duedate q WHERE q.dossier_id = d.id AND q.since < %(b)s
          ORDER BY q.since DESC, q.id DESC LIMIT 1)
           AS due_then
  FROM dossiers_dossier d JOIN version v ON v.id = d.version_id
  WHERE d.unit_id = ANY (%(units)s) AND d.received_at < %(b)s AND (d.ended_at IS NULL OR d.ended_at >= %(a)s)
    AND d.limits <> '{}'
)
"""
"""A definition is unpacked once a version, not once a dossier: that took four fifths of the time."""
_SETTLED, _OPEN = "ended_at < %(b)s AND ended_as = 9", "(ended_at IS NULL OR ended_at >= %(b)s)"
_CELLS = {
    "4": "received_at >= %(a)s AND channel = 'online'",
    "5": "received_at >= %(a)s AND channel <> 'online'",
    "6": "received_at < %(a)s",
    "8": f"{_SETTLED} AND verdict = 'early'",
    "9": f"{_SETTLED} AND verdict IN ('on_time', '')",
    "10": f"{_SETTLED} AND verdict = 'overdue'",
    "12": f"{_OPEN} AND (due_then IS NULL OR due_then >= %(b)s)",
    "13": f"{_OPEN} AND due_then < %(b)s",
    "left": "ended_at < %(b)s AND ended_as IN (3, 7)",
}
"""What each counted column holds; a figure and its rows come from the same words."""
_SUMS = {"3": ("4", "5", "6"), "7": ("8", "9", "10"), "11": ("12", "13")}
COLUMNS = ("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "left")
"""Columns of the form that have rows, and `left` for what was refused or withdrawn."""
ROWS = 100


def report_06a(unit_ids: Iterable[int], first: date, last: date, *, at: datetime | None = None) -> list[ReportRow]:
    """Return form II.06a for the local days `first`..`last` (both inside), a line per level and field.

    at  the present: a period that has not ended yet is counted up to it, so that nothing is late before its day.
    Column 12 «in time» holds what is due at the period's end or later, and what was paused then (no due date).
    """
    counts = ", ".join(f"count(*) FILTER (WHERE {words})" for words in _CELLS.values())
    sql = f"{_SEEN} SELECT level, field, {counts} FROM seen GROUP BY level, field ORDER BY level, field"  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(sql, _bounds(unit_ids, first, last, at))
        return [ReportRow(*line) for line in cursor.fetchall()]


@dataclass(frozen=True)
class ReportLine:
    """One dossier behind a figure of the report; `due_then` is its promise as it stood at the end of the period."""

    id: int
    uid: UUID
    code: str
    owner_name: str
    procedure_name: str
    received_at: datetime
    due_then: datetime | None
    ended_at: datetime | None
    ended_as: int | None
    verdict: str


@dataclass(frozen=True)
class ReportLines:
    """A page of the dossiers behind a figure; `after` is the key of the next page, empty on the last."""

    rows: tuple[ReportLine, ...]
    after: str


def report_rows(
    column: str, unit_ids: Iterable[int], first: date, last: date, *,
    at: datetime | None = None, level: str = "", field: str = "", after: str = "",
) -> ReportLines:  # fmt: skip
    """Return the dossiers that a cell of form II.06a counts, the latest received first, 100 a page; one statement.

    column        one of COLUMNS; ValueError for another.
    at            the present, as for `report_06a`.
    level, field  the line of the report; empty = of all lines.
    after         key of the page before, from `ReportLines.after`; ValueError when it is none.
    """
    if column not in COLUMNS:
        raise ValueError(column)
    words = " OR ".join(f"({_CELLS[part]})" for part in _SUMS.get(column, (column,)))
    facts = {**_bounds(unit_ids, first, last, at), "level": level, "field": field, "size": ROWS + 1, "since": None, "key": 0}
    if after:
        moment, key = after.rsplit("_", 1)
        facts |= {"since": datetime.fromisoformat(moment), "key": int(key)}
    sql = (
        f"{_SEEN} SELECT id, uid, code, owner_name, procedure_name, received_at, due_then, ended_at, ended_as, verdict FROM seen "  # noqa: S608 - constants
        f"WHERE ({words}) AND (%(level)s = '' OR level = %(level)s) AND (%(field)s = '' OR field = %(field)s) "
        "AND (%(since)s::timestamptz IS NULL OR (received_at, id) < (%(since)s, %(key)s)) "
        "ORDER BY received_at DESC, id DESC LIMIT %(size)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        rows = tuple(ReportLine(*line) for line in cursor.fetchall())
    more = rows[ROWS - 1] if len(rows) > ROWS else None
    return ReportLines(rows[:ROWS], f"{more.received_at.isoformat()}_{more.id}" if more else "")


def _bounds(unit_ids: Iterable[int], first: date, last: date, at: datetime | None) -> dict[str, Any]:
    start = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    end = datetime.fromordinal(last.toordinal() + 1).replace(tzinfo=VIETNAM)
    return {"a": start, "b": end if at is None else max(start, min(end, at)), "units": sorted(set(unit_ids))}
