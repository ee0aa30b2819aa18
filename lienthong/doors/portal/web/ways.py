"""Ways into one's own account: an address or a number proved by a code, a password; got and lost by whoever is in."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.doors.portal import services
from lienthong.doors.portal.web import entry
from lienthong.doors.portal.web.entry import citizen_only
from lienthong.doors.portal.web.frame import framed
from lienthong.doors.portal.web.signing import LIFE, folder_of
from lienthong.doors.portal.web.signing_forms import WAY_FORMS, CodeForm, OwnForm
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, said

SALT = "lienthong.portal.contact"
CHANNELS = {"email": citizens.EMAIL, "phone": citizens.SMS}


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def ways(request: HttpRequest, citizen: citizens.CitizenRow) -> HttpResponse:
    """Show by what the citizen gets in; POST adds one (a code is asked next), or takes one away."""
    shown = citizens.ways(citizen.uid)
    asked = request.POST.get("viec", "") if LANGUAGE_FIELD not in request.POST else ""
    forms = {
        key: form(request.POST if key == asked else None, prefix=key, secret=shown.password) for key, form in WAY_FORMS.items()
    }
    status = 200
    if asked in forms:
        status = 422
        if forms[asked].is_valid():
            try:
                return _done(request, citizen, asked, forms[asked])
            except Refusal as no:
                field = str(no.facts.get("field", ""))
                forms[asked].add_error(field if field in forms[asked].fields else None, said(no))
                status = no.status
    facts = {"ways": shown, "forms": forms, "wrong": forms.get(asked), "asked": asked, "texts": citizens.offers_sms()}
    facts |= {key.replace("-", "_"): form for key, form in forms.items() if key.startswith("drop-")}
    facts["done"] = request.GET.get("xong", "") == "1"
    return render(request, "portal/online/ways.html", framed(facts), status=status)


def _done(request: HttpRequest, citizen: citizens.CitizenRow, asked: str, form: OwnForm) -> HttpResponse:
    given = form.cleaned_data
    password, source, at = str(given.get("password", "")), str(request.META.get("REMOTE_ADDR", "")), clock.real_now()
    services.slow_down(login=f"account:{citizen.uid}", source=source)
    if asked in CHANNELS:

        def charge(to: str) -> None:
            services.slow_texts(to=to, source=source)

        sent = citizens.begin_contact(
            citizen_uid=citizen.uid,
            to=given["to"],
            channel=CHANNELS[asked],
            password=password,
            at=at,
            charge=charge,
        )
        return _code_page(request, sent)
    if asked == "password":
        token = request.COOKIES.get(entry.cookie(), "")
        citizens.set_password(citizen_uid=citizen.uid, password=password, new=given["new"], token=token, at=at)
    elif asked == "drop-password":
        citizens.drop_password(citizen_uid=citizen.uid, password=password, at=at)
    else:
        channel = CHANNELS[asked.removeprefix("drop-")]
        citizens.drop_contact(citizen_uid=citizen.uid, channel=channel, password=password, at=at)
    return redirect(f"{reverse('portal:ways')}?xong=1")


def _code_page(request: HttpRequest, sent: citizens.Sent, form: Form | None = None, *, status: int = 200) -> HttpResponse:
    ticket = signing.dumps([str(sent.uid), sent.shown_to, sent.channel], salt=SALT)
    facts = {"form": form or CodeForm(), "ticket": ticket, "to": sent.shown_to, "by_text": sent.channel == citizens.SMS}
    facts |= {"folder": folder_of(sent.channel) if settings.DEMO else "", "language_url": reverse("portal:ways_code")}
    facts["language_kept"] = {"phieu": ticket, "csrfmiddlewaretoken": get_token(request)}
    return render(request, "portal/online/ways_code.html", framed(facts), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def code(request: HttpRequest, citizen: citizens.CitizenRow) -> HttpResponse:
    """Take the code that proves an address or a number; or send a new one."""
    try:
        uid, shown_to, channel = signing.loads(request.POST.get("phieu", ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return redirect("portal:ways")
    sent, again = citizens.Sent(UUID(uid), citizen.uid, shown_to, channel), "lai" in request.POST
    form = CodeForm(None if again or LANGUAGE_FIELD in request.POST else request.POST)
    if not again and not form.is_valid():
        return _code_page(request, sent, form, status=422 if form.is_bound else 200)
    try:
        source = str(request.META.get("REMOTE_ADDR", ""))
        services.slow_down(login=f"account:{citizen.uid}", source=source)
        if again:
            if channel == citizens.SMS:
                services.slow_texts(to=f"account:{citizen.uid}", source=source)
            fresh = citizens.send_again(
                code_uid=sent.uid, citizen_uid=citizen.uid, at=clock.real_now(), charge=services.slow_number
            )
            return _code_page(request, replace(fresh, address=shown_to))
        citizens.confirm_contact(code_uid=sent.uid, citizen_uid=citizen.uid, code=form.cleaned_data["code"], at=clock.real_now())
    except Refusal as no:
        form = CodeForm({"code": ""} if again else request.POST)
        form.errors.clear()
        form.add_error(None, said(no))
        return _code_page(request, sent, form, status=no.status)
    return redirect(f"{reverse('portal:ways')}?xong=1")
