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
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab


@require_GET
@duty("counter_clerk", "centre_officer")
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits to be accepted or refused by the counter of the actor's unit, the longest waiting first."""
    actor, at = asking.actor_of(request), clock.now()
    after = request.GET.get("sau", "")
    found = dossiers.registered(actor, at, after=after)
    until: list[datetime | None] = [None] * len(found.rows)
    if any(row.channel == "online" for row in found.rows):
        calendar = org.calendar_code(actor.unit_id, org.local_day(at))
        until = [dossiers.answer_by(calendar=calendar, channel=row.channel, sent_at=row.received_at) for row in found.rows]
    here = reverse("desk:waiting")
    facts = {
        "tabs": tabs(actor, here="waiting"),
        "rows": [(row, shapes.CHANNELS.get(row.channel, ""), by) for row, by in zip(found.rows, until, strict=True)],
        "some_by": any(until),
        "now": at,
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
        "lacking": dossiers.missing_papers(asked, page.papers, at_counter=dossier.channel == "direct"),
        "sent_at": dossier.received_at,
        "answer_by": None,
        "late": False,
    }
    try:
        told["promise"] = found = dossiers.would_promise(page, at)
        by = dossiers.answer_by(calendar=found.calendar, channel=dossier.channel, sent_at=dossier.received_at)
        told["answer_by"], told["late"] = by, by is not None and by < at
    except Refusal as no:
        told["fault"] = tongues.said(no)
    return told
