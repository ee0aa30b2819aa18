"""The page of one dossier: where it is, what can be done, what happened; and its papers as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk import queries
from lienthong.doors.desk.errors import NoSlip, NotYetAccepted
from lienthong.doors.desk.web import asking, shapes
from lienthong.doors.desk.web.dossiers import acts, notices, placing, signing
from lienthong.doors.desk.web.receiving import waiting
from lienthong.office.accounts.public import duty, signed_in
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit import clock, paper
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal


@require_GET
@signed_in
def dossier(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a dossier."""
    return shown(request, uid)


def shown(
    request: HttpRequest, uid: UUID, *, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return the page of a dossier as it stands now; after a refusal with its sentence and what was typed."""
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    facts = {**placing.facts(page, actor, at, typed), **_told(page, actor, at), "refusal": refusal, "next": ""}
    facts["lost_note"] = "" if any(place.note for place in facts["places"]) else (typed or {}).get("note", "")
    return render(request, "desk/dossier.html", facts, status=refusal.status if refusal else 200)


def _told(page: dossiers.DossierPage, actor: Actor, at: datetime) -> dict[str, object]:
    here = [token.node for token in page.marking.tokens]
    papers = shapes.papers_of(page, files.named(shapes.scans_of(page)))
    return {
        "path": shapes.path_of(page),
        "happenings": shapes.happenings_of(page, _names(page)),
        "graph": procedures.graph_svg(page.definition, here),
        "acts": acts.offered(page, actor),
        "channel": shapes.CHANNELS.get(page.dossier.channel, ""),
        "delivery": shapes.DELIVERY.get(page.dossier.result_delivery, ""),
        "case": page.definition.case(page.dossier.case),
        "households": [party for party in page.parties if party.role == "household"],
        "may_collect": actor.has("cashier", "counter_clerk", "centre_officer"),
        "papers": papers,
        "scannable": actor.has(*dossiers.SCANNERS) and any(not one.paper.shown_only for one in papers),
        "methods": list(shapes.METHODS.items()),
        "slip": shapes.accepted(page) and not page.dossier.immediate,
        "signed": signing.signed_of(page),
        "may_sign": signing.offered(page, actor),
        "notices": [] if page.sender else notices.offered(page),
        "answers": procedures.answer_words(page.definition.online_form, page.filing.answers) if page.filing else [],
        "again": deadlines.new_date(page.events),
        "legs": [(leg, acts.may_decide(leg, page, actor)) for leg in page.legs],
        "waiting": waiting.facts(page, at) if page.dossier.status == dossiers.Status.REGISTERED else None,
    }


def _names(page: dossiers.DossierPage) -> dict[UUID, str]:
    """Return the names of the people in the ledger: those of the tasks are at hand, the others take one statement."""
    known = {task.holder_uid: task.holder_name for task in page.tasks if task.holder_uid is not None}
    if page.events and page.events[0].person_uid and not page.sender:  # a leg is begun by whoever sent it
        known.setdefault(page.events[0].person_uid, page.dossier.received_by)
    if page.filing is not None:
        known[page.filing.citizen_uid] = page.submitter.name
    people = {event.person_uid for event in page.events} | {
        asking.uid_of(str(event.facts.get("to", ""))) for event in page.events
    }
    return known | queries.names_of(people - known.keys())


@require_GET
@duty("counter_clerk", "centre_officer")
def saved(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what comes after a reception: the slip, the QR code and key, the next dossier."""
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    if not shapes.accepted(page) or page.sender:
        return redirect("desk:dossier", uid)
    address = asking.lookup_url(request, page.dossier)
    facts = {
        **placing.facts(page, actor, at),
        "qr": paper.qr_svg(address),
        "address": address,
        "slip": not page.dossier.immediate,
    }
    return render(request, "desk/saved.html", facts)


@require_GET
@signed_in
def receipt_slip(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the receipt slip as PDF; a case with an immediate result has none.  Raises NoSlip, NotYetAccepted."""
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    if not shapes.accepted(page):
        raise NotYetAccepted(dossier=page.dossier.code, status=page.row.status_name)
    if page.dossier.immediate:
        raise NoSlip(dossier=page.dossier.code, book=page.dossier.received_at.year, line=page.dossier.book_line)
    if page.sender:
        receipt = dossiers.leg_receipt(page, printed_on=org.local_day(at))
        return _printed(request, page, "giay-tiep-nhan", "leg_receipt", receipt)
    slip = dossiers.receipt_slip(page, lookup_url=asking.lookup_url(request, page.dossier))
    return _printed(request, page, "giay-tiep-nhan", "receipt_slip", slip)


def _printed(request: HttpRequest, page: dossiers.DossierPage, name: str, kind: str, data: dict[str, Any]) -> HttpResponse:
    dossier = page.dossier
    day = org.local_day(dossier.received_at)
    return asking.form_pdf(request, f"{name}-{dossier.code}", kind, data, unit_id=dossier.unit_id, day=day)


@require_GET
@signed_in
def control_slip(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the control slip (form 05) as PDF."""
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    address = asking.lookup_url(request, page.dossier)
    data = dossiers.control_slip(page, printed_on=org.local_day(at), lookup_url=address)
    return _printed(request, page, "phieu-kiem-soat", "control_slip", data)
