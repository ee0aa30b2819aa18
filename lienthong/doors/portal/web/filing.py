"""Filing online: begin, one question a page, papers, review, receipt.  Every page is saved as it was typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.portal import queries, services
from lienthong.doors.portal.errors import FieldUnknown, NobodyServes
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.web import following, papers
from lienthong.doors.portal.web.entry import citizen_only
from lienthong.doors.portal.web.filing_fields import PageForm
from lienthong.doors.portal.web.filing_steps import OWN, PAPERS, PLACE, REVIEW, SETTLED, Step, Walk, around, unit_for
from lienthong.doors.portal.web.frame import framed
from lienthong.office.citizens import public as citizens
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.formats.pages import language_now
from lienthong.toolkit.ui.tongues import said

HANDLES = {"csrfmiddlewaretoken", "viec", "rows"}


@require_safe
@citizen_only
def begin(request: HttpRequest, citizen: citizens.CitizenRow, code: str) -> HttpResponse:
    """Go on with what was begun under the version in force, or begin."""
    version = procedures.version_in_force(code[:30], org.local_day(clock.now()))
    if "online" not in version.definition.channels:
        raise dossiers.NotFiledOnline(procedure=version.name)
    draft = services.begin(citizen_uid=citizen.uid, version=version, at=clock.real_now())
    walk = _walk(draft)
    return redirect("portal:question", draft.uid, walk.first_open() if draft.typed else walk.steps[0].key)


def _walk(draft: OnlineDraft) -> Walk:
    version, today = procedures.version(draft.version_uid), org.local_day(clock.now())
    following.follow(draft, version.level, today)
    return Walk(draft, version, today)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def question(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID, step: str) -> HttpResponse:
    """Show one page, or take what was typed on it."""
    draft = queries.draft(uid)
    if draft.dossier_uid is not None:
        return redirect("portal:filed", draft.dossier_uid)
    walk = _walk(draft)
    here = walk.step(step)
    if here is None:
        return redirect("portal:question", uid, walk.first_open())
    if here.key in {PAPERS, REVIEW} and not _settled(walk):
        return redirect("portal:question", uid, PLACE.key)
    if here.key == PAPERS:
        return papers.page(request, citizen, walk)
    if here.key == REVIEW:
        return _file(request, citizen, walk) if request.method == "POST" else _review(request, citizen, walk)
    return _posted(request, walk, here) if request.method == "POST" else _asked(request, walk, here, walk.form(here, check=False))


def _posted(request: HttpRequest, walk: Walk, here: Step) -> HttpResponse:
    """Save what was typed, right or wrong; then go where the button says."""
    form, typed = _typed(request, walk, here)
    act = request.POST.get("viec", "tiep")
    if act in {"them", "bot"}:
        typed["rows"] = str(form.rows + (1 if act == "them" else -1))
    services.keep(walk.draft, step=here.key, typed=typed, at=clock.real_now())
    if act == "luu":
        return redirect("portal:mine")
    if act in {"them", "bot"}:
        return redirect("portal:question", walk.draft.uid, here.key)
    if form.is_valid() and here.key == PLACE.key:
        try:
            _settle(walk, form.answers["place"], typed)
        except Refusal as no:
            form.add_error(None, said(no))
    if not form.is_valid():
        return _asked(request, walk, here, form, status=422)
    return redirect("portal:question", walk.draft.uid, _onward(request, _walk(walk.draft), here.key))


def _typed(request: HttpRequest, walk: Walk, here: Step) -> tuple[PageForm, dict[str, str]]:
    """Return a page's form with what was typed on it, and that.  Raises FieldUnknown."""
    typed = {name: value[:2000] for name, value in request.POST.items() if isinstance(value, str) and name not in HANDLES}
    typed |= {"rows": request.POST.get("rows", "1")} if here.page and here.page.repeat else {}
    form = walk.form(here, check=True, typed=typed)
    for name in typed:
        if name != "rows" and name not in form.fields and not name.endswith("-place"):
            raise FieldUnknown(field=name[:60])
    return form, typed


