"""The board in front of the counters: six rows, kept up to date by the live process, spoken when somebody wishes it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lienthong.casework.queue import public as queue
from lienthong.office.accounts.public import open_to_public
from lienthong.office.org import public as org
from lienthong.toolkit import clock


@require_safe
@never_cache
@open_to_public("bảng gọi số ở nơi chờ; tên đã che, không có dữ liệu hồ sơ")
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Show the board of a unit as it stands now; the page itself listens for what comes.  Raises UnknownUnit."""
    unit, at = org.unit(code[:30]), clock.now()
    shown = queue.board(unit.id, at)
    address = live_address(request, unit.code)
    facts = {"unit": unit, "board": shown, "blank": range(len(shown.calls), queue.BOARD_ROWS), "live": address, "at": at}
    answer = render(request, "portal/queue/board.html", facts)
    parts = urlsplit(address)
    if parts.netloc:
        answer._csp_update = {"connect-src": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]  # django-csp's own mark
    return answer


def live_address(request: HttpRequest, code: str) -> str:
    """Return where the browser finds the live process's stream for a unit; empty when none runs (the page asks again then).

    LIENTHONG_LIVE is a port beside the web's own, or an address or path behind a proxy.
    """
    where = settings.LIVE
    if not where:
        return ""
    if where.isdecimal():
        where = f"{request.scheme}://{re.sub(r':[0-9]+$', '', request.get_host())}:{where}"
    return f"{where.rstrip('/')}/bang/{code}/"
