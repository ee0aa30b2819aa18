"""The list of rounds: what waits for me, what my unit submitted, what is signed and not issued, what is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lienthong.casework.approval import public as approval
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.approval import shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui.parts import Tab

EMPTY = {
    "waiting": ("Không có văn bản nào chờ ông/bà", "Văn bản đến lượt ông/bà xem, ký hoặc phát hành hiện ở đây."),
    "mine": ("Đơn vị không có văn bản nào đang trình", "Trình từ trang của dự thảo; tình trạng từng bước hiện ở đây."),
    "signed": (
        "Không có văn bản nào chờ phát hành",
        "Văn bản đã ký phải phát hành trong ngày, chậm nhất ngày làm việc tiếp theo.",
    ),
    "ended": ("Chưa có văn bản nào trình xong", "Văn bản đã phát hành, bị trả lại hoặc đã rút hiện ở đây."),
}


@require_safe
@duty(*approval.READERS)
def rounds(request: HttpRequest) -> HttpResponse:
    """Show a page of rounds, the latest first."""
    actor, at = asking.actor_of(request), clock.now()
    view = request.GET.get("xem", "waiting")
    view = view if view in approval.VIEWS else "waiting"
    before = asking.whole(request.GET.get("sau"), 0)
    rows, more = approval.rounds(actor, at, view=view, before=before)
    title, hint = EMPTY[view]
    facts = {
        "tabs": [Tab(_address(xem=key), words, key == view) for key, words in approval.VIEWS.items()],
        "rows": [(row, *shapes.look_of(row)) for row in rows],
        "roles": approval.ROLES,
        "empty_title": title,
        "empty_hint": hint,
        "first_url": _address(xem=view) if before else "",
        "next_url": _address(xem=view, sau=more) if more else "",
    }
    return render(request, "desk/approval/list.html", facts)


def _address(**words: str | int) -> str:
    return f"{reverse('desk:rounds')}?{urlencode(words)}"
