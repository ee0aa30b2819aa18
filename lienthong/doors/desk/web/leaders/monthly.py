"""The monthly report on the screen: the months of a year, the prose with the rows behind each figure, signing, errata, paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.monthly import public as monthly
from lienthong.casework.reports import public as reports
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.office.accounts.public import confirm_first, duty, recently_authenticated
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.parts import Tab

FIRST_YEAR = 2015
"""Before it no unit worked with this system."""


class WordsForm(Form):
    """What people write of the month."""

    number = LineField(label="Số văn bản", max_length=60, required=False, help_text="Ví dụ 45/BC-UBND; để trống nếu chưa lấy số.")
    assessment = forms.CharField(label="Đánh giá", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    difficulties = forms.CharField(
        label="Khó khăn, vướng mắc", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposals = forms.CharField(
        label="Kiến nghị, nhiệm vụ tháng sau", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seal = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


class CorrectForm(Form):
    """Why figures are others now."""

    reason = LineField(label="Vì sao số liệu đổi", max_length=500, help_text="Ví dụ: nhập muộn ba hồ sơ của ngày 30.")
    seal = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Month:
    """A month of a unit as asked for: its report if one was begun, the figures as they are now."""

    unit: org.UnitRow
    year: int
    month: int
    row: monthly.ReportRow | None
    figures: dict[str, monthly.Figure]
    at: datetime

    @property
    def name(self) -> str:
        """Return the month as written."""
        return f"{self.month:02d}/{self.year}"

    @property
    def signed(self) -> bool:
        """Return whether the report is signed."""
        return self.row is not None and self.row.signed_at is not None

    @property
    def over(self) -> bool:
        """Return whether the month has ended."""
        return org.local_day(self.at) > monthly.days_of(self.year, self.month)[1]

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return f"{reverse('leaders:month', args=[self.year, self.month])}?don-vi={self.unit.id}"

    @property
    def changes(self) -> list[monthly.Change]:
        """Return the figures that are no longer what was signed."""
        return monthly.changes(self.row.said, self.figures) if self.row is not None and self.signed else []


@dataclass(frozen=True)
class Note:
    """A footnote: its number, what the figure is, the figure as written, where its rows are (empty: reckoned, or not known)."""

    number: int
    words: str
    value: str
    rows: str
    of: str


def _unit(request: HttpRequest, actor: Actor) -> org.UnitRow:
    wanted = asking.whole(request.GET.get("don-vi"), actor.unit_id)
    if wanted not in seen_units(actor):
        raise Http404
    return org.unit(wanted)


@require_safe
@duty(*LEADERS)
def months(request: HttpRequest) -> HttpResponse:
    """List the months of a year, the latest first: which report is signed, begun, missing."""
    actor, today = asking.actor_of(request), asking.today()
    unit, year = _unit(request, actor), min(max(asking.whole(request.GET.get("nam"), today.year), FIRST_YEAR), today.year)
    found, last = monthly.months(unit.id, year), today.month if year == today.year else 12
    kept = f"&don-vi={unit.id}"
    years = [one for one in (year - 1, year, year + 1) if FIRST_YEAR <= one <= today.year]
    facts = {
        "unit": unit,
        "year": year,
        "tabs": [
            Tab(f"{reverse('leaders:months')}?nam={one}{kept}", tongues.translated("Năm %(year)s", year=one), here=one == year)
            for one in years
        ],
        "rows": [(month, found.get(month), date(year, month, 1) == today.replace(day=1)) for month in range(last, 0, -1)],
        "units": sorted(org.units(seen_units(actor)).values(), key=lambda one: (one.code, one.id)),
    }
    return render(request, "desk/monthly/months.html", facts)


def _asked(request: HttpRequest, year: int, month: int) -> Month:
    """Return the month of the address; 404 for one that nobody can ask for."""
    actor, at = asking.actor_of(request), clock.now()
    if month not in range(1, 13) or year not in range(FIRST_YEAR, 10_000) or date(year, month, 1) > org.local_day(at):
        raise Http404
    unit = _unit(request, actor)
    figures = monthly.count(monthly.question_of(actor, unit.id, year, month, at))
    return Month(unit, year, month, monthly.report_of(unit.id, year, month), figures, at)


@require_http_methods(["GET", "POST"])
@duty(*LEADERS)
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show the report of a month; POST keeps the words, signs («ky») or corrects («dinh-chinh»)."""
    actor, asked = asking.actor_of(request), _asked(request, year, month)
    if request.method != "POST":
        return _page(request, actor, asked)
    if "dinh-chinh" in request.POST:
        return _corrected(request, actor, asked)
    return _written(request, actor, asked)


def _written(request: HttpRequest, actor: Actor, asked: Month) -> HttpResponse:
    form, signing = WordsForm(request.POST), "ky" in request.POST
    if not form.is_valid():
        return _page(request, actor, asked, form=form, status=422)
    given = dict(form.cleaned_data)
    seal = given.pop("seal")
    try:
        uid = monthly.write(actor=actor, at=asked.at, year=asked.year, month=asked.month, words=monthly.Words(**given))
        if signing and not recently_authenticated(request):
            messages.warning(request, "Lời đã lưu. Xác nhận lại người ký rồi bấm «Ký báo cáo» lần nữa.")
            return confirm_first(request, back_url=asked.address)
        if signing:
            monthly.sign(actor=actor, at=asked.at, report_uid=uid, seal=seal)
    except Refusal as no:
        form.add_error(None, tongues.said(no))
        return _page(request, actor, asked, form=form, status=no.status)
    done = "Đã ký báo cáo tháng %(month)s." if signing else "Đã lưu báo cáo tháng %(month)s."
    messages.success(request, tongues.told(done, month=asked.name))
    return redirect(asked.address)


