"""Ways into one's own account: an address or a number proved by a code, a password; got and lost by whoever is in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.doors.portal import services
from lienthong.doors.portal.web import codes, entry
from lienthong.doors.portal.web.entry import citizen_apart
from lienthong.doors.portal.web.frame import framed
from lienthong.doors.portal.web.signing_forms import WAY_FORMS, OwnForm
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, said

PAGE = codes.CodePage("portal/online/ways_code.html", "portal:ways_code")
SALT, LIFE = "lienthong.portal.way", 600
CHANNELS = {"email": citizens.EMAIL, "phone": citizens.SMS}


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_apart
def ways(request: HttpRequest, citizen: citizens.CitizenRow) -> HttpResponse:
    """Show by what the citizen gets in; POST adds one (a code is asked next), or takes one away."""
    shown, kept = citizens.ways(citizen.uid), _kept(request, citizen)
    asked = request.POST.get("viec", "") if LANGUAGE_FIELD not in request.POST else ""
    forms = {
        key: form(request.POST if key == asked else None, prefix=key, secret=shown.password, initial=kept.get(key))
        for key, form in WAY_FORMS.items()
    }
    status, again = 200, False
    if asked in forms:
        status = 422
        if forms[asked].is_valid():
            try:
                return _done(request, citizen, asked, forms[asked])
            except Refusal as no:
                field = str(no.facts.get("field", ""))
                forms[asked].add_error(field if field in forms[asked].fields else None, said(no))
                status, again = no.status, isinstance(no, citizens.SignInAgain)
    facts = {"ways": shown, "forms": forms, "wrong": forms.get(asked), "texts": citizens.offers_sms()}
    facts |= {"asked": asked or next(iter(kept), ""), "again": again}
    facts |= {key.replace("-", "_"): form for key, form in forms.items() if key.startswith("drop-")}
    facts["done"] = request.GET.get("xong", "") == "1"
    answer = render(request, "portal/online/ways.html", framed(facts), status=status)
    if again:
        typed = {asked: {"to": forms[asked].cleaned_data.get("to", "")}}
        held = signing.dumps([str(citizen.uid), typed], salt=SALT)
        answer.set_cookie(cookie(), held, max_age=LIFE, httponly=True, secure=settings.SECURE, samesite="Lax")
    elif kept:
        answer.delete_cookie(cookie(), samesite="Lax")
    return answer


def cookie() -> str:
    """Return the name of the cookie that keeps what was typed, no password, while somebody signs in again."""
    return "__Host-lt-way" if settings.SECURE else "lt-way"


def _kept(request: HttpRequest, citizen: citizens.CitizenRow) -> dict[str, dict[str, str]]:
    """Return what this citizen typed before signing in again, by what was to be done; empty when nothing."""
    try:
        whose, typed = signing.loads(request.COOKIES.get(cookie(), ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return {}
    return typed if whose == str(citizen.uid) else {}


def _done(request: HttpRequest, citizen: citizens.CitizenRow, asked: str, form: OwnForm) -> HttpResponse:
    given, source, at = form.cleaned_data, entry.source(request), clock.real_now()
    password, token = str(given.get("password", "")), request.COOKIES.get(entry.cookie(), "")
    services.slow_down(login=f"account:{citizen.uid}", source=source)
    if asked in CHANNELS:
        sent = citizens.begin_contact(
            citizen_uid=citizen.uid,
            to=given["to"],
            channel=CHANNELS[asked],
            password=password,
            token=token,
            at=at,
            charge=_charge(source),
        )
        return PAGE.shown(request, sent)
    if asked == "password":
        citizens.set_password(citizen_uid=citizen.uid, password=password, new=given["new"], token=token, at=at)
    elif asked == "drop-password":
        citizens.drop_password(citizen_uid=citizen.uid, password=password, at=at)
    else:
        channel = CHANNELS[asked.removeprefix("drop-")]
        citizens.drop_contact(citizen_uid=citizen.uid, channel=channel, password=password, token=token, at=at)
    return redirect(f"{reverse('portal:ways')}?xong=1")


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_apart
def code(request: HttpRequest, citizen: citizens.CitizenRow) -> HttpResponse:
    """Take the code that proves an address or a number; or send a new one."""
    sent = codes.sent_of(request)
    if sent is None or sent.citizen_uid != citizen.uid:
        return redirect("portal:ways")

    def done(typed: str) -> HttpResponse:
        citizens.confirm_contact(code_uid=sent.uid, citizen_uid=citizen.uid, code=typed, at=clock.real_now())
        return redirect(f"{reverse('portal:ways')}?xong=1")

    def again() -> citizens.Sent:
        return citizens.send_again(
            code_uid=sent.uid, citizen_uid=citizen.uid, at=clock.real_now(), charge=_charge(entry.source(request))
        )

    return PAGE.answered(request, sent, done=done, again=again)


def _charge(source: str) -> Callable[[str], None]:
    """Return what counts a code for the address or number that gets it, and for the network address that asks for it."""

    def charge(to: str) -> None:
        services.slow_code(to=to, source=source)

    return charge
