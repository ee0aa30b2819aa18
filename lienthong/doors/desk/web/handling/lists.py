"""Lists of letters under handling: mine, my unit's, late, open, done; with a filter, paging and a workbook."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.handling import shapes
from lienthong.doors.desk.web.handling.forms import FilterForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField
from lienthong.toolkit.ui.parts import Tab

KEPT = ("q", "don-vi", "nguoi", "ket", "tuoi", "so-lieu", "tu", "den")
VERDICT_WORDS = {
    "on_time": "trả lời đúng hạn", "late": "trả lời quá hạn", "open": "đang giữ, trong hạn", "open_late": "đang giữ, quá hạn",
    "waived": "được miễn trả lời",
}  # fmt: skip


@require_safe
@duty(*handling.READERS)
def letters(request: HttpRequest) -> HttpResponse:
    """Show a list of letters, the latest first."""
    actor, at = asking.actor_of(request), clock.now()
    view, wanted, kept = _asked(request)
    before = asking.whole(request.GET.get("truoc"), 0)
    rows, further = handling.listed(actor, at, view=view, wanted=wanted, before=before)
    facts = {
        "tabs": [Tab(_address({"xem": key, **kept}), words, key == view) for key, words in handling.VIEWS.items()],
        "view": view, "form": FilterForm({"q": wanted.word}),
        "kept": {name: value for name, value in kept.items() if name != "q"},
        "chip": _chip(wanted),
        "narrowed": len(kept) > ("q" in kept),
        "rows": [(row, *shapes.look_of(row.state, late=row.late), _handlers(row)) for row in rows],
        "first_url": _address({"xem": view, **kept}) if before else "",
        "next_url": _address({"xem": view, **kept, "truoc": str(further)}) if further else "",
        "xlsx": f"{reverse('desk:letters_xlsx')}?{urlencode({'xem': view, **kept})}",
        "reads": actor.has(*documents.READERS), "clear": _address({"xem": view}),
    }  # fmt: skip
    return render(request, "desk/handling/letters.html", facts)


@require_safe
@duty(*handling.READERS)
@tongues.in_vietnamese
def letters_xlsx(request: HttpRequest) -> HttpResponse:
    """Return a list of letters as a workbook."""
    actor, at = asking.actor_of(request), clock.now()
    view, wanted, _ = _asked(request)
    rows = [handling.line(row) for row in handling.all_listed(actor, at, view=view, wanted=wanted)]
    note = tongues.translated("Nhiều nhất %(most)s dòng.", most=handling.MOST_LINES)
    title = tongues.translated("Văn bản đang xử lý")
    book = leading_tables.table_book(title=title, heads=list(handling.HEADS), rows=rows, notes=[note])
    return leading_tables.xlsx_answer("van-ban-xu-ly", book)


def _asked(request: HttpRequest) -> tuple[str, handling.Wanted, dict[str, str]]:
    """Return the view, the filter and the words of the address that keep it."""
    view = request.GET.get("xem", "mine")
    view = view if view in {*handling.VIEWS, "all"} else "mine"
    kept = {name: request.GET.get(name, "").strip()[:100] for name in KEPT}
    wanted = handling.Wanted(
        kept["q"], asking.whole(kept["don-vi"], 0), asking.uid_of(kept["nguoi"]),
        kept["ket"] if kept["ket"] in VERDICT_WORDS else "", _day(kept["tu"]), _day(kept["den"]), kept["tuoi"], kept["so-lieu"],
    )  # fmt: skip
    return view, wanted, {name: value for name, value in kept.items() if value}


def _chip(wanted: handling.Wanted) -> str:
    """Return in words which figure of the statistics was opened; "" when none was."""
    if wanted.figure in handling.FIGURES:
        return tongues.translated(handling.FIGURES[wanted.figure])
    if wanted.age:
        return tongues.translated("giữ %(age)s ngày", age=wanted.age)
    return tongues.translated(VERDICT_WORDS[wanted.verdict]) if wanted.verdict in VERDICT_WORDS else ""


def _day(typed: str) -> Any:
    try:
        return DayField(required=False).clean(typed)
    except ValidationError:
        return None


def _handlers(row: handling.LetterRow) -> list[tuple[str, str]]:
    return [(handling.ROLES[role], name) for role, name in row.handlers]


def _address(words: dict[str, str]) -> str:
    return f"{reverse('desk:letters')}?{urlencode({name: value for name, value in words.items() if value})}"
