"""Report II.06a: asked by unit, scope and period; on screen, as .xlsx and PDF; each figure opens its dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.web import asking, leading_shapes, leading_tables
from lienthong.doors.desk.web.leading import LEADERS, seen_units
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui.forms import DayField, Form
from lienthong.toolkit.ui.parts import Tab

OWN, BELOW = "rieng", "ca-duoi"
SCOPES = ((BELOW, "Cả đơn vị cấp dưới"), (OWN, "Riêng đơn vị"))


class ReportForm(Form):
    """What the report is asked of; its names in the address are «don-vi», «pham-vi», «tu», «den»."""

    don_vi = forms.ChoiceField(label="Đơn vị")
    pham_vi = forms.ChoiceField(label="Phạm vi", choices=SCOPES)
    tu = DayField(label="Từ ngày")
    den = DayField(label="Đến hết ngày")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].choices = units  # type: ignore[attr-defined]  # it is a choice field

    def add_prefix(self, field_name: str) -> str:
        """Return the name of a field in the address."""
        return super().add_prefix(field_name).replace("_", "-")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("tu") and given.get("den") and given["den"] < given["tu"]:
            self.add_error("den", "Đến hết ngày phải bằng hoặc sau Từ ngày.")
        return given


@dataclass(frozen=True)
class Asked:
    """A valid question: unit, units counted, first and last day, the present, and its words for addresses."""

    unit: org.UnitRow
    unit_ids: frozenset[int]
    first: date
    last: date
    at: datetime
    words: dict[str, str]

    @property
    def running(self) -> bool:
        """Return whether the period has not ended yet."""
        return self.last >= org.local_day(self.at)

    @property
    def period(self) -> str:
        """Return the period in words; of one that has not ended, up to when it is counted."""
        until = f", tính đến {formats.moment(self.at)}" if self.running else ""
        return leading_shapes.period_words(self.first, self.last) + until


def _ask(actor: Actor, given: Mapping[str, str], at: datetime) -> tuple[ReportForm, Asked | None]:
    """Return the form as asked (what is not said gets its default), and the question when it is valid; two statements."""
    today = org.local_day(at)
    units = org.units(seen_units(actor))
    ranked = sorted(units.values(), key=lambda unit: (unit.id != actor.unit_id, unit.code, unit.id))
    named = leading_shapes.period(given.get("ky", "") or ("" if given.get("tu") or given.get("den") else "thang-nay"), today)
    days = {"tu": f"{named[0]:%d/%m/%Y}", "den": f"{named[1]:%d/%m/%Y}"} if named else {}
    asked = {"don-vi": str(actor.unit_id), "pham-vi": BELOW, **{key: value for key, value in given.items() if value}, **days}
    form = ReportForm(asked, units=[(str(unit.id), unit.name) for unit in ranked])
    if not form.is_valid():
        return form, None
    found = form.cleaned_data
    unit = units[int(found["don_vi"])]
    below = org.subtree_ids(unit.id, found["den"]) | {unit.id} if found["pham_vi"] == BELOW else {unit.id}
    words = {
        "don-vi": str(unit.id), "pham-vi": found["pham_vi"], "tu": f"{found['tu']:%d/%m/%Y}", "den": f"{found['den']:%d/%m/%Y}",
    }  # fmt: skip
    return form, Asked(unit, frozenset(below) & seen_units(actor), found["tu"], found["den"], at, words)


def _must_ask(request: HttpRequest) -> Asked:
    """Return the question of an address that the page itself made; 404 for one that somebody bent."""
    _, asked = _ask(asking.actor_of(request), request.GET.dict(), clock.now())
    if asked is None:
        raise Http404
    return asked


def _lines(asked: Asked) -> list[leading_shapes.ReportLine]:
    found = dossiers.report_06a(asked.unit_ids, asked.first, asked.last, at=asked.at)
    return leading_shapes.report_lines(found, asked.words)


@require_safe
@duty(*LEADERS)
def report(request: HttpRequest) -> HttpResponse:
    """Show the report; with a question that is not valid only the form, what was typed kept."""
    actor, at = asking.actor_of(request), clock.now()
    form, asked = _ask(actor, request.GET.dict(), at)
    if asked is None:
        return render(request, "desk/leading/report.html", {"form": form, "asked": None, "chips": []}, status=422)
    lines, today = _lines(asked), org.local_day(at)
    kept = {name: asked.words[name] for name in ("don-vi", "pham-vi")}
    facts = {
        "form": form,
        "asked": asked,
        "chips": [
            Tab(f"?{urlencode({**kept, 'ky': key})}", label, here=leading_shapes.period(key, today) == (asked.first, asked.last))
            for key, label in leading_shapes.PERIODS
        ],
        "lines": lines,
        "total": lines[-1],
        "faults": [fault for line in lines for fault in line.faults],
        "numbers": range(1, 14),
        "words": urlencode(asked.words),
    }
    return render(request, "desk/leading/report.html", facts)


@require_safe
@duty(*LEADERS)
def report_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the report as a workbook."""
    asked = _must_ask(request)
    lines = _lines(asked)
    book = leading_tables.report_book(
        unit=asked.unit.name,
        period=asked.period,
        lines=[(line.number, line.name, line.figures, line.is_total) for line in lines],
        notes=[f"Ghi chú: {note}" for note in leading_shapes.report_notes(lines)],
    )
    return leading_tables.xlsx_answer(_name(asked), book)


