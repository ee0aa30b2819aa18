"""Pre-printed levy receipts of the unit: ranges, what became of their numbers, the quarterly report on their use."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.fees import public as fees
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.doors.desk.web.money.money import tabs_of
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.parts import Tab

FATES = {"used": "✓ Đã dùng", "void": "■ Hủy", "lost": "■ Mất"}


class NumberField(forms.IntegerField):
    """A receipt's number, with or without its leading noughts."""

    def __init__(self, label: str, **facts: object) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-10", "autocomplete": "off"})
        super().__init__(label=label, min_value=1, max_value=10**12, widget=widget, **facts)  # type: ignore[arg-type]  # as Django's


class LoadForm(Form):
    """A range as the cover of its books says."""

    form = LineField(label="Ký hiệu mẫu", max_length=20, initial="01BLP2-001")
    symbol = LineField(label="Ký hiệu biên lai", max_length=20, help_text="Ghi như trên biên lai, ví dụ AA-18P.")
    name = LineField(label="Tên biên lai", max_length=200, initial="Biên lai thu phí, lệ phí")
    first = NumberField("Từ số", help_text="Số đầu trên bìa quyển, ví dụ 0000001.")
    last = NumberField("Đến số")
    source = LineField(
        label="Nhận từ đâu", required=False, max_length=200, help_text="Ví dụ: Chi cục Thuế, giấy giao ngày 02/03."
    )


class FateForm(Form):
    """What became of numbers: void, lost, or the range is no longer used."""

    act = forms.ChoiceField(
        label="Việc cần ghi", widget=forms.RadioSelect,
        choices=[("void", "Hủy một số (viết hỏng)"), ("lost", "Báo mất từ số đến số"), ("retire", "Thôi dùng cả dải")],
    )  # fmt: skip
    first = NumberField("Số, hoặc từ số", required=False, help_text="Thôi dùng cả dải thì bỏ trống.")
    last = NumberField("Đến số", required=False, help_text="Chỉ ghi khi báo mất nhiều số.")
    reason = LineField(label="Lý do", max_length=300, help_text="In trong báo cáo sử dụng biên lai.")

    def clean(self) -> dict[str, object]:
        """Ask for the number unless the whole range is meant."""
        cleaned = super().clean() or {}
        if cleaned.get("act") in ("void", "lost") and not cleaned.get("first") and "first" not in self.errors:
            self.add_error("first", "Ghi số biên lai cần hủy hoặc báo mất.")
        return cleaned


@require_http_methods(["GET", "POST"])
@duty(*fees.RECEIPT_KEEPERS)
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the ranges of the unit; POST takes one in."""
    actor, form = asking.actor_of(request), LoadForm(request.POST if request.method == "POST" else None)

    def load(given: dict[str, Any]) -> str:
        fees.load(actor=actor, at=clock.now(), **given)
        count = pages.amount(given["last"] - given["first"] + 1)
        return tongues.told("Đã nhận %(count)s biên lai, dùng lần lượt từ số đầu.", count=count)

    told, status = posting.attempt(form, load)
    if told:
        messages.success(request, told)
        return redirect("desk:receipts")
    facts = {"tabs": tabs_of("receipts"), "ranges": fees.ranges_of(actor.unit_id), "form": form}
    return render(request, "desk/money/receipts.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@duty(*fees.RECEIPT_KEEPERS)
def receipt_range(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what became of the numbers of a range; POST records that some are void or lost, or that it is no longer used."""
    row, form = fees.range_of(uid), FateForm(request.POST if request.method == "POST" else None)
    if row is None:
        raise fees.RangeUnknown(range=str(uid))
    told, status = posting.attempt(form, lambda given: _recorded(request, uid, given))
    if told:
        messages.success(request, told)
        return redirect("desk:receipt_range", uid)
    facts = {"tabs": tabs_of("receipts"), "row": row, "uses": [(one, FATES[one.fate]) for one in fees.uses_of(uid)], "form": form}
    return render(request, "desk/money/receipt_range.html", facts, status=status)


