"""Writing a draft: begun on its own, as an answer to a letter or from a dossier; each save is a version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk import queries, services
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.drafts import shapes, starting
from lienthong.doors.desk.web.drafts.forms import BeginForm, ContentForm
from lienthong.doors.desk.web.receiving import drafting as keeping
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated

KIND = "document"
"""How the desk calls what is kept of this form while it is typed."""


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the first version of a draft; POST begins it."""
    actor, at, today = asking.actor_of(request), clock.now(), asking.today()
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    near = documents.bodies_near(actor.unit_id, today, among=org.units_on(today))
    bodies = [one for one in near if one.system == actor.capacity]
    start = starting.start_of(request, actor, bodies)
    kinds = drafting.types_on(actor.capacity, today)
    form = BeginForm(request.POST if request.method == "POST" else None, initial=start.initial, bodies=bodies, kinds=kinds)
    made = list[drafting.Written]()

    def write(given: dict[str, Any]) -> str:
        new = drafting.NewDraft(
            given["body_key"], given["type_key"], form.content(), answers_uid=start.answers_uid, dossier_uid=start.dossier_uid,
            begun_from=start.begun_from, file=start.file,
        )  # fmt: skip
        made.append(drafting.begin(actor=actor, at=at, new=new, key=key))
        return tongues.told("Đã lưu bản 1 của dự thảo.")

    told, status = posting.attempt(form, write)
    if told:
        services.drop_draft(account_id=asking.account_id(request), kind=KIND, key=key)
        messages.success(request, told)
        return redirect("desk:document_draft", made[0].draft_uid)
    facts = {
        "form": form, "key": key, "start": start, "draft_url": reverse("desk:keep_document_draft", args=[key]),
        "templates": start.templates, "party": actor.capacity == "party",
        "marked": [(translated(drafting.FIELD_NAMES[one.field]), one.parts) for one in start.marked],
    }  # fmt: skip
    return render(request, "desk/drafts/begin.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def write(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the next version of a draft; POST saves it.

    When somebody saved another one meanwhile, what both wrote is shown, and what was typed stays.  Raises DraftUnknown.
    """
    actor, at = asking.actor_of(request), clock.now()
    row = drafting.draft(actor, uid)
    last = drafting.versions(actor, uid)[0]
    account = asking.account_id(request)
    kept = queries.draft(account, KIND, uid) if request.method == "GET" else None
    initial: dict[str, Any] = dict(vars(last.content))
    if kept and "nhap" in request.GET:
        initial |= {name: values[0] for name, values in kept.items() if name in initial and values}
    form = ContentForm(request.POST if request.method == "POST" else None, initial=initial)
    on_top_of = asking.whole(request.POST.get("on_top_of"), last.number)
    meanwhile = list[shapes.FieldChange]()
    done = list[drafting.Written]()

    def save(given: dict[str, Any]) -> str:
        try:
            done.append(drafting.write(actor=actor, at=at, draft_uid=uid, content=form.content(), on_top_of=on_top_of))
        except drafting.WrittenMeanwhile:
            meanwhile.extend(shapes.differs(last.content, form.content()))
            raise
        if not done[0].changed:
            return tongues.told("Không có gì khác bản %(number)s nên không lưu bản mới.", number=done[0].number)
        return tongues.told("Đã lưu bản %(number)s của dự thảo.", number=done[0].number)

    told, status = posting.attempt(form, save)
    if told:
        services.drop_draft(account_id=account, kind=KIND, key=uid)
        messages.success(request, told)
        return redirect("desk:document_draft", uid)
    facts = {
        "row": row, "form": form, "last": last, "meanwhile": meanwhile, "kept": bool(kept) and "nhap" not in request.GET,
        "draft_url": reverse("desk:keep_document_draft", args=[uid]), "party": row.system == "party",
    }  # fmt: skip
    return render(request, "desk/drafts/write.html", facts, status=status)


@require_POST
@duty(*drafting.DRAFTERS)
def keep(request: HttpRequest, key: UUID) -> JsonResponse:
    """Keep the form as it stands.  Raises DraftTooLarge."""
    return keeping.keep(request, KIND, key)