@require_safe
@duty(*LEADERS)
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Return the report as the official form."""
    asked = _must_ask(request)
    lines = _lines(asked)
    head = next(iter(org.holders("unit_head", asked.unit.id, asked.at)), None)
    keys = (
        "received_total", "received_online", "received_direct", "carried_over", "processed_total", "early", "on_time", "overdue",
        "open_total", "open_in_time", "open_overdue",
    )  # fmt: skip
    data = {
        **dossiers.paper_head(asked.unit),
        "receiver": None,
        "printed_on": org.local_day(asked.at),
        "first_day": asked.first,
        "last_day": asked.last,
        "rows": [
            {"no": line.number, "name": line.name, "is_total": line.is_total, **dict(zip(keys, line.figures, strict=True))}
            for line in lines
        ],
        "notes": [
            *([f"số liệu tính đến {formats.moment(asked.at)}."] if asked.running else []),
            *leading_shapes.report_notes(lines),
        ],
        "signer_title": head.title if head else None,
        "signer_name": head.name if head else None,
        "maker_name": asking.actor_of(request).name,
    }
    return asking.pdf(_name(asked), "dossiers/report_06a.typ", data)


def _name(asked: Asked) -> str:
    return f"II-06a-{asked.first:%Y%m%d}-{asked.last:%Y%m%d}"


@require_safe
@duty(*LEADERS)
def rows(request: HttpRequest) -> HttpResponse:
    """Show the dossiers that one figure of the report counts, by the same words that counted them."""
    asked = _must_ask(request)
    cell = {name: request.GET.get(name, "") for name in ("cot", "cap", "linh-vuc")}
    try:
        found = dossiers.report_rows(
            cell["cot"], asked.unit_ids, asked.first, asked.last, at=asked.at, level=cell["cap"], field=cell["linh-vuc"],
            after=request.GET.get("sau", ""),
        )  # fmt: skip
    except ValueError:
        raise Http404 from None
    words = {**asked.words, **{name: value for name, value in cell.items() if value}}
    facts = {
        "asked": asked,
        "heading": leading_shapes.CELL_WORDS[cell["cot"]],
        "column": cell["cot"],
        "level": leading_shapes.LEVELS.get(cell["cap"], ""),
        "field": cell["linh-vuc"],
        "rows": found.rows,
        "report_url": f"{reverse('leaders:report')}?{urlencode(asked.words)}",
        "first_url": f"?{urlencode(words)}" if request.GET.get("sau") else "",
        "next_url": f"?{urlencode({**words, 'sau': found.after})}" if found.after else "",
    }
    return render(request, "desk/leading/report_rows.html", facts)
