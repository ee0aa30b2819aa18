"""Money that comes by bank: notices that wait for a person, and the account that citizens are shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.fees import public as fees
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.money.money import KEEPERS, tabs_of
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField


class AccountForm(Form):
    """Into which account citizens pay from a day on."""

    bank_name = LineField(label="Ngân hàng", max_length=100, help_text="Ví dụ: VietinBank chi nhánh Bình Liêu.")
    bank_bin = LineField(label="Mã ngân hàng (BIN)", max_length=6, help_text="6 chữ số do ngân hàng cấp, ví dụ 970415.")
    number = LineField(label="Số tài khoản", max_length=30)
    holder = LineField(label="Chủ tài khoản", max_length=100, help_text="Viết như ngân hàng đăng ký, không dấu.")
    since = DayField(label="Dùng từ ngày", help_text="Ví dụ 05/01/2026.")


class NoticeForm(Form):
    """What becomes of money that waits: it pays a dossier, or it is closed with what was done."""

    act = forms.ChoiceField(
        label="Cách xử lý", widget=forms.RadioSelect, initial="settle",
        choices=[("settle", "Thu vào một hồ sơ còn nợ đúng số tiền này"), ("close", "Không thu (đã trả lại, tiền việc khác)")],
    )  # fmt: skip
    code = LineField(label="Mã hồ sơ", required=False, max_length=60)
    note = LineField(
        label="Đã làm gì", required=False, max_length=300, help_text="Ghi khi không thu, ví dụ: đã chuyển trả ngày 06/01."
    )

    def clean(self) -> dict[str, object]:
        """Ask for what the chosen way needs."""
        cleaned = super().clean() or {}
        if cleaned.get("act") == "settle" and not cleaned.get("code"):
            self.add_error("code", "Ghi mã hồ sơ cần thu vào.")
        if cleaned.get("act") == "close" and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", "Ghi đã làm gì với khoản tiền này.")
        return cleaned


@require_GET
@duty(*KEEPERS)
def notices(request: HttpRequest) -> HttpResponse:
    """Show the notices of the bank, those that wait first."""
    actor = asking.actor_of(request)
    rows = fees.notices_of(actor.unit_id)
    facts = {
        "tabs": tabs_of("bank"),
        "rows": rows,
        "waiting": sum(row.state == "held" for row in rows),
        "account": fees.account_of(actor.unit_id, asking.today()),
        "head": actor.has(*fees.APPROVERS),
        "early": asking.today() < fees.OFFERED_FROM,
    }
    return render(request, "desk/money/notices.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*fees.CASHIERS)
def notice(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask what becomes of money that waits; POST does it.  Raises NoticeUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = fees.held_notice(actor.unit_id, uid)
    if row is None:
        raise fees.NoticeUnknown(notice=str(uid))
    initial = {"act": "settle", "code": row.dossier_code}
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=initial)

    def handle(given: dict[str, Any]) -> str:
        if given["act"] == "settle":
            fees.settle_notice(actor=actor, at=at, notice_uid=uid, dossier_code=given["code"])
        else:
            fees.close_notice(actor=actor, at=at, notice_uid=uid, note=given["note"])
        return tongues.told("Đã xử lý báo có %(transaction)s.", transaction=row.transaction)

    told, status = posting.attempt(form, handle)
    if told:
        messages.success(request, told)
        return redirect("desk:bank")
    return render(request, "desk/money/notice.html", {"row": row, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@duty(*fees.APPROVERS)
def account(request: HttpRequest) -> HttpResponse:
    """Ask into which account citizens pay; POST sets it."""
    form = AccountForm(request.POST if request.method == "POST" else None)

    def set_account(given: dict[str, Any]) -> str:
        fees.set_account(actor=asking.actor_of(request), at=clock.now(), **given)
        return "Đã đặt tài khoản nhận tiền; người dân thấy mã QR từ ngày đã chọn."

    told, status = posting.attempt(form, set_account)
    if told:
        messages.success(request, told)
        return redirect("desk:bank")
    return render(request, "desk/money/account.html", {"form": form}, status=status)
