"""Acts on a dossier: a plain POST each; those that end something are asked first on a page of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.tasks import public as tasks
from lienthong.doors.desk.errors import NoLegToDecide
from lienthong.doors.desk.web import asking, shapes
from lienthong.doors.desk.web.dossiers import acts
from lienthong.doors.desk.web.dossiers.act_forms import ActForm, AdvanceForm
from lienthong.doors.desk.web.dossiers.dossier import shown
from lienthong.doors.desk.web.receiving import waiting
from lienthong.office.accounts.public import signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues

MOVED = (dossiers.MovedMeanwhile, dossiers.NotInThisStatus, tasks.HeldByAnother, tasks.TaskGone)
"""Refusals that mean: the page shown is old.  The dossier's page is shown again as it stands, with what was typed."""


@require_POST
@signed_in
def advance(request: HttpRequest, uid: UUID) -> HttpResponse:
    """End a step with the outcome whose button was pressed; a refusal shows the dossier as it stands, note kept."""
    actor, at, form = asking.actor_of(request), clock.now(), AdvanceForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    try:
        standing = _ended(actor, at, uid, given)
    except dossiers.DossierUnknown:
        raise
    except Refusal as no:
        return shown(request, uid, refusal=no, typed=request.POST.dict())
    here = tongues.joined(", ", [f"«{place.title}»" for place in standing.places]) or standing.status_name
    messages.success(request, tongues.told("Hồ sơ %(code)s: đã chuyển. Hiện ở %(here)s.", code=standing.code, here=here))
    return HttpResponseRedirect(asking.back(request, asking.dossier_url(uid)))


def _ended(actor: Actor, at: datetime, uid: UUID, given: dict[str, Any]) -> dossiers.Standing:
    """End a step; with a file it is the result of a leg."""
    facts = {name: given[name] for name in ("token", "outcome", "note", "result_number", "key")}
    if given["file"] is None:
        return dossiers.advance(actor=actor, at=at, dossier_uid=uid, **facts)
    return dossiers.answer_leg(actor=actor, at=at, dossier_uid=uid, content=given["file"], name=given["file"].name, **facts)


@require_http_methods(["GET", "POST"])
@signed_in
def act(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """Ask for what an act needs (GET), or do it (POST)."""
    chosen = acts.BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    typed = request.POST if request.method == "POST" else None
    try:
        form = chosen.form(typed, page=page, initial={"next": request.GET.get("ve", "")})
    except NoLegToDecide as no:
        return shown(request, uid, refusal=no)
    if request.method == "GET":
        return _asked(request, page, chosen, form)
    if not form.is_valid():
        return _asked(request, page, chosen, form, status=422)
    try:
        acts.do(chosen, actor=actor, at=at, dossier_uid=uid, given=form.cleaned_data)
    except MOVED as no:
        return shown(request, uid, refusal=no, typed=_typed(form))
    except Refusal as no:
        form.add_error(None, tongues.said(no))
        return _asked(request, page, chosen, form, status=no.status)
    done = tongues.translated(chosen.done)
    done = tongues.told("Hồ sơ %(code)s: %(done)s", code=page.dossier.code, done=f"{done[:1].lower()}{done[1:]}")
    messages.success(request, done)
    return HttpResponseRedirect(asking.back(request, reverse(chosen.then, args=[uid])))


def _typed(form: ActForm) -> dict[str, str]:
    """Return what was typed, under the names of the dossier page's own form."""
    words = str(form.cleaned_data.get("reason") or form.cleaned_data.get("note") or "")
    return {"note": words, "token": str(form.cleaned_data.get("token", ""))}


def _asked(request: HttpRequest, page: dossiers.DossierPage, act: acts.Act, form: ActForm, *, status: int = 200) -> HttpResponse:
    facts = {
        "act": act,
        "form": form,
        "page": page,
        "state": shapes.state_of(page.row),
        "address": reverse("desk:act", args=[page.dossier.uid, act.slug]),
        "waiting": waiting.facts(page, clock.now()) if act.then == "desk:saved" else None,
    }
    return render(request, "desk/act.html", facts, status=status)
