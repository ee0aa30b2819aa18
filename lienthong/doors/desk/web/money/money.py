"""Money at the counter: today's takings of the cashier, closing the day, receipts to print, money given back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.fees import public as fees
from lienthong.doors.desk.web import asking, inherited, posting
from lienthong.office.accounts.public import duty, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import AmountField, Form, LineField
from lienthong.toolkit.ui.parts import Tab

KEEPERS = (*fees.CASHIERS, *fees.APPROVERS)
"""Who sees the takings of the unit: those who take money, and the head."""
SHOWN = 30
"""Tills on one page; a link leads to the earlier ones."""


class CloseForm(Form):
    """What the cashier counted."""

    counted = AmountField(label="Tiền mặt đếm được (đồng)", help_text="Ví dụ 118.000. Không có tiền mặt thì ghi 0.")
    reason = LineField(
        label="Lý do chênh lệch, khóa thay", required=False, max_length=300,
        help_text="Ghi khi số đếm khác số theo sổ, hoặc khi lãnh đạo khóa quỹ thay người thu đã đi.",
    )  # fmt: skip


class RefundForm(Form):
    """Why money is given back, and whether it is owed again."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=100)
    reason = LineField(label="Lý do hoàn trả", max_length=300, help_text="Ví dụ: được miễn theo hộ nghèo. Lý do in trên phiếu.")
    owed = forms.ChoiceField(
        label="Sau khi hoàn trả", widget=forms.RadioSelect, initial="no",
        choices=[("no", "Người dân không phải nộp khoản này nữa"), ("yes", "Thu nhầm: khoản này vẫn phải nộp lại")],
    )  # fmt: skip

    def __init__(self, *given: Any, lines: Sequence[fees.LineLeft], **more: Any) -> None:
        """Ask for the sum of each fee line, the whole of it unless something else is written."""
        super().__init__(*given, **more)
        self.lines = lines
        for place, line in enumerate(lines):
            self.fields[f"amount{place}"] = AmountField(
                label=tongues.told("%(line)s: hoàn trả (đồng)", line=line.name), required=False, initial=pages.amount(line.left),
                help_text=tongues.told(
                    "Còn %(left)s đồng chưa hoàn trả; để trống nếu không hoàn trả khoản này.", left=pages.amount(line.left)
                ),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a form that gives nothing back."""
        given: dict[str, Any] = super().clean() or {}
        told = {line.key: given.get(f"amount{place}") for place, line in enumerate(self.lines)}
        given["amounts"] = {name: Dong(dong) for name, dong in told.items() if dong}
        if self.lines and not given["amounts"] and not any(name.startswith("amount") for name in self.errors):
            self.add_error("amount0", "Ghi số tiền hoàn trả của ít nhất một khoản.")
        return given

    @property
    def sums(self) -> list[BoundField]:
        """Return the fields of the sums, in the order of the fee lines."""
        return [self[f"amount{place}"] for place in range(len(self.lines))]


def tabs_of(here: str) -> list[Tab]:
    """Return the tabs of the pages of money."""
    return [
        Tab(reverse("desk:money"), "Thu trong ngày", here == "till"),
        Tab(reverse("desk:receipts"), "Biên lai", here == "receipts"),
        Tab(reverse("desk:bank"), "Báo có", here == "bank"),
    ]


@require_GET
@duty(*KEEPERS)
def today(request: HttpRequest) -> HttpResponse:
    """Show the actor's till of today and the latest days: the actor's own, for the head those of the unit.

    Those of a unit that ended and came to the actor's are looked at in the same way.
    """
    actor, looked, day = asking.actor_of(request), inherited.looked_at(request, having=fees.units_with_tills), asking.today()
    until, own = _until(request, day), None if actor.has(*fees.APPROVERS) else actor.person_uid
    mine = fees.till_of(actor.unit_id, actor.person_uid, day) if looked.own else None
    rows = fees.tills_of(looked.unit_id, until=until, person_uid=own, most=SHOWN)
    facts: dict[str, object] = {
        "rows": [row for row in rows if row != mine],
        "older": rows[-1].day if len(rows) == SHOWN else None,
        "words": urlencode(looked.words),
        "unit": looked,
        "chips": looked.chips("desk:money", actor.unit),
    }
    return _till(request, mine, CloseForm(), facts)


def _until(request: HttpRequest, day: date) -> date:
    """Return the day of the address up to which tills are shown, today when it names none that is past."""
    try:
        return min(formats.parse_day(request.GET.get("den", "")), day)
    except Refusal:
        return day


def _till(
    request: HttpRequest, row: fees.TillRow | None, form: CloseForm, more: dict[str, object], *, status: int = 200
) -> HttpResponse:
    actor = asking.actor_of(request)
    mine = row is not None and (row.person_uid == actor.person_uid or (row.automatic and actor.has(*fees.CASHIERS)))
    facts = {
        "tabs": tabs_of("till"),
        "till": row,
        "payments": fees.payments_of_till(row.uid) if row else [],
        "form": form,
        "head": actor.has(*fees.APPROVERS),
        "may_return": fees.gives_back_for(actor, asking.today()),
        "today": asking.today(),
        "unit": None,
        "chips": [],
        "words": "",
        "may_close": (mine or actor.has(*fees.APPROVERS)) and row is not None and row.closed_at is None,
        **more,
    }
    return render(request, "desk/money/till.html", facts, status=status)


def _found(uid: UUID) -> fees.TillRow:
    row = fees.till(uid)
    if row is None:
        raise fees.TillUnknown(till=str(uid))
    return row


@require_http_methods(["GET", "POST"])
@duty(*KEEPERS)
def till(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a till; POST closes it with what was counted: one's own, as head also another's.  Raises TillUnknown."""
    row, form = _found(uid), CloseForm(request.POST if request.method == "POST" else None)
    facts: dict[str, object] = {"rows": [], "older": None}
    if not form.is_bound:
        return _till(request, row, form, facts)
    if not form.is_valid():
        return _till(request, row, form, facts, status=422)
    counted, reason = Dong(form.cleaned_data["counted"]), form.cleaned_data["reason"]
    try:
        done = fees.close_day(actor=asking.actor_of(request), at=clock.now(), till_uid=uid, counted_cash=counted, reason=reason)
    except fees.DifferenceNeedsReason as no:
        form.add_error("reason", tongues.said(no))
        return _till(request, row, form, facts, status=no.status)
    except Refusal as no:
        form.add_error(None, tongues.said(no))
        return _till(request, _found(uid), form, facts, status=no.status)
    closed = tongues.told("Đã khóa quỹ ngày %(day)s: %(sum)s đồng.", day=pages.day(row.day), sum=pages.amount(done.sums.total))
    messages.success(request, closed)
    return redirect("desk:till", uid)


@require_GET
@duty(*KEEPERS)
def till_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the list of a cashier's day as PDF.  Raises TillUnknown."""
    row = _found(uid)
    return asking.pdf(f"bang-ke-thu-{row.day:%Y%m%d}", "fees/till.typ", fees.till_paper(row))


@require_GET
@signed_in
def of_dossier(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what was taken and given back for a dossier."""
    found = fees.payments_of_dossier(uid)
    facts = {
        "uid": uid,
        "payments": found,
        "may_return": fees.gives_back_for(asking.actor_of(request), asking.today()),
    }
    return render(request, "desk/money/of_dossier.html", facts)


def _payment(uid: UUID) -> fees.PaymentRow:
    row = fees.payment(uid)
    if row is None:
        raise fees.PaymentUnknown(payment=str(uid))
    return row


@require_GET
@signed_in
def receipt_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the receipt of a payment as PDF.  Raises PaymentUnknown."""
    row = _payment(uid)
    if row.series:
        return asking.pdf(f"bien-lai-{row.receipt}", "fees/levy_receipt.typ", fees.levy_paper(row, row.series))
    return asking.pdf(f"phieu-thu-{row.receipt or row.uid.hex[-6:]}", "fees/cash_receipt.typ", fees.receipt_paper(row))


@require_http_methods(["GET", "POST"])
@duty(*fees.APPROVERS)
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a payment is to be given back; POST decides it.  Raises PaymentUnknown."""
    row = _payment(uid)
    given = request.POST if request.method == "POST" else None
    form = RefundForm(given, initial={"key": str(new_uid()), "owed": "no"}, lines=fees.left_of(uid))

    def refund(given: dict[str, Any]) -> str:
        done = fees.refund(
            actor=asking.actor_of(request), at=clock.now(), payment_uid=uid, reason=given["reason"], amounts=given["amounts"],
            still_owed=given["owed"] == "yes", key=given["key"],
        )  # fmt: skip
        return tongues.told(
            "Đã duyệt hoàn trả %(sum)s đồng, phiếu số %(number)s.", sum=pages.amount(-done.amount), number=done.number
        )

    told, status = posting.attempt(form, refund)
    if told:
        messages.success(request, told)
        return redirect("desk:money_of", row.dossier_uid)
    till = row.returned_in(asking.actor_of(request))
    facts = {"row": row, "form": form, "method": fees.METHOD_NAMES[row.method], "till": till}
    return render(request, "desk/money/give_back.html", facts, status=status)
