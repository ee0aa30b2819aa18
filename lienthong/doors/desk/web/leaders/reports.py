"""Reports by name: asked by unit, scope and period; on screen, as .xlsx and PDF; each figure opens its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.petitions import public as petitions
from lienthong.casework.reports import public as casework
from lienthong.doors.desk.web import asking, leading_shapes, leading_tables, reports_shapes
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import told

OWN, BELOW = "rieng", "ca-duoi"
THEN, NOW = "luc-do", "hien-nay"
MAPS = ((THEN, "Lúc đó (ngày cuối kỳ)"), (NOW, "Hiện nay"))
SCOPES = ((BELOW, "Cả đơn vị cấp dưới"), (OWN, "Riêng đơn vị"))

PARTIAL = (
    "Số liệu chỉ gồm %(seen)s trên %(all)s đơn vị của %(unit)s trên bản đồ được chọn; các đơn vị còn lại nay thuộc nơi khác "
    "nên không có trong báo cáo này."
)


def unit_words(unit: org.UnitRow) -> str:
    """Return a unit to choose; of one that ended also when."""
    return tongues.translated("%(unit)s (đến %(day)s)", unit=unit.name, day=pages.day(unit.until)) if unit.until else unit.name


def partial_words(unit: str, seen: int, below: int) -> str:
    """Return in the reader's language that only `seen` of the `below` units of a unit are counted; empty when all are."""
    return told(PARTIAL, unit=unit, seen=pages.amount(seen), all=pages.amount(below)) if seen != below else ""


