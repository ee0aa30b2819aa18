"""The papers of one dossier that tell the citizen something: supplement request, refusal, stop; and the unit's register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk import queries
from lienthong.doors.desk.errors import NoSuchPaper
from lienthong.doors.desk.web import asking, inherited, leading_tables
from lienthong.office.accounts.public import signed_in
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Several
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class NoticeKind:
    """A notice: the slug of its address, its kind among the forms, the words of its link."""

    slug: str
    kind: str
    label: str
    fields: Callable[..., dict[str, Any]]


NOTICES = (
    NoticeKind(
        "yeu-cau-bo-sung", "supplement_request", "Phiếu yêu cầu bổ sung (PDF)",
        lambda page, url, names: dossiers.supplement_request(page, lookup_url=url),
    ),
    NoticeKind(
        "tu-choi", "refusal_notice", "Phiếu từ chối (PDF)",
        lambda page, url, names: dossiers.refusal_notice(page, lookup_url=url, names=names),
    ),
    NoticeKind(
        "dung", "stop_notice", "Thông báo dừng (PDF)",
        lambda page, url, names: dossiers.stop_notice(page, lookup_url=url, names=names),
    ),
)  # fmt: skip


def offered(page: dossiers.DossierPage) -> list[NoticeKind]:
    """Return the notices that a dossier has: what was asked for, refused or stopped can be printed again at any time."""
    has = {
        "supplement_request": bool(page.supplements),
        "refusal_notice": page.dossier.status == dossiers.Status.REFUSED,
        "stop_notice": page.dossier.pause_cause == "stopped",
    }
    return [one for one in NOTICES if has[one.kind]]


@require_GET
@signed_in
def notice(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """Return a notice of a dossier as PDF, in the form of the day of its reception.  Raises NoSuchPaper."""
    chosen = next((one for one in NOTICES if one.slug == slug), None)
    if chosen is None:
        raise Http404
    page = dossiers.page(asking.actor_of(request), uid, clock.now())
    names = queries.names_of({event.person_uid for event in page.events})
    data = chosen.fields(page, asking.lookup_url(request, page.dossier), names)
    form = dossiers.form_of(chosen.kind, page.dossier.received_at)
    if not data:
        raise NoSuchPaper(paper=form.title, dossier=page.dossier.code)
    received = org.local_day(page.dossier.received_at)
    return asking.form_pdf(request, f"{slug}-{page.dossier.code}", chosen.kind, data, unit_id=page.dossier.unit_id, day=received)


# --- the register -------------------------------------------------------------------------------------------------------


class PeriodForm(Form):
    """The days of the register; «tu» and «den» in the address."""

    tu = DayField(label="Từ ngày")
    den = DayField(label="Đến hết ngày")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or is longer than a year."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("tu"), given.get("den")
        if first and last and last < first:
            self.add_error("den", "Đến hết ngày phải bằng hoặc sau Từ ngày.")
        elif first and last and last - first > LONGEST:
            self.add_error("den", "Mỗi lần xem nhiều nhất một năm; chọn kỳ ngắn hơn.")
        return given


def _asked(request: HttpRequest) -> tuple[PeriodForm, tuple[date, date] | None]:
    today = f"{asking.today():%d/%m/%Y}"
    form = PeriodForm({"tu": request.GET.get("tu") or today, "den": request.GET.get("den") or today})
    return form, (form.cleaned_data["tu"], form.cleaned_data["den"]) if form.is_valid() else None


def _lines(unit_id: int, first: date, last: date) -> list[dossiers.RegisterLine]:
    """Return the lines of the register, the new date of a signed letter of apology among the notes."""
    lines = dossiers.register_lines(unit_id, first, last)
    told = deadlines.register_notes([line.dossier_uid for line in lines])
    return [replace(one, note=Several("; ", (one.note, told.get(one.dossier_uid, "")))) for one in lines]


@require_GET
@signed_in
def register(request: HttpRequest) -> HttpResponse:
    """Show the register of the unit, or of one that came to it, for some days, today's when none are asked."""
    form, period = _asked(request)
    looked, own = inherited.looked_at(request), asking.actor_of(request).unit
    days = {"tu": f"{period[0]:%d/%m/%Y}", "den": f"{period[1]:%d/%m/%Y}"} if period else {}
    facts: dict[str, Any] = {
        "form": form,
        "lines": _lines(looked.unit_id, *period) if period else [],
        "asked": period,
        "words": urlencode(days | looked.words),
        "unit": looked,
        "chips": looked.chips("desk:register", own, days),
    }
    return render(request, "desk/register.html", facts, status=200 if period else 422)


@require_GET
@signed_in
def register_pdf(request: HttpRequest) -> HttpResponse:
    """Return the register as the official form; 404 for an address that the page did not make."""
    (first, last), unit_id = _must(request), inherited.looked_at(request).unit_id
    data = dossiers.printed_register(unit_id, first, last, _lines(unit_id, first, last))
    name = f"so-theo-doi-{first:%Y%m%d}-{last:%Y%m%d}"
    return asking.form_pdf(request, name, "tracking_register", data, unit_id=unit_id, day=last)


@require_GET
@signed_in
@tongues.in_vietnamese
def register_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the register as a workbook; 404 for an address that the page did not make."""
    first, last = _must(request)
    looked = inherited.looked_at(request)
    lines = _lines(looked.unit_id, first, last)
    facts = {"unit": looked.name, "first": formats.day(first), "last": formats.day(last)}
    title = tongues.translated("Sổ theo dõi hồ sơ %(unit)s, từ %(first)s đến %(last)s", **facts)
    book = leading_tables.table_book(title=title, heads=HEADS, rows=[_cells(line) for line in lines])
    return leading_tables.xlsx_answer(f"so-theo-doi-{first:%Y%m%d}-{last:%Y%m%d}", book)


HEADS = (
    "STT", "Mã hồ sơ", "Tên thủ tục", "Số bộ", "Chủ hồ sơ", "Địa chỉ", "Số điện thoại", "Nhận hồ sơ", "Hẹn trả", "Có kết quả",
    "Trả kết quả", "Phương thức nhận", "Người nhận kết quả", "Người nhận hồ sơ", "Ghi chú",
)  # fmt: skip


def _cells(line: dossiers.RegisterLine) -> tuple[str | int, ...]:
    moments = (line.received_at, line.due_at, line.finished_at, line.returned_at)
    return (
        line.line_no, line.dossier_code, line.procedure_name, line.sets, line.owner_name, line.address, line.phone,
        *(formats.moment(one) if one else "" for one in moments), line.delivery, line.receiver, line.clerk, line.note,
    )  # fmt: skip


def _must(request: HttpRequest) -> tuple[date, date]:
    _, period = _asked(request)
    if period is None:
        raise Http404
    return period
