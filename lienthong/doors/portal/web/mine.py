"""The citizen's dossiers: what was begun, what was filed, a supplement that is asked for, a withdrawal."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.portal import queries, services
from lienthong.doors.portal.web import papers
from lienthong.doors.portal.web.entry import citizen_only
from lienthong.doors.portal.web.frame import framed
from lienthong.office.citizens import public as citizens
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid


@require_safe
@citizen_only
def mine(request: HttpRequest, citizen: citizens.CitizenRow) -> HttpResponse:
    """Show what was begun and what was filed."""
    facts = {"citizen": citizen, "drafts": queries.drafts(), "filed": dossiers.filed()}
    return render(request, "portal/online/mine.html", framed(facts))


@require_POST
@citizen_only
def drop(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponse:
    """Forget a begun filing and its files."""
    draft = queries.draft(uid)
    papers.let_go(draft)
    services.forget(draft)
    return redirect("portal:mine")


def _one(uid: UUID) -> dossiers.FiledRow:
    """Return the citizen's dossier.  Raises DossierUnknown."""
    found = next((row for row in dossiers.filed() if row.uid == uid), None)
    if found is None:
        raise dossiers.DossierUnknown(dossier=str(uid))
    return found


@require_safe
@citizen_only
def filed(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponse:
    """Show the receipt: code, look-up key, what comes next."""
    return render(request, "portal/online/receipt.html", framed({"row": _one(uid)}))


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def supplement(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponse:
    """Take the papers that were asked for, one box a paper; send them."""
    row = _one(uid)
    faults: dict[str, list[str]] = {}
    refusal: Refusal | None = None
    if request.method == "POST" and row.may_supplement:
        faults = papers.take(request, citizen, org.unit(row.unit_id), uid)
        if not faults and request.POST.get("viec") == "gui":
            try:
                _send(citizen, row, request.POST.get("key", ""))
                return redirect("portal:filed", uid)
            except Refusal as no:
                refusal = no
    mine = papers.held(citizen, org.unit(row.unit_id), uid)
    rows = [
        papers.PaperRow(f"p{number}", name, True, "", mine.get(f"p{number}", []), faults.get(f"p{number}", []))
        for number, name in enumerate(row.papers_asked)
    ]
    facts = {"row": row, "rows": rows, "types": papers.TYPES, "faulty": bool(faults), "refusal": refusal, "key": new_uid()}
    return render(request, "portal/online/supplement.html", framed(facts), status=422 if faults or refusal else 200)


def _send(citizen: citizens.CitizenRow, row: dossiers.FiledRow, key: str) -> None:
    mine = papers.held(citizen, org.unit(row.unit_id), row.uid)
    came = [
        dossiers.Paper("", name, copies=1, file_uid=held[0].uid, more_files=[one.uid for one in held[1:]])
        for number, name in enumerate(row.papers_asked)
        if (held := mine.get(f"p{number}"))
    ]
    dossiers.send_supplement(
        filer=dossiers.Filer(citizen.uid, citizen.name), unit_id=row.unit_id, at=clock.now(), dossier_uid=row.uid, papers=came,
        key=key[:100],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def withdraw(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponse:
    """Ask why, then withdraw."""
    row, refusal = _one(uid), None
    if request.method == "POST":
        try:
            dossiers.withdraw_online(
                filer=dossiers.Filer(citizen.uid, citizen.name), unit_id=row.unit_id, at=clock.now(), dossier_uid=uid,
                reason=request.POST.get("reason", "")[:500], key=request.POST.get("key", "")[:100],
            )  # fmt: skip
            return redirect("portal:mine")
        except Refusal as no:
            refusal = no
    facts = {"row": row, "refusal": refusal, "key": new_uid(), "reason": request.POST.get("reason", "")[:500]}
    return render(request, "portal/online/withdraw.html", framed(facts), status=refusal.status if refusal else 200)