class ReportForm(Form):
    """What a report is asked of; its names in the address are «don-vi», «pham-vi», «tu», «den», «ban-do»."""

    don_vi = forms.ChoiceField(label="Đơn vị")
    pham_vi = forms.ChoiceField(label="Phạm vi", choices=SCOPES)
    tu = DayField(label="Từ ngày")
    den = DayField(label="Đến hết ngày")
    ban_do = forms.ChoiceField(label="Bản đồ đơn vị", choices=MAPS)

    def __init__(self, *args: Any, units: list[org.UnitRow], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.today = {unit.id: unit for unit in units}, today
        self.offer("don_vi", [(str(unit.id), unit_words(unit)) for unit in units])

    def add_prefix(self, field_name: str) -> str:
        """Return the name of a field in the address."""
        return super().add_prefix(field_name).replace("_", "-")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("tu") and given.get("den") and given["den"] < given["tu"]:
            self.add_error("den", "Đến hết ngày phải bằng hoặc sau Từ ngày.")
        elif (fault := self._off_the_map(given)) is not None:
            self.add_error("don_vi", fault)
        return given

    def _off_the_map(self, given: dict[str, Any]) -> str | None:
        """Return what is wrong with a unit that is not on the map that is asked."""
        unit = self.known.get(int(given.get("don_vi") or 0))
        if unit is None or not given.get("den"):
            return None
        day = map_day(given, self.today)
        if unit.until is not None and unit.until <= day:
            ended = "%(unit)s đã kết thúc ngày %(day)s: chọn đơn vị kế thừa, hoặc bản đồ lúc đó với kỳ trước ngày ấy."
            return tongues.told(ended, unit=unit.name, day=pages.day(unit.until))
        if unit.since > day:
            later = "%(unit)s có từ ngày %(day)s: chọn bản đồ hiện nay, hoặc đơn vị lúc đó."
            return tongues.told(later, unit=unit.name, day=pages.day(unit.since))
        return None


def map_day(given: Mapping[str, Any], today: date) -> date:
    """Return the day of the map that is asked: today, or the last day of the period when that is over."""
    last: date = given["den"]
    return today if given.get("ban_do") == NOW else min(last, today)


@dataclass(frozen=True)
class Asked:
    """A valid question: the report in the form of its period, the unit, what is counted, its words for addresses."""

    report: casework.Report
    form: casework.Form | None
    unit: org.UnitRow
    question: casework.Question
    words: dict[str, str]
    below: int = 1

    @property
    def partial(self) -> str:
        """Return that the actor does not see every unit that is asked; empty when it is so."""
        return partial_words(self.unit.name, len(self.question.unit_ids), self.below)

    @property
    def notes(self) -> list[str]:
        """Return what a paper or workbook says of the question: that only a part of the units is in it."""
        return [self.partial] if self.partial else []

    @property
    def running(self) -> bool:
        """Return whether the period has not ended yet."""
        return self.question.last >= org.local_day(self.question.at)

    @property
    def period(self) -> str:
        """Return the period in words; of one that has not ended, up to when it is counted."""
        period = leading_shapes.period_words(self.question.first, self.question.last)
        if not self.running:
            return period
        return tongues.told("%(period)s, tính đến %(moment)s", period=period, moment=pages.moment(self.question.at))

    @property
    def name(self) -> str:
        """Return the name of the file that the report is saved as."""
        return f"{self.report.key}-{self.question.first:%Y%m%d}-{self.question.last:%Y%m%d}"


def _known(key: str) -> casework.Report:
    found = next((report for report in casework.listed() if report.key == key), None)
    if found is None:
        raise Http404
    return found


def _ask(actor: Actor, key: str, given: Mapping[str, str], at: datetime) -> tuple[ReportForm, Asked | None]:
    """Return the form as asked (what is not said gets its default), and the question when it is valid; two statements."""
    today, usual = org.local_day(at), "hom-nay" if _known(key).today else "thang-nay"
    units = org.units(seen_units(actor))
    ranked = sorted(units.values(), key=lambda unit: (unit.id != actor.unit_id, unit.code, unit.id))
    named = leading_shapes.period(given.get("ky", "") or ("" if given.get("tu") or given.get("den") else usual), today)
    days = {"tu": f"{named[0]:%d/%m/%Y}", "den": f"{named[1]:%d/%m/%Y}"} if named else {}
    asked = {
        "don-vi": str(actor.unit_id),
        "pham-vi": BELOW,
        "ban-do": THEN,
        **{key: value for key, value in given.items() if value},
        **days,
    }
    form = ReportForm(asked, units=ranked, today=today)
    if not form.is_valid():
        return form, None
    found = form.cleaned_data
    unit, first, last = units[int(found["don_vi"])], found["tu"], found["den"]
    day = map_day(found, today)
    below = org.subtree_ids(unit.id, day) | {unit.id} if found["pham_vi"] == BELOW else {unit.id}
    words = {"don-vi": str(unit.id), "pham-vi": found["pham_vi"], "tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"}
    words |= {"ban-do": NOW} if found["ban_do"] == NOW else {}
    question = casework.Question(frozenset(below) & seen_units(actor), first, last, at, day)
    return form, Asked(casework.report_on(key, last), casework.form_of(key, last), unit, question, words, len(below))


def _must_ask(request: HttpRequest, key: str) -> Asked:
    """Return the question of an address that the page itself made; 404 for one that somebody bent."""
    _, asked = _ask(asking.actor_of(request), key, request.GET.dict(), clock.now())
    if asked is None:
        raise Http404
    return asked


@require_safe
@duty(*LEADERS)
def index(request: HttpRequest) -> HttpResponse:
    """List the reports by name, under their headings."""
    groups = [(heading, list(group)) for heading, group in groupby(casework.listed(), key=lambda one: one.group)]
    return render(request, "desk/reports/index.html", {"groups": groups})


@require_safe
@duty(*LEADERS)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Show a report; with a question that is not valid only the form, what was typed kept."""
    actor, at, known = asking.actor_of(request), clock.now(), _known(key)
    form, asked = _ask(actor, key, request.GET.dict(), at)
    if asked is None:
        return render(request, "desk/reports/report.html", {"form": form, "report": known, "asked": None}, status=422)
    lines = casework.lines(asked.report, asked.question)
    shown = reports_shapes.shown_lines(asked.report, lines, asked.words, opens=_opens(actor, asked.report))
    facts = {
        "form": form,
        "report": asked.report,
        "asked": asked,
        "chips": _chips(asked, org.local_day(at)),
        "heads": casework.heads(asked.report.shown),
        "numbers": range(1, len(asked.report.shown) + 3),
        "lines": shown,
        "sums": reports_shapes.sums(asked.report, shown[-1]),
        "faults": reports_shapes.faults(asked.report, lines),
        "words": urlencode(asked.words),
        "partial": asked.partial,
    }
    return render(request, "desk/reports/report.html", facts)


def _opens(actor: Actor, report: casework.Report) -> bool:
    """Return whether an actor may open the rows of a report: those of petitions tell which are about somebody's behaviour."""
    return casework.ground_of(report).key != "petitions" or petitions.may_read_behaviour(actor)


def _chips(asked: Asked, today: date) -> list[Tab]:
    kept: dict[str, str] = {name: asked.words[name] for name in ("don-vi", "pham-vi", "ban-do") if name in asked.words}
    return leading_shapes.period_chips((asked.question.first, asked.question.last), today, kept)


@require_safe
@duty(*LEADERS)
@tongues.in_vietnamese
def report_xlsx(request: HttpRequest, key: str) -> HttpResponse:
    """Return a report as a workbook."""
    asked = _must_ask(request, key)
    lines = casework.lines(asked.report, asked.question)
    book = leading_tables.report_book(
        asked.report,
        number=_number(asked),
        about=tongues.translated(
            "Đơn vị: %(unit)s. Kỳ báo cáo: %(period)s. Đơn vị tính: %(counted)s.",
            unit=asked.unit.name,
            period=asked.period,
            counted=asked.report.unit,
        ),
        lines=reports_shapes.shown_lines(asked.report, lines, asked.words),
        notes=[*asked.notes, *reports_shapes.notes(asked.report, lines)],
    )
    return leading_tables.xlsx_answer(asked.name, book)


def _number(asked: Asked) -> str:
    return f"{asked.form.number}{' (mẫu minh họa)' if asked.form.sample else ''}" if asked.form else ""


@require_safe
@duty(*LEADERS)
@tongues.in_vietnamese
def report_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Return a report as a paper, laid out as the form of its period."""
    asked = _must_ask(request, key)
    lines = casework.lines(asked.report, asked.question)
    head = next(iter(org.holders("unit_head", asked.unit.id, asked.question.at)), None)
    data = {
        **dossiers.paper_head(asked.unit),
        **reports_shapes.paper_table(asked.report, reports_shapes.shown_lines(asked.report, lines, asked.words)),
        "form_number": asked.form.number if asked.form else None,
        "sample": bool(asked.form and asked.form.sample),
        "printed_on": org.local_day(asked.question.at),
        "first_day": asked.question.first,
        "last_day": asked.question.last,
        "notes": [
            *(
                [tongues.translated("số liệu tính đến %(moment)s.", moment=formats.moment(asked.question.at))]
                if asked.running
                else []
            ),
            *asked.notes,
            *reports_shapes.notes(asked.report, lines),
        ],
        "signer_title": head.title if head else None,
        "signer_name": head.name if head else None,
        "maker_name": asking.actor_of(request).name,
    }
    return asking.pdf(asked.name, "reports/table.typ", data)


@require_safe
@duty(*LEADERS)
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows that one figure of a report counts, by the same words that counted it."""
    asked = _must_ask(request, key)
    if not _opens(asking.actor_of(request), asked.report):
        raise Http404
    cell = {name: request.GET.get(name, "") for name in ("cot", "nhom", "dong")}
    try:
        found = casework.rows(
            asked.report, cell["cot"], asked.question, block=cell["nhom"], line=cell["dong"], after=request.GET.get("sau", "")
        )
    except (KeyError, ValueError, DataError):  # DataError: a text or number of the address that no row can hold
        raise Http404 from None
    words = {**asked.words, **{name: value for name, value in cell.items() if value}}
    ground = casework.ground_of(asked.report)
    facts = {
        "asked": asked,
        "heading": asked.report.column(cell["cot"]).name,
        "shows": ground.shows,
        "rows": [(row, list(zip(ground.shows, row.cells, strict=True))) for row in found.rows],
        "report_url": f"{reverse('leaders:report', args=[key])}?{urlencode(asked.words)}",
        "first_url": f"?{urlencode(words)}" if request.GET.get("sau") else "",
        "next_url": f"?{urlencode({**words, 'sau': found.after})}" if found.after else "",
    }
    return render(request, "desk/reports/rows.html", facts)
