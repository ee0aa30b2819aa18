"""Setting the waiting hall up, and what a day in front of the counters was like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.queue import public as queue
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.parts import Row, Tab

READERS = ("unit_head", "division_head", "unit_admin", "unit_reporter", "counter_clerk", "centre_officer")
FIRST_DAY = date(2000, 1, 1)
"""Before it nobody took a number."""
HEADS = (
    "Giờ", "Lấy số", "Trong đó ưu tiên", "Đã phục vụ", "Vắng mặt", "Bỏ qua", "Chưa xong", "Chờ trung bình (phút)",
    "Phục vụ trung bình (phút)", "Có hẹn", "Có hẹn chờ (phút)",
)  # fmt: skip


class GroupForm(Form):
    """A new counter group."""

    name = LineField(label="Tên nhóm quầy", max_length=80, help_text="Người dân thấy trên máy lấy số, ví dụ Hộ tịch, chứng thực.")
    letter = forms.RegexField(
        r"^[A-Za-z]$", label="Chữ đầu của số", help_text="Một chữ từ A đến Z; số sẽ là A001, A002…",
        error_messages={"invalid": "Ghi một chữ từ A đến Z, không dấu."}, widget=forms.TextInput(attrs={"class": "w-2"}),
    )  # fmt: skip
    served = LineField(label="Lĩnh vực", max_length=200, required=False, help_text="Dòng nhỏ dưới tên, ví dụ khai sinh, kết hôn.")
    counters = forms.IntegerField(
        label="Số quầy",
        min_value=1,
        max_value=20,
        initial=1,
        widget=forms.TextInput(attrs={"class": "w-2", "inputmode": "numeric"}),
    )


@require_http_methods(["GET", "POST"])
@duty("unit_admin")
def setup(request: HttpRequest) -> HttpResponse:
    """Show groups and counters; POST opens a group."""
    actor, at = asking.actor_of(request), clock.now()
    form = GroupForm(request.POST if request.method == "POST" else None)

    def open_group(given: dict[str, Any]) -> str:
        served = {("fields" if name == "served" else name): value for name, value in given.items()}
        queue.add_group(actor=actor, at=at, **served)  # a form has `fields` of its own
        return tongues.told("Đã mở nhóm quầy %(group)s.", group=given["name"])

    told, status = posting.attempt(form, open_group)
    if told:
        messages.success(request, told)
        return redirect("desk:queue_setup")
    counters = queue.counters(actor.unit_id)
    rows = [(group, [one for one in counters if one.group_uid == group.uid]) for group in queue.groups(actor.unit_id, at)]
    unit = org.unit(actor.unit_id)
    return render(request, "desk/queue/setup.html", {"rows": rows, "form": form, "unit": unit}, status=status)


@require_POST
@duty("unit_admin")
def change(request: HttpRequest, verb: str, uid: UUID) -> HttpResponse:
    """Add a counter to a group («them-quay»), close a group («dong-nhom») or a counter («dong-quay»)."""
    actor, at = asking.actor_of(request), clock.now()

    def do() -> str:
        if verb == "them-quay":
            queue.add_counter(actor=actor, at=at, group_uid=uid)
        elif verb == "dong-nhom":
            queue.close_group(actor=actor, at=at, group_uid=uid)
        else:
            queue.close_counter(actor=actor, at=at, counter_uid=uid)
        return "Đã lưu."

    posting.press(request, do)
    return redirect("desk:queue_setup")


@require_GET
@duty(*READERS)
def hours(request: HttpRequest) -> HttpResponse:
    """Show a day hour by hour, as bars and as a table."""
    actor, day, today = asking.actor_of(request), _day(request), asking.today()
    rows = queue.hours(actor.unit_id, day)
    around = [day - timedelta(days=1), day, day + timedelta(days=1)]
    facts = {
        "day": day,
        "tabs": [
            Tab(f"{reverse('desk:queue')}?ngay={one:%Y-%m-%d}", pages.day(one), one == day) for one in around if one <= today
        ],
        "rows": rows,
        "heads": HEADS,
        "lines": [_line(row) for row in rows],
        "issued": [Row(_hour(row), row.issued) for row in rows],
        "wait": [Row(_hour(row), row.wait) for row in rows],
        "total": sum(row.issued for row in rows),
        "may_setup": actor.has("unit_admin"),
        "unit": org.unit(actor.unit_id) if queue.groups(actor.unit_id, clock.now()) else None,
    }
    return render(request, "desk/queue/hours.html", facts)


@require_GET
@duty(*READERS)
@tongues.in_vietnamese
def hours_csv(request: HttpRequest) -> HttpResponse:
    """Return the day's table as CSV; what is unknown stays empty."""
    actor, day = asking.actor_of(request), _day(request)
    lines = [["" if cell == UNKNOWN else cell for cell in _line(row)] for row in queue.hours(actor.unit_id, day)]
    return leading_tables.csv_answer(f"hang-doi-{day:%Y%m%d}", [HEADS, *lines])


UNKNOWN = "không rõ"


def _line(row: queue.HourRow) -> list[str | int]:
    figures = [row.issued, row.priority, row.served, row.no_show, row.skipped, row.left]
    means = (UNKNOWN if one is None else one for one in (row.wait, row.service))
    booked = [row.booked, UNKNOWN if row.booked_wait is None else row.booked_wait]
    return [_hour(row), *figures, *means, *booked]


def _hour(row: queue.HourRow) -> str:
    return f"{row.hour:02d}:00"


def _day(request: HttpRequest) -> date:
    """Return the day asked for; today for what is no day, or none on which anybody can have waited."""
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return asking.today()
    return day if FIRST_DAY <= day <= asking.today() else asking.today()
