"""An office's own templates: the list, a version written with its places explained, tried as PDF, published, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.drafts import shapes, sheet
from lienthong.doors.desk.web.drafts.forms import PublishTemplateForm, TemplateFileForm, TemplateForm, WithdrawTemplateForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated

LOOKS = {"draft": "draft", "published": "completed", "withdrawn": "stopped"}


def _state(row: drafting.TemplateRow) -> tuple[str, str]:
    """Return the look of a version's state and its word."""
    return LOOKS[row.state], translated(drafting.TEMPLATE_STATES[row.state])


@require_safe
@duty(*drafting.DRAFTERS)
def templates(request: HttpRequest) -> HttpResponse:
    """Show the versions of the unit's templates, and the built-in ones with which another begins."""
    actor, today = asking.actor_of(request), asking.today()
    rows = [(row, *_state(row), row.holds(today)) for row in drafting.office_templates(actor)]
    built_in = [one for source in drafting.SOURCES for one in drafting.templates_on(actor.capacity, source, today)]
    facts = {"rows": rows, "built_in": built_in, "unit": actor.unit, "sources": drafting.SOURCES}
    return render(request, "desk/drafts/templates.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a version; POST keeps it.

    It begins from a built-in one (`tu`), from the last version of a draft (`du-thao`) or from another version (`ban`): of the
    unit's own template it is the next one.  Raises DraftUnknown, TemplateUnknown.
    """
    actor, at = asking.actor_of(request), clock.now()
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    earlier = asking.uid_of(request.POST.get("ban") or request.GET.get("ban"))
    before = drafting.office_template(actor, earlier) if earlier else None
    initial = _said(before) | {"note": ""} if before else _beginning(request, actor)
    form = TemplateForm(_typed(request), initial=initial, kinds=drafting.types_on(actor.capacity, asking.today()))
    made = list[UUID]()

    def write(given: dict[str, Any]) -> str:
        of = before.template_uid if before else None
        made.append(drafting.write_template(actor=actor, at=at, new=form.new(), key=key, of=of))
        return tongues.told("Đã lưu bản soạn của mẫu; xem thử rồi nhờ lãnh đạo ban hành.")

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:office_template", made[0])
    return _writing(request, form, {"key": key, "before": before}, status)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def rewrite(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go on with one's own version; POST keeps it.  Raises TemplateUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = drafting.office_template(actor, uid)
    form = TemplateForm(_typed(request), initial=_said(row), kinds=drafting.types_on(actor.capacity, asking.today()))

    def write(given: dict[str, Any]) -> str:
        drafting.rewrite_template(actor=actor, at=at, version_uid=uid, new=form.new())
        return tongues.told("Đã lưu bản soạn của mẫu; xem thử rồi nhờ lãnh đạo ban hành.")

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:office_template", uid)
    return _writing(request, form, {"row": row}, status)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for a version that is a .docx; POST keeps it.  Of the template of «ban» it is the next one.  Raises TemplateUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    earlier = asking.uid_of(request.POST.get("ban") or request.GET.get("ban"))
    before = drafting.office_template(actor, earlier) if earlier else None
    initial = _said(before) | {"note": ""} if before else {"source": "blank"}
    kinds = drafting.types_on(actor.capacity, asking.today())
    form = TemplateFileForm(_typed(request), request.FILES or None, initial=initial, kinds=kinds)
    made = list[UUID]()

    def write(given: dict[str, Any]) -> str:
        of, sent = before.template_uid if before else None, given["file"]
        made.append(drafting.bring_template(actor=actor, at=at, new=form.new(), name=sent.name, content=sent, key=key, of=of))
        return tongues.told("Đã lưu bản soạn của mẫu; xem thử rồi nhờ lãnh đạo ban hành.")

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:office_template", made[0])
    return _writing(request, form, {"key": key, "before": before, "file": True}, status)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _said(row: drafting.TemplateRow) -> dict[str, Any]:
    """Return what the form of a version holds."""
    return {"name": row.name, "source": row.source, "type_key": row.type_key, "note": row.note, **row.content.as_json()}


def _beginning(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Return what the form of a new template holds: a built-in one, the last version of a draft, or nothing."""
    draft = asking.uid_of(request.GET.get("du-thao"))
    if draft is not None:
        row = drafting.draft(actor, draft)
        content = drafting.versions(actor, draft)[0].content
        source = "letter" if row.answers_uid else "dossier" if row.dossier_uid else "blank"
        return {"source": source, "type_key": row.type_key, **content.as_json()}
    wanted, today = request.GET.get("tu", ""), asking.today()
    offered = [one for source in drafting.SOURCES for one in drafting.templates_on(actor.capacity, source, today)]
    found = next((one for one in offered if one.key == wanted), None)
    if found is None:
        return {"source": "blank"}
    fields = {name: drafting.with_places(text) for name, text in found.content.items()}
    return {"name": found.name, "source": found.source, "type_key": found.type_key, **fields}


def _writing(request: HttpRequest, form: Form, facts: dict[str, Any], status: int) -> HttpResponse:
    """Show the form of a version with the places that it may have."""
    places = [
        (one, drafting.SAMPLES[one.key], ", ".join(translated(drafting.SOURCES[key]) for key in _told_of(one)))
        for one in drafting.PLACES
    ]
    shown: dict[str, Any] = {"row": None, "before": None, "key": None, "file": False}
    shown |= {"form": form, "places": places, "party": asking.actor_of(request).capacity == "party", **facts}
    return render(request, "desk/drafts/write_template.html", shown, status=status)


def _told_of(place: drafting.Place) -> tuple[str, ...]:
    """Return the sources that a place is known of, none of one that is known everywhere."""
    return place.sources if len(place.sources) < len(drafting.SOURCES) else ()


@require_safe
@duty(*drafting.DRAFTERS)
def template(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a version: its words with the places marked, what differs from the one before, its way.  Raises TemplateUnknown."""
    return _shown(request, uid, {})


def _shown(request: HttpRequest, uid: UUID, bound: dict[str, Form], status: int = 200) -> HttpResponse:
    actor = asking.actor_of(request)
    row = drafting.office_template(actor, uid)
    versions = drafting.template_versions(row)
    before = next((one for one in versions if one.number < row.number), None)
    own, leads = row.unit_id == actor.unit_id, actor.has(*drafting.PUBLISHERS)
    mine = row.writer_uid == actor.person_uid
    _, fields = drafting.fill_template(row, drafting.SAMPLES)
    look, state = _state(row)
    facts = {
        "row": row, "versions": [(one, *_state(one)) for one in versions], "look": look, "state": state,
        "last_day": row.until - timedelta(days=1) if row.until else None,
        "fields": [(translated(drafting.FIELD_NAMES[one.field]), one.parts) for one in fields],
        "kind": row.type_name, "source": translated(drafting.SOURCES[row.source]),
        "before": before, "changes": shapes.differs(before.content, row.content) if before else [],
        "own": own, "writes": own and mine and row.state == "draft" and not row.file_uid,
        "waits": own and leads and mine and row.state == "draft",
        "publish": bound.get("publish", PublishTemplateForm()) if own and leads and not mine and row.state == "draft" else None,
        "withdraw": bound.get("withdraw", WithdrawTemplateForm()) if own and _may_withdraw(row, leads=leads, mine=mine) else None,
        "bound": next(iter(bound.values()), None),
    }  # fmt: skip
    return render(request, "desk/drafts/template.html", facts, status=status)


def _may_withdraw(row: drafting.TemplateRow, *, leads: bool, mine: bool) -> bool:
    return row.state != "withdrawn" and (leads or (mine and row.state == "draft"))


@require_safe
@duty(*drafting.DRAFTERS)
def pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a version as PDF with sample values, laid out as of today.  Raises TemplateUnknown."""
    row = drafting.office_template(asking.actor_of(request), uid)
    return asking.pdf_of(f"xem-thu-mau-{row.number}", drafting.preview_template(row, asking.today()))


@require_safe
@duty(*drafting.DRAFTERS)
def word(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a version that is a .docx with sample values in its places.  Raises TemplateUnknown; 404 for one that is none."""
    row = drafting.office_template(asking.actor_of(request), uid)
    package = drafting.filled_template_file(row, drafting.SAMPLES)
    if package is None:
        raise Http404
    return sheet.docx_answer(f"xem-thu-mau-{row.number}", package)


@require_http_methods(["POST"])
@duty(*drafting.PUBLISHERS)
def publish(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Publish a version; refused, the page says why.  Raises TemplateUnknown."""
    actor, at, form = asking.actor_of(request), clock.now(), PublishTemplateForm(request.POST)

    def act(given: dict[str, Any]) -> str:
        drafting.publish_template(actor=actor, at=at, version_uid=uid, since=given["since"], shared=given["shared"])
        return tongues.told("Đã ban hành mẫu; từ ngày ấy người soạn chọn được.")

    return _stepped(request, uid, form, act, "publish")


@require_http_methods(["POST"])
@duty(*drafting.DRAFTERS)
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Withdraw a version; refused, the page says why.  Raises TemplateUnknown."""
    actor, at, form = asking.actor_of(request), clock.now(), WithdrawTemplateForm(request.POST)

    def act(given: dict[str, Any]) -> str:
        drafting.withdraw_template(actor=actor, at=at, version_uid=uid, reason=given["reason"])
        return tongues.told("Đã thu hồi mẫu; dự thảo đã bắt đầu giữ chữ của mình.")

    return _stepped(request, uid, form, act, "withdraw")


def _stepped(request: HttpRequest, uid: UUID, form: Form, act: Any, name: str) -> HttpResponse:
    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:office_template", uid)
    return _shown(request, uid, {name: form}, status)
