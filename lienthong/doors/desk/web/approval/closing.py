"""The minutes of a closed register: shown with what its lines make now, signed, or scanned after they were signed by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.approval import public as approval
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.approval.confirming import confirmed
from lienthong.doors.desk.web.approval.forms import ScanForm
from lienthong.office.accounts.public import duty, in_its_own_context
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock, paper
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated


class MinutesForm(Form):
    """The digest of the lines that the page showed."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


@require_safe
@duty(*documents.READERS)
def show(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what was counted at a closing, whether the lines are still so, and its minutes.  Raises SeriesUnknown, NotClosed."""
    found = approval.closing(asking.actor_of(request), uid)
    facts = {
        "found": found, "book": found.row.book, "period": documents.period_of(found.row.book),
        "digest": approval.grouped(found.row.digest), "now": approval.grouped(found.row.now),
        "way": approval.WAYS[found.sealed.way] if found.sealed else "",
    }  # fmt: skip
    return render(request, "desk/approval/closing.html", facts)


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the signed minutes, or while nobody signed them those that are printed.  Raises SeriesUnknown, NotClosed."""
    actor, at = asking.actor_of(request), clock.now()
    found = approval.closing(actor, uid)
    name = f"bien-ban-khoa-{documents.file_name(found.row.book)}"
    if found.sealed is not None:
        return asking.pdf_of(name, approval.sealed_content(found.sealed))
    return asking.pdf_of(name, paper.render(approval.MINUTES, approval.minutes(found.row, actor, at)))


def _book(request: HttpRequest, uid: UUID) -> documents.ClosingRow:
    """Return a closing in the context of the actor: the pages that sign run in none.  Raises SeriesUnknown, NotClosed."""
    actor = asking.actor_of(request)
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return documents.closing_of(actor, uid)


def _facts(row: documents.ClosingRow, title: str, lead: str) -> dict[str, Any]:
    return {
        "title": title, "button": title, "lead": lead,
        "name": f"{row.book.body} · {row.book.name} · {documents.period_of(row.book)}",
        "back": reverse("desk:register_closing", args=[row.book.uid]),
        "shows": reverse("desk:register_closing_pdf", args=[row.book.uid]),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*documents.KEEPERS)
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once more; POST signs the minutes by the person's key and seals them.  Raises SeriesUnknown, NotClosed."""
    actor, at = asking.actor_of(request), clock.now()
    first = confirmed(request, "sign_register_closing", uid)
    if first is not None:
        return first
    row = _book(request, uid)

    def write(given: dict[str, Any]) -> tuple[str, str]:
        approval.sign_closing(actor=actor, at=at, real_at=clock.real_now(), series_uid=uid, **given)
        return translated("Đã ký số và đóng dấu biên bản khóa sổ."), reverse("desk:register_closing", args=[uid])

    form = MinutesForm(request.POST if request.method == "POST" else None, initial={"digest": row.digest})
    lead = translated("Chữ ký của ông/bà và dấu của cơ quan đặt trên biên bản; biên bản giữ cùng sổ, không ký lại được.")
    return posting.ask(request, "desk/approval/seal.html", form, write, _facts(row, translated("Ký số biên bản"), lead))


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*documents.KEEPERS)
def attest(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the scan of the minutes that were signed by hand; POST attests it.  Raises SeriesUnknown, NotClosed."""
    actor, at = asking.actor_of(request), clock.now()
    first = confirmed(request, "attest_register_closing", uid)
    if first is not None:
        return first
    row = _book(request, uid)

    def write(given: dict[str, Any]) -> tuple[str, str]:
        scan = documents.Upload(given["scan"].name, given["scan"].read())
        approval.attest_closing(actor=actor, at=at, real_at=clock.real_now(), series_uid=uid, scan=scan)
        return translated("Đã số hóa biên bản khóa sổ."), reverse("desk:register_closing", args=[uid])

    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    lead = translated("In biên bản, ký và đóng dấu trên giấy, quét rồi gửi bản quét; dấu số của cơ quan xác nhận bản quét.")
    return posting.ask(request, "desk/approval/seal.html", form, write, _facts(row, translated("Số hóa biên bản đã ký"), lead))
