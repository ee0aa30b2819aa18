"""What the administrator watches: deliveries that wait or were given up, the worker, the ledger; and sends again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lienthong.casework.notices import public as notices
from lienthong.doors.desk.web import posting
from lienthong.office.accounts.public import duty
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import outbox

SILENT_AFTER = 30
"""Real seconds without a sign of life after which the worker counts as gone, as in /healthz."""
LATE_AFTER = 60
"""Real seconds that a delivery or an event may wait before the page warns."""


@require_safe
@duty("system_admin")
def operations(request: HttpRequest) -> HttpResponse:
    """Show how the machinery behind the pages stands."""
    unsealed, unsealed_age = ledger.unsealed()
    silence = outbox.worker_silence()
    backlog = outbox.backlog()
    facts = {
        "backlog": backlog,
        "late": backlog.lag_seconds > LATE_AFTER,
        "lag": round(backlog.lag_seconds),
        "silence": None if silence is None else round(silence),
        "worker_lives": silence is not None and silence <= SILENT_AFTER,
        "head": ledger.head(),
        "unsealed": unsealed,
        "unsealed_age": round(unsealed_age),
        "unsealed_late": unsealed_age > LATE_AFTER,
        "letters": outbox.dead_letters(),
        "channels": notices.standings(),
    }
    return render(request, "desk/leading/operations.html", facts)


@require_POST
@duty("system_admin")
def redeliver(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give one delivery all its tries again."""

    def again() -> str:
        outbox.redeliver(uid)
        return "Đã đưa vào hàng gửi lại; trình chạy nền gửi trong vài giây."

    posting.press(request, again)
    return HttpResponseRedirect(reverse("leaders:operations"))
