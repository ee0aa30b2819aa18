"""Booked visits at the desk: the list of a day, and how many visits the head lets be booked."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.queue import public as queue
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.queue.queue_setup import FIRST_DAY, READERS
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import translated

FARTHEST = timedelta(days=60)
"""No visit is booked farther ahead."""
STATES = {
    queue.Coming.BOOKED: "chờ đến", queue.Coming.CAME: "đã đến", queue.Coming.LATE: "đến muộn", queue.Coming.MISSED: "không đến",
    queue.Coming.CANCELLED: "đã hủy", queue.Coming.WITHDRAWN: "cơ quan hủy",
}  # fmt: skip


@require_GET
@duty(*READERS)
def visits(request: HttpRequest) -> HttpResponse:
    """Show the visits booked for a day, with who came, who came late, who did not."""
    actor, today, at = asking.actor_of(request), asking.today(), clock.now()
    day = _day(request, today)
    found = queue.visits_on(actor.unit_id, day, at)
    rows = found.rows
    counted = Counter(row.state for row in rows)
    around = sorted(
        {day, *(today + timedelta(days=days) for days in range(-1, 7)), *(day + timedelta(days=days) for days in (-1, 1))}
    )
    facts = {
        "day": day,
        "rows": [(row, STATES[row.state], row.is_awaited(at)) for row in rows],
        "sums": [(STATES[state], counted[state]) for state in queue.Coming if counted[state]],
        "tabs": [Tab(_list_of(one), pages.day(one), one == day) for one in around],
        "may_plan": actor.has("unit_head"),
        "may_cancel": actor.has(*queue.CANCELLERS),
        **_off_hours(actor, found, day),
    }
    return render(request, "desk/queue/visits.html", facts)


def _off_hours(actor: Actor, found: queue.DayOfVisits, day: date) -> dict[str, Any]:
    """Return on which days awaited visits lie outside the office hours, how many on this one, and who may cancel them."""
    many = Counter(row.day for row in found.off)
    listed = [(one, many[one], _list_of(one)) for one in sorted(many)]
    may_cancel = actor.has(*queue.CANCELLERS)
    return {"off_days": listed, "off_here": many[day], "cancel_form": CancelForm() if may_cancel and many[day] else None}


def off_hours_days(actor: Actor, at: datetime) -> list[tuple[date, int, str]]:
    """Return for who cancels visits: day, how many awaited visits lie outside the hours there, where they are listed.

    One statement and the calendar; none for anybody else.
    """
    if not actor.has(*queue.CANCELLERS):
        return []
    return [(day, many, _list_of(day)) for day, many in queue.off_days(actor.unit_id, at).items()]


def _list_of(day: date) -> str:
    return f"{reverse('desk:visits')}?ngay={day:%Y-%m-%d}"


class CancelForm(Form):
    """Why visits are cancelled."""

    reason = LineField(
        label="Lý do hủy", max_length=queue.LONGEST_REASON,
        help_text="Người hẹn được báo đúng lời này, ví dụ nghỉ theo quyết định của Thủ tướng Chính phủ.",
    )  # fmt: skip


@require_POST
@duty(*queue.CANCELLERS)
def withdraw(request: HttpRequest, day: str) -> HttpResponse:
    """Cancel the visits of a day that lie outside the office hours; their owners are told."""
    actor, form = asking.actor_of(request), CancelForm(request.POST)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return redirect("desk:visits")

    def cancel() -> str:
        many = queue.withdraw_day(actor=actor, at=clock.now(), day=on, reason=form.cleaned_data["reason"])
        return translated("Đã hủy %(many)s lịch hẹn; người hẹn được báo.", many=many)

    if form.is_valid():
        posting.press(request, cancel)
    else:
        messages.error(request, " ".join(str(fault) for fault in form.errors["reason"]))
    return redirect(_list_of(on))


@require_http_methods(["GET", "POST"])
@duty(*queue.CANCELLERS)
def withdraw_one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether one visit is really cancelled, and why; POST cancels it, and its owner is told."""
    actor = asking.actor_of(request)
    row = queue.visit(actor.unit_id, uid)
    form = CancelForm(request.POST if request.method == "POST" else None)

    def cancel(given: dict[str, Any]) -> str:
        queue.withdraw_visit(actor=actor, at=clock.now(), booking_uid=uid, reason=given["reason"])
        return translated("Đã hủy lịch hẹn; người hẹn được báo.")

    told, status = posting.attempt(form, cancel)
    if told:
        messages.success(request, told)
        return redirect(_list_of(row.day))
    facts = {"row": row, "form": form, "back": _list_of(row.day), "awaited": row.is_awaited(clock.now())}
    return render(request, "desk/queue/withdraw_visit.html", facts, status=status)


def _day(request: HttpRequest, today: date) -> date:
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return today
    return day if FIRST_DAY < day < today + FARTHEST else today


def _figure(label: str, least: int, most: int, first: int, hint: str) -> forms.IntegerField:
    box = forms.TextInput(attrs={"class": "w-5", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=first, help_text=hint, widget=box)


class PlanForm(Form):
    """How many visits are booked at a group."""

    group = forms.ChoiceField(label="Nhóm quầy")
    places = _figure("Số lượt mỗi khung giờ", 0, 20, 2, "0 là không nhận đặt lịch. Lịch đã đặt vẫn giữ khi giảm số lượt.")
    minutes = _figure("Số phút mỗi khung giờ", 10, 240, 30, "Khung giờ nằm trong giờ làm việc, không có ngày nghỉ và buổi nghỉ.")
    days_ahead = _figure("Đặt trước nhiều nhất (ngày)", 1, 60, 14, "Kể cả ngày nghỉ.")


@require_http_methods(["GET", "POST"])
@duty("unit_head")
def plans(request: HttpRequest) -> HttpResponse:
    """Show how the groups take bookings; POST sets one."""
    actor, at = asking.actor_of(request), clock.now()
    groups = queue.groups(actor.unit_id, at)
    form = PlanForm(request.POST if request.method == "POST" else None)
    form.offer("group", [(str(one.uid), f"{one.letter} · {one.name}") for one in groups])

    def plan(given: dict[str, Any]) -> str:
        group_uid, figures = UUID(given["group"]), {name: given[name] for name in ("places", "minutes", "days_ahead")}
        queue.plan_bookings(actor=actor, at=at, group_uid=group_uid, **figures)
        return "Đã lưu cách nhận lịch hẹn."

    told, status = posting.attempt(form, plan)
    if told:
        messages.success(request, told)
        return redirect("desk:visit_plans")
    facts = {"form": form, "plans": queue.plans({actor.unit_id}), "groups": groups}
    return render(request, "desk/queue/plans.html", facts, status=status)
