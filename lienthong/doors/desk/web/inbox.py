"""The inbox: what waits for this post, the most urgent first; a row opens beside the list."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.tasks import public as tasks
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.dossiers import placing
from lienthong.doors.desk.web.queue import visiting
from lienthong.office.accounts.public import signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab

TABS = (("all", "Tất cả"), ("mine", "Tôi đang giữ"), ("overdue", "Quá hạn"), ("waiting", "Tạm dừng"))
EMPTY = {
    "all": ("Chưa có việc nào chờ", "Hồ sơ được chuyển tới chức vụ này sẽ hiện ở đây, gấp nhất ở trên."),
    "mine": ("Ông/bà chưa nhận việc nào", "Bấm «Nhận việc» ở một dòng của thẻ Tất cả, việc ấy sẽ hiện ở đây."),
    "overdue": ("Không có việc quá hạn", "Việc hiện ở đây khi thời hạn của bước đã qua mà chưa xong."),
    "waiting": ("Không có việc tạm dừng", "Việc chờ công dân bổ sung, nộp tiền hoặc niêm yết sẽ hiện ở đây."),
}


@require_GET
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Show a page of the actor's tasks with the counts of the tabs."""
    actor, at = asking.actor_of(request), clock.now()
    tab = request.GET.get("the", "all")
    tab = tab if tab in EMPTY else "all"
    text = request.GET.get("loc", "").strip()[:100]
    found = tasks.inbox(actor, at, tab=tab, text=text, page=asking.whole(request.GET.get("trang")))
    title, hint = EMPTY[tab]
    facts = {
        "tabs": [Tab(_address(key, text), label, key == tab, found.counts[key]) for key, label in TABS],
        "chips": [Tab(_address(tab, ""), tongues.told("Đang lọc: %(text)s ✕", text=text), here=True)] if text else [],
        "rows": found.rows,
        "pages": Paginator(range(found.total), tasks_per_page()).get_page(found.page),
        "tab": tab,
        "text": text,
        "empty_title": "Không có việc nào khớp với điều đang lọc" if text else title,
        "empty_text": "Bỏ lọc để xem tất cả." if text else hint,
        "here": request.get_full_path(),
        "at": at,
        "off_days": visiting.off_hours_days(actor, at),
    }
    return render(request, "desk/inbox.html", facts)


@require_GET
@signed_in
def beside(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one dossier beside the inbox: where it is, and the next actions."""
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    return render(request, "desk/_beside.html", {**placing.facts(page, actor, at), "next": reverse("desk:inbox")})


def tasks_per_page() -> int:
    """Return how many rows a page of the inbox holds."""
    return 50


def _address(tab: str, text: str) -> str:
    words = {"the": tab} | ({"loc": text} if text else {})
    return f"{reverse('desk:inbox')}?{urlencode(words)}"
