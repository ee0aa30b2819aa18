"""The citizen's dossiers: what was begun, what was filed, a supplement that is asked for, a withdrawal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers.public import Status
from lienthong.doors.portal import queries, services
from lienthong.doors.portal.web import papers, paying, rating, standing
from lienthong.doors.portal.web.entry import citizen_only
from lienthong.doors.portal.web.frame import framed
from lienthong.office.citizens import public as citizens
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.tongues import said, told


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
    """Show one dossier: what comes next and when, what is to be paid and how, code and look-up key."""
    row, at = _one(uid), clock.now()
    found = dossiers.public_lookup(row.code, row.lookup_key)
    assert found is not None  # noqa: S101 - it was found by this code and key a statement ago
    again = deadlines.public_apology(row.code, row.lookup_key) if standing.may_be_late(found, at) else None
    answer = standing.answer(found, at, again)
    first, why = _words(row, at) or (answer.todo, answer.why)
    pay = paying.offered(row.code, row.lookup_key, at) if answer.owed else None
    facts = {"row": row, "told": first, "why": why, "owed": answer.owed, "pay": pay, "ticket": rating.pass_for(found)}
    return render(request, "portal/online/receipt.html", framed(facts))


def _words(row: dossiers.FiledRow, at: datetime) -> tuple[str, str] | None:
    """Return what is told first and after it where somebody filed from home; None where the look-up's words fit."""
    match row.status:
        case Status.REGISTERED:
            sent = "Đã gửi hồ sơ tới %(unit)s. Cán bộ xem rồi tiếp nhận hoặc báo lý do chưa nhận; ông/bà chưa phải đến."
            return told(sent, unit=row.unit_name), _answered_by(row, at)
        case Status.SUPPLEMENT_REQUESTED if row.sent_at:
            return told("Đã gửi giấy tờ bổ sung lúc %(moment)s; cán bộ đang xem.", moment=pages.moment(row.sent_at)), ""
        case Status.SUPPLEMENT_REQUESTED:
            ask = said("Mời ông/bà gửi thêm giấy tờ.")
            if row.reply_by:
                ask = told("Mời ông/bà gửi thêm giấy tờ, chậm nhất %(day)s.", day=pages.day_with_weekday(row.reply_by))
            return ask, told("%(why)s. Hạn trả dừng lại cho đến khi nhận đủ.", why=row.asked_why.rstrip(". "))
        case Status.REFUSED:
            why = told("Lý do: %(why)s. Sửa xong, ông/bà nộp hồ sơ mới.", why=row.ended_why.rstrip(". "))
            return said("Hồ sơ không được tiếp nhận."), why
    return None


def _answered_by(row: dossiers.FiledRow, at: datetime) -> str:
    """Return the sentence that says until when the counter answers; none where no law sets it or the calendar ends."""
    try:
        calendar = org.calendar_code(row.unit_id, org.local_day(row.filed_at))
        by = dossiers.answer_by(calendar=calendar, channel="online", sent_at=row.filed_at)
    except Refusal:
        return ""
    if by is None:
        return ""
    if by < at:
        late = "Cán bộ phải trả lời trước %(moment)s mà chưa trả lời; ông/bà gọi hỏi %(unit)s."
        return told(late, moment=pages.moment(by), unit=row.unit_name)
    return told("Cán bộ trả lời chậm nhất %(moment)s.", moment=pages.moment(by))


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def supplement(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponse:
    """Take the papers that were asked for, one box a paper; send them."""
    row = _one(uid)
    faults: dict[str, list[str]] = {}
    refusal: Refusal | None = None
    if request.method == "POST" and row.may_supplement:
        slots = [f"p{number}" for number in range(len(row.papers_asked))]
        unit = org.unit(row.unit_id)
        faults = papers.take(request, citizen, unit, uid, slots)
        if "dung" in request.POST:
            faults |= papers.use(request, citizen, unit, uid, _asked_for(citizen, row, {}))
        if not faults and request.POST.get("viec") == "gui":
            try:
                _send(citizen, row, request.POST.get("key", ""))
                return redirect("portal:filed", uid)
            except Refusal as no:
                refusal = no
    facts: dict[str, Any] = {
        "row": row,
        "rows": _asked_for(citizen, row, faults),
        "types": papers.TYPES,
        "faulty": bool(faults),
        "refusal": refusal,
        "key": new_uid(),
    }
    return render(request, "portal/online/supplement.html", framed(facts), status=422 if faults or refusal else 200)


def _asked_for(citizen: citizens.CitizenRow, row: dossiers.FiledRow, faults: dict[str, list[str]]) -> list[papers.PaperRow]:
    """Return the papers that the office asked for, each with its files and what of the citizen's store can be it."""
    mine, store = papers.held(citizen, row.unit_id, row.uid), papers.in_store(citizen)
    sent = {one.sha256 for slot in mine.values() for one in slot}
    return [
        papers.PaperRow(slot, name, True, "", mine.get(slot, []), faults.get(slot, []), papers.offers(store, name, sent))
        for slot, name in ((f"p{number}", name) for number, name in enumerate(row.papers_asked))
    ]


def _send(citizen: citizens.CitizenRow, row: dossiers.FiledRow, key: str) -> None:
    mine, store = papers.held(citizen, row.unit_id, row.uid), papers.in_store(citizen)
    came = [
        dossiers.Paper(
            "",
            name,
            copies=1,
            file_uid=held[0].uid,
            more_files=[one.uid for one in held[1:]],
            reuses=papers.reuse_of(store, held),
        )
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
    facts = {
        "row": row,
        "refusal": refusal,
        "key": new_uid(),
        "reason": request.POST.get("reason", "")[:500],
    }
    return render(request, "portal/online/withdraw.html", framed(facts), status=refusal.status if refusal else 200)
