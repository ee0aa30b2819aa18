"""Certified copies that are signed, and documents issued on paper that get their scan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.casework.approval import public as approval
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.approval.confirming import confirmed
from lienthong.doors.desk.web.approval.forms import ScanForm
from lienthong.office.accounts.public import duty, in_its_own_context
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated


class ReplacingForm(ScanForm):
    """The scan of a signed paper, and why it takes the place of another."""

    reason = forms.CharField(
        label="Lý do thay bản số hóa", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi văn bản đã có bản số hóa.",
    )  # fmt: skip


def _facts(request: HttpRequest, uid: UUID, title: str, lead: str) -> dict[str, Any]:
    """Return what the page shows, read in the context of the actor: these pages run in none.  Raises DocumentUnknown."""
    actor = asking.actor_of(request)
    with ledger.seeing(actor.sees | {actor.unit_id}):
        line = documents.line_of(actor, uid)
    name = " · ".join(part for part in (line.label, line.subject or line.type_name) if part)
    return {"title": title, "button": title, "lead": lead, "name": name, "back": reverse("desk:document", args=[uid])}


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*documents.KEEPERS)
def attest(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the scan of a document that was signed by hand; POST attests it.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    first = confirmed(request, "attest_document", uid)
    if first is not None:
        return first

    def write(given: dict[str, Any]) -> tuple[str, str]:
        scan = documents.Upload(given["scan"].name, given["scan"].read())
        approval.attest_document(
            actor=actor, at=at, real_at=clock.real_now(), document_uid=uid, scan=scan, reason=given["reason"]
        )
        return translated("Đã số hóa: bản quét mang dấu số của cơ quan, gửi đi được."), reverse("desk:document", args=[uid])

    form = ReplacingForm(request.POST, request.FILES) if request.method == "POST" else ReplacingForm()
    lead = translated("Bản quét được đóng dấu số của cơ quan và là tệp của văn bản; có rồi thì chỉ thay khi ghi lý do.")
    return posting.ask(
        request, "desk/approval/seal.html", form, write, _facts(request, uid, translated("Số hóa bản đã ký"), lead)
    )


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*documents.KEEPERS)
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once more; POST signs a certified copy by the person's key and seals it.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    first = confirmed(request, "sign_copy", uid)
    if first is not None:
        return first

    def write(_: dict[str, Any]) -> tuple[str, str]:
        approval.sign_copy(actor=actor, at=at, real_at=clock.real_now(), document_uid=uid)
        return translated("Đã ký số và đóng dấu bản sao."), reverse("desk:document", args=[uid])

    form = Form(request.POST if request.method == "POST" else None)
    lead = translated("Người ký là người có tên trên bản sao; ai ký trên giấy thì in bản sao, ký, đóng dấu rồi số hóa.")
    return posting.ask(request, "desk/approval/seal.html", form, write, _facts(request, uid, translated("Ký số bản sao"), lead))
