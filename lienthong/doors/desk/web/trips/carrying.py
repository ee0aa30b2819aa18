"""The page that is carried on a phone, its worker, and what the phone and the office tell each other when there is a link."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.trips import public as trips
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.receiving.receive_forms import SEXES
from lienthong.doors.desk.web.trips.trip_forms import Places, listed, offered, papers_of, places_of, title_of
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal

WORKER = Path(apps.get_app_config("desk").path, "static", "desk", "trip-worker.js")
"""Served below the page's own address, so that the browser limits it to that page."""


@require_GET
@duty(*trips.GOERS)
def carry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a trip as it is carried: every line with what can be done, a blank reception, what was not sent yet."""
    page = trips.trip(asking.actor_of(request), uid)
    offers = [
        {"value": f"{one.uid}|{case.key}", "name": title_of(one, case), "papers": papers_of(one, case.key)}
        for one in offered(asking.today())
        for case in one.definition.cases
    ]
    piles = [(village, [one for one in page.lines if one.village == village]) for village in page.villages]
    places = places_of(page)
    choices = {"id_types": dossiers.ID_TYPES.items(), "kinds": dossiers.KINDS.items(), "sexes": SEXES}
    facts = {"page": page, "piles": piles, "offers": offers, "places": listed(places), "visits": _visits(page, places)}
    answer = render(request, "desk/trips/carry.html", {**facts, **choices})
    answer["Cache-Control"] = "private, no-store"  # the worker's own store keeps it, until the trip is over
    return answer


def _visits(page: trips.TripPage, places: Places) -> dict[int, str]:
    """Return the uid of the listed place in which each wish for a visit lies, by its line."""
    uids = {one.path: str(one.uid) for commune, below in places for one in below or (commune,)}
    found = {one.id: trips.among(one.village, list(uids)) for one in page.lines if one.kind == "visit"}
    return {line: uids[path] for line, path in found.items() if path}


@require_GET
@duty(*trips.GOERS)
def worker(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the script that answers for the page when there is no link."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_http_methods(["GET", "POST"])
@duty(*trips.GOERS)
def exchange(request: HttpRequest, uid: UUID) -> JsonResponse:
    """GET: what time it is, and a token to send with.  POST: one act with its files, or what a phone says of itself."""
    actor, at = asking.actor_of(request), clock.now()
    try:
        if request.method == "GET":
            page = trips.trip(actor, uid)
            return JsonResponse({"now": at.isoformat(), "csrf": get_token(request), "open": page.open})
        told = _told(request)
        if "act" not in told:
            trips.phone_says(
                actor=actor, at=at, trip_uid=uid, device=_uid(told, "device"), made=_number(told, "made"),
                finished=told.get("finished") is True,
            )  # fmt: skip
            return JsonResponse({"now": at.isoformat()})
        attached = [
            trips.Attached(slot.partition("/")[0], file.name or "anh.jpg", file)
            for slot in sorted(request.FILES)
            for file in request.FILES.getlist(slot)
        ]
        done = trips.merge(actor=actor, at=at, trip_uid=uid, sent=_sent(told), attached=attached)
    except Refusal as no:
        return JsonResponse(no.as_dict(), status=no.status)
    return JsonResponse({"state": done.state, "cause": done.cause, "repeated": done.repeated})


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(request.POST.get("told", ""))
    except ValueError as fault:
        raise trips.ActUnreadable(what="told") from fault
    if not isinstance(told, dict):
        raise trips.ActUnreadable(what="told")
    return told


def _sent(told: dict[str, Any]) -> trips.Sent:
    """Return the act that a phone told.  Raises ActUnreadable: such an act stays on the phone."""
    facts, kind = told.get("facts"), told.get("kind")
    if not isinstance(facts, dict) or not isinstance(kind, str):
        raise trips.ActUnreadable(what="facts")
    return trips.Sent(
        uid=_uid(told, "act"), kind=kind, done_at=_instant(told), facts=facts, device=_uid(told, "device"),
        number=_number(told, "number"), line_id=_number(told, "line") if told.get("line") is not None else None,
        dossier_uid=_uid(told, "dossier") if told.get("dossier") else None,
    )  # fmt: skip


def _uid(told: dict[str, Any], name: str) -> UUID:
    found = asking.uid_of(told[name]) if isinstance(told.get(name), str) else None
    if found is None:
        raise trips.ActUnreadable(what=name)
    return found


def _number(told: dict[str, Any], name: str) -> int:
    number = told.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**31:
        raise trips.ActUnreadable(what=name)
    return number


def _instant(told: dict[str, Any]) -> datetime:
    words = told.get("done_at")
    try:
        found = parse_datetime(words) if isinstance(words, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise trips.ActUnreadable(what="done_at")
    return found
