"""The scores of every unit in a period, on a map of units: one statement counts on every ground that the set needs."""

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
from lienthong.casework.scores.rules.housing import Place, housed, seen_below
from lienthong.casework.scores.rules.scoring import Score, Total, band, score, total
from lienthong.casework.scores.rules.sets import IndexSet
from lienthong.office.files import public as files
from lienthong.office.org import public as org


@dataclass(frozen=True)
class House:
    """A unit that is scored: a People's Committee with everything below it that is not scored by itself.

    members  the units whose rows it is scored with, of those seen.   below  how many there are, also those not seen.
    under    (how many units of its whole branch of the map are seen, how many there are): a house of its own or not.
    merged   whether it has what a unit held that was still there on the period's last day: nobody judged the two together.
    """

    unit: org.UnitRow
    members: frozenset[int]
    below: int
    under: tuple[int, int]
    merged: bool = False


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
    """The scores of a unit in a period: each index, sums by group and of all, its band, the counts by column, judgements.

    house  with whom it is scored on the map that was asked.
    """

    unit: org.UnitRow
    scores: tuple[Score, ...]
    groups: tuple[tuple[str, Total], ...]
    total: Total
    band: str
    counts: Mapping[str, int | None]
    judged: Mapping[str, Judged]
    house: House


def houses(
    day: date, seen: Collection[int], *, heirs: Mapping[int, org.Heir] | None = None, last: date | None = None
) -> list[House]:
    """Return the units scored on the map of a day among those seen, by code; one statement, two where units ended.

    Each is a People's Committee that receives dossiers, itself or by a centre of its own.  A unit that was split keeps a house
    of its own, or stays with its own house of then, as `reports` counts it.
    heirs  of that day, from `org.heirs_on`.   last  the last day of the period, when the map is not that day's.
    """
    units = {node.unit.id: node.unit for node in org.tree(day)}
    gone = org.units(heirs) if heirs else {}
    parts = {key: one for key, one in gone.items() if key not in units and heirs and key in heirs and not heirs[key].whole}
    places = {one.id: Place(one.parent_id, one.function, one.functions) for one in (*units.values(), *parts.values())}
    whole = {key: heir.unit_id for key, heir in (heirs or {}).items() if key not in places}
    members = housed(places, whole)
    took = {heir.unit_id for key, heir in (heirs or {}).items() if heir.unit_id != key and _stood(gone[key], last or day)}
    branches = seen_below({key: unit.parent_id for key, unit in units.items()}, seen)
    made = [
        House(unit, frozenset(ids & set(seen)), len(ids), branches.get(house, (1, 1)), merged=not took.isdisjoint(ids))
        for house, ids in members.items()
        if house in seen
        for unit in [units.get(house) or parts[house]]
    ]
    return sorted(made, key=lambda one: (one.unit.code, one.unit.id))


def _stood(unit: org.UnitRow, day: date) -> bool:
    """Return whether a unit that ended one day was there on a day."""
    return unit.since <= day and (unit.until is None or unit.until > day)


def asked(
    index_set: IndexSet, first: date, last: date, *, seen: Collection[int], at: datetime, map_on: date | None = None
) -> tuple[Asked, list[House]]:
    """Return the question for a period, and the units that it is asked of.

    map_on  the day of the map of units; None: that of then, the last day of the period or today when that lies ahead.
    Raises BeforeTheLaw, AfterTheLaw, NotBegun.
    """
    today = org.local_day(at)
    must_cover(index_set, first, last, today)
    then = min(last, today)
    day = map_on or then
    heirs = org.heirs_on(day)[day]
    found = houses(day, seen, heirs=heirs, last=then)
    of = {member: house.unit.id for house in found for member in house.members}
    return Asked(frozenset(of), first, last, at, day, heirs, of), found


def scores(
    index_set: IndexSet,
    first: date,
    last: date,
    *,
    seen: Collection[int],
    at: datetime,
    only: int | None = None,
    map_on: date | None = None,
) -> list[UnitScore]:
    """Return the scores of every unit seen for the local days `first`..`last`, in the order of their codes.

    only  the key of one unit; the others are left out.   map_on  as in `asked`.   Raises BeforeTheLaw, AfterTheLaw, NotBegun.
    """
    question, found = asked(index_set, first, last, seen=seen, at=at, map_on=map_on)
    chosen = [one for one in found if only in (None, one.unit.id)]
    counts = _counted(index_set, question) if chosen else {}
    judged = _judged(index_set, question, [one.unit.id for one in chosen if not one.merged]) if chosen else {}
    shown = [one for one in chosen if one.unit.until is None or one.unit.until > first or str(one.unit.id) in counts]
    return [_of_unit(index_set, one, counts.get(str(one.unit.id), {}), judged.get(one.unit.id, {})) for one in shown]


def _counted(index_set: IndexSet, question: Asked) -> dict[str, dict[str, int | None]]:
    """Return the counts by unit and column; a unit without rows has none."""
    wanted = {column for index in index_set.indices for column in index.figures}
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    asked_for = [(report, question) for report in REPORTS if wanted & {column.key for column in report.columns}]
    for told in reports.lines_of(asked_for):
        for line in told:
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


def _of_unit(index_set: IndexSet, house: House, counts: Mapping[str, int | None], judged: Mapping[str, Judged]) -> UnitScore:
    points = {key: one.points for key, one in judged.items()}
    made = {one.key: score(one, counts, house.unit.level, points.get(one.key), merged=house.merged) for one in index_set.indices}
    groups = tuple((group.name, total(made[one.key] for one in group.indices)) for group in index_set.groups)
    whole = total(made.values())
    return UnitScore(
        house.unit, tuple(made.values()), groups, whole, band(index_set, whole.points), counts, judged, house
    )  # fmt: skip


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
