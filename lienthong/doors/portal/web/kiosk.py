"""The ticket kiosk: one touch gives a number; the ticket on the screen, on paper and on the citizen's own phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.guidance import public as guidance
from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.doors.portal import services
from lienthong.doors.portal.errors import TicketsTooOften
from lienthong.doors.portal.web.forms import TicketNameForm, VisitCodeForm
from lienthong.office.accounts.public import open_to_public
from lienthong.office.org import public as org
from lienthong.toolkit import clock, paper
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.tongues import said, translated

CHOOSING = "chon"
"""Value of `uu-tien` that asks for the ground of priority."""
NOT_NAMED = "Chưa nhóm quầy nào ghi thủ tục này; mời ông/bà chọn nhóm quầy, hoặc hỏi cán bộ."


@require_safe
@never_cache
@open_to_public("máy lấy số ở nơi chờ; chỉ có số người đang chờ, không có dữ liệu của ai")
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """Show the groups as big choices; with `uu-tien=chon` the grounds of priority.  Raises UnknownUnit, QueueUnknown."""
    unit, wanted = org.unit(code[:30]), request.GET.get("uu-tien", "")
    if wanted == CHOOSING:
        facts = {"unit": unit, "home": reverse("portal:kiosk", args=[unit.code]), "grounds": queue.priorities()}
        return render(request, "portal/queue/priorities.html", facts)
    return _choices(request, unit, wanted)


def _with(path: str, field: str, ground: queue.Priority | None) -> str:
    """Return an address that keeps what was chosen: who changes the language stays with the ground of priority."""
    kept = {"linh-vuc": field, "uu-tien": ground.key if ground else ""}
    words = urlencode({name: value for name, value in kept.items() if value})
    return f"{path}?{words}" if words else path


def _choices(request: HttpRequest, unit: org.UnitRow, priority: str, *, told: str = "", status: int = 200) -> HttpResponse:
    """Show the groups; a ground of priority that was chosen stays, also when something was refused."""
    groups = queue.groups(unit.id, clock.now())
    if not groups:
        raise queue.QueueUnknown(unit=unit.name)
    lookup = request.build_absolute_uri(reverse("portal:lookup"))
    facts = {
        "unit": unit,
        "groups": groups,
        "chosen": queue.priority(priority),
        "key": new_uid(),
        "booking": any(row.bookable for row in groups),
        "by_matter": any(row.named for row in groups),
        "home": reverse("portal:kiosk", args=[unit.code]),
        "told": told,
        "language_url": _with(reverse("portal:kiosk", args=[unit.code]), "", queue.priority(priority)),
        "spoken": guidance.heard("page", "kiosk", unit_id=unit.id),
        "qr": mark_safe(paper.qr_svg(lookup)),  # noqa: S308 - drawn by us from an address
    }
    return render(request, "portal/queue/kiosk.html", facts, status=status)


@require_safe
@never_cache
@open_to_public("tìm quầy theo thủ tục; chỉ có thủ tục được công khai")
def matters(request: HttpRequest, code: str) -> HttpResponse:
    """Show the fields that the unit's counters serve, with `linh-vuc` the procedures of one: a touch takes the ticket.

    Raises UnknownUnit, QueueUnknown.
    """
    unit, served = org.unit(code[:30]), {}
    named = queue.matters(unit.id)
    if not named:
        raise queue.QueueUnknown(unit=unit.name)
    for name, rows in procedures.catalogue(org.local_day(clock.now())):
        some = [row for row in rows if queue.serving(named, procedure=row.code, field=name)]
        if some:
            served[name] = some
    field, chosen = request.GET.get("linh-vuc", "")[:200], queue.priority(request.GET.get("uu-tien", "")[:20])
    home = reverse("portal:kiosk", args=[unit.code])
    facts = {
        "unit": unit, "home": home, "key": new_uid(), "chosen": chosen, "field": field if field in served else "",
        "fields": list(served), "procedures": served.get(field, []),
        "language_url": _with(request.path, field if field in served else "", chosen),
    }  # fmt: skip
    return render(request, "portal/queue/matters.html", facts)


@require_POST
@never_cache
@open_to_public("lấy số thứ tự không cần đăng nhập")
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take a ticket and show it; what cannot be done is told above the choices.

    With `thu-tuc` instead of a group the ticket is of the group that serves it; when none does, the citizen chooses.
    """
    unit = org.unit(code[:30])
    wanted, key = request.POST.get("thu-tuc", "")[:40], _uid(request.POST.get("khoa"))
    group = _serving(unit, wanted) if wanted else _uid(request.POST.get("nhom"))
    priority = request.POST.get("uu-tien", "")[:20]
    if wanted and group is None:
        return _choices(request, unit, priority, told=translated(NOT_NAMED))
    if group is None or key is None:
        return redirect("portal:kiosk", unit.code)
    source = str(request.META.get("REMOTE_ADDR", ""))
    try:
        got = services.take_ticket(unit_id=unit.id, group_uid=group, at=clock.now(), key=key, priority=priority, source=source)
    except (queue.GroupUnknown, queue.PriorityUnknown, TicketsTooOften) as no:
        return _choices(request, unit, priority, told=said(no), status=no.status)
    return redirect(f"{reverse('portal:ticket', args=[unit.code, got.ticket_uid])}?quay=1")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("người đã đặt lịch nhập mã để vào hàng; ai giữ mã thì dùng được")
