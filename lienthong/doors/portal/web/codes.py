"""The page that asks for a code that was sent: one ticket on it says which code; it takes the code or sends a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from lienthong.doors.portal import services
from lienthong.doors.portal.web import entry
from lienthong.doors.portal.web.frame import framed
from lienthong.doors.portal.web.signing_forms import CodeForm
from lienthong.office.citizens import public as citizens
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, said

SALT, LIFE = "lienthong.portal.code.2", 24 * 3600
"""Another number with every change of what a ticket holds: an older one then leads to the first page."""


def ticket_of(sent: citizens.Sent) -> str:
    """Return what a page holds of a code, signed by us: anybody can read it, so the address is masked there."""
    return signing.dumps([str(sent.uid), str(sent.citizen_uid), sent.shown_to, sent.channel], salt=SALT)


def sent_of(request: HttpRequest) -> citizens.Sent | None:
    """Return which code a page asks for by its ticket, its address masked; None when the ticket is old or not ours."""
    try:
        uid, citizen_uid, shown_to, channel = signing.loads(request.POST.get("phieu", ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    return citizens.Sent(UUID(uid), UUID(citizen_uid), shown_to, channel)


def folder_of(channel: str) -> str:
    """Return in which folder a demonstration keeps what goes that way; empty when it really leaves."""
    if not settings.DEMO:
        return ""
    if channel == citizens.SMS:
        kept = str(settings.NOTICES_SMS)
        return f"{kept.removeprefix('folder:')}/sms" if kept.startswith("folder:") else ""
    return str(settings.EMAIL_FILE_PATH or "")


@dataclass(frozen=True)
class CodePage:
    """One such page: its template, the name of its own address, where to go on afterwards."""

    template: str
    address: str
    onward: str = ""

    def shown(
        self,
        request: HttpRequest,
        sent: citizens.Sent,
        form: Form | None = None,
        *,
        refusal: Refusal | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Ask for the code.  refusal: of what was no form, shown above the empty one."""
        ticket, onward = ticket_of(sent), self.onward[:500]
        facts: dict[str, Any] = {
            "form": form or CodeForm(),
            "refusal": refusal,
            "ticket": ticket,
            "to": sent.shown_to,
            "onward": onward,
            "folder": folder_of(sent.channel),
            "by_text": sent.channel == citizens.SMS,
            "language_url": reverse(self.address),
            "language_kept": {"phieu": ticket, "tiep": onward, "csrfmiddlewaretoken": get_token(request)},
        }
        return render(request, self.template, framed(facts), status=status)

    def answered(
        self,
        request: HttpRequest,
        sent: citizens.Sent,
        *,
        done: Callable[[str], HttpResponse],
        again: Callable[[], citizens.Sent],
    ) -> HttpResponse:
        """Give the code that was typed to `done`, or show the page of the new one that `again` sent; each try is counted."""
        renewed = "lai" in request.POST
        form = CodeForm(None if renewed or LANGUAGE_FIELD in request.POST else request.POST)
        if not renewed and not form.is_valid():
            return self.shown(request, sent, form, status=422 if form.is_bound else 200)
        try:
            services.slow_down(login=str(sent.citizen_uid), source=entry.source(request))
            if renewed:
                return self.shown(request, replace(again(), address=sent.address))  # what this page showed, and no more
            return done(form.cleaned_data["code"])
        except Refusal as no:
            if renewed:
                return self.shown(request, sent, refusal=no, status=no.status)
            form.add_error(None, said(no))
            return self.shown(request, sent, form, status=no.status)
