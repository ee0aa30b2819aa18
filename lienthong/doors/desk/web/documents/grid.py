"""A grid of documents that came, typed row by row: registered whole or not at all, what is wrong told in its row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.documents import shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField, MomentField

FIRST, MORE = 10, 5
"""Rows of a new grid, and how many are added at a time."""
MOST = documents.MOST


class HeadForm(Form):
    """What all rows share."""

    arrived_at = MomentField(label="Giờ, ngày đến", help_text="Của mọi dòng; sửa khi văn bản không đến vào lúc này.")
    channel = forms.ChoiceField(label="Đến bằng", choices=list(documents.CHANNELS.items()))
    reason = LineField(
        label="Lý do vào sổ muộn", required=False, max_length=MOST["reason"], help_text="Chỉ khi ghi cho một ngày đã qua."
    )


class RowForm(Form):
    """One row: a document, or nothing typed."""

    symbol = LineField(label="Số, ký hiệu", required=False, max_length=MOST["symbol"])
    issued_on = DayField(label="Ngày văn bản", required=False)
    issuer = LineField(label="Tác giả", required=False, max_length=MOST["issuer"])
    subject = LineField(label="Trích yếu", required=False, max_length=MOST["subject"])
    moved_to = LineField(label="Đơn vị hoặc người nhận", required=False, max_length=MOST["moved_to"])
    urgency = forms.ChoiceField(label="Độ khẩn", required=False, choices=list(documents.URGENCIES.items()))
    another = forms.BooleanField(label="Văn bản khác", required=False)

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        """Say in each label which row it is: a table has no room for labels, a reader of the page needs them."""
        super().__init__(*args, prefix=f"r{number}", **kwargs)
        self.number, self.twin = number, False
        for field in self.fields.values():
            words = tongues.translated("Dòng %(row)s: %(what)s", row=number, what=tongues.translated(field.label))
            field.label = words
            field.widget.attrs["aria-label"] = words

    @property
    def filled(self) -> bool:
        """Return whether anything was typed."""
        return any(self.cleaned_data.get(name) for name in ("symbol", "issued_on", "issuer", "subject"))


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def register_many(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for up to 40 documents at once; POST registers them, or with «them» adds rows below what was typed."""
    place = shapes.body_of(request, body)
    posted, adding = request.method == "POST", "them" in request.POST
    count = min(max(asking.whole(request.POST.get("dong"), FIRST), 1) + (MORE if adding else 0), documents.MOST_ROWS)
    saving = posted and not adding
    head, rows = _forms(request.POST, count, saving=saving)
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    status = 200
    if saving:
        try:
            taken = _register(request, body, head, rows, key)
        except Refusal as no:
            head.add_error(None, tongues.said(no))
            taken, status = [], no.status
        if taken:
            told = "Đã vào sổ %(count)s văn bản đến: từ số %(first)s đến số %(last)s."
            messages.success(request, tongues.told(told, count=len(taken), first=taken[0].label, last=taken[-1].label))
            return redirect("desk:document_register", taken[0].series_uid)
        status = status if status != 200 else 422
    facts = {
        "body": place, "head": head, "rows": rows, "forms": [head, *rows], "key": key, "count": count,
        "most": documents.MOST_ROWS, "more": count < documents.MOST_ROWS,
    }  # fmt: skip
    return render(request, "desk/documents/grid.html", facts, status=status)


def _forms(typed: MultiValueDict[str, str], count: int, *, saving: bool) -> tuple[HeadForm, list[RowForm]]:
    """Return the forms of a grid: bound when it is saved, else with what was typed so far, which is no mistake yet."""
    numbers = range(1, count + 1)
    if saving:
        return HeadForm(typed), [RowForm(typed, number=number) for number in numbers]
    head = HeadForm(initial={"arrived_at": clock.now(), "channel": "paper", **typed.dict()})
    return head, [RowForm(initial=_of_row(typed, number), number=number) for number in numbers]


def _of_row(typed: MultiValueDict[str, str], number: int) -> dict[str, Any]:
    start = f"r{number}-"
    return {name.removeprefix(start): value for name, value in typed.dict().items() if name.startswith(start)}


def _register(request: HttpRequest, body: str, head: HeadForm, rows: list[RowForm], key: Any) -> list[documents.Numbered]:
    """Register what was typed; return the numbers, none when something is wrong, which the forms then say."""
    if not all([head.is_valid(), *(row.is_valid() for row in rows)]):
        return []
    used = [row for row in rows if row.filled]
    shared = {name: head.cleaned_data[name] for name in ("arrived_at", "channel")}
    try:
        return documents.register_many(
            actor=asking.actor_of(request), at=clock.now(), body_key=body, reason=head.cleaned_data["reason"], key=key,
            rows=[shapes.incoming_of({**row.cleaned_data, **shared}) for row in used],
        )  # fmt: skip
    except documents.FaultyRows as no:
        for fault in no.faults:
            _tell(head, used[fault.row - 1], fault)
    return []


def _tell(head: HeadForm, row: RowForm, fault: documents.Fault) -> None:
    """Put what is wrong beside its field: of the row, or above the grid where all rows share it."""
    words = tongues.said(fault.refusal)
    if fault.field in head.fields:
        if words not in head.errors.get(fault.field, ()):
            head.add_error(fault.field, words)
        return
    row.twin = row.twin or isinstance(fault.refusal, documents.TwinThere | documents.TwinInGrid)
    row.add_error(fault.field if fault.field in row.fields else None, words)
