"""What goes by post: the register that the post office signs, and envelopes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.documents import shapes
from lienthong.doors.desk.web.leaders.scoring import SpanForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.vietnamese import fold


def _sent(request: HttpRequest, body: str) -> tuple[documents.BodyRow, SpanForm, dict[str, Any]]:
    """Return the body, the span that is asked for (today unless it is one) and the fields of its postal register."""
    place, today = shapes.body_of(request, body), asking.today()
    form = SpanForm(request.GET if request.GET else None, initial={"tu": today, "den": today})
    asked = form.cleaned_data if form.is_valid() else {"tu": today, "den": today}
    actor = asking.actor_of(request)
    sent = documents.posted(actor, body, asked["tu"], asked["den"])
    wire = delivery.got_by_wire(actor, [one.document_uid for one in sent])
    sent = [one for one in sent if fold(one.recipient) not in wire.get(one.document_uid, ())]
    return place, form, documents.postal_register(place.name, sent, asked["tu"], asked["den"])


@require_safe
@duty(*documents.REGISTRARS)
def postal(request: HttpRequest, body: str) -> HttpResponse:
    """Show what a body sent by post on some days, one envelope in each line."""
    place, form, paper = _sent(request, body)
    words = urlencode({"tu": f"{paper['first']:%d/%m/%Y}", "den": f"{paper['last']:%d/%m/%Y}"})
    facts = {
        "body": place, "form": form, "heads": paper["heads"],
        "lines": [list(zip(paper["heads"], line["cells"], strict=True)) for line in paper["lines"]],
        "envelopes": paper["envelopes"], "pdf": f"{reverse('desk:postal_register_pdf', args=[body])}?{words}",
        "xlsx": f"{reverse('desk:postal_register_xlsx', args=[body])}?{words}",
    }  # fmt: skip
    return render(request, "desk/documents/postal.html", facts)


@require_safe
@duty(*documents.REGISTRARS)
@tongues.in_vietnamese
def postal_pdf(request: HttpRequest, body: str) -> HttpResponse:
    """Return the postal register of some days as PDF, for the post office to sign."""
    paper = _sent(request, body)[2]
    return asking.pdf(f"so-gui-buu-dien-{paper['first']:%Y%m%d}-{paper['last']:%Y%m%d}", "documents/postal.typ", paper)


@require_safe
@duty(*documents.REGISTRARS)
@tongues.in_vietnamese
def postal_xlsx(request: HttpRequest, body: str) -> HttpResponse:
    """Return the postal register of some days as a workbook."""
    paper = _sent(request, body)[2]
    book = leading_tables.table_book(
        title=tongues.translated("Sổ gửi văn bản bưu điện"), heads=paper["heads"], notes=[paper["body_name"]],
        rows=[line["cells"] for line in paper["lines"]],
    )  # fmt: skip
    return leading_tables.xlsx_answer(f"so-gui-buu-dien-{paper['first']:%Y%m%d}-{paper['last']:%Y%m%d}", book)


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def envelopes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the envelopes of a document as PDF, one page for each recipient who gets it on paper.

    Raises DocumentUnknown, NobodyByPost.
    """
    actor = asking.actor_of(request)
    paper, wire = documents.envelopes(actor, uid), delivery.got_by_wire(actor, [uid]).get(uid, frozenset())
    paper["pages"] = [one for one in paper["pages"] if fold(one["recipient"]) not in wire]
    if wire and not paper["pages"]:
        raise delivery.NobodyByPost
    urgency = documents.URGENCIES[paper["urgency"]] if paper["urgency"] else ""
    return asking.pdf("bi-thu", "documents/envelope.typ", paper | {"urgency": urgency})