def _corrected(request: HttpRequest, actor: Actor, asked: Month) -> HttpResponse:
    form = CorrectForm(request.POST)
    if asked.row is None:
        raise Http404
    if not form.is_valid():
        return _page(request, actor, asked, correcting=form, status=422)
    if not recently_authenticated(request):
        messages.warning(request, "Xác nhận lại người ký rồi ký đính chính lần nữa.")
        return confirm_first(request, back_url=asked.address)
    try:
        number = monthly.correct(actor=actor, at=asked.at, report_uid=asked.row.uid, **form.cleaned_data)
    except Refusal as no:
        form.add_error(None, tongues.said(no))
        return _page(request, actor, asked, correcting=form, status=no.status)
    signed = "Đã ký đính chính lần %(number)s của báo cáo tháng %(month)s."
    messages.success(request, tongues.told(signed, number=number, month=asked.name))
    return redirect(asked.address)


def _page(
    request: HttpRequest,
    actor: Actor,
    asked: Month,
    *,
    form: WordsForm | None = None,
    correcting: CorrectForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row, own, seal = asked.row, asked.unit.id == actor.unit_id, monthly.seal_of(asked.figures)
    sections = row.sections if row is not None and asked.signed else monthly.composed(asked.figures)
    words = vars(row.words) if row else {}
    shown_form = form or WordsForm(initial=words)
    facts: dict[str, Any] = {
        "asked": asked,
        "row": row,
        "sections": sections,
        "notes": _notes(asked, sections),
        "form": shown_form if own and actor.has(*monthly.WRITERS) and not asked.signed else None,
        "refused": next((one for one in (form, correcting) if one is not None), None),
        "lost": [(field.label, field.value()) for field in form if field.name != "seal" and field.value()]
        if form is not None and asked.signed
        else [],
        "may_sign": own and actor.has(*monthly.SIGNERS),
        "seal": seal,
        "typed": [
            (label, words[name])
            for name, label in (
                ("assessment", "Đánh giá"), ("difficulties", "Khó khăn, vướng mắc"),
                ("proposals", "Kiến nghị, nhiệm vụ tháng sau"),
            )
            if words.get(name)
        ],
        "correcting": correcting or CorrectForm(),
        "changes": [_changed(one) for one in asked.changes],
        "errata": [(one, [_changed(told) for told in one.changes]) for one in row.errata] if row else [],
    }  # fmt: skip
    return render(request, "desk/monthly/month.html", facts, status=status)


def _changed(one: monthly.Change) -> tuple[str, str, str]:
    slot = monthly.the_prose().slots.get(one.key)
    if slot is None:  # a later edition of the prose no longer has it
        return one.key, str(one.was), str(one.now)
    return slot.words, monthly.written(slot, one.was), monthly.written(slot, one.now)


def _notes(asked: Month, sections: tuple[monthly.Section, ...]) -> list[Note]:
    """Return the footnotes of the figures in the text, in their order; a link to the rows of each that was counted."""
    parts = {part.note: part for section in sections for parts in section.paragraphs for part in parts if part.note}
    return [_note(asked, number, part) for number, part in sorted(parts.items())]


def _note(asked: Month, number: int, part: monthly.Part) -> Note:
    slots = monthly.the_prose().slots
    slot = slots.get(part.key)
    if slot is None:
        return Note(number, part.key, part.words, "", "")
    of = ", ".join(slots[one].words for one in slot.of)
    return Note(number, slot.words, part.words, _rows(asked, slot) if slot.counted else "", of)


def _rows(asked: Month, slot: monthly.Slot) -> str:
    """Return where the rows of a counted figure are, nothing for a column that has none."""
    first, last = monthly.days_of(asked.year, asked.month)
    if slot.before:
        first, last = monthly.days_of(*((asked.year - 1, 12) if asked.month == 1 else (asked.year, asked.month - 1)))
    if not reports.report_on(slot.report, last).predicate(slot.column):
        return ""
    words = {
        "don-vi": asked.unit.id,
        "pham-vi": "ca-duoi",
        "tu": formats.day(first),
        "den": formats.day(last),
        "cot": slot.column,
    }
    return f"{reverse('leaders:report_rows', args=[slot.report])}?{urlencode(words)}"


@require_safe
@duty(*LEADERS)
def month_pdf(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Return the signed report as a paper.  Raises NotSigned."""
    actor = asking.actor_of(request)
    unit = _unit(request, actor)
    row = monthly.report_of(unit.id, year, month)
    if row is None or row.signed_at is None:
        raise monthly.NotSigned(month=f"{month:02d}/{year}")
    return asking.pdf(
        f"bao-cao-thang-{year}-{month:02d}", "monthly/report.typ", {**dossiers.paper_head(unit), **monthly.paper(row)}
    )
