"""The scores of every unit in a period: one statement for each ground that the set counts on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from lienthong.casework.reports import public as reports
from lienthong.casework.scores.models import Judgement
from lienthong.casework.scores.queries.grounds import COLUMNS, REPORTS
from lienthong.casework.scores.queries.sets import must_cover
from lienthong.casework.scores.rules.scoring import Score, Total, band, score, total
from lienthong.casework.scores.rules.sets import IndexSet
from lienthong.office.files import public as files
from lienthong.office.org import public as org


@dataclass(frozen=True)
class House:
    """A unit that is scored: a People's Committee with everything below it that is not scored by itself."""

    unit: org.UnitRow
    members: frozenset[int]


@dataclass(frozen=True)
class Asked(reports.Question):
    """A question of reports that knows with which unit each unit is scored."""

    houses: Mapping[int, int] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        """Return the parameters of every ground, and the houses."""
        return {**super().facts, "houses": json.dumps({str(unit): str(house) for unit, house in self.houses.items()})}


@dataclass(frozen=True)
class Judged:
    """What a person gave: points, grounds, evidence, who and when."""

    uid: UUID
    points: int
    note: str
    by: str
    at: datetime
    evidence: tuple[files.FileRow, ...]


@dataclass(frozen=True)
class UnitScore:
    """The scores of a unit in a period: each index, sums by group and of all, its band, the counts by column, judgements."""

    unit: org.UnitRow
    scores: tuple[Score, ...]
    groups: tuple[tuple[str, Total], ...]
    total: Total
    band: str
    counts: Mapping[str, int | None]
    judged: Mapping[str, Judged]


def houses(day: date, seen: Collection[int]) -> list[House]:
    """Return the units scored on a day among those seen, by code; one statement.

    Each is a People's Committee that receives dossiers, itself or by a centre of its own.
    """
    units = {node.unit.id: node.unit for node in org.tree(day)}
    receiving = {
        unit.parent_id if unit.function == "service_centre" and unit.parent_id else unit.id
        for unit in units.values()
        if "one_stop" in unit.functions
    }
    members: dict[int, set[int]] = defaultdict(set)
    for unit in units.values():
        house: int | None = unit.id
        while house is not None and house not in receiving:
            house = units[house].parent_id if house in units else None
        if house is not None and unit.id in seen:
            members[house].add(unit.id)
    made = [House(units[house], frozenset(ids)) for house, ids in members.items() if house in seen]
    return sorted(made, key=lambda one: (one.unit.code, one.unit.id))


def asked(index_set: IndexSet, first: date, last: date, *, seen: Collection[int], at: datetime) -> tuple[Asked, list[House]]:
    """Return the question for a period, and the units that it is asked of.  Raises BeforeTheLaw, AfterTheLaw, NotBegun."""
    today = org.local_day(at)
    must_cover(index_set, first, last, today)
    found = houses(min(last, today), seen)
    of = {member: house.unit.id for house in found for member in house.members}
    return Asked(frozenset(of), first, last, at, houses=of), found


def scores(
    index_set: IndexSet, first: date, last: date, *, seen: Collection[int], at: datetime, only: int | None = None
) -> list[UnitScore]:
    """Return the scores of every unit seen for the local days `first`..`last`, in the order of their codes.

    only  the key of one unit; the others are left out.   Raises BeforeTheLaw, AfterTheLaw, NotBegun.
    """
    question, found = asked(index_set, first, last, seen=seen, at=at)
    chosen = [one.unit for one in found if only in (None, one.unit.id)]
    counts = _counted(index_set, question) if chosen else {}
    judged = _judged(index_set, question, [unit.id for unit in chosen]) if chosen else {}
    return [_of_unit(index_set, unit, counts.get(str(unit.id), {}), judged.get(unit.id, {})) for unit in chosen]


def _counted(index_set: IndexSet, question: Asked) -> dict[str, dict[str, int | None]]:
    """Return the counts by unit and column; a unit without rows has none."""
    wanted = {column for index in index_set.indices for column in index.figures}
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    for report in REPORTS:
        if wanted & {column.key for column in report.columns}:
            for line in reports.lines(report, question):
                if line.kind == "line":
                    found[line.value] |= line.values
    return found


def _judged(index_set: IndexSet, question: Asked, unit_ids: list[int]) -> dict[int, dict[str, Judged]]:
    """Return the latest judgement of each unit and index for exactly this period; two statements."""
    rows = Judgement.objects.filter(
        unit_id__in=unit_ids, index_set=index_set.key, first=question.first, last=question.last
    ).order_by("pk")
    latest = {(row.unit_id, row.index): row for row in rows}
    kept = files.named(UUID(uid) for row in latest.values() for uid in row.files)
    found: dict[int, dict[str, Judged]] = defaultdict(dict)
    for (unit_id, index), row in latest.items():
        evidence = tuple(kept[UUID(uid)] for uid in row.files if UUID(uid) in kept)
        found[unit_id][index] = Judged(row.uid, row.points, row.note, row.judged_by, row.judged_at, evidence)
    return found


def _of_unit(index_set: IndexSet, unit: org.UnitRow, counts: Mapping[str, int | None], judged: Mapping[str, Judged]) -> UnitScore:
    made = {
        one.key: score(one, counts, unit.level, judged[one.key].points if one.key in judged else None)
        for one in index_set.indices
    }
    groups = tuple((group.name, total(made[one.key] for one in group.indices)) for group in index_set.groups)
    whole = total(made.values())
    return UnitScore(unit, tuple(made.values()), groups, whole, band(index_set, whole.points), counts, judged)


def rows(question: Asked, column: str, unit_id: int, *, after: str = "") -> reports.RowPage:
    """Return the rows that a count of a unit counts, the latest first; one statement.

    Raises KeyError for an unknown column, ValueError for a key of a page that is none.
    """
    report, _ = COLUMNS[column]
    return reports.rows(report, column, question, line=str(unit_id), after=after)


def ground(column: str) -> reports.Ground:
    """Return the ground of a count.  Raises KeyError."""
    return reports.ground_of(COLUMNS[column][0])


def words(column: str) -> str:
    """Return how a count is called.  Raises KeyError."""
    return COLUMNS[column][1].name


def shown_points(points: Decimal) -> Decimal:
    """Return points as they are shown: at most two decimals, no empty ones."""
    return points.quantize(Decimal("0.01")).normalize() + 0
