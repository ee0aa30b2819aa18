"""Signing the result of a dossier, and the page of a signed result: who signed, when, whether it was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.results import public as results
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.dossiers.act_forms import ActForm
from lienthong.office.accounts.public import confirm_first, duty, in_its_own_context, recently_authenticated, signed_in
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import FileBox, FileField, LineField


class SignForm(ActForm):
    """The PDF of the result, what it is called, its number."""

    title = LineField(label="Tên kết quả", max_length=300, help_text="Như in trên giấy, ví dụ Giấy khai sinh.")
    number = LineField(label="Số kết quả", max_length=100, required=False)
    file = FileField(
        label="Tệp PDF của kết quả",
        widget=FileBox(attrs={"accept": ".pdf,application/pdf"}),
        help_text="Bản cuối cùng: ký xong thì không sửa được nữa.",
        error_messages={"required": "Chọn tệp PDF của kết quả."},
    )


def offered(page: dossiers.DossierPage, actor: Actor) -> bool:
    """Return whether signing is offered on the page of a dossier: to who signs there, when there is something to sign."""
    mine = actor.unit_id == page.dossier.unit_id and results.may_sign(actor)
    return mine and page.dossier.status in results.TO_SIGN[results.RESULT]


@dataclass(frozen=True)
class Signed:
    """A signed result as the history of its dossier tells of it; `holds`: no later one took its place."""

    uid: UUID
    kind_name: str
    number: str
    at: datetime
    holds: bool


def signed_of(page: dossiers.DossierPage) -> list[Signed]:
    """Return the signed results of a dossier, the newest first; its history, which is at hand, tells them."""
    events = [event for event in page.events if event.activity == "result_signed"]
    last = {event.facts["kind"]: event.facts["result"] for event in events if event.facts["kind"] == results.RESULT}
    return [
        Signed(
            UUID(str(event.facts["result"])), results.KINDS[event.facts["kind"]], event.facts["number"], event.occurred_at,
            holds=last.get(event.facts["kind"], event.facts["result"]) == event.facts["result"],
        )
        for event in reversed(events)
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*results.SIGNERS)
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the PDF and sign it.  Who signs confirms first that it is them; a form that was too slow says so."""
    actor, at = asking.actor_of(request), clock.now()
    if not recently_authenticated(request):
        if request.method == "POST":
            messages.warning(request, "Chưa ký: quá 5 phút từ lúc xác nhận người ký. Xác nhận lại rồi chọn lại tệp.")
        return confirm_first(request, back_url=reverse("desk:sign_result", args=[uid]))
    form = SignForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            done = _signed(actor, at, uid, form.cleaned_data)
        except Refusal as no:
            form.add_error("file" if isinstance(no, results.NotSignable) else None, tongues.said(no))
        else:
            signed = "Đã ký số «%(title)s» của hồ sơ %(code)s."
            messages.success(request, tongues.told(signed, title=done.title, code=done.dossier_code))
            return redirect("desk:signed_result", uid, done.uid)
    with ledger.seeing(actor.sees):
        row = dossiers.brief(uid)
        form.initial.update({"title": next((one.name for one in row.definition.results), ""), "number": row.result_number})
        if dossiers.outgoing_of(row.definition) is not None:
            form.fields["number"].help_text = "Để trống: lấy số tiếp theo của sổ văn bản đi khi ký."
        facts = {"form": form, "row": row, "former": [one for one in results.of_dossier(uid) if one.holds]}
        return render(request, "desk/sign_result.html", facts, status=422 if form.errors else 200)


def _signed(actor: Actor, at: datetime, uid: UUID, given: dict[str, Any]) -> results.ResultRow:
    wanted = results.ToSign(given["file"], given["file"].name, given["title"], given["number"])
    return results.sign_result(actor=actor, at=at, real_at=clock.real_now(), dossier_uid=uid, wanted=wanted, key=given["key"])


@require_GET
@signed_in
def signed_result(request: HttpRequest, uid: UUID, result: UUID) -> HttpResponse:
    """Show a signed result of a dossier and what its signatures are worth.  Raises ResultUnknown."""
    row = results.result(result)
    if row.dossier_uid != uid:
        raise results.ResultUnknown
    return render(request, "desk/signed_result.html", {"row": row, "checked": results.checked(results.content(row))})
