"""Statistics of handling: on time and late by unit and person, what lies open and how long, the leader's weekly page."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.handling.forms import SpanForm
from lienthong.doors.desk.web.handling.papers import span
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues

VERDICT_HEADS = {
    "on_time": "Đúng hạn", "late": "Quá hạn", "open": "Đang giữ, trong hạn", "open_late": "Đang giữ, quá hạn",
    "waived": "Được miễn",
}  # fmt: skip
XLSX_HEADS = ("Đơn vị, người", "Được giao", *VERDICT_HEADS.values(), "Tỷ lệ đúng hạn (%)", "0-3", "4-7", "8-15", "16+")
SHOWN_LATE = 20
CAME: dict[str, tuple[str, str]] = {"dien-tu": ("electronic", "bản điện tử"), "giay": ("paper", "bản giấy")}
"""How what came had come, as the address says it, and as `documents.counted_lines` and the page do."""


@require_safe
@duty(*documents.READERS)
def statistics(request: HttpRequest) -> HttpResponse:
    """Show how the letters given in some days stand; each number opens its letters."""
    actor, at, (first, last) = asking.actor_of(request), clock.now(), span(request)
    units, people = handling.by_unit(actor, first, last, at), handling.by_person(actor, first, last, at)
    flows = [one for one in documents.statistics(actor, first, last, asking.today()) if one.direction == "in"]
    paper, wire = sum(one.paper for one in flows), sum(one.electronic for one in flows)
    words = urlencode({"tu": formats.day(first), "den": formats.day(last)})
    came = {kind: f"{reverse('desk:counted_arrivals')}?{words}&duong={kind}" for kind in ("", *CAME)}
    facts = {
        "form": SpanForm(request.GET if "tu" in request.GET else None, initial={"tu": first, "den": last}),
        "first": first, "last": last, "units": [_line(row, first, last) for row in units],
        "people": [_line(row, first, last) for row in people], "ages": [name for name, _, _ in handling.AGES],
        "verdicts": list(VERDICT_HEADS.values()), "paper": paper, "wire": wire, "came": paper + wire,
        "share": round(Decimal(100 * wire) / (paper + wire), 1) if paper + wire else None,
        "came_url": came[""], "wire_url": came["dien-tu"], "paper_url": came["giay"],
        "xlsx": f"{reverse('desk:letter_statistics_xlsx')}?{words}",
    }  # fmt: skip
    return render(request, "desk/handling/statistics.html", facts)


def _line(row: handling.Tally, first: date, last: date) -> dict[str, Any]:
    """Return a line of the table: name, (number, address of its letters) by verdict, the rate, numbers by age."""
    base = {"xem": "all", "tu": formats.day(first), "den": formats.day(last)}
    base |= {"don-vi": str(row.unit_id)} | ({"nguoi": str(row.person_uid)} if row.person_uid else {})

    def address(**more: str) -> str:
        return f"{reverse('desk:letters')}?{urlencode({**base, **more})}"

    return {
        "name": row.name, "total": (row.total, address()), "rate": row.rate,
        "ages": [(number, address(tuoi=name)) for name, number in row.ages.items()],
        "counts": [(head, row.counts[name], address(ket=name)) for name, head in VERDICT_HEADS.items()],
    }  # fmt: skip


@require_safe
@duty(*documents.READERS)
def arrivals(request: HttpRequest) -> HttpResponse:
    """Show the lines that the statistics counted as having come in some days, by wire, on paper or both."""
    actor, (first, last) = asking.actor_of(request), span(request)
    way = request.GET.get("duong", "") if request.GET.get("duong") in CAME else ""
    kind, words = CAME.get(way, ("", ""))
    page = documents.counted_lines(actor, first, last, asking.today(), came=kind, after=asking.whole(request.GET.get("sau"), 0))
    kept = {"tu": formats.day(first), "den": formats.day(last), "duong": way}
    facts = {
        "first": first, "last": last, "way": words, "page": page,
        "back": f"{reverse('desk:letter_statistics')}?{urlencode({'tu': kept['tu'], 'den': kept['den']})}",
        "next": f"{reverse('desk:counted_arrivals')}?{urlencode({**kept, 'sau': str(page.after)})}" if page.after else "",
    }  # fmt: skip
    return render(request, "desk/handling/arrivals.html", facts)


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def statistics_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the statistics of some days as a workbook: units, then people."""
    actor, at, (first, last) = asking.actor_of(request), clock.now(), span(request)
    tallies = [*handling.by_unit(actor, first, last, at), *handling.by_person(actor, first, last, at)]
    rows: list[list[leading_tables.Cell]] = [
        [
            row.name, row.total, *(row.counts[name] for name in VERDICT_HEADS),
            "" if row.rate is None else row.rate, *row.ages.values(),
        ]
        for row in tallies
    ]  # fmt: skip
    note = f"{formats.day(first)} - {formats.day(last)}"
    book = leading_tables.table_book(
        title=tongues.translated("Thống kê xử lý văn bản đến"), heads=list(XLSX_HEADS), rows=rows, notes=[note]
    )
    return leading_tables.xlsx_answer("thong-ke-xu-ly-van-ban", book)


@require_safe
@duty(*documents.READERS)
def week(request: HttpRequest) -> HttpResponse:
    """Show one page of the week for the leader, to be printed on A4: what came and was done, what waits and is late now."""
    actor, at, today = asking.actor_of(request), clock.now(), asking.today()
    first = today - timedelta(days=today.weekday()) - timedelta(weeks=min(asking.whole(request.GET.get("truoc"), 0), 520))
    last = first + timedelta(days=6)
    late, _ = handling.listed(actor, at, view="late", wanted=handling.Wanted())
    words = urlencode({"xem": "all", "tu": formats.day(first), "den": formats.day(last)})
    facts = {
        "first": first, "last": last, "week": handling.week(actor, first, last, at),
        "opens": {name: f"{reverse('desk:letters')}?{words}&so-lieu={name}" for name in handling.FIGURES},
        "units": [_line(row, first, last) for row in handling.by_unit(actor, first, last, at)],
        "verdicts": list(VERDICT_HEADS.values()),
        "late": [(row, handling.line(row)) for row in late[:SHOWN_LATE]],
        "previous": asking.whole(request.GET.get("truoc"), 0) + 1,
    }  # fmt: skip
    return render(request, "desk/handling/week.html", facts)
