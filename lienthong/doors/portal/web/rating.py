"""A citizen rates the handling of their dossier: reached from the answer of the look-up, so by code and key, or by the QR."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.ratings import public as ratings
from lienthong.doors.portal.web.frame import framed
from lienthong.office.accounts.public import open_to_public
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, said

SALT = "portal.rating"
GOOD_FOR = 3600
"""Real seconds that a tablet may show the look-up before it is asked again."""


class RatingForm(Form):
    """Three faces in words, one reason of each group, a comment."""

    muc = forms.ChoiceField(label="Ông/bà thấy thế nào?", choices=list(ratings.FACES.items()), widget=forms.RadioSelect)
    time = forms.ChoiceField(
        label=ratings.GROUPS["time"], required=False, choices=list(ratings.REASONS["time"].items()), widget=forms.RadioSelect
    )
    style = forms.ChoiceField(
        label=ratings.GROUPS["style"], required=False, choices=list(ratings.REASONS["style"].items()), widget=forms.RadioSelect
    )
    gop_y = LineField(
        label="Góp ý", required=False, max_length=ratings.MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lãnh đạo đơn vị đọc góp ý cùng mã hồ sơ.",
    )  # fmt: skip


def pass_for(standing: dossiers.PublicStanding) -> str:
    """Return the signed pass with which one whose code and key were right may rate; empty before the work has ended."""
    ended = standing.finished_at is not None or standing.status in dossiers.FINAL
    return signing.dumps(standing.code, salt=SALT) if ended else ""


@csrf_exempt  # the signed pass is the right to rate, and a kiosk under «no-referrer» sends no origin that could be checked
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("người dân đánh giá hồ sơ của mình sau khi tra cứu bằng mã và khóa; phiếu ký số chỉ cho hồ sơ đó, trong một giờ")
def rate(request: HttpRequest) -> HttpResponse:
    """Ask for the rating; POST gives it; afterwards show what was given."""
    told = request.POST if request.method == "POST" else request.GET
    ticket = told.get("phieu", "")
    try:
        code = str(signing.loads(ticket, salt=SALT, max_age=GOOD_FOR))
    except signing.BadSignature:
        return _answer(request, {"expired": True, "code": "", "given": None, "form": None}, status=410)
    form, status, refused = RatingForm(), 200, ""
    if request.method == "POST" and LANGUAGE_FIELD not in request.POST:
        form = RatingForm(request.POST)
        status, refused = _rate(code, form)
    facts = {"expired": False, "code": code, "given": ratings.given(code), "form": form, "ticket": ticket, "refused": refused}
    return _answer(request, facts, status=status)


def _rate(code: str, form: RatingForm) -> tuple[int, str]:
    """Give the rating when the form is whole; return the status of the answer and why not."""
    if not form.is_valid():
        return 422, ""
    given = form.cleaned_data
    reasons = [one for one in (given["time"], given["style"]) if one]
    try:
        ratings.rate(code=code, face=given["muc"], reasons=reasons, comment=given["gop_y"], at=clock.now())
    except Refusal as no:
        form.add_error(None, said(no))
        return no.status, said(no)
    return 200, ""


def _answer(request: HttpRequest, facts: dict[str, Any], *, status: int) -> HttpResponse:
    kept = {"phieu": facts["ticket"]} if request.method == "POST" and facts.get("ticket") else {}
    answer = render(
        request, "portal/rating.html", framed({"ticket": "", "refused": "", "language_kept": kept, **facts}), status=status
    )
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
