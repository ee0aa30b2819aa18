"""The clerk's strip: who is called to my counter, and one key for each thing that can be done; beside the form, or as a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.doors.desk.web import asking
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues

SEAT = "queue_counter"
"""Where the session keeps the counter that the clerk sits at."""
ENDS: dict[str, Callable[..., None]] = {"xong": queue.serve, "bo-qua": queue.skip, "vang": queue.no_show}


@require_GET
@duty(*queue.CALLERS)
def strip(request: HttpRequest) -> HttpResponse:
    """Show the strip of the clerk's counter: a fragment for HTMX, else a page of its own; with `cho` only how many wait."""
    if request.GET.get("cho") and _is_fragment(request):
        return _waiting(request)
    return _shown(request)


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _seat(request: HttpRequest) -> UUID | None:
    return asking.uid_of(str(request.session.get(SEAT, "")))


def _waiting(request: HttpRequest) -> HttpResponse:
    """Answer what the page asks by itself every few seconds."""
    request.session.modified = False  # a page left open is nobody at work: the session must still end when it is idle
    seat = _seat(request)
    waiting = queue.waiting(asking.actor_of(request).unit_id, seat, clock.now()) if seat else None
    if waiting is None:  # the counter was closed: the whole strip asks where the clerk sits
        answer = _shown(request)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#queue-strip", "innerHTML"
        return answer
    return render(request, "desk/queue/_waiting.html", {"desk": waiting})


def _shown(request: HttpRequest, *, told: str = "", status: int = 200) -> HttpResponse:
    actor, at = asking.actor_of(request), clock.now()
    seat = _seat(request)
    desk = queue.desk(actor.unit_id, seat, at) if seat else None
    facts = {
        "desk": desk,
        "called": desk.current.uid if desk and desk.current else "",
        "counters": [] if desk else queue.counters(actor.unit_id),
        "told": told,
        "waited": _waited(desk),
        "reception": _reception(desk.current) if desk and desk.current else "",
    }
    template = "desk/queue/_strip.html" if _is_fragment(request) else "desk/queue/strip.html"
    return render(request, template, facts, status=status)


def _reception(ticket: queue.TicketRow) -> str:
    """Return where the matter that was booked is received; empty when none was, or its procedure is no longer in force."""
    if not ticket.procedure:
        return ""
    try:
        version = procedures.version_in_force(ticket.procedure, asking.today())
    except (procedures.ProcedureUnknown, procedures.NoVersionInForce):
        return ""
    return f"{reverse('desk:receive')}?{urlencode({'thu-tuc': str(version.uid)})}"


def _waited(desk: queue.Desk | None) -> int | None:
    """Return how many minutes the called person waited for the first call."""
    if desk is None or desk.current is None or desk.current.called_at is None:
        return None
    return int((desk.current.called_at - desk.current.issued_at).total_seconds() // 60)


@require_POST
@duty(*queue.CALLERS)
def sit(request: HttpRequest) -> HttpResponse:
    """Sit down at a counter, or leave it (no counter named)."""
    uid = asking.uid_of(request.POST.get("counter"))
    if uid is None:
        request.session.pop(SEAT, None)
    else:
        request.session[SEAT] = str(uid)
    return _after(request)


@require_POST
@duty(*queue.CALLERS)
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """Call the next («goi»), call again («goi-lai»), end («xong», «bo-qua», «vang») or send on («chuyen»)."""
    seat = _seat(request)
    if seat is None:
        return _after(request)
    try:
        _do(request, verb, seat)
    except Refusal as no:
        return _after(request, told=tongues.said(no), status=no.status)
    return _after(request)


def _do(request: HttpRequest, verb: str, seat: UUID) -> None:
    shown: dict[str, Any] = {"actor": asking.actor_of(request), "at": clock.now(), "counter_uid": seat}
    ticket = asking.uid_of(request.POST.get("ticket"))
    if verb == "goi":
        queue.call_next(after=ticket, **shown)
        return
    if ticket is None:
        raise queue.TicketUnknown(ticket="")
    if verb == "goi-lai":
        queue.recall(ticket_uid=ticket, **shown)
    elif verb == "chuyen":
        group = asking.uid_of(request.POST.get("group"))
        if group is None:
            raise queue.GroupUnknown(group="")
        queue.transfer(ticket_uid=ticket, group_uid=group, **shown)
    else:
        ENDS[verb](ticket_uid=ticket, **shown)


def _after(request: HttpRequest, *, told: str = "", status: int = 200) -> HttpResponse:
    """Show the strip again; without scripts the page that the form came from, with what was refused above it."""
    if _is_fragment(request):
        return _shown(request, told=told, status=status)
    if told:
        messages.error(request, told)
    return redirect(asking.back(request, "/hang-doi/quay/"))
