"""One round: its paper, its chain, what may be done; the slip for print; what its signatures are worth."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.approval import public as approval
from lienthong.casework.results import public as results
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.approval import shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock


@require_safe
@duty(*approval.READERS)
def show(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a round.  Raises RoundUnknown."""
    actor = asking.actor_of(request)
    row = approval.round_of(actor, uid, clock.now())
    facts = {
        "row": row,
        "look": shapes.look_of(row),
        "stands": [(stand, approval.ROLES[stand.role], *shapes.stand_look(stand)) for stand in row.stands],
        "acts": list(shapes.acts_of(row, actor)),
        "way": approval.WAYS[row.way],
        "register": approval.REGISTERS[row.register],
        "digest": approval.grouped(row.sha256),
        "signed_digitally": row.way == approval.DIGITAL
        and any(one.sha256 and one.role in approval.SIGNING for one in row.stands),
    }
    return render(request, "desk/approval/round.html", facts)


@require_safe
@duty(*approval.READERS)
def paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the paper of a round as it is now.  Raises RoundUnknown."""
    row = approval.round_of(asking.actor_of(request), uid, clock.now())
    return asking.pdf_of(f"trinh-ky-{row.number}-{row.now_sha256[:8]}", approval.content(row))


@require_safe
@duty(*approval.READERS)
def slip(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the slip of the draft of a round: every round of it, who did what when.  Raises RoundUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = approval.round_of(actor, uid, at)
    return asking.pdf("phieu-trinh", "approval/slip.typ", approval.slip(approval.rounds_of(actor, row.draft_uid, at)))


@require_safe
@duty(*approval.READERS)
def signatures(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what the signatures of a round's paper are worth: who, when, whether it was changed since.  Raises RoundUnknown."""
    row = approval.round_of(asking.actor_of(request), uid, clock.now())
    return render(request, "desk/approval/signatures.html", {"row": row, "checked": results.checked(approval.content(row))})
