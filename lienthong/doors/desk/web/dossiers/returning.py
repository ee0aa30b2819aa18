"""Handing results over: scan the QR code or type the dossier's code, check who takes it, one button."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.web import asking, shapes
from lienthong.doors.desk.web.dossiers.act_forms import ReturnForm
from lienthong.doors.desk.web.dossiers.lists import shown_rows
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues


def scanned(text: str) -> str:
    """Return the dossier code in what was scanned or typed: the look-up address of the QR code, or the code itself."""
    text = text.strip()
    if "?" in text:
        return (parse_qs(urlsplit(text).query).get("ma") or [""])[0].strip().upper()
    return text.upper()


@require_http_methods(["GET", "POST"])
@duty("counter_clerk", "centre_officer", "result_clerk")
def give(request: HttpRequest) -> HttpResponse:
    """Show the result to hand over for a scanned code, or what waits to be fetched; POST hands it over."""
    actor, at = asking.actor_of(request), clock.now()
    code = scanned((request.POST if request.method == "POST" else request.GET).get("ma", ""))
    uid = dossiers.find(code) if code else None
    if uid is None:
        return _list(request, actor, at, code=code)
    page = dossiers.page(actor, uid, at)
    if request.method == "GET":
        return _one(request, page, ReturnForm(page=page))
    form = ReturnForm(request.POST, page=page)
    if not form.is_valid():
        return _one(request, page, form, status=422)
    given = form.cleaned_data
    try:
        dossiers.return_result(
            actor=actor, at=at, dossier_uid=uid, receiver=given["receiver"], receiver_id=given["receiver_id"], key=given["key"]
        )
    except Refusal as no:
        form.add_error(None, tongues.said(no))
        return _one(request, dossiers.page(actor, uid, at), form, status=no.status)
    given_to = "Hồ sơ %(code)s: đã giao kết quả cho %(receiver)s."
    messages.success(request, tongues.told(given_to, code=page.dossier.code, receiver=given["receiver"]))
    return redirect("desk:return")


def _list(request: HttpRequest, actor: Actor, at: datetime, *, code: str) -> HttpResponse:
    ready = dossiers.ready_to_return(actor, at, after=request.GET.get("sau", ""))
    facts = {"code": code, "missed": bool(code), "next_key": ready.after, **shown_rows(ready.rows)}
    return render(request, "desk/return.html", facts)


def _one(request: HttpRequest, page: dossiers.DossierPage, form: ReturnForm, *, status: int = 200) -> HttpResponse:
    facts = {
        "page": page,
        "row": page.row,
        "state": shapes.state_of(page.row),
        "form": form,
        "ready": page.dossier.status == dossiers.Status.COMPLETED,
        "delivery": shapes.DELIVERY.get(page.dossier.result_delivery, ""),
    }
    return render(request, "desk/return_one.html", facts, status=status)
