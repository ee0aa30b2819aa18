"""What each procedure takes at each unit: limits of the version in force, and how long dossiers were really worked on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.cuts.errors import TooManyDossiers
from lienthong.casework.cuts.rules import cutting, survival
from lienthong.casework.procedures import public as procedures
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM

MOST = 50_000
"""Dossiers counted at once."""
COUNTER = "direct"
"""The channel whose limits are told."""

_ROWS = """
SELECT d.unit_id, v.procedure_id, d.received_at, d.ended_at, d.ended_as, d.verdict, d.calendar,
       (SELECT array_agg(extract(epoch FROM q.since)::float8 * CASE WHEN q.reason LIKE 'paused:%%' THEN -1 ELSE 1 END
                         ORDER BY q.since, q.id)
          FROM dossiers_duedate q WHERE q.dossier_id = d.id AND (q.reason LIKE 'paused:%%' OR q.reason = 'resumed')) AS pauses
  FROM dossiers_dossier d JOIN procedures_procedureversion v ON v.id = d.version_id
 WHERE d.unit_id = ANY (%(units)s) AND d.received_at >= %(a)s AND d.received_at < %(b)s AND d.limits <> '{}' AND NOT d.immediate
   AND d.parent_id IS NULL
   AND (%(procedure)s = '' OR v.procedure_id IN (SELECT id FROM procedures_procedure WHERE national_code = %(procedure)s))
 LIMIT %(most)s
"""


@dataclass(frozen=True)
class CutRow:
    """A procedure at a unit in a period.

    finished, still_open, late   dossiers received in the period: with a result, without one yet, finished after the promise.
    median, p90                  office minutes within which half and nine tenths were finished; None = unknown.
    kept                         share of the finished that kept the promise; None when none is finished.
    percent                      cut of the promise below the legal limit; approved_by and since: of the version in force.
    hours                        whether the promise may be told in working hours.
    """

    unit_id: int
    code: str
    name: str
    field: str
    version_uid: UUID
    case: str
    legal: cutting.Span
    committed: cutting.Span
    finished: int
    still_open: int
    late: int
    median: int | None
    p90: int | None
    kept: float | None
    percent: int
    approved_by: str
    since: date
    proposal: cutting.Proposal | None
    hours: bool


@dataclass(frozen=True)
class Limits:
    """What a case gives at the counter: `hours` = its promise may be told in working hours."""

    case: str
    legal: cutting.Span
    committed: cutting.Span
    hours: bool


def rows(unit_ids: Iterable[int], first: date, last: date, *, at: datetime, procedure: str = "") -> list[CutRow]:
    """Return a row for each unit and procedure with dossiers received on the local days `first`..`last`, proposals first.

    Limits are those of the version in force on `last` for its first case that takes time, filed at the counter.
    procedure  national code, empty = all.  Raises TooManyDossiers.
    """
    facts: dict[str, Any] = {
        "units": sorted(unit_ids), "a": _start(first), "b": _start(last + timedelta(days=1)), "most": MOST + 1,
        "procedure": procedure,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, facts)
        found = cursor.fetchall()
    if len(found) > MOST:
        raise TooManyDossiers(most=MOST)
    piles: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for unit_id, procedure_id, *rest in found:
        piles[unit_id, procedure_id].append(tuple(rest))
    versions = {one.procedure_id: one for one in procedures.versions() if _in_force(one, last)}
    made = [
        row
        for (unit_id, procedure_id), pile in piles.items()
        if procedure_id in versions and (row := _row(unit_id, versions[procedure_id], pile, at)) is not None
    ]
    return sorted(made, key=lambda row: (row.proposal is None, row.field, row.name, row.unit_id))


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def _in_force(version: procedures.VersionRow, day: date) -> bool:
    return version.state == "published" and version.since <= day and (version.until is None or day < version.until)


def limits(definition: procedures.Definition) -> Limits | None:
    """Return the limits of the first case that takes time and has one at the counter, or None."""
    for case in definition.cases:
        row = None if case.immediate else definition.limit_row(case.key, COUNTER)
        if row is not None:
            return Limits(case.key, span(row.legal), span(row.committed), in_hours(row))
    return None


def span(limit: procedures.LimitSpec) -> cutting.Span:
    """Return a limit without its start rule."""
    return cutting.Span(limit.value, str(limit.unit))


def in_hours(row: procedures.LimitRow) -> bool:
    """Return whether the promise of a row may be told in working hours."""
    same_day = procedures.Start.SAME_DAY in {row.legal.start, row.committed.start}
    return cutting.hours_fit(span(row.legal), span(row.committed), same_day=same_day, extra=bool(row.area_extra))


def _row(unit_id: int, version: procedures.VersionRow, pile: list[tuple[Any, ...]], at: datetime) -> CutRow | None:
    told = limits(version.definition)
    if told is None:
        return None
    observed = [_observed(dossier, at) for dossier in pile]
    points = survival.curve(observed)
    finished = sum(one.finished for one in observed)
    late = sum(verdict == "overdue" for _, _, ended_as, verdict, *_ in pile if ended_as == 9)
    safe = survival.quantile(points, cutting.KEPT)
    return CutRow(
        unit_id, version.code, version.name, version.field, version.uid, told.case, told.legal, told.committed,
        finished, sum(ended is None for _, ended, *_ in pile), late,
        survival.quantile(points, 0.5), survival.quantile(points, 0.9), (finished - late) / finished if finished else None,
        cutting.percent(told.legal, told.committed), version.approved_by, version.since,
        cutting.proposal(told.legal, told.committed, finished=finished, safe_minutes=safe, hours=told.hours), told.hours,
    )  # fmt: skip


def _observed(dossier: tuple[Any, ...], at: datetime) -> survival.Observed:
    received, ended, ended_as, _, code, pauses = dossier
    calendar = worktime.calendar(code)
    until = min(ended, at) if ended is not None else max(at, received)
    minutes = max(worktime.between(received, until, calendar), 0)
    return survival.Observed(max(minutes - _paused(pauses or (), until, calendar), 0), ended_as == 9)


def _paused(marks: Iterable[float], until: datetime, calendar: worktime.Calendar) -> int:
    """Return the office minutes in which the clock stood: a negative mark stops it, the next positive one lets it run."""
    total, since = 0, None
    for mark in marks:
        moment = datetime.fromtimestamp(abs(mark), VIETNAM)
        if mark < 0:
            since = moment if since is None else since
        elif since is not None:
            total, since = total + max(worktime.between(since, moment, calendar), 0), None
    return total + (max(worktime.between(since, until, calendar), 0) if since is not None and since < until else 0)
