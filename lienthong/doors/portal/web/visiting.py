"""Booking a visit: unit, counters, day and hour; its page with code and square code; cancelling it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.doors.portal import services
from lienthong.doors.portal.web.forms import VisitCodeForm, VisitForm
from lienthong.doors.portal.web.frame import framed, page_key
from lienthong.office.accounts.public import open_to_public
from lienthong.office.org import public as org
from lienthong.toolkit import clock, paper
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats.pages import language_now
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import said, translated

KEY = "khoa"
"""Name of the key of a page in what it posts."""
CHOOSING = "chon"
"""Name in the address that asks for the groups although one of them serves the procedure."""


@require_safe
@never_cache
@open_to_public("đặt lịch đến quầy không cần đăng nhập; chỉ có tên cơ quan")
def units(request: HttpRequest) -> HttpResponse:
    """Show the units that take bookings."""
    by_id = {row.id: row for row in org.units_on(org.local_day(clock.now()), function="one_stop")}
    taking = {row.unit_id for row in queue.plans(by_id) if row.places}
    facts = {"units": [row for key, row in by_id.items() if key in taking], "matter": _matter(request)}
    return render(request, "portal/visit/units.html", framed(facts))


@require_safe
@never_cache
@open_to_public("chọn nhóm quầy của một cơ quan; không có dữ liệu của ai")
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the groups of a unit that take bookings, or go on to the one that serves the procedure; `ma` opens what is booked.

    Raises UnknownUnit.
    """
    row = org.unit(code[:30])
    form = VisitCodeForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("portal:visit", row.code, form.cleaned_data["ma"] or "-")
    groups, matter = [one for one in queue.plans({row.id}) if one.places], _matter(request)
    if matter and not form.is_bound and CHOOSING not in request.GET:
        serving = queue.group_for(row.id, procedure=matter.code, field=matter.field)
        if serving in {one.group_uid for one in groups}:
            address = reverse("portal:visit_times", args=[row.code, serving])
            return redirect(f"{address}?{urlencode({'thu-tuc': matter.code})}")
    facts = {"unit": row, "groups": groups, "matter": matter, "form": form}
    return render(request, "portal/visit/groups.html", framed(facts), status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("chọn ngày giờ và để lại tên, một cách liên hệ; không ai khác xem được")
def times(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Show the days and hours that are free at a group; POST books one.  Raises UnknownUnit, NotBookable."""
    row, at = org.unit(code[:30]), clock.now()
    offer = queue.offer(row.id, uid, at)
    offered = offer.days
    given = request.POST if request.method == "POST" else request.GET
    day = _day(given.get("ngay", ""), offered)
    form = VisitForm(request.POST if request.method == "POST" else None, slots=offered.get(day, []) if day else [])
    status = 200
    if form.is_bound and form.is_valid():
        try:
            booked = _book(request, row, uid, form)
        except Refusal as no:
            form.add_error(FIELDS.get(no.code), said(no))
            status = no.status
        else:
            return redirect("portal:visit", row.code, booked.code)
    matter = _matter(request)
    facts = {
        "unit": row, "plan": offer.plan, "matter": matter, "form": form, "day": day, "key": page_key(request, KEY),
        "offered": offered,
        "tabs": [Tab(_own(row, uid, one, matter), _words(one, slots), one == day) for one, slots in offered.items()],
        "full": bool(day) and not any(one.free for one in offered[day]) if day else False,
    }  # fmt: skip
    return render(request, "portal/visit/times.html", framed(facts), status=status if status != 200 or not form.errors else 422)


FIELDS = {
    "queue.slot_full": "gio", "queue.slot_past": "gio", "queue.slot_unknown": "gio", "queue.bad_contact": "lien_he",
    "queue.too_many_bookings": "lien_he",
}  # fmt: skip
"""Which field a refusal is about."""


def _book(request: HttpRequest, unit: org.UnitRow, uid: UUID, form: VisitForm) -> queue.Booked:
    typed, matter = form.cleaned_data, _matter(request)
    wish = queue.Wish(
        begins_at=typed["gio"], name=typed["ten"], contact=typed["lien_he"],
        procedure=matter.code if matter else "", matter=matter.name if matter else "",
        language=language_now(),
    )  # fmt: skip
    source, key = str(request.META.get("REMOTE_ADDR", "")), page_key(request, KEY)
    return services.book_visit(unit_id=unit.id, group_uid=uid, at=clock.now(), wish=wish, key=key, source=source)


@require_safe
@never_cache
@open_to_public("ai giữ mã lịch hẹn thì xem được; tên và cách liên hệ không hiện")
def visit(request: HttpRequest, code: str, ma: str) -> HttpResponse:
    """Show a booked visit.  Raises UnknownUnit, BookingUnknown, LookedUpTooOften."""
    row, source = org.unit(code[:30]), str(request.META.get("REMOTE_ADDR", ""))
    booking = services.visit(unit_id=row.id, code=ma[:20], source=source)
    address = request.build_absolute_uri(reverse("portal:visit", args=[row.code, booking.code]))
    facts = {
        "unit": row,
        "row": booking,
        "since": booking.begins_at - queue.EARLY,
        "qr": mark_safe(paper.qr_svg(address)),  # noqa: S308 - drawn by us from an address
    }
    return render(request, "portal/visit/visit.html", framed(facts))


@require_POST
@never_cache
@open_to_public("ai giữ mã lịch hẹn thì hủy được lịch ấy")
def cancel(request: HttpRequest, code: str, ma: str) -> HttpResponse:
    """Cancel a booked visit and show it.  Raises UnknownUnit, BookingUnknown, BookingGone, LookedUpTooOften."""
    row, source = org.unit(code[:30]), str(request.META.get("REMOTE_ADDR", ""))
    services.cancel_visit(unit_id=row.id, code=ma[:20], at=clock.now(), source=source)
    return redirect("portal:visit", row.code, ma[:20])


def _matter(request: HttpRequest) -> procedures.VersionRow | None:
    """Return the procedure somebody comes for, None when none in force was named."""
    code = (request.POST or request.GET).get("thu-tuc", "")[:40]
    if not code:
        return None
    try:
        return procedures.version_in_force(code, org.local_day(clock.now()))
    except (procedures.ProcedureUnknown, procedures.NoVersionInForce):
        return None


def _day(text: str, offered: dict[date, list[queue.Slot]]) -> date | None:
    """Return the day asked for, or the first one with a place; None when nothing is offered."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day in offered:
        return day
    return next((one for one, slots in offered.items() if any(slot.free for slot in slots)), None)


def _words(day: date, slots: list[queue.Slot]) -> str:
    left = sum(one.free for one in slots)
    return pages.weekday_and_day(day) if left else translated("%(day)s (hết)", day=pages.weekday_and_day(day))


def _own(unit: org.UnitRow, uid: UUID, day: date, matter: Any) -> str:
    asked = {"ngay": day.isoformat()} | ({"thu-tuc": matter.code} if matter else {})
    return f"{reverse('portal:visit_times', args=[unit.code, uid])}?{urlencode(asked)}"
