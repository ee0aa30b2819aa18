"""Signing in, registering, a new password; each ends on the page that asks for the code that was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.doors.portal import services
from lienthong.doors.portal.web import codes, entry
from lienthong.doors.portal.web.frame import framed
from lienthong.doors.portal.web.signing_forms import RegisterForm, ResetForm, SignInForm, WayForm
from lienthong.office.accounts.public import open_to_public
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.tongues import said

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
            return _page(request.POST.get("tiep", "")).shown(request, _begun(request, kind, form))
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
    source = entry.source(request)
    services.slow_down(login=citizens.bare_login(login), source=source)
    if kind == "reset":
        if via == citizens.SMS:  # counted whether the login has an account or not, by which nobody learns it
            services.slow_texts(to=f"login:{citizens.bare_login(login)}", source=source)
        return citizens.begin_reset(login=login, password=given["password"], at=at, channel=via, charge=services.slow_receiver)

    def charge(to: str) -> None:
        services.slow_code(to=to, source=source)

    if kind == "sign_in":
        return citizens.begin_sign_in(login=login, password=given["password"], at=at, channel=via, charge=charge)
    told = citizens.NewCitizen(given["name"], given["email"], given["phone"], given["id_type"], given["id_number"])
    return citizens.begin_registration(told=told, password=given["password"], at=at, channel=via, charge=charge)


def _page(asked: str) -> codes.CodePage:
    return codes.CodePage("portal/online/code.html", "portal:code", asked)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("nhập mã đã gửi qua thư hoặc tin nhắn")
def code(request: HttpRequest) -> HttpResponse:
    """Take the code, open the session; or send a new code."""
    sent, asked = codes.sent_of(request), request.POST.get("tiep", "")
    if sent is None:
        return redirect("portal:sign_in")

    def done(typed: str) -> HttpResponse:
        opened = citizens.confirm(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=typed, at=clock.real_now())
        answer = redirect(entry.onward(request, asked))
        rotate_token(request)
        entry.remember(answer, opened.token)
        return answer

    def again() -> citizens.Sent:
        if sent.channel == citizens.SMS:  # counted whether there is an account or not, by which nobody learns it
            services.slow_texts(to=f"account:{sent.citizen_uid}", source=entry.source(request))
        return citizens.send_again(
            code_uid=sent.uid, citizen_uid=sent.citizen_uid, at=clock.real_now(), charge=services.slow_receiver
        )

    return _page(asked).answered(request, sent, done=done, again=again)


@require_POST
@never_cache
@open_to_public("công dân kết thúc phiên của mình")
def leave(request: HttpRequest) -> HttpResponse:
    """End the citizen's session in this browser."""
    citizens.leave(request.COOKIES.get(entry.cookie(), ""), at=clock.real_now())
    answer = redirect(reverse("portal:home"))
    answer.delete_cookie(entry.cookie(), samesite="Lax")
    return answer
