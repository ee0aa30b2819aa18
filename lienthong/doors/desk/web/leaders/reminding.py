"""Deadline duties on the screen: what one was warned of, letters of apology to sign and send, whose hands are late."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.petitions import public as petitions
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.office.accounts.public import confirm_first, duty, recently_authenticated, signed_in
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, MomentField


class LetterForm(Form):
    """What a letter of apology says."""

    reason_code = forms.ChoiceField(label="Lý do chậm", required=False, help_text="Phải chọn trước khi ký.")
    note = forms.CharField(
        label="Diễn giải", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In sau lý do; bắt buộc khi chọn lý do khác.",
    )  # fmt: skip
    new_due_at = MomentField(label="Hẹn lại", help_text="Giờ và ngày, trong giờ làm việc, ví dụ 14:00 16/03/2018.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(reason.code, reason.name) for reason in deadlines.ladder().reasons]
        self.offer("reason_code", [("", "Chọn lý do"), *reasons])

    def words(self) -> deadlines.Words:
        """Return what was written; the form is valid."""
        given = self.cleaned_data
        return deadlines.Words(given["reason_code"], given["note"], given["new_due_at"])


@require_GET
@signed_in
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the actor's unseen warnings, its unit's letters and, to leaders, whose hands overdue dossiers and petitions are in."""
    actor, at = asking.actor_of(request), clock.now()
    leads = actor.has(*LEADERS)
    facts = {
        "alerts": deadlines.alerts(actor, at),
        "letters": deadlines.apologies(actor) if actor.has(*deadlines.WRITERS) else [],
        "hands": deadlines.late_hands(seen_units(actor), at) if leads else [],
        "leads": leads,
        "late_petitions": petitions.late_tasks(seen_units(actor), at) if leads else [],
        "opens_petitions": petitions.may_read_behaviour(actor),
        "may_sign": actor.has(*deadlines.SIGNERS),
    }
    return render(request, "desk/reminders.html", facts)


@require_POST
@signed_in
def see(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Note that a warning was seen.  Raises AlertUnknown."""
    deadlines.see(actor=asking.actor_of(request), at=clock.now(), alert_uid=uid)
    return redirect("desk:reminders")


SAVED, NOBODY = 10_000, "chua-ai"
"""Dossiers of the file; the holder's word in the address for what lies with nobody."""


def _late(request: HttpRequest, actor: Actor, at: datetime, limit: int) -> list[deadlines.LateRow]:
    unit, holder = asking.whole(request.GET.get("don-vi"), 0) or None, request.GET.get("nguoi")
    return deadlines.late(seen_units(actor), at, unit_id=unit, holder=asking.uid_of(holder), unheld=holder == NOBODY, limit=limit)


@require_GET
@duty(*LEADERS)
def late(request: HttpRequest) -> HttpResponse:
    """Show the overdue dossiers in some hands, each on the calendar of whoever holds it; the longest overdue when too many."""
    actor, at = asking.actor_of(request), clock.now()
    rows = _late(request, actor, at, deadlines.MOST_LATE + 1)
    uids = list(dict.fromkeys(row.dossier_uid for row in rows))
    shown = set(uids[: deadlines.MOST_LATE])
    facts = {
        "rows": [row for row in rows if row.dossier_uid in shown],
        "count": len(shown),
        "more": len(uids) > len(shown),
        "words": request.GET.urlencode(),
    }
    return render(request, "desk/late.html", facts)


HEADS = ("Mã hồ sơ", "Chủ hồ sơ", "Thủ tục", "Đang ở", "Bước", "Người giữ", "Hẹn trả", "Quá hạn", "Trong tay", "Hẹn lại")


@require_GET
@duty(*LEADERS)
@tongues.in_vietnamese
def late_csv(request: HttpRequest) -> HttpResponse:
    """Return the same list as CSV."""
    rows = _late(request, asking.actor_of(request), clock.now(), SAVED)
    lines = [
        (
            row.code, row.owner_name, row.procedure_name, row.unit, row.step, row.holder_name, formats.moment(row.due_at),
            formats.work_span(row.minutes_over), formats.work_span(row.hands_minutes),
            formats.moment(row.new_due_at) if row.new_due_at else "",
        )
        for row in rows
    ]  # fmt: skip
    return leading_tables.csv_answer("qua-han", [HEADS, *lines])


# --- the letter ---------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@duty(*deadlines.WRITERS)
def letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a letter; POST keeps the draft, or signs it («ky») after a fresh confirmation of who signs.  Raises ApologyUnknown."""
    actor, row = asking.actor_of(request), deadlines.apology(uid)
    start = {"reason_code": row.reason_code, "note": row.note, "new_due_at": row.new_due_at}
    form = LetterForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        signing = "ky" in request.POST
        act = deadlines.sign if signing else deadlines.revise
        try:
            if signing and not recently_authenticated(request):
                deadlines.revise(actor=actor, at=clock.now(), apology_uid=uid, words=form.words())
                messages.warning(request, "Thư đã lưu. Xác nhận lại người ký rồi bấm «Ký thư» lần nữa.")
                return confirm_first(request, back_url=reverse("desk:apology", args=[uid]))
            act(actor=actor, at=clock.now(), apology_uid=uid, words=form.words())
        except Refusal as no:
            form.add_error(None, tongues.said(no))
        else:
            done = "Đã ký thư xin lỗi của hồ sơ %(code)s." if signing else "Đã lưu thư xin lỗi của hồ sơ %(code)s."
            messages.success(request, tongues.told(done, code=row.code))
            return redirect("desk:apology", uid)
    return _letter(request, actor, row, form)


def _letter(request: HttpRequest, actor: Actor, row: deadlines.ApologyRow, form: LetterForm) -> HttpResponse:
    facts = {
        "row": row,
        "form": form,
        "may_sign": actor.has(*deadlines.SIGNERS) and actor.unit_id == row.unit_id,
        "cause": deadlines.CAUSES.get(row.cancel_cause, ""),
        "channels": list(deadlines.ladder().channels.items()),
    }
    return render(request, "desk/apology.html", facts, status=422 if form.errors else 200)


@require_POST
@duty(*deadlines.WRITERS)
def send(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Note how a signed letter went to the citizen."""
    actor, channel = asking.actor_of(request), request.POST.get("channel", "")

    def note() -> str:
        deadlines.mark_sent(actor=actor, at=clock.now(), apology_uid=uid, channel=channel)
        return "Đã ghi việc gửi thư xin lỗi."

    posting.press(request, note)
    return redirect("desk:apology", uid)


@require_GET
@duty(*deadlines.WRITERS)
def letter_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a signed letter as PDF, in the form of the day of reception.  Raises ApologyUnknown, ApologyNotSigned."""
    row = deadlines.apology(uid)
    page = dossiers.page(asking.actor_of(request), row.dossier_uid, clock.now())
    data = deadlines.printed(row, page, lookup_url=asking.lookup_url(request, page.dossier))
    received = org.local_day(page.dossier.received_at)
    return asking.form_pdf(request, f"thu-xin-loi-{row.code}", "apology_notice", data, unit_id=page.dossier.unit_id, day=received)
