"""Signing in with the national identity: to the provider, back from it, and to an account that was there before."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.doors.portal import services
from lienthong.doors.portal.errors import EnteredTooOften
from lienthong.doors.portal.web import entry
from lienthong.doors.portal.web.frame import framed
from lienthong.doors.portal.web.signing_forms import LinkForm
from lienthong.office.accounts.public import open_to_public
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD

SALT, LIFE = "lienthong.portal.national", 600
LINK_SALT = "lienthong.portal.national.link"


def cookie() -> str:
    """Return the name of the cookie that holds an attempt until the browser comes back."""
    return "__Host-lt-national" if settings.SECURE else "lt-national"


def link_cookie() -> str:
    """Return the name of the cookie that says for whom an older account is asked."""
    return "__Host-lt-national-link" if settings.SECURE else "lt-national-link"


def _back_to() -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("portal:national_back")


@require_safe
@never_cache
@open_to_public("công dân đăng nhập bằng định danh quốc gia")
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; what its answer must fit stays in a signed cookie for ten minutes."""
    if not citizens.offers_national():
        return redirect("portal:sign_in")
    try:
        services.slow_down(login="", source=entry.source(request))
        target, attempt = citizens.begin_national(back_to=_back_to())
    except Refusal as no:
        return _refused(request, no)
    kept = signing.dumps({**attempt.kept(), "onward": request.GET.get("tiep", "")[:500]}, salt=SALT)
    answer = redirect(target)
    answer.set_cookie(cookie(), kept, max_age=LIFE, httponly=True, secure=settings.SECURE, samesite="Lax")
    return answer


@require_safe
@never_cache
@open_to_public("nhà cung cấp định danh quốc gia trả người dùng về đây")
def back(request: HttpRequest) -> HttpResponse:
    """Hold the provider's answer to the attempt of this browser; open the account, or ask for the password of an older one."""
    try:
        kept = signing.loads(request.COOKIES.get(cookie(), ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        kept = {}
    onward = str(kept.pop("onward", ""))
    try:
        services.slow_down(login="", source=entry.source(request))
        identity = citizens.finish_national(
            attempt=citizens.Attempt(**kept) if kept else None, state=request.GET.get("state", ""),
            code=request.GET.get("code", ""), back_to=_back_to(), at=clock.real_now(),
        )  # fmt: skip
        opened = citizens.enter_national(identity=identity, at=clock.real_now())
    except EnteredTooOften as no:
        return _refused(request, no)  # nothing was asked yet: the attempt stays, so loading the page again goes on
    except Refusal as no:
        answer = _refused(request, no)
    else:
        answer = _in(request, opened, onward) if opened else _to_link(identity, onward)
    answer.delete_cookie(cookie(), samesite="Lax")
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("công dân gộp định danh quốc gia với tài khoản có sẵn, hoặc mở tài khoản mới")
def link(request: HttpRequest) -> HttpResponse:
    """Ask for login and password of the older account; POST takes them, or opens a new account.

    For whom, a cookie of this browser says, signed by us for ten minutes: the personal number stands in no page.
    """
    try:
        number, name, onward = signing.loads(request.COOKIES.get(link_cookie(), ""), salt=LINK_SALT, max_age=LIFE)
    except signing.BadSignature:
        return redirect("portal:sign_in")
    identity, bound = citizens.Identity(number, name), request.method == "POST" and LANGUAGE_FIELD not in request.POST
    form = LinkForm(request.POST if bound and "moi" not in request.POST else None)
    status, refusal = 422 if bound and form.is_bound and not form.is_valid() else 200, None
    if bound and status == 200:
        try:
            services.slow_down(login=f"number:{number}", source=entry.source(request))
            return _in(request, _opened(identity, form), onward)
        except Refusal as no:
            status, refusal = no.status, no
    facts = {"form": form, "name": name, "refusal": refusal}
    return render(request, "portal/online/link.html", framed(facts), status=status)


def _opened(identity: citizens.Identity, form: LinkForm) -> citizens.Opened:
    """Open the older account by what was typed, a new one when nothing was."""
    if not form.is_bound:
        return citizens.open_national(identity=identity, at=clock.real_now())
    given = form.cleaned_data
    return citizens.link_national(identity=identity, login=given["login"], password=given["password"], at=clock.real_now())


def _to_link(identity: citizens.Identity, onward: str) -> HttpResponse:
    answer = redirect("portal:national_link")
    kept = signing.dumps([identity.number, identity.name, onward[:500]], salt=LINK_SALT)
    answer.set_cookie(link_cookie(), kept, max_age=LIFE, httponly=True, secure=settings.SECURE, samesite="Lax")
    return answer


def _in(request: HttpRequest, opened: citizens.Opened, onward: str) -> HttpResponse:
    answer = redirect(entry.onward(request, onward))
    rotate_token(request)
    entry.remember(answer, opened.token)
    answer.delete_cookie(link_cookie(), samesite="Lax")
    return answer


def _refused(request: HttpRequest, no: Refusal) -> HttpResponse:
    return render(request, "portal/online/national.html", framed({"refusal": no}), status=no.status)