def visit(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the code of a booked visit, typed or scanned; POST gives its ticket.  Raises UnknownUnit."""
    unit, status = org.unit(code[:30]), 200
    form = VisitCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        source = str(request.META.get("REMOTE_ADDR", ""))
        try:
            got = services.come(unit_id=unit.id, code=form.cleaned_data["ma"], at=clock.now(), source=source)
        except Refusal as no:
            form.add_error("ma", said(no))
            status = no.status
        else:
            return redirect(f"{reverse('portal:ticket', args=[unit.code, got.ticket_uid])}?quay=1")
    elif form.errors:
        status = 422
    facts = {"unit": unit, "form": form, "home": reverse("portal:kiosk", args=[unit.code])}
    return render(request, "portal/queue/visit.html", facts, status=status)


@require_safe
@never_cache
@open_to_public("ai giữ phiếu thì xem được số của phiếu; địa chỉ không đoán được")
def ticket(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Show a ticket: at the kiosk (`quay=1`) it leaves after a while, on a phone it keeps itself up to date."""
    return _ticket(request, code, uid, TicketNameForm())


def _ticket(request: HttpRequest, code: str, uid: UUID, form: TicketNameForm, *, status: int = 200) -> HttpResponse:
    unit = org.unit(code[:30])
    row = queue.ticket(unit.id, uid, clock.now())
    facts = {
        "unit": unit,
        "row": row,
        "say": translated("Số của ông bà là %(number)s", number=queue.spoken(row.label)),
        "at_kiosk": bool(request.GET.get("quay")),
        "home": reverse("portal:kiosk", args=[unit.code]),
        "form": form,
        "language_url": f"{reverse('portal:ticket', args=[unit.code, uid])}{'?quay=1' if request.GET.get('quay') else ''}",
        "over": row.day != org.local_day(clock.now()),
        "qr": mark_safe(paper.qr_svg(_own_address(request, unit, uid))),  # noqa: S308 - drawn by us from an address
    }
    return render(request, "portal/queue/ticket.html", facts, status=status)


@require_POST
@never_cache
@open_to_public("người giữ phiếu tự ghi tên mình; bảng chỉ hiện tên đã che")
def name(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Write the name on a ticket."""
    unit, form = org.unit(code[:30]), TicketNameForm(request.POST)
    if not form.is_valid():
        return _ticket(request, code, uid, form, status=422)
    queue.give_name(unit_id=unit.id, ticket_uid=uid, name=form.cleaned_data["ten"])
    words = f"?{urlencode({'quay': 1})}" if request.GET.get("quay") else ""
    return redirect(f"{reverse('portal:ticket', args=[unit.code, uid])}{words}")


@require_safe
@never_cache
@open_to_public("bản in của phiếu; ai giữ phiếu thì in được")
def printed(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Return the ticket as a PDF 80 mm wide."""
    unit = org.unit(code[:30])
    row = queue.ticket(unit.id, uid, clock.now())
    data: dict[str, Any] = {
        "agency_name": unit.name,
        "number": row.label,
        "group_name": row.group_name,
        "priority": row.priority or None,
        "issued_at": row.issued_at,
        "ahead": row.ahead,
        "minutes": row.minutes,
        "qr_svg": paper.qr_svg(_own_address(request, unit, uid)),
    }
    answer = HttpResponse(paper.render("queue/ticket.typ", data), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="so-{row.label}.pdf"'
    return answer


def _own_address(request: HttpRequest, unit: org.UnitRow, uid: UUID) -> str:
    return request.build_absolute_uri(reverse("portal:ticket", args=[unit.code, uid]))


def _serving(unit: org.UnitRow, code: str) -> UUID | None:
    """Return the group that serves a procedure in force, None when none does."""
    try:
        version = procedures.version_in_force(code, org.local_day(clock.now()))
    except (procedures.ProcedureUnknown, procedures.NoVersionInForce):
        return None
    return queue.group_for(unit.id, procedure=version.code, field=version.field)


def _uid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
