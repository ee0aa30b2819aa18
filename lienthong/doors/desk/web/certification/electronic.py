"""Electronic certified copies: those that wait, the scan of one, its signature."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.certification import public as certification
from lienthong.doors.desk.errors import NoFileChosen
from lienthong.doors.desk.web import asking
from lienthong.office.accounts.public import confirm_first, duty, in_its_own_context, recently_authenticated
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues

READERS = (*certification.SCANNERS, "unit_head")


class ShownCopy(certification.CopyRow):
    """A copy as the pages show it: what comes next, in the language of the page."""

    @property
    def state(self) -> str:
        """Return what comes next, in words."""
        if self.result_uid:
            return str(tongues.said("đã ký số"))
        waits = tongues.told("chờ %(signer)s ký số", signer=self.signer_name)
        return waits if self.scan_uid else str(tongues.said("chờ quét bản chính"))


def _shown_copy(row: certification.CopyRow) -> ShownCopy:
    return ShownCopy(**vars(row))


@require_GET
@duty(*READERS)
def copies(request: HttpRequest) -> HttpResponse:
    """Show the electronic copies of the unit that are not signed yet."""
    actor = asking.actor_of(request)
    return render(
        request, "desk/ecopies.html", {"rows": [_shown_copy(row) for row in certification.waiting_copies(actor.unit_id)]}
    )


@require_http_methods(["GET", "POST"])
@in_its_own_context
@duty(*READERS)
def copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one copy; POST takes its scan («quet») or signs it («ky»), after a fresh confirmation of who signs."""
    actor, refusal = asking.actor_of(request), None
    if request.method == "POST":
        here = redirect("desk:ecopy", uid)
        signing = "ky" in request.POST
        if signing and not recently_authenticated(request):
            messages.warning(request, "Chưa ký. Xác nhận lại người ký rồi bấm «Ký số bản sao» lần nữa.")
            return confirm_first(request, back_url=reverse("desk:ecopy", args=[uid]))
        try:
            messages.success(request, _signed(request, actor, uid) if signing else _scanned(request, actor, uid))
        except (certification.CopyUnknown, files.FileUnknown):
            raise
        except Refusal as no:
            refusal = no
        else:
            return here
    with ledger.seeing(actor.sees):
        return _shown(request, actor, uid, refusal)


def _signed(request: HttpRequest, actor: Actor, uid: UUID) -> str:
    key = request.POST.get("key", "")[:100] or str(new_uid())
    row = certification.sign(actor=actor, at=clock.now(), real_at=clock.real_now(), copy_uid=uid, key=key)
    return tongues.told("Đã ký số bản sao điện tử «%(title)s», số chứng thực %(number)s.", title=row.title, number=row.number)


def _scanned(request: HttpRequest, actor: Actor, uid: UUID) -> str:
    sent = request.FILES.get("file")
    if sent is None:
        raise NoFileChosen
    certification.scan(actor=actor, at=clock.now(), copy_uid=uid, content=sent, name=sent.name or "")
    return "Đã lưu bản quét, chờ người ký."


def _shown(request: HttpRequest, actor: Actor, uid: UUID, refusal: Refusal | None) -> HttpResponse:
    row = _shown_copy(certification.copy(uid))
    facts: dict[str, Any] = {
        "row": row,
        "refusal": refusal,
        "may_scan": actor.has(*certification.SCANNERS) and row.result_uid is None,
        "may_sign": actor.person_uid == row.signer_uid and row.result_uid is None and row.scan_uid is not None,
    }
    return render(request, "desk/ecopy.html", facts, status=refusal.status if refusal else 200)
