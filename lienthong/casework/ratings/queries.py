"""What was said of a dossier, and the counts for leaders."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q

from lienthong.casework.ratings.models import Rating
from lienthong.casework.ratings.rules import FACES, Tally, reason_words
from lienthong.toolkit.clock import VIETNAM

SHOWN = 200


@dataclass(frozen=True)
class Given:
    """A rating as it was given."""

    face: str
    face_name: str
    reasons: tuple[str, ...]
    comment: str
    rated_at: datetime


@dataclass(frozen=True)
class RatedRow:
    """One rating of the list behind the counts."""

    dossier_uid: UUID
    dossier_code: str
    unit: str
    procedure: str
    given: Given


def given(code: str) -> Given | None:
    """Return what was said of a dossier by code, None when nothing was.  One statement; needs no context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT face, reasons::text, comment, rated_at FROM ratings_given(%s)", [code])
        found = cursor.fetchone()
    return _given(found[0], json.loads(found[1]), found[2], found[3]) if found else None


def _given(face: str, reasons: list[str], comment: str, at: datetime) -> Given:
    return Given(face, FACES[face], tuple(reason_words(reasons)), comment, at)


def _in_period(unit_ids: Collection[int], first: date, last: date) -> Q:
    start = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    end = datetime(last.year, last.month, last.day, tzinfo=VIETNAM) + timedelta(days=1)
    return Q(unit_id__in=sorted(unit_ids), rated_at__gte=start, rated_at__lt=end)


def tallies(unit_ids: Collection[int], first: date, last: date, *, by: Literal["unit", "procedure"]) -> list[Tally]:
    """Return the counts of the ratings given from the first to the last day, by `unit` or `procedure`.  One statement."""
    very, good, bad = (Count("id", filter=Q(face=face)) for face in FACES)
    rows = Rating.objects.filter(_in_period(unit_ids, first, last)).values(key=F(f"{by}_id"), name=F(f"{by}__name"))
    counted = rows.annotate(very=very, good=good, bad=bad).order_by("name", "key")
    return [Tally(row["name"], row["very"], row["good"], row["bad"], row["key"]) for row in counted]


def rated(
    unit_ids: Collection[int], first: date, last: date, *, face: str = "", procedure_id: int | None = None
) -> list[RatedRow]:
    """Return the ratings behind a count, the latest first, at most 200.  One statement."""
    rows = Rating.objects.filter(_in_period(unit_ids, first, last)).select_related("unit", "procedure")
    rows = rows.filter(face=face) if face in FACES else rows
    rows = rows.filter(procedure_id=procedure_id) if procedure_id else rows
    return [
        RatedRow(
            one.dossier_uid, one.dossier_code, one.unit.name, one.procedure.name,
            _given(one.face, one.reasons, one.comment, one.rated_at),
        )
        for one in rows.order_by("-rated_at", "-pk")[:SHOWN]
    ]  # fmt: skip
