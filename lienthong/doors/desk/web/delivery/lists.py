"""What waits to be sent, what was sent and how far it is, recalls to answer, and packets that were wrong."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lienthong.casework.delivery import public as delivery
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.delivery import shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import translated

VIEWS = {"cho": "Chờ gửi", "da": "Đã gửi", "do-dang": "Chưa xong ở nơi nhận", "thu-hoi": "Yêu cầu thu hồi"}
HEADS = (
    "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Nơi nhận", "Gửi bằng", "Tình trạng", "Số đến", "Gửi lúc", "Đến lúc",
    "Vào sổ lúc", "Phân công lúc", "Xử lý từ", "Hoàn thành lúc", "Người gửi", "Ghi chú",
)  # fmt: skip


@require_safe
@duty(*delivery.READERS)
def deliveries(request: HttpRequest) -> HttpResponse:
    """Show what waits to be sent, or what the address asks for: what was sent, what is open, recalls to answer."""
    actor, here = asking.actor_of(request), request.GET.get("xem", "cho")
    view = here if here in VIEWS else "cho"
    mark = asking.whole(request.GET.get("tu"), 0)
    unsent: list[delivery.Unsent] = []
    rows: list[delivery.DispatchRow] = []
    if view == "cho":
        unsent, further = delivery.unsent(actor, asking.today(), after=mark)
    elif view == "thu-hoi":
        rows, further = delivery.asked(actor, before=mark)
    else:
        rows, further = delivery.sent(actor, state="open" if view == "do-dang" else "", before=mark)
    address = reverse("desk:deliveries")
    facts = {
        "view": view,
        "tabs": [Tab(f"{address}?{urlencode({'xem': key})}", translated(name), here=key == view) for key, name in VIEWS.items()],
        "unsent": unsent,
        "lines": shapes.lines_of(rows),
        "may": actor.has(*delivery.SENDERS),
        "first": f"{address}?{urlencode({'xem': view})}" if mark else "",
        "next": f"{address}?{urlencode({'xem': view, 'tu': str(further)})}" if further else "",
    }
    return render(request, "desk/delivery/list.html", facts)


@require_safe
@duty(*delivery.READERS)
@tongues.in_vietnamese
def deliveries_xlsx(request: HttpRequest) -> HttpResponse:
    """Return what was sent as a workbook, a line for each recipient."""
    rows = delivery.all_sent(asking.actor_of(request))
    book = leading_tables.table_book(title=translated("Văn bản đã gửi"), heads=HEADS, rows=[_cells(row) for row in rows])
    return leading_tables.xlsx_answer("van-ban-da-gui", book)


def _cells(row: delivery.DispatchRow) -> list[str]:
    moments = (row.sent_at, row.arrived_at, row.registered_at, row.assigned_at, row.processing_at, row.done_at)
    said = (delivery.MEANS[row.means], delivery.STATES[row.state], row.number)
    times = [formats.moment(one) if one else "" for one in moments]
    day = formats.day(row.issued_on) if row.issued_on else ""
    return [row.symbol, day, row.subject, row.receiver_name, *said, *times, row.sent_by, row.note]


@require_safe
@duty(*delivery.INSPECTORS)
def wrong_packets(request: HttpRequest) -> HttpResponse:
    """Show the packets of the axis that were wrong, each with the reason, the latest first."""
    carrier = delivery.axis()
    facts: dict[str, Any] = {"on": carrier is not None, "packets": carrier.refused()[:MOST] if carrier else []}
    return render(request, "desk/delivery/packets.html", facts)


MOST = 200
"""So many wrong packets does the page show, the latest; all of them stay in the folder."""


@require_safe
@duty(*delivery.INSPECTORS)
def wrong_packet(request: HttpRequest, packet: str) -> FileResponse:
    """Return the bytes of a wrong packet, to be kept and looked at, never opened by the browser."""
    carrier = delivery.axis()
    content = carrier.refused_bytes(packet) if carrier else None
    if content is None:
        raise Http404
    answer = FileResponse(
        content, as_attachment=True, filename=f"{packet[:16]}.edxml.bin", content_type="application/octet-stream"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
