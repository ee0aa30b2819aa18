"""What every page's shell shows: the product, the actor's unit and post, the menu by duty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from lienthong.casework.approval import public as approval
from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.drafting import public as drafting
from lienthong.casework.fees import public as fees
from lienthong.casework.forms import public as forms
from lienthong.casework.guidance import public as guidance
from lienthong.casework.handling import public as handling
from lienthong.casework.intake import public as intake
from lienthong.casework.petitions import public as petitions
from lienthong.casework.staffing import public as staffing
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.accounts import public as accounts
from lienthong.site.demo import progress
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.ui.parts import Place, Shell


@dataclass(frozen=True)
class Offer:
    """A place of the menu: the route behind it, its words, and who is offered it (no duty named: everybody)."""

    key: str
    route: str
    label: str
    duties: tuple[str, ...] = ()


DEMO = "demo"
"""Under which the parts of a demonstration that wait are counted, beside the places."""
COUNTER = ("counter_clerk", "centre_officer")
LEADERS = ("unit_head", "division_head", "unit_reporter", "deadline_watcher")
OFFERS = (
    Offer("inbox", "desk:inbox", "Việc của tôi"),
    Offer("receive", "desk:receive", "Nhận hồ sơ", COUNTER),
    Offer("certify", "desk:certify", "Chứng thực", COUNTER),
    Offer("dossiers", "desk:dossiers", "Hồ sơ"),
    Offer("return", "desk:return", "Trả kết quả", (*COUNTER, "result_clerk")),
    Offer("board", "leaders:board", "Bảng theo dõi", LEADERS),
    Offer("documents", "desk:document_registers", "Văn bản", documents.READERS),
    Offer("letters", "desk:letters", "Xử lý văn bản", handling.READERS),
    Offer("arrivals", "desk:arrivals", "Chờ vào sổ", intake.SETTLERS),
    Offer("approval", "desk:rounds", "Trình ký", approval.READERS),
    Offer("drafts", "desk:drafts", "Dự thảo", drafting.READERS),
    Offer("work_files", "desk:work_files", "Hồ sơ công việc", workfiles.READERS),
    Offer("money", "desk:money", "Thu phí", (*fees.CASHIERS, *fees.APPROVERS)),
    Offer("reports", "leaders:reports", "Báo cáo", LEADERS),
    Offer("reminders", "desk:reminders", "Nhắc hạn"),
    Offer("agenda", "desk:agenda", "Lịch công tác"),
    Offer("notes", "desk:notes", "Bàn giao"),
    Offer("books", "desk:books", "Sổ"),
    Offer("trips", "desk:trips", "Chuyến về bản", COUNTER),
    Offer("receipts", "desk:receipts", "Biên lai", fees.RECEIPT_KEEPERS),
    Offer("calls", "desk:queue_strip", "Gọi số", (*COUNTER, "result_clerk")),
    Offer("queue", "desk:queue", "Hàng đợi", (*COUNTER, "unit_admin", "unit_head", "division_head", "unit_reporter")),
    Offer("procedures", "desk:procedures", "Thủ tục"),
    Offer("my_score", "leaders:my_score", "Điểm của tôi"),
    Offer("forms", "desk:forms", "Mẫu giấy", forms.MAKERS),
    Offer("petitions", "desk:petitions", "Phản ánh, kiến nghị", petitions.READERS),
    Offer("guidance", "desk:guidance", "Hướng dẫn nói", guidance.REVIEWERS),
    Offer("cuts", "leaders:cuts", "Cắt giảm thời gian", ("procedure_editor",)),
    Offer("readiness", "leaders:readiness", "Một cửa hiện đại", ("unit_admin",)),
    Offer("notices", "leaders:notices", "Thông báo", ("unit_admin", "system_admin")),
    Offer("reorganisations", "leaders:reorganisations", "Sắp xếp đơn vị", ("system_admin",)),
    Offer("staff", "desk:staff", "Nhân sự", staffing.ADMINISTRATORS),
    Offer("operations", "leaders:operations", "Vận hành", ("system_admin",)),
    Offer("packets", "desk:wrong_packets", "Gói tin lỗi", ("system_admin",)),
)
"""Places by duty, the dearer first: a place that somebody may open is offered to them, or linked on one that is."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the shell; menu and note are made (one statement for both) only when a page draws them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "menu": [], "shell": Shell()}
    counted = cache(lambda: _waiting(actor, {offer.key for offer in OFFERS if _offered(offer, actor)}))
    return {
        "actor": actor,
        "menu": SimpleLazyObject(lambda: menu(actor, request.path, counted())),
        "shell": _shell(request, actor, cast(str, SimpleLazyObject(lambda: _still_building(counted())))),
        "history_pending": SimpleLazyObject(progress.history_pending),
    }


def menu(actor: Actor, path: str, counts: Mapping[str, int]) -> list[Place]:
    """Return the places offered to an actor, the one that holds `path` marked, with what waits in each by `counts`."""
    offered = [(offer, _address(offer.route)) for offer in OFFERS if _offered(offer, actor)]
    here = max((url for _, url in offered if url and path.startswith(url)), key=len, default="")
    return [
        Place(url, offer.label, offer.key, url == here and (url != "/" or path == "/"), counts.get(offer.key, 0))
        for offer, url in offered
        if url
    ]


def _offered(offer: Offer, actor: Actor) -> bool:
    return not offer.duties or accounts.may(actor, *offer.duties)


def _waiting(actor: Actor, places: Collection[str]) -> dict[str, int]:
    """Return by place how much waits there, and by «demo» how many parts of a demonstration do, in one statement: it is asked on
    every page.
    """
    rows: dict[str, QuerySet[Any]] = {"inbox": tasks.reachable(actor)}
    rows |= {"receive": dossiers.to_accept(actor)} if "receive" in places else {}
    rows |= {"arrivals": intake.waiting(actor)} if "arrivals" in places else {}
    rows |= {"reminders": deadlines.waiting(actor)} if "reminders" in places else {}
    counted = [
        found.order_by().annotate(place=Value(key)).values("place").annotate(size=Count("pk")).values_list("place", "size")
        for key, found in rows.items()
    ]
    counted += [progress.parts_left(DEMO)] if settings.DEMO else []
    return dict(counted[0].union(*counted[1:], all=True) if len(counted) > 1 else counted[0])


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _shell(request: HttpRequest, actor: Actor, note: str) -> Shell:
    return Shell(
        search_url=_address("desk:search"),
        receive_url=_address("desk:receive") if accounts.may(actor, *COUNTER) else "",
        capacity_url=_address("accounts:capacity"),
        account_url=_address("usersessions_list"),
        sign_out_url=_address("account_logout"),
        word=request.GET.get("q", "")[:100] if request.path == _address("desk:search") else "",
        at=clock.now(),
        note=note,
    )


def _still_building(counts: Mapping[str, int]) -> str:
    """Return what a demonstration says while the worker builds its parts; empty when all are there."""
    left = counts.get(DEMO, 0)
    if not left:
        return ""
    return Sentence(
        "Bản trình diễn đang nạp hồ sơ, văn bản, lịch công tác của những tháng trước (còn %(left)s phần). Xem được ngay; văn bản "
        "ghi được sau vài phút.",
        left=left,
    )
