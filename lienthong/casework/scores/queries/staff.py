"""The figures of the people of a unit in a period, from the rows of the work that they held there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import yaml

from lienthong.casework.reports import public as reports
from lienthong.casework.scores import access
from lienthong.casework.scores.errors import PersonNotOfUnit
from lienthong.casework.scores.queries.hands import BESIDE, STAFF_COLUMNS, STAFF_REPORTS
from lienthong.casework.scores.queries.sets import must_cover
from lienthong.casework.scores.rules.scoring import Score, Total, band, score, total, withheld
from lienthong.casework.scores.rules.sets import IndexSet, sets_of
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

FILE = Path(__file__).parent.parent / "data" / "staff_set.yaml"


@dataclass(frozen=True)
class StaffScore:
    """The figures of a person at a unit in a period: each index, their sum, its band, the counts by column.

    titles  the posts held at the unit in the period.   counts  a column that is not there has no row.
    shown   keys of the columns that the reader may open.
    """

    person_uid: UUID
    name: str
    titles: tuple[str, ...]
    scores: tuple[Score, ...]
    total: Total
    band: str
    counts: Mapping[str, int | None]
    shown: frozenset[str]


@cache
def staff_set() -> IndexSet:
    """Return the indices by which a person is told of, with their bands."""
    (found,) = sets_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    return found


def staff_scores(
    unit_id: int, first: date, last: date, *, actor: Actor, at: datetime, only: UUID | None = None
) -> list[StaffScore]:
    """Return the figures of everybody who held a post of the unit in the local days `first`..`last`, by rank and name.

    only  one person; without it everybody, for the head alone.   Two statements.
    Raises NotYourStaff, PersonNotOfUnit; BeforeTheLaw, AfterTheLaw, NotBegun.
    """
    access.must_read_staff(actor, unit_id, only)
    must_cover(staff_set(), first, last, org.local_day(at))
    people = _people(unit_id, first, last)
    chosen = {uid: told for uid, told in people.items() if only in (None, uid)}
    if only is not None and not chosen:
        raise PersonNotOfUnit()
    counts: dict[str, dict[str, int | None]] = defaultdict(dict)
    question = _question(unit_id, first, last, at)
    for lines in reports.lines_of([(report, question) for report in STAFF_REPORTS]):
        for line in lines:
            if line.kind == "line":
                counts[line.value] |= line.values
    closed = access.closed_to(actor)
    return [_of_person(uid, rows, counts.get(str(uid), {}), closed) for uid, rows in chosen.items()]


def _people(unit_id: int, first: date, last: date) -> dict[UUID, list[org.StaffRow]]:
    """Return who held a post of the unit on a day of the period, with these posts."""
    found: dict[UUID, list[org.StaffRow]] = defaultdict(list)
    for row in org.staff_of([unit_id], last, gone=True):
        if row.until is None or row.until > first:
            found[row.person_uid].append(row)
    return found


def _question(unit_id: int, first: date, last: date, at: datetime) -> reports.Question:
    return reports.Question(frozenset({unit_id}), first, last, at, heirs={})


def _of_person(uid: UUID, rows: list[org.StaffRow], counts: Mapping[str, int | None], closed: frozenset[str]) -> StaffScore:
    index_set = staff_set()
    told = tuple(score(one, counts, "", None) if not set(one.figures) & closed else withheld(one) for one in index_set.indices)
    whole = total(told)
    shown = frozenset(STAFF_COLUMNS) - closed
    titles = tuple(dict.fromkeys(row.title for row in rows))
    return StaffScore(
        uid, rows[0].name, titles, told, whole, band(index_set, whole.points),
        {key: value for key, value in counts.items() if key in shown}, shown,
    )  # fmt: skip


def staff_rows(
    unit_id: int, person: UUID, column: str, first: date, last: date, *, actor: Actor, at: datetime, after: str = ""
) -> reports.RowPage:
    """Return the rows that a count of a person counts, the latest first; one statement.

    Raises NotYourStaff; KeyError for a column that there is not, or that the reader may not open; ValueError for a key of a page
    that is none.
    """
    access.must_read_staff(actor, unit_id, person)
    if column in access.closed_to(actor):
        raise KeyError(column)
    report, _ = STAFF_COLUMNS[column]
    return reports.rows(report, column, _question(unit_id, first, last, at), line=str(person), after=after)


def staff_ground(column: str) -> reports.Ground:
    """Return the ground of a count of a person.  Raises KeyError."""
    return reports.ground_of(STAFF_COLUMNS[column][0])


def staff_words(column: str) -> str:
    """Return how a count of a person is called.  Raises KeyError."""
    return STAFF_COLUMNS[column][1].name


def beside() -> tuple[str, ...]:
    """Return the columns that are shown beside the points and give none: ratings, open steps past their limit."""
    return BESIDE
