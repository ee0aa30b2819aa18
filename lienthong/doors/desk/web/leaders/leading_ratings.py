"""Satisfaction of citizens for leaders: counts and shares by unit and by procedure, each opening the ratings behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lienthong.casework.ratings import public as ratings
from lienthong.doors.desk.web import asking, leading_shapes
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.office.accounts.public import duty
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui.parts import Tab

UNIT, PROCEDURE = "don-vi", "thu-tuc"
"""Names in the address of what a figure is of."""


@dataclass(frozen=True)
class Figure:
    """A count of the table: of what, how many, the share in words (empty for all), the list of the ratings that it counts."""

    words: str
    count: int
    share: str
    url: str


@dataclass(frozen=True)
class Line:
    """One line of a table: a name, a figure for each face and for all, the share of the satisfied."""

    name: str
    figures: tuple[Figure, ...]
    satisfied: str


def _share(ratio: Decimal | None) -> str:
    return "chưa có" if ratio is None else pages.percent(ratio)


def _line(row: ratings.Tally, kept: dict[str, str]) -> Line:
    faces = [
        Figure(words, row.of(face), _share(row.share(row.of(face))), _address({**kept, "muc": face}))
        for face, words in ratings.FACES.items()
    ]
    return Line(row.name, (*faces, Figure("Tổng số", row.total, "", _address(kept))), _share(row.satisfied))


def _address(kept: dict[str, str]) -> str:
    return f"{reverse('leaders:ratings')}?{urlencode(kept)}#rows"


def _chosen(request: HttpRequest, name: str, rows: list[ratings.Tally]) -> ratings.Tally | None:
    wanted = asking.whole(request.GET.get(name), 0)
    return next((row for row in rows if row.id == wanted), None)


@require_safe
@duty(*LEADERS)
def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show the ratings given in a period to the units seen; each figure opens the ratings that it counts."""
    seen, key = seen_units(asking.actor_of(request)), request.GET.get("ky", "")
    key = key if key in dict(leading_shapes.PERIODS) else "thang-nay"
    first, last = leading_shapes.period(key, asking.today()) or (asking.today(), asking.today())
    face = request.GET.get("muc", "")
    by_unit = ratings.tallies(seen, first, last, by="unit")
    by_procedure = ratings.tallies(seen, first, last, by="procedure")
    unit = _chosen(request, UNIT, by_unit)
    procedure = None if unit else _chosen(request, PROCEDURE, by_procedure)
    whole = ratings.summed(by_unit, "Tất cả")
    counted = unit or procedure or whole
    facts = {
        "chips": [Tab(f"?ky={one}", words, here=one == key) for one, words in leading_shapes.PERIODS],
        "period": leading_shapes.period_words(first, last),
        "total": whole.total,
        "whole": _line(whole, {"ky": key}),
        "tables": [
            ("Theo đơn vị tiếp nhận", [_line(row, {"ky": key, UNIT: str(row.id)}) for row in by_unit]),
            ("Theo thủ tục", [_line(row, {"ky": key, PROCEDURE: str(row.id)}) for row in by_procedure]),
        ],
        "of": [words for words in (ratings.FACES.get(face, ""), "" if counted is whole else counted.name) if words],
        "count": counted.of(face) if face in ratings.FACES else counted.total,
        "rows": ratings.rated(
            {unit.id} if unit else seen, first, last, face=face, procedure_id=procedure.id if procedure else None
        ),
    }
    return render(request, "desk/leading/ratings.html", facts)
