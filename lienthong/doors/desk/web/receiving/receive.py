"""Reception in one page: find the procedure, fill in, see the due date, save; drafts are kept on every change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk import queries, services
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.receiving import holding, reception, waiting
from lienthong.doors.desk.web.receiving.reception import Reception
from lienthong.doors.desk.web.receiving.scan_forms import NO_SCANS, Scans
from lienthong.office.accounts.public import duty, signed_in
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import MomentField

KIND = "receive"


@require_http_methods(["GET", "POST"])
@duty("counter_clerk", "centre_officer")
def receive(request: HttpRequest) -> HttpResponse:
    """Show the search for a procedure, the form of the chosen one or of a draft; or receive the dossier."""
    if request.method == "POST":
        return _posted(request)
    at = clock.now()
    key = asking.uid_of(request.GET.get("nhap"))
    draft = queries.draft(asking.account_id(request), KIND, key) if key else None
    chosen = asking.uid_of((draft or {}).get("version", [""])[0]) or asking.uid_of(request.GET.get("thu-tuc"))
    if chosen is None:
        return _start(request, at)
    key = key or new_uid()
    scans = Scans(holding.held_by_place(asking.actor_of(request), key), {}) if draft else NO_SCANS
    return _shown(request, reception.blank(procedures.version(chosen), key=key, at=at, draft=draft, scans=scans), at)


def _start(request: HttpRequest, at: datetime) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    found = procedures.search(text, org.local_day(at)) if text else []
    if len(found) == 1:
        return HttpResponseRedirect(f"{reverse('desk:receive')}?{urlencode({'thu-tuc': str(found[0].version_uid)})}")
    drafts = queries.drafts(asking.account_id(request), KIND)
    facts = {"text": text, "found": found, "drafts": drafts, "tabs": waiting.tabs(asking.actor_of(request), here="receive")}
    return render(request, "desk/receive_start.html", facts)


@require_GET
@duty("counter_clerk", "centre_officer")
def find_procedure(request: HttpRequest) -> HttpResponse:
    """Return the procedures whose words begin with what is typed, marks or not."""
    text = request.GET.get("q", "").strip()[:100]
    found = procedures.search(text, asking.today()) if text else []
    return render(request, "desk/_found.html", {"text": text, "found": found})


@require_GET
@signed_in
def find_place(request: HttpRequest) -> HttpResponse:
    """Return communes and villages valid today as options of the address picker named by `o`."""
    asked = request.GET.get("o", "")
    prefix = asked if asked in ("submitter", "representative") else "owner"
    text = request.GET.get(f"{prefix}-place", "").strip()[:100]
    places = org.addresses(text, asking.today()) if text else []
    return render(request, "desk/_found_places.html", {"places": places, "prefix": prefix})


def _posted(request: HttpRequest) -> HttpResponse:
    actor, at = asking.actor_of(request), clock.now()
    chosen = asking.uid_of(request.POST.get("version"))
    if chosen is None:
        return redirect("desk:receive")
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    scans = holding.take(request, actor, key)
    version = procedures.version(chosen)
    if request.POST.keys() & {"again", "drop"}:
        return _shown(request, _again(request, version, key, at, scans), at)
    sheet = reception.filled(version, request.POST, at=at, scans=scans)
    if not sheet.is_valid():
        return _shown(request, sheet, at, status=422)
    try:
        got = dossiers.receive(actor=actor, at=at, application=sheet.application(), key=str(key))
    except Refusal as no:
        sheet.refuse(no)
        return _shown(request, sheet, at, status=no.status)
    _forget(request, key)
    done = "Hồ sơ %(code)s: đã nhận trước đó, không nhận thêm lần nữa." if got.repeated else "Hồ sơ %(code)s: đã nhận."
    messages.success(request, tongues.told(done, code=got.code))
    return redirect("desk:saved", got.dossier_uid)


def _forget(request: HttpRequest, key: UUID) -> None:
    """Forget a draft and the files that are still held for it."""
    services.drop_draft(account_id=asking.account_id(request), kind=KIND, key=key)
    files.let_go(actor=asking.actor_of(request), held_for=key)


def _again(request: HttpRequest, version: procedures.VersionRow, key: UUID, at: datetime, scans: Scans) -> Reception:
    """Return the forms for the case chosen now, as blanks that hold what was typed: for browsers without scripts."""
    typed = {name: list(values) for name, values in request.POST.lists()}
    return reception.blank(version, key=key, at=at, draft=typed, scans=scans)


def _shown(request: HttpRequest, sheet: Reception, at: datetime, *, status: int = 200) -> HttpResponse:
    actor = asking.actor_of(request)
    key = str(sheet.request["key"].value())
    facts = {
        "sheet": sheet,
        "version": sheet.version,
        "definition": sheet.version.definition,
        "draft_url": reverse("desk:draft", args=[key]),
        "slip": slip_of(sheet, actor, at),
    }
    return render(request, "desk/receive.html", facts, status=status)


@require_POST
@duty("counter_clerk", "centre_officer")
def parts(request: HttpRequest) -> HttpResponse:
    """Return papers and fees of the case chosen now, with the slip as it will print."""
    return _fragment(request, "desk/_receive_parts.html")


@require_POST
@duty("counter_clerk", "centre_officer")
def preview(request: HttpRequest) -> HttpResponse:
    """Return the slip as it will print: who, what, when and why then."""
    return _fragment(request, "desk/_slip.html")


def _fragment(request: HttpRequest, template: str) -> HttpResponse:
    actor, at = asking.actor_of(request), clock.now()
    chosen = asking.uid_of(request.POST.get("version"))
    if chosen is None:
        return HttpResponse(status=204)
    version, key = procedures.version(chosen), asking.uid_of(request.POST.get("key")) or new_uid()
    sheet = _again(request, version, key, at, Scans(holding.held_by_place(actor, key), {}))
    return render(request, template, {"sheet": sheet, "definition": version.definition, "slip": slip_of(sheet, actor, at)})


@require_POST
@duty("counter_clerk", "centre_officer")
def scans(request: HttpRequest) -> HttpResponse:
    """Hold the files sent for one paper, or let one go; return the row of that paper as it stands then."""
    actor, at = asking.actor_of(request), clock.now()
    chosen, key = asking.uid_of(request.POST.get("version")), asking.uid_of(request.POST.get("key"))
    if chosen is None or key is None:
        return HttpResponse(status=204)
    taken = holding.take(request, actor, key)
    sheet = _again(request, procedures.version(chosen), key, at, taken)
    slot = request.GET.get("o", "")
    row = next((row for row in sheet.checklist() if row["paper"].key == slot), None)
    return render(request, "desk/_paper_row.html", {"line": row, "sheet": sheet})


def slip_of(sheet: Reception, actor: Actor, at: datetime) -> dict[str, object]:
    """Return what the slip says so far; a date that cannot be promised is told in a sentence."""
    owner = str(sheet.owner["name"].value() or "")
    case = str(sheet.request["case"].value() or "")
    told: dict[str, object] = {
        "owner": owner,
        "submitter": owner if sheet.same else str(sheet.submitter["name"].value() or ""),
        "representative": str(sheet.representative["name"].value() or "") if sheet.represented else "",
        "subject": str(sheet.request["subject"].value() or "") or sheet.version.name,
        "papers": sheet.brought(),
        "received_at": at,
        "fees": sheet.fees.total() if sheet.fees.due else None,
        "promise": None,
        "fault": "",
        "immediate": False,
    }
    try:
        told["received_at"] = received = MomentField(required=False).clean(sheet.request["received_at"].value()) or at
        told["immediate"] = sheet.version.definition.case(case).immediate
        told["promise"] = dossiers.promise(
            unit_id=actor.unit_id, version_uid=sheet.version.uid, case=case,
            channel=str(sheet.request["channel"].value() or ""), received_at=received,
        )  # fmt: skip
    except Refusal as no:
        told["fault"] = tongues.said(no)
    except (ValidationError, KeyError):
        told["fault"] = "Ghi giờ và ngày nhận thật như 14:30 09/03/2018 để tính ngày hẹn."
    return told


@require_POST
@duty("counter_clerk", "centre_officer")
def draft(request: HttpRequest, key: UUID) -> JsonResponse:
    """Keep the form as it stands; answer when that was."""
    at = clock.now()
    data = {name: list(values) for name, values in _own(request.POST).lists()}
    services.save_draft(account_id=asking.account_id(request), kind=KIND, key=key, data=data, at=at)
    return JsonResponse({"saved_at": formats.time_of_day(at)})


def _own(posted: QueryDict) -> QueryDict:
    own = posted.copy()
    own.pop("csrfmiddlewaretoken", None)
    return own


@require_POST
@duty("counter_clerk", "centre_officer")
def drop_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Forget a draft."""
    _forget(request, key)
    messages.success(request, "Đã bỏ bản nháp.")
    return redirect("desk:receive")