def _recorded(request: HttpRequest, uid: UUID, given: dict[str, Any]) -> str:
    who: dict[str, Any] = {"actor": asking.actor_of(request), "at": clock.now(), "range_uid": uid, "reason": given["reason"]}
    if given["act"] == "retire":
        return tongues.told("Đã thôi dùng dải này; hủy %(count)s số còn lại.", count=pages.amount(fees.retire(**who)))
    if given["act"] == "lost":
        fees.lost(first=given["first"], last=given["last"] or given["first"], **who)
        return "Đã ghi mất; các số này không dùng nữa."
    instead = fees.void(number=given["first"], **who)
    if instead is None:
        return "Đã hủy số đó."
    return tongues.told("Đã hủy số đó; lượt thu chuyển sang biên lai số %(number)s.", number=instead.number)


# --- the quarter's report -----------------------------------------------------------------------------------------------


def _quarter(request: HttpRequest) -> tuple[int, int]:
    """Return year and quarter of the address, the present ones when it names none.  Raises Http404."""
    today = asking.today()
    year = asking.whole(request.GET.get("nam"), today.year)
    number = asking.whole(request.GET.get("quy"), (today.month + 2) // 3)
    if not 2000 <= year <= today.year + 1 or number not in (1, 2, 3, 4):
        raise Http404
    return year, number


@require_GET
@duty(*fees.RECEIPT_KEEPERS)
def report(request: HttpRequest) -> HttpResponse:
    """Show the use of receipts in a quarter."""
    (year, number), actor = _quarter(request), asking.actor_of(request)
    lines = fees.use_report(actor.unit_id, year, number)
    facts = {
        "tabs": tabs_of("receipts"),
        "quarters": [_quarter_tab(year, one, here=one == number) for one in (1, 2, 3, 4)],
        "year": year,
        "number": number,
        "before": year - 1,
        "heads": fees.USE_HEADS,
        "lines": [(line, list(zip(fees.USE_HEADS, _pairs(line), strict=True))) for line in lines],
        "words": urlencode({"nam": year, "quy": number}),
    }
    return render(request, "desk/money/receipt_report.html", facts)


def _quarter_tab(year: int, quarter: int, *, here: bool) -> Tab:
    words = tongues.translated("Quý %(quarter)s/%(year)s", quarter=quarter, year=year)
    return Tab(f"?nam={year}&quy={quarter}", words, here)


def _pairs(line: fees.ReportLine) -> list[tuple[str | int, str | int]]:
    cells = line.figures()
    return list(zip(cells[::2], cells[1::2], strict=True))


@require_GET
@duty(*fees.RECEIPT_KEEPERS)
@tongues.in_vietnamese
def report_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the report as a workbook."""
    (year, number), actor = _quarter(request), asking.actor_of(request)
    heads = ["Tên biên lai", "Ký hiệu mẫu", "Ký hiệu biên lai"]
    for head in fees.USE_HEADS:
        heads += [tongues.translated(words, head=head) for words in ("%(head)s: từ số - đến số", "%(head)s: số lượng")]
    lines = fees.use_report(actor.unit_id, year, number)
    book = leading_tables.table_book(
        title="Báo cáo tình hình sử dụng biên lai thu phí, lệ phí",
        notes=[
            tongues.translated(
                "Đơn vị: %(unit)s. Quý %(quarter)s năm %(year)s.", unit=org.unit(actor.unit_id).name, quarter=number, year=year
            )
        ],
        heads=heads,
        rows=[(line.name, line.form, line.symbol, *line.figures()) for line in lines],
    )
    return leading_tables.xlsx_answer(f"su-dung-bien-lai-{year}-quy-{number}", book)


@require_GET
@duty(*fees.RECEIPT_KEEPERS)
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Return the report as PDF."""
    (year, number), actor = _quarter(request), asking.actor_of(request)
    data = fees.use_paper(actor.unit_id, year, number, actor.name)
    return asking.pdf(f"su-dung-bien-lai-{year}-quy-{number}", "fees/receipt_use.typ", data)
