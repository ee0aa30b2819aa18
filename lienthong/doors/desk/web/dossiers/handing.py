"""Hand-over notes: one paper for many dossiers that go from this unit to another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk import queries
from lienthong.doors.desk.errors import NoSuchNote
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.staff.handover import tabs_of
from lienthong.office.accounts.public import signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues


@require_GET
@signed_in
def notes(request: HttpRequest) -> HttpResponse:
    """Show what waits to be handed over, by receiving unit, and the latest notes."""
    return _shown(request)


def _shown(request: HttpRequest, *, refusal: Refusal | None = None, marked: frozenset[str] | None = None) -> HttpResponse:
    actor = asking.actor_of(request)
    facts = {
        "tabs": tabs_of("notes"),
        "piles": queries.to_hand_over(actor),
        "notes": queries.notes(actor),
        "refusal": refusal,
        "marked": marked,
    }
    return render(request, "desk/notes.html", facts, status=refusal.status if refusal else 200)


@require_POST
@signed_in
def make(request: HttpRequest) -> HttpResponse:
    """Write one note for the marked dossiers."""
    actor, at = asking.actor_of(request), clock.now()
    uids = [uid for uid in map(asking.uid_of, request.POST.getlist("dossier")) if uid is not None]
    if not uids:
        messages.warning(request, "Đánh dấu ít nhất một hồ sơ rồi lập giấy bàn giao.")
        return redirect("desk:notes")
    try:
        note = dossiers.make_note(actor=actor, at=at, to_unit_id=asking.whole(request.POST.get("unit"), 0), dossier_uids=uids)
    except Refusal as no:
        return _shown(request, refusal=no, marked=frozenset(map(str, uids)))
    made = "Đã lập giấy bàn giao số %(number)s cho %(count)s hồ sơ."
    messages.success(request, tongues.told(made, number=f"{note.number:02d}/{note.year}", count=note.dossiers))
    return redirect("desk:notes")


@require_POST
@signed_in
def accept(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take over every dossier of a note."""
    actor, at = asking.actor_of(request), clock.now()
    try:
        count = dossiers.accept_note(actor=actor, at=at, note_uid=uid)
    except Refusal as no:
        return _shown(request, refusal=no)
    messages.success(request, tongues.told("Đã nhận %(count)s hồ sơ; các việc này ở trong tay ông/bà.", count=count))
    return redirect("desk:notes")


@require_GET
@signed_in
def note_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a note as PDF.  Raises NoSuchNote."""
    data = dossiers.hand_over_note(uid)
    if not data:
        raise NoSuchNote
    giver, name = dossiers.giver_of(uid), f"giay-ban-giao-{uid.hex[-6:]}"
    return asking.form_pdf(request, name, "hand_over_note", data, unit_id=giver, day=data["handed_on"])