def _onward(request: HttpRequest, walk: Walk, key: str) -> str:
    """Return where «Tiếp tục» leads: to the next page, or back to the review one came from, by way of what is still open."""
    return walk.first_open() if request.GET.get("ve") == REVIEW else walk.after(key)


@require_POST
@citizen_only
def keep(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID, step: str) -> HttpResponse:
    """Save what is being typed, unchecked; a page that asks nothing (any more) keeps nothing."""
    draft = queries.draft(uid)
    here = None
    if draft.dossier_uid is None:
        walk = _walk(draft)
        here = walk.step(step)
    if here is None or here.page is None:
        return JsonResponse({}, status=409)
    services.keep(draft, step=here.key, typed=_typed(request, walk, here)[1], at=clock.real_now())
    return JsonResponse({"saved_at": formats.time_of_day(clock.now())})


def _settle(walk: Walk, place: dict[str, str], typed: dict[str, str]) -> None:
    """Keep which unit will receive it; papers that were held for another unit go with it, nobody sends them again."""
    unit, moved = unit_for(walk.version.level, place, walk.on), walk.draft.typed.pop(following.MOVED, None)
    kept = walk.draft.unit_id or (int(moved["unit"]) if moved else unit.id)
    if moved or kept != unit.id:
        services.move(walk.draft, typed=walk.draft.typed, unit_id=unit.id, from_unit_id=kept, at=clock.real_now())
    services.keep(walk.draft, step=PLACE.key, typed=typed, at=clock.real_now(), unit_id=unit.id)
    services.keep(walk.draft, step=SETTLED, typed={"place": place["place"]}, at=clock.real_now())


def _settled(walk: Walk) -> bool:
    """Return whether the place that was told has a unit, and keep which: it may have been typed without «Tiếp tục»."""
    told = walk.answers.get(PLACE.key)
    if told is None or walk.draft.typed.get(SETTLED, {}).get("place") == told["place"]["place"]:
        return True
    try:
        _settle(walk, told["place"], walk.draft.typed[PLACE.key])
    except NobodyServes:
        return False
    return True


def _asked(request: HttpRequest, walk: Walk, here: Step, form: Any, *, status: int = 200) -> HttpResponse:
    keep_url = reverse("portal:keep", args=[walk.draft.uid, here.key])
    facts = {
        **around(walk, here.key),
        "form": form,
        "page": here.page,
        "keep_url": keep_url,
        "basis": walk.version.definition.form_basis if here.key.startswith(OWN) else None,
        "moved": following.note_of(walk.draft),
    }
    return render(request, "portal/online/question.html", framed(facts), status=status)


def _review(request: HttpRequest, citizen: citizens.CitizenRow, walk: Walk, no: Refusal | None = None) -> HttpResponse:
    told, rows = [], papers.rows(citizen, walk)
    for step in walk.steps:
        if step.page is not None:
            lines = procedures.answer_words([step.page], walk.answers) if step.key not in walk.open else []
            told.append((step, lines[0][1] if lines else []))
    facts = {
        **around(walk, REVIEW), "told": told, "open": walk.open, "papers": rows, "shown": papers.to_show(walk), "refusal": no,
        "lacking": any(row.required and not row.held for row in rows),
        "unit": walk.unit.name if walk.unit else "", "moved": following.note_of(walk.draft),
    }  # fmt: skip
    return render(request, "portal/online/review.html", framed(facts), status=no.status if no else 200)


def _file(request: HttpRequest, citizen: citizens.CitizenRow, walk: Walk) -> HttpResponse:
    """File it; sent twice, it is one dossier."""
    if walk.open or walk.draft.unit_id is None:
        return redirect("portal:question", walk.draft.uid, walk.first_open() if walk.open else PLACE.key)
    try:
        uid = services.file(
            walk.draft,
            filer=dossiers.Filer(citizen.uid, citizen.name, language_now()),
            application=walk.application(citizen, papers.handed_in(citizen, walk)),
            answers=walk.form_answers,
            at=clock.now(),
        )
    except Refusal as no:
        return _review(request, citizen, walk, no)
    return redirect("portal:filed", uid)
