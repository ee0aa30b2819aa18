"""The log of notices to citizens: what was told, by which way, how it ended; and sending again with a reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.notices import public as notices
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts.public import duty, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.parts import Tab

LOOKS = {
    "waiting": "in_time", "sending": "in_time", "unknown": "due_soon", "sent": "returned", "failed": "overdue",
    "skipped": "paused",
}  # fmt: skip


class FilterForm(Form):
    """Which notices are looked for."""

    ma = LineField(label="Mã", max_length=60, required=False)
    kenh = forms.ChoiceField(label="Kênh", required=False, choices=[("", "Mọi kênh"), *notices.CHANNELS.items()])


class ResendForm(Form):
    """Why a notice is sent again."""

    reason = LineField(
        label="Lý do gửi lại", max_length=300, help_text="Ví dụ: công dân báo chưa nhận được tin. Lý do lưu trong nhật ký."
    )


@require_safe
@signed_in
def told(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what the citizen was told of one dossier: the letter of apology and the notices.  Raises DossierUnknown."""
    actor = asking.actor_of(request)
    row = dossiers.page(actor, uid, clock.now()).dossier
    facts = {
        "row": row,
        "apology": deadlines.apology_of(uid),
        "may_write": actor.has(*deadlines.WRITERS) and actor.unit_id == row.unit_id,
        "sent": [(one, LOOKS[one.state]) for one in notices.of_dossier(row.code)],
    }
    return render(request, "desk/told.html", facts)


@require_safe
@duty("unit_admin", "system_admin")
def log(request: HttpRequest) -> HttpResponse:
    """Show the notices of the units seen, the latest first."""
    form = FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    state, channel, code = request.GET.get("tt", ""), asked.get("kenh", ""), asked.get("ma", "")
    after = asking.whole(request.GET.get("sau"), 0)
    page = notices.log(asking.actor_of(request), state=state, channel=channel, code=code, after=after)
    kept = {name: value for name, value in {"ma": code, "kenh": channel}.items() if value}
    states = [("", "Tất cả"), *((str(key), name) for key, name in notices.STATE_NAMES.items() if key != notices.State.SENDING)]
    facts = {
        "form": form,
        "state": state,
        "tabs": [Tab(_address({**kept, "tt": key}), name, here=key == state) for key, name in states],
        "rows": [(row, LOOKS[row.state]) for row in page.rows],
        "first_url": _address({**kept, "tt": state}) if after else "",
        "next_url": _address({**kept, "tt": state, "sau": str(page.after)}) if page.after else "",
    }
    return render(request, "desk/leading/notices.html", facts)


def _address(words: dict[str, str]) -> str:
    kept = {name: value for name, value in words.items() if value}
    return reverse("leaders:notices") + (f"?{urlencode(kept)}" if kept else "")


@require_http_methods(["GET", "POST"])
@duty("unit_admin", "system_admin")
def resend(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a notice is to be sent again; POST sends it.  Raises NoticeUnknown."""
    row = notices.notice_row(uid)
    if row is None:
        raise notices.NoticeUnknown(notice=str(uid))
    form = ResendForm(request.POST if request.method == "POST" else None)

    def queue_again(given: dict[str, Any]) -> str:
        notices.resend(actor=asking.actor_of(request), at=clock.real_now(), notice_uid=uid, reason=given["reason"])
        return tongues.told("Đã đưa thông báo mã %(code)s vào hàng gửi lại.", code=row.dossier_code)

    told, status = posting.attempt(form, queue_again)
    if told:
        messages.success(request, told)
        return redirect("leaders:notices")
    facts = {"row": row, "look": LOOKS[row.state], "form": form}
    return render(request, "desk/leading/resend_notice.html", facts, status=status)
