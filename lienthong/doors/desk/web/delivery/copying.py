"""Certified copies of a document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.delivery.forms import CopyForm
from lienthong.doors.desk.web.documents import keeping
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask which copy of a document is to be made; POST makes it and goes to its page.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.line_of(actor, uid)
    key = asking.uid_of(request.POST.get("key")) or new_uid()

    def act(given: dict[str, Any]) -> tuple[str, str]:
        made = delivery.copy(actor=actor, at=at, document_uid=uid, new=delivery.NewCopy(**given), key=key)
        return tongues.told("Đã cấp số bản sao %(number)s.", number=made.label), reverse(
            "desk:document", args=[made.document_uid]
        )

    facts = {
        "title": translated("Sao văn bản"), "name": f"{line.label} · {line.subject}", "key": key,
        "lead": translated("Bản sao lấy số của sổ bản sao và có trang cuối ghi hình thức sao, cơ quan, số, ngày, người ký."),
        "button": translated("Cấp số và lập bản sao"), "back": reverse("desk:document", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, CopyForm(request.POST if request.method == "POST" else None), act, facts)
