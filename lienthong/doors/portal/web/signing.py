"""Signing in, registering, a new password; each ends on the page that asks for the code that was sent."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token, rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.doors.portal import services
from lienthong.doors.portal.web import entry
from lienthong.doors.portal.web.frame import framed
from lienthong.doors.portal.web.signing_forms import CodeForm, RegisterForm, ResetForm, SignInForm, WayForm
from lienthong.office.accounts.public import open_to_public
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, said

SALT, LIFE = "lienthong.portal.code.2", 24 * 3600
"""Another number with every change of what a ticket holds: an older one then leads to the first page."""
KINDS: dict[str, tuple[type[WayForm], str, str]] = {
    "sign_in": (SignInForm, "Đăng nhập để nộp hồ sơ", "Nhận mã"),
    "register": (RegisterForm, "Mở tài khoản nộp hồ sơ", "Nhận mã"),
    "reset": (ResetForm, "Đặt lại mật khẩu", "Nhận mã"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("công dân đăng nhập, mở tài khoản, đặt lại mật khẩu")
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask what the step needs; then send a code and ask for it."""
    form_class, title, button = KINDS[kind]
    form = form_class(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            return _code_page(request, _begun(request, kind, form), request.POST.get("tiep", ""))
        except Refusal as no:
            field = str(no.facts.get("field", "")) or None
            form.add_error(field if field in form.fields else None, said(no))
            status = no.status
    elif form.is_bound:
        status = 422
    asked = request.POST.get("tiep", "") or request.GET.get("tiep", "")
    facts = {"form": form, "title": title, "button": button, "kind": kind, "onward": asked[:500]}
    facts["national"] = citizens.offers_national() and kind != "reset"
    return render(request, "portal/online/sign_in.html", framed(facts), status=status)


def _begun(request: HttpRequest, kind: str, form: WayForm) -> citizens.Sent:
    given, at, via = form.cleaned_data, clock.real_now(), form.via
    login = given.get("login") or (given["phone"] if via == citizens.SMS else given["email"])
    source = str(request.META.get("REMOTE_ADDR", ""))
    services.slow_down(login=citizens.bare_login(login), source=source)
    if kind == "reset":
        if via == citizens.SMS:  # counted whether the login has an account or not, by which nobody learns it
            services.slow_texts(to=f"login:{citizens.bare_login(login)}", source=source)
        return citizens.begin_reset(login=login, password=given["password"], at=at, channel=via, charge=services.slow_number)

    def charge(to: str) -> None:
        services.slow_texts(to=to, source=source)

    if kind == "sign_in":
        return citizens.begin_sign_in(login=login, password=given["password"], at=at, channel=via, charge=charge)
    told = citizens.NewCitizen(given["name"], given["email"], given["phone"], given["id_type"], given["id_number"])
    return citizens.begin_registration(told=told, password=given["password"], at=at, channel=via, charge=charge)


def _code_page(
    request: HttpRequest, sent: citizens.Sent, asked: str, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    """Ask for the code; the ticket on the page says which, signed by us: anybody can read it, so the address is masked there."""
    ticket = signing.dumps([str(sent.uid), str(sent.citizen_uid), sent.shown_to, sent.channel], salt=SALT)
    facts = {"form": form or CodeForm(), "ticket": ticket, "to": sent.shown_to, "onward": asked[:500]}
    facts |= {"folder": folder_of(sent.channel), "by_text": sent.channel == citizens.SMS}
    facts |= {
        "language_url": reverse("portal:code"),
        "language_kept": {"phieu": ticket, "tiep": asked[:500], "csrfmiddlewaretoken": get_token(request)},
    }
    return render(request, "portal/online/code.html", framed(facts), status=status)


def folder_of(channel: str) -> str:
    """Return in which folder a demonstration keeps what goes that way; empty when it really leaves."""
    if not settings.DEMO:
        return ""
    if channel == citizens.SMS:
        kept = str(settings.NOTICES_SMS)
        return f"{kept.removeprefix('folder:')}/sms" if kept.startswith("folder:") else ""
    return str(settings.EMAIL_FILE_PATH or "")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("nhập mã đã gửi qua thư hoặc tin nhắn")
def code(request: HttpRequest) -> HttpResponse:
    """Take the code, open the session; or send a new code."""
    try:
        known = signing.loads(request.POST.get("phieu", ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return redirect("portal:sign_in")
    sent = citizens.Sent(UUID(known[0]), UUID(known[1]), known[2], known[3])
    asked, again = request.POST.get("tiep", ""), "lai" in request.POST
    form = CodeForm(None if again or LANGUAGE_FIELD in request.POST else request.POST)
    if not again and not form.is_valid():
        return _code_page(request, sent, asked, form, status=422 if form.is_bound else 200)
    try:
        source = str(request.META.get("REMOTE_ADDR", ""))
        services.slow_down(login=str(sent.citizen_uid), source=source)
        if again:
            if sent.channel == citizens.SMS:
                services.slow_texts(to=f"account:{sent.citizen_uid}", source=source)
            fresh = citizens.send_again(
                code_uid=sent.uid, citizen_uid=sent.citizen_uid, at=clock.real_now(), charge=services.slow_number
            )
            return _code_page(request, replace(fresh, address=sent.address), asked)  # what this page showed, and no more
        opened = citizens.confirm(
            code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=form.cleaned_data["code"], at=clock.real_now()
        )
    except Refusal as no:
        form = CodeForm({"code": ""} if again else request.POST)
        form.errors.clear()
        form.add_error(None, said(no))
        return _code_page(request, sent, asked, form, status=no.status)
    answer = redirect(entry.onward(request, asked))
    rotate_token(request)
    entry.remember(answer, opened.token)
    return answer


@require_POST
@never_cache
@open_to_public("công dân kết thúc phiên của mình")
def leave(request: HttpRequest) -> HttpResponse:
    """End the citizen's session in this browser."""
    citizens.leave(request.COOKIES.get(entry.cookie(), ""), at=clock.real_now())
    answer = redirect(reverse("portal:home"))
    answer.delete_cookie(entry.cookie(), samesite="Lax")
    return answer
