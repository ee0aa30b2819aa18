"""Registering a document that came: the form, the symbol read while it is typed, what is already registered like it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.documents import shapes
from lienthong.doors.desk.web.documents.forms import IncomingForm
from lienthong.doors.desk.web.receiving import holding
from lienthong.doors.desk.web.receiving.scan_forms import NO_SCANS, Scans
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues

SLOT = "letter"
"""The place of a document's files among those that are held for its form."""


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def register_incoming(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for a document that came; POST registers it, or with «xem» and «drop» only looks again at what was typed."""
    actor, at, place = asking.actor_of(request), clock.now(), shapes.body_of(request, body)
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    scans = holding.take(request, actor, key) if request.method == "POST" else NO_SCANS
    saving = request.method == "POST" and not {"xem", "drop"} & set(request.POST)
    typed = request.POST if saving or scans.faults else None
    form = IncomingForm(typed, initial={"arrived_at": at, "channel": "paper", **request.POST.dict()}, on=asking.today())
    made = list[documents.Numbered]()

    def write(given: dict[str, Any]) -> str:
        reason, new = given.pop("reason"), shapes.incoming_of(given, held_of(scans))
        made.append(documents.register_incoming(actor=actor, at=at, body_key=body, new=new, reason=reason, key=key))
        return tongues.told("Đã vào sổ văn bản đến: số %(number)s.", number=made[0].label)

    told, status = posting.attempt_with_files(form, write, scans)
    if told:
        messages.success(request, told)
        return redirect("desk:document", made[0].document_uid)
    facts = {"body": place, "form": form, "key": key, "held": scans.held.get(SLOT, ()), **_seen(request, body, scans)}
    return render(request, "desk/documents/incoming.html", facts, status=status)


def held_of(scans: Scans) -> tuple[UUID, ...]:
    """Return the files that are held for the document."""
    return tuple(row.uid for row in scans.held.get(SLOT, ()))


def _seen(request: HttpRequest, body: str, scans: Scans) -> dict[str, Any]:
    """Return what the typed symbol was read as, and what the register already has like it."""
    asked = request.POST if request.method == "POST" else request.GET
    symbol, day = asked.get("symbol", "").strip()[: documents.MOST["symbol"]], shapes.day_of(asked.get("issued_on", ""))
    reading = shapes.reading_of(symbol, day or asking.today())
    twins = documents.twins_of(
        asking.actor_of(request), body_key=body, issuer=asked.get("issuer", "")[: documents.MOST["issuer"]],
        symbol=reading.written or symbol, issued_on=day, hashes=[row.sha256 for row in scans.held.get(SLOT, ())],
    )  # fmt: skip
    return {"symbol": symbol, "reading": reading, "twins": twins}


@require_safe
@duty(*documents.REGISTRARS)
def read_symbol(request: HttpRequest, body: str) -> HttpResponse:
    """Return the part of the form that says what the symbol was read as, and what is already registered like it."""
    return render(request, "desk/documents/_reading.html", _seen(request, body, NO_SCANS))
