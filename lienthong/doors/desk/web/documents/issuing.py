"""Issuing a document: the number is taken when the form is saved, and shown large on the document's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.documents import shapes
from lienthong.doors.desk.web.documents.arriving import SLOT, held_of
from lienthong.doors.desk.web.documents.forms import OutgoingForm
from lienthong.doors.desk.web.receiving import holding
from lienthong.doors.desk.web.receiving.scan_forms import NO_SCANS
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def issue_outgoing(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for a document that is issued; POST gives it its number, or with «drop» lets a file go."""
    actor, at, place = asking.actor_of(request), clock.now(), shapes.body_of(request, body)
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    scans = holding.take(request, actor, key) if request.method == "POST" else NO_SCANS
    saving = request.method == "POST" and "drop" not in request.POST
    kinds = documents.types.all_of(place.system, asking.today())
    initial = {"direction": "out", **request.POST.dict(), "groups": request.POST.getlist("groups")}
    book = delivery.address_book(actor, asking.today())
    groups = [(str(one.uid), one.name) for one in book.groups]
    typed = request.POST if saving else None
    form = OutgoingForm(typed, initial=initial, kinds=kinds, party=place.system == "party", groups=groups)
    made = list[documents.Numbered]()

    def write(given: dict[str, Any]) -> str:
        issue = documents.register_internal if given.pop("direction") == "internal" else documents.issue_outgoing
        day, reason = given.pop("day"), given.pop("reason")
        given["recipients"] = shapes.with_members(
            given["recipients"], [one.name for one in book.of_groups(map(UUID, given.pop("groups", ())))]
        )
        new = documents.Outgoing(**given, held=held_of(scans))
        made.append(issue(actor=actor, at=at, body_key=body, new=new, day=day, reason=reason, key=key))
        return tongues.told("Đã cấp số %(number)s.", number=made[0].label)

    told, status = posting.attempt_with_files(form, write, scans)
    if told:
        messages.success(request, told)
        return redirect(f"{reverse('desk:document', args=[made[0].document_uid])}?vua-cap=1")
    facts = {"body": place, "form": form, "key": key, "held": scans.held.get(SLOT, ())}
    return render(request, "desk/documents/outgoing.html", facts, status=status)
