"""A grid of documents that came, typed row by row: registered whole or not at all, what is wrong told in its row."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.documents import rows, shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField, MomentField

MOST = documents.MOST


class HeadForm(Form):
    """What all rows share."""

    arrived_at = MomentField(label="Giờ, ngày đến", help_text="Của mọi dòng; sửa khi văn bản không đến vào lúc này.")
    channel = forms.ChoiceField(label="Đến bằng", choices=list(documents.CHANNELS.items()))
    reason = LineField(
        label="Lý do vào sổ muộn", required=False, max_length=MOST["reason"], help_text="Chỉ khi ghi cho một ngày đã qua."
    )


class RowForm(rows.RowForm):
    """One document that came."""

    typed = ("symbol", "issued_on", "issuer", "subject")

    symbol = LineField(label="Số, ký hiệu", required=False, max_length=MOST["symbol"])
    issued_on = DayField(label="Ngày văn bản", required=False)
    issuer = LineField(label="Tác giả", required=False, max_length=MOST["issuer"])
    subject = LineField(label="Trích yếu", required=False, max_length=MOST["subject"])
    moved_to = LineField(label="Đơn vị hoặc người nhận", required=False, max_length=MOST["moved_to"])
    urgency = forms.ChoiceField(label="Độ khẩn", required=False, choices=list(documents.URGENCIES.items()))
    another = forms.BooleanField(label="Văn bản khác", required=False)


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def register_many(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for up to 40 documents at once; POST registers them, or with «them» adds rows below what was typed."""
    place, asked = shapes.body_of(request, body), rows.asked(request)
    grid = rows.Grid.of(asked, HeadForm, RowForm, {"arrived_at": clock.now(), "channel": "paper"})

    def register(used: list[RowForm]) -> list[documents.Numbered]:
        shared = dict(grid.head.cleaned_data)
        reason = shared.pop("reason")
        return documents.register_many(
            actor=asking.actor_of(request), at=clock.now(), body_key=body, reason=reason, key=asked.key,
            rows=[shapes.incoming_of({**row.cleaned_data, **shared}) for row in used],
        )  # fmt: skip

    taken, status = grid.save(register) if asked.saving else ([], 200)
    if taken:
        told = "Đã vào sổ %(count)s văn bản đến: từ số %(first)s đến số %(last)s."
        messages.success(request, tongues.told(told, count=len(taken), first=taken[0].label, last=taken[-1].label))
        return redirect("desk:document_register", taken[0].series_uid)
    return render(request, "desk/documents/grid.html", {"body": place, **grid.facts(asked)}, status=status)
