"""What every view of the desk asks of a request: who acts, when, which key, and where to go afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.forms import public as forms
from lienthong.office.accounts import public as accounts
from lienthong.office.org import public as org
from lienthong.toolkit import clock, paper
from lienthong.toolkit.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts.  Raises NotYourDuty when nobody does."""
    return accounts.require(getattr(request, "actor", None))


def account_id(request: HttpRequest) -> int:
    """Return the key of the account that signed in."""
    return int(request.user.pk or 0)


def today() -> date:
    """Return the Vietnamese day on the business clock."""
    return org.local_day(clock.now())


def whole(text: str | None, default: int = 1) -> int:
    """Return a whole number of the address, or the default."""
    return int(text) if text and text.isdecimal() and len(text) < 9 else default


def uid_of(text: str | None) -> UUID | None:
    """Return the uid that a text holds, or None."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def back(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours named by the form's `next`, else `otherwise`."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else otherwise


def dossier_url(uid: UUID) -> str:
    """Return the page of a dossier."""
    return reverse("desk:dossier", args=[uid])


def lookup_url(request: HttpRequest, dossier: dossiers.Dossier) -> str:
    """Return the address that the QR code of a dossier holds: the public look-up with code and key."""
    words = urlencode({"ma": dossier.code, "khoa": dossier.lookup_key})
    return request.build_absolute_uri(f"{reverse('portal:lookup')}?{words}")


def form_pdf(request: HttpRequest, name: str, kind: str, data: dict[str, Any], *, unit_id: int, day: date) -> HttpResponse:
    """Return a paper of a dossier by the form that holds for the unit and day of its reception, the office's own or the built-in.

    One of its own that cannot print this dossier is told with a link that prints the built-in form («mau=co-san»).
    """
    try:
        made = forms.printed(kind, data, unit_id=unit_id, day=day, built_in=request.GET.get("mau") == "co-san")
    except forms.FormBroken as no:
        words = urlencode({**request.GET.dict(), "mau": "co-san"})
        return render(request, "desk/forms/broken.html", {"refusal": no, "address": f"{request.path}?{words}"}, status=no.status)
    return pdf_of(name, made)


def pdf(name: str, template: str, data: dict[str, Any]) -> HttpResponse:
    """Return a paper as PDF, shown in the browser, named when it is saved."""
    return pdf_of(name, paper.render(template, data))


def pdf_of(name: str, content: bytes) -> HttpResponse:
    """Return a PDF, shown in the browser, named when it is saved."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
