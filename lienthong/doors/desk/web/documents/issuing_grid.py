"""A grid of documents that go out, of one day: numbered whole or not at all, each in the series of its type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.documents import rows, shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField

MOST = documents.MOST
Choices = Sequence[tuple[str, str]]


class HeadForm(Form):
    """What all rows share."""

    day = DayField(label="Ngày ban hành", required=False, help_text="Của mọi dòng; để trống nếu là hôm nay.")
    reason = LineField(
        label="Lý do vào sổ muộn", required=False, max_length=MOST["reason"], help_text="Chỉ khi ghi cho một ngày đã qua."
    )


class RowForm(rows.RowForm):
    """One document that goes out."""

    typed = ("subject", "signer", "recipients", "group", "copies")

    type_key = forms.ChoiceField(label="Tên loại", required=False)
    drafter = LineField(label="Ký hiệu đơn vị soạn thảo", required=False, max_length=MOST["drafter"])
    subject = LineField(label="Trích yếu", required=False, max_length=MOST["subject"])
    signer = LineField(label="Người ký", required=False, max_length=MOST["signer"])
    recipients = LineField(label="Nơi nhận", required=False, max_length=MOST["recipients"])
    group = forms.ChoiceField(label="Nhóm nơi nhận", required=False)
    copies = forms.IntegerField(label="Số lượng bản", required=False, min_value=1)

    def __init__(self, *args: Any, kinds: Choices, party: bool, groups: Choices, **kwargs: Any) -> None:
        """Offer the types of the body and the unit's groups of recipients; the Party has no drafter in its symbols."""
        super().__init__(*args, **kwargs)
        self.offer("type_key", [("", "– chọn –"), *kinds])
        self.offer("group", [("", "– không –"), *groups])
        for name, wanted in {"drafter": not party, "group": bool(groups)}.items():
            if not wanted:
                self.fields.pop(name)


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def issue_many(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for up to 40 documents that go out; POST numbers them, or with «them» adds rows below what was typed."""
    actor, place, asked = asking.actor_of(request), shapes.body_of(request, body), rows.asked(request)
    book = delivery.address_book(actor, asking.today())
    row = partial(
        RowForm, party=place.system == "party", groups=[(str(one.uid), one.name) for one in book.groups],
        kinds=[(one.key, one.name) for one in documents.types.all_of(place.system, asking.today())],
    )  # fmt: skip
    grid = rows.Grid.of(asked, HeadForm, row, {})

    def issue(used: list[RowForm]) -> list[documents.Numbered]:
        return documents.issue_many(
            actor=actor, at=clock.now(), body_key=body, key=asked.key, rows=[_outgoing(one.cleaned_data, book) for one in used],
            **grid.head.cleaned_data,
        )  # fmt: skip

    taken, status = grid.save(issue) if asked.saving else ([], 200)
    if taken:
        messages.success(request, tongues.told("Đã cấp %(count)s số: %(labels)s.", count=len(taken), labels=_runs(taken)))
        return redirect("desk:document_register", taken[0].series_uid)
    facts = {"body": place, "party": place.system == "party", "groups": book.groups, **grid.facts(asked)}
    return render(request, "desk/documents/issuing_grid.html", facts, status=status)


def _outgoing(given: dict[str, Any], book: delivery.AddressBook) -> documents.Outgoing:
    """Return the document of a cleaned row: its recipients as typed, and below them who is in its group."""
    group = given.pop("group", "")
    typed = given["recipients"].replace(";", "\n")
    members = book.of_groups([UUID(group)]) if group else []
    return documents.Outgoing(**given | {"recipients": shapes.with_members(typed, [one.name for one in members])})


def _runs(taken: Sequence[documents.Numbered]) -> str:
    """Return the numbers in short, by series: «01/QĐ-UBND – 03/QĐ-UBND; 01/UBND-VP»."""
    by_series = groupby(sorted(taken, key=lambda one: (str(one.series_uid), one.number)), key=lambda one: one.series_uid)
    runs = [[one.label for one in run] for _, run in by_series]
    return "; ".join(sorted(run[0] if len(run) == 1 else f"{run[0]} – {run[-1]}" for run in runs))
