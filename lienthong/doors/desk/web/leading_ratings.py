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
from lienthong.doors.desk.web.leading import LEADERS, seen_units
from lienthong.office.accounts.public import duty
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui.parts import Tab


@dataclass(frozen=True)
class Line:
    """One line of the table: a name, (count, share in words) for each face, the total, the share of the satisfied."""

    name: str
    cells: tuple[tuple[str, int, str], ...]
    total: int
    satisfied: str


def _share(ratio: Decimal | None) -> str:
    return "chưa có" if ratio is None else formats.percent(ratio)


def _line(row: ratings.Tally) -> Line:
    counts = [(words, int(getattr(row, face))) for face, words in ratings.FACES.items()]
    cells = tuple((words, count, _share(row.share(count))) for words, count in counts)
    return Line(row.name, cells, row.total, _share(row.satisfied))


def _address(period: str, face: str) -> str:
    return f"{reverse('leaders:ratings')}?{urlencode({'ky': period, 'muc': face})}#rows"


@require_safe
@duty(*LEADERS)
def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show the ratings given in a period to the units seen."""
    actor = asking.actor_of(request)
    key = request.GET.get("ky", "")
    key = key if key in dict(leading_shapes.PERIODS) else "thang-nay"
    first, last = leading_shapes.period(key, asking.today()) or (asking.today(), asking.today())
    face = request.GET.get("muc", "")
    seen = seen_units(actor)
    by_unit = ratings.tallies(seen, first, last, by="unit")
    facts = {
        "chips": [Tab(f"?ky={one}", words, here=one == key) for one, words in leading_shapes.PERIODS],
        "period": leading_shapes.period_words(first, last),
        "faces": [(one, words, _address(key, one)) for one, words in ratings.FACES.items()],
        "tables": [
            ("Theo đơn vị tiếp nhận", [_line(row) for row in by_unit]),
            ("Theo thủ tục", [_line(row) for row in ratings.tallies(seen, first, last, by="procedure")]),
        ],
        "whole": _line(ratings.summed(by_unit, "Tất cả")),
        "face": ratings.FACES.get(face, ""),
        "rows": ratings.rated(seen, first, last, face=face),
    }  # fmt: skip
    return render(request, "desk/leading/ratings.html", facts)
