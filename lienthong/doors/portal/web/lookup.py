"""The public look-up: code, then key, then what to do next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lienthong.casework.deadlines import public as deadlines
from lienthong.doors.portal import services
from lienthong.doors.portal.errors import LookedUpTooOften
from lienthong.doors.portal.web import paying, rating, standing
from lienthong.doors.portal.web.forms import CodeForm, KeyForm
from lienthong.doors.portal.web.frame import framed
from lienthong.office.accounts.public import open_to_public
from lienthong.toolkit import clock
from lienthong.toolkit.ui.tongues import said

NO_MATCH = (
    "Mã hồ sơ và khóa tra cứu vừa nhập không khớp với hồ sơ nào. So lại cả hai dòng với giấy tiếp nhận rồi nhập lại; "
    "vẫn không được thì mang giấy tiếp nhận đến nơi đã nộp hồ sơ."
)


@csrf_exempt  # it changes nothing; and under «no-referrer» a browser sends no origin that could be checked
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("người dân tra cứu hồ sơ của mình bằng mã và khóa trên giấy tiếp nhận; chỉ hiện thông tin đã che")
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then for the key, then answer; the QR code on the slip comes with both.

    The key is typed into a POST, so that a kiosk's history never holds it; nothing is stored by any cache, and the address is
    told to no other page.
    """
    given = request.POST if request.method == "POST" else request.GET
    answer = _answer(request, given)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _answer(request: HttpRequest, given: Any) -> HttpResponse:
    if "khoa" not in given:
        return _code(request, given)
    form = KeyForm(given)
    if not form.is_valid():
        return _ask(request, form, 2, status=422)
    source = str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = services.look_up(code=form.cleaned_data["ma"], key=form.cleaned_data["khoa"], source=source)
    except LookedUpTooOften as haste:
        form.add_error(None, said(haste))
        return _ask(request, form, 2, status=haste.status)
    if found is None:
        form.add_error(None, NO_MATCH)
        return _ask(request, form, 2, status=404)
    at = clock.now()
    key = form.cleaned_data["khoa"]
    told = standing.answer(found, at, deadlines.public_apology(found.code, key) if standing.may_be_late(found, at) else None)
    facts = {
        "standing": found,
        "answer": told,
        "pay": paying.offered(found.code, key, at) if told.owed else None,
        "ticket": rating.pass_for(found),
        # no address holds the key: another language asks for it again
        "language_url": f"{reverse('portal:lookup')}?{urlencode({'ma': found.code})}" if request.method == "POST" else "",
        "key": key if found.finished_at else "",
    }
    return render(request, "portal/standing.html", framed(facts))


def _code(request: HttpRequest, given: Any) -> HttpResponse:
    """Ask for the code; with a code, ask for the key."""
    if "ma" not in given:
        return _ask(request, CodeForm(), 1)
    form = CodeForm(given)
    if not form.is_valid():
        return _ask(request, form, 1, status=422)
    return _ask(request, KeyForm(initial={"ma": form.cleaned_data["ma"]}), 2)


def _ask(request: HttpRequest, form: CodeForm, step: int, *, status: int = 200) -> HttpResponse:
    facts = {"form": form, "step": step, "address": reverse("portal:lookup"), "again": step == 2 and form.is_bound}
    facts["language_kept"] = {name: request.POST[name] for name in ("ma", "khoa") if name in request.POST}
    return render(request, "portal/lookup.html", framed(facts), status=status)
