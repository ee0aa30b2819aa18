"""The cut of procedure time: limits, what was kept, where a shorter promise is safe, and drafting its decision."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.cuts import public as cuts
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.dossiers.notices import PeriodForm
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.spans import span_words
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField

READERS = (*LEADERS, "procedure_editor")
PERIOD = timedelta(days=182)
ON_A_PAGE = 25
SAFETY = {"few": cuts.FEW, "kept_share": formats.percent(Decimal(cuts.KEPT), places=0)}
"""The rule of safety as the pages tell it."""
AIM = {
    "aim": f"{cuts.AIM[0]}-{cuts.AIM[1]}%",
    "most": f"{cuts.AIM[1]}%",
    "hours_until": cuts.HOURS_UNTIL,
    "steps": ", ".join(map(str, cuts.STEPS)),
}
"""The aim of the article, and the rule of hours, as the pages tell them."""


class CutForm(Form):
    """A shorter promise: how many of which unit, from when, by which decision; hours are offered where they fit."""

    value = forms.IntegerField(label="Cam kết mới", min_value=1, max_value=999, widget=forms.TextInput(attrs={"class": "w-2"}))
    unit = forms.ChoiceField(label="Tính bằng", help_text="Một ngày làm việc là 8 giờ làm việc.")
    since = DayField(label="Áp dụng từ ngày", help_text="Sau hôm nay; hồ sơ đã nhận giữ ngày hẹn cũ.")
    decision = LineField(label="Số quyết định công bố", max_length=100, required=False, help_text="Để trống nếu chưa có số.")
    decided_on = DayField(label="Ngày ký quyết định", required=False)

    def __init__(self, data: Any, *, row: cuts.CutRow, initial: dict[str, Any]) -> None:
        """Offer the unit of the present promise, and working hours where the row takes them."""
        super().__init__(data, initial=initial)
        units = dict.fromkeys([*([cuts.HOUR] if row.hours else []), row.committed.unit])
        self.fields["unit"].choices = [(unit, procedures.UNIT_NAMES[procedures.Unit(unit)]) for unit in units]  # type: ignore[attr-defined]


def _period(request: HttpRequest) -> tuple[PeriodForm, tuple[date, date] | None]:
    """Return the period asked for, the last half year when none is."""
    today = asking.today()
    first, last = request.GET.get("tu"), request.GET.get("den")
    form = PeriodForm({"tu": first or f"{today - PERIOD:%d/%m/%Y}", "den": last or f"{today:%d/%m/%Y}"})
    return form, (form.cleaned_data["tu"], form.cleaned_data["den"]) if form.is_valid() else None


@require_safe
@duty(*READERS)
def shown(request: HttpRequest) -> HttpResponse:
    """Show every procedure at every unit seen: limits, cut, what was kept, and where a cut is safe."""
    actor, at = asking.actor_of(request), clock.now()
    form, period = _period(request)
    facts: dict[str, Any] = {
        **SAFETY,
        **AIM,
        "form": form,
        "pages": None,
        "units": [],
        "unit": asking.whole(request.GET.get("don-vi"), 0),
        "safe": 0,
        "aimed": 0,
        "asked": period,
        "refusal": None,
        "leads": actor.has(*LEADERS),
        "may_draft": actor.has("procedure_editor"),
    }
    if period:
        try:
            found = cuts.rows(seen_units(actor), *period, at=at)
        except Refusal as no:
            facts["refusal"] = no
        else:
            facts |= _listed(request, found, facts["unit"])
    return render(request, "desk/leading/cuts.html", facts, status=200 if period and not facts["refusal"] else 422)


def _listed(request: HttpRequest, found: list[cuts.CutRow], unit_id: int) -> dict[str, Any]:
    """Return one page of the rows, of one unit when the address names one, and the units that may be chosen."""
    names = {unit.id: unit.name for unit in org.units({row.unit_id for row in found}).values()}
    chosen = [row for row in found if unit_id in {0, row.unit_id}]
    page = Paginator([_shown(row, names) for row in chosen], ON_A_PAGE).get_page(request.GET.get("trang"))
    units = sorted(names.items(), key=lambda named: named[1])
    safe, aimed = sum(row.proposal is not None for row in chosen), sum(cuts.aimed(row.percent) for row in chosen)
    return {"pages": page, "units": units, "safe": safe, "aimed": aimed}


def _shown(row: cuts.CutRow, names: dict[int, str]) -> dict[str, Any]:
    safe = row.proposal
    return {
        "row": row,
        "unit": names.get(row.unit_id, ""),
        "legal": _span(row.legal),
        "committed": _span(row.committed),
        "cut": pages.percent(Decimal(row.percent) / 100),
        "reached": cuts.aimed(row.percent),
        "kept": "chưa rõ" if row.kept is None else pages.percent(Decimal(row.kept), places=0),
        "proposal": tongues.told("%(span)s, cắt %(share)s", span=_span(safe), share=pages.percent(Decimal(safe.percent) / 100))
        if safe
        else "",
    }


def _span(span: cuts.Span | cuts.Proposal) -> str:
    return tongues.translated(span_words(span.value, span.unit))


@require_http_methods(["GET", "POST"])
@duty("procedure_editor")
def draft(request: HttpRequest, unit_id: int, code: str) -> HttpResponse:
    """Ask for the shorter promise; POST drafts the next version of the procedure and opens it."""
    actor, at = asking.actor_of(request), clock.now()
    today = org.local_day(at)
    if unit_id not in seen_units(actor):
        raise Http404
    found = cuts.rows([unit_id], today - PERIOD, today, at=at, procedure=code)
    if not found:
        raise Http404
    row = found[0]
    best = row.proposal
    start = {
        "value": best.value if best else "",
        "unit": best.unit if best else row.committed.unit,
        "since": formats.day(_first_of_next_month(today)),
    }
    form = CutForm(request.POST if request.method == "POST" else None, row=row, initial=start)
    if form.is_bound and form.is_valid():
        try:
            uid = cuts.draft_cut(actor=actor, at=at, row=row, **form.cleaned_data)
        except Refusal as no:
            form.add_error(None, tongues.said(no))
        else:
            messages.success(request, "Đã soạn phiên bản có cam kết mới; trình soát xét rồi phê duyệt, ban hành ở đây.")
            return redirect("desk:version", uid)
    facts = {**SAFETY, **AIM, "form": form, **_shown(row, {unit_id: org.unit(unit_id).name})}
    return render(request, "desk/leading/draft_cut.html", facts, status=422 if form.errors else 200)


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
