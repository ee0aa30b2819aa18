"""Dossiers that came in and wait for the counter: their list, and what the clerk must see before accepting one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.web import asking, shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.parts import Tab


@require_GET
@duty("counter_clerk", "centre_officer")
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits to be accepted or refused by the counter of the actor's unit, the longest waiting first."""
    actor, at = asking.actor_of(request), clock.now()
    after = request.GET.get("sau", "")
    found = dossiers.registered(actor, at, after=after)
    here = reverse("desk:waiting")
    facts = {
        "tabs": tabs(actor, here="waiting"),
        "rows": [(row, shapes.CHANNELS.get(row.channel, "")) for row in found.rows],
        "next_url": f"{here}?{urlencode({'sau': found.after})}" if found.after else "",
        "first_url": here if after else "",
    }
    return render(request, "desk/waiting.html", facts)


def tabs(actor: Actor, *, here: str) -> list[Tab]:
    """Return the two ways in which dossiers come in; what waits is counted (one statement)."""
    return [
        Tab(reverse("desk:receive"), "Nhận tại quầy", here == "receive"),
        Tab(reverse("desk:waiting"), "Chờ tiếp nhận", here == "waiting", dossiers.to_accept(actor).count()),
    ]


def facts(page: dossiers.DossierPage, at: datetime) -> dict[str, Any]:
    """Return what a clerk sees before accepting: the date that would be promised and why, and which papers are missing.

    «fault» is the sentence with which accepting would be refused now; «lacking» names the missing papers.
    """
    dossier = page.dossier
    asked = page.definition.papers_for(dossier.case)
    told: dict[str, Any] = {
        "promise": None,
        "fault": "",
        "immediate": dossier.immediate,
        "lacking": dossiers.missing_papers(asked, page.papers),
        "sent_at": dossier.received_at,
    }
    try:
        told["promise"] = dossiers.would_promise(page, at)
    except Refusal as no:
        told["fault"] = no.message
    return told
