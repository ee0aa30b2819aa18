"""Scans of papers: shown, downloaded, added to a dossier."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.errors import NoFileChosen
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.dossiers.dossier import shown
from lienthong.office.accounts.public import signed_in
from lienthong.office.files import public as files
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal

NOT_HERE = (dossiers.DossierUnknown, files.FileUnknown)


@require_GET
@signed_in
def show(request: HttpRequest, uid: UUID) -> FileResponse:
    """Send a file that the actor's units may see; with `?xem=1` a PDF or picture is shown instead of saved.

    That of a document is sent to who may read it; across Party and State the reading is written down.
    """
    documents.must_open(actor=asking.actor_of(request), at=clock.now(), object_uid=files.find(uid).object_uid)
    return files.response(uid, inline="xem" in request.GET)


@require_POST
@signed_in
def scan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Add a scan to a paper of the dossier; a refusal shows the dossier with the sentence that says what to do."""
    actor, at = asking.actor_of(request), clock.now()
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise NoFileChosen
        dossiers.add_scan(
            actor=actor, at=at, dossier_uid=uid, paper_id=asking.whole(request.POST.get("paper"), 0), content=sent,
            name=sent.name or "", key=request.POST.get("key", ""), beside="beside" in request.POST,
        )  # fmt: skip
    except NOT_HERE:
        raise
    except Refusal as no:
        return shown(request, uid, refusal=no)
    messages.success(request, "Đã lưu bản quét.")
    return HttpResponseRedirect(asking.dossier_url(uid))
