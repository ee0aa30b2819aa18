"""A letter opens a dossier: the counter chooses the procedure, and the form of reception begins with what the letter says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk import services
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.receiving.holding import SPARE
from lienthong.doors.desk.web.receiving.receive import KIND
from lienthong.doors.desk.web.receiving.scan_forms import OTHER
from lienthong.office.accounts.public import duty
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.ui import tongues

COUNTER = ("counter_clerk", "centre_officer")


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the way from a letter to its dossier, on the page of an incoming document, for the counter; no statement."""
    line = found.line
    if found.direction != "in" or line.state != "used" or line.recalled_at is not None or not actor.has(*COUNTER):
        return None
    return render_to_string("desk/_opens_dossier.html", {"uid": line.document_uid})


@require_http_methods(["GET", "POST"])
@duty(*COUNTER)
def from_letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask which procedure a letter is about; POST lays a draft of the reception with what the letter says, and opens it.

    Raises what `dossiers.must_be_a_letter` does.
    """
    actor, at = asking.actor_of(request), clock.now()
    dossiers.must_be_a_letter(actor, uid)
    chosen = asking.uid_of(request.POST.get("version"))
    if request.method == "POST" and chosen is not None:
        key = _laid(request, actor, at, uid, procedures.version(chosen))
        return redirect(f"{reverse('desk:receive')}?{urlencode({'nhap': str(key)})}")
    letter = documents.opened(actor=actor, at=at, document_uid=uid)
    text = request.GET.get("q", "").strip()[:100]
    found = procedures.search(text, org.local_day(at)) if text else []
    return render(request, "desk/receive_letter.html", {"line": letter.line, "text": text, "found": found})


def _laid(request: HttpRequest, actor: Actor, at: datetime, uid: UUID, version: procedures.VersionRow) -> UUID:
    """Keep a draft of the reception, with the letter as a paper: its files are held, byte for byte; return the draft's key."""
    letter, key = documents.opened(actor=actor, at=at, document_uid=uid), new_uid()
    line = letter.line
    until = clock.real_now() + services.KEPT_FOR + SPARE
    for file in letter.files:
        try:
            files.hold_stored(file.uid, actor=actor, held_for=key, slot=OTHER, until=until)
        except files.FileNotChecked as no:
            messages.warning(request, tongues.said(no))
    channels = [str(one) for one in version.definition.channels]
    paper = str(Sentence("Văn bản đến số %(number)s, %(symbol)s", number=line.label, symbol=line.symbol or line.issuer))
    words = {
        "version": str(version.uid), "procedure_name": version.name, "letter": str(uid), "same": "on", "sets": "1",
        "result_delivery": "counter", "language": "vi", "channel": "post" if "post" in channels or not channels else channels[0],
        "subject": line.subject[:300], "owner-name": line.issuer[:200], "owner-kind": "citizen", "owner-signs_by": "signature",
        "submitter-kind": "citizen", "submitter-signs_by": "signature", "paper-other_name": paper[:300], "paper-other_count": "1",
    }  # fmt: skip
    data = {name: [value] for name, value in words.items()}
    services.save_draft(account_id=asking.account_id(request), kind=KIND, key=key, data=data, at=at)
    return key
