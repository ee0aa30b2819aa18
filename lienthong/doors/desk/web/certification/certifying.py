"""Quick certification on one page: requester, papers, fee, numbers, attestations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.books import public as books
from lienthong.casework.certification import public as certification
from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk import queries, services
from lienthong.doors.desk.errors import NothingToPrint
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.certification import certify_forms
from lienthong.doors.desk.web.certification.certify_forms import Sheet
from lienthong.doors.desk.web.receiving import drafting
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.ui import tongues

KIND = "certify"
COUNTER = ("counter_clerk", "centre_officer")


@require_http_methods(["GET", "POST"])
@duty(*COUNTER)
def certify(request: HttpRequest) -> HttpResponse:
    """Show the form, blank or from a draft; or certify what was posted."""
    actor, at = asking.actor_of(request), clock.now()
    signers = certification.signers(actor, at)
    if request.method == "GET":
        key = asking.uid_of(request.GET.get("nhap"))
        draft = queries.draft(asking.account_id(request), KIND, key) if key else None
        return _shown(request, certify_forms.blank(key or new_uid(), signers, draft), at)
    if "more" in request.POST:
        typed = {name: list(values) for name, values in request.POST.lists()}
        key = asking.uid_of(request.POST.get("key")) or new_uid()
        return _shown(request, certify_forms.blank(key, signers, typed, more=certify_forms.MORE), at)
    sheet = certify_forms.filled(request.POST, signers)
    if not sheet.is_valid():
        return _shown(request, sheet, at, status=422)
    key = sheet.head.cleaned_data["key"]
    try:
        done = certification.certify(actor=actor, at=at, request=sheet.request(), key=str(key))
    except Refusal as no:
        sheet.refuse(no)
        return _shown(request, sheet, at, status=no.status)
    services.drop_draft(account_id=asking.account_id(request), kind=KIND, key=key)
    if done.repeated:
        messages.success(request, "Lượt này đã được ghi trước đó, không lấy thêm số.")
    return redirect("desk:certified", done.dossier_uid)


def _shown(request: HttpRequest, sheet: Sheet, at: datetime, *, status: int = 200) -> HttpResponse:
    facts = {
        "sheet": sheet,
        "known": certification.suggestions().papers,
        "total": total_of(sheet, at),
        "draft_url": reverse("desk:certify_draft", args=[str(sheet.head["key"].value())]),
    }
    return render(request, "desk/certify.html", facts, status=status)


def total_of(sheet: Sheet, at: datetime) -> dict[str, object]:
    """Return what the papers written down so far cost, or the sentence that says why that is not known."""
    papers = sheet.papers() if sheet.head.is_bound else _typed(sheet)
    try:
        kind = certification.kind(str(sheet.head["kind"].value()))
        priced = certification.priced(kind, certification.version_of(kind, at).definition, papers)
    except KeyError:
        return {"papers": 0, "sum": "0", "fault": ""}
    except Refusal as no:
        return {"papers": 0, "sum": "", "fault": tongues.said(no)}
    return {"papers": len(papers), "sum": pages.amount(Dong(sum(one.cost for one in priced))), "fault": ""}


def _typed(sheet: Sheet) -> list[certification.Line]:
    """Return the papers that an unbound form shows, as far as they can be read."""
    found = []
    for form in sheet.lines:
        name, leaves, copies = (str(form.initial.get(part, "")) for part in ("name", "pages", "copies"))
        if name and asking.whole(leaves, 0) and asking.whole(copies, 0):
            found.append(certification.Line(name, int(leaves), int(copies), str(form.initial.get("ground", ""))))
    return found


@require_POST
@duty(*COUNTER)
def total(request: HttpRequest) -> HttpResponse:
    """Return the sum of what is typed so far."""
    sheet = certify_forms.filled(request.POST, signers=())  # asked at every pause of the typing; the sum needs no signer
    return render(request, "desk/_certify_total.html", {"total": total_of(sheet, clock.now())})


@require_POST
@duty(*COUNTER)
def draft(request: HttpRequest, key: UUID) -> JsonResponse:
    """Keep the form as it stands."""
    return drafting.keep(request, KIND, key)


@require_GET
@duty(*COUNTER)
def certified(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the numbers that were given, with the attestations to print and the way to the next requester."""
    page = dossiers.page(asking.actor_of(request), uid, clock.now())
    lines = books.entries_of([uid])
    facts = {
        "page": page,
        "row": page.row,
        "lines": [(line, books.cell(line, "copies"), books.cell(line, "fee"), books.cell(line, "note")) for line in lines],
        "paid": sum(fee.paid for fee in page.fees),
        "copies": [line for line in lines if line.facts.get("attests") == "ecopy"],
        "sheets": sum(int(line.facts.get("copies", 1)) for line in lines if _on_paper(line)),
    }
    return render(request, "desk/certified.html", facts)


def _on_paper(line: books.EntryRow) -> bool:
    """Return whether the attestation of a line is printed: an electronic copy carries its own."""
    return line.voided_at is None and line.facts.get("attests") != "ecopy"


@require_GET
@duty(*COUNTER)
def attestation(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the attestations as PDF, one sheet for each copy.  Raises NothingToPrint when every number is void."""
    data = certification.attestations(uid)
    if not data:
        raise NothingToPrint
    return asking.pdf(f"loi-chung-{uid.hex[-6:]}", "certification/attestation.typ", data)


@require_GET
@duty(*COUNTER)
def fee_slip(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the fee slip as PDF: each paper with pages, copies and cost.  Raises NothingToPrint when every number is void."""
    data = certification.fee_slip(uid)
    if not data:
        raise NothingToPrint
    return asking.pdf(f"phieu-thu-chung-thuc-{uid.hex[-6:]}", "certification/fee_slip.typ", data)
