"""Bringing files in at the desk: scans and uploads, up to fifty at once; whoever sent them watches them being looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.casework.intake import public as intake
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.documents import shapes as letters
from lienthong.doors.desk.web.intake.forms import UploadForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues

BOX = "files"


@dataclass(frozen=True)
class Sent:
    """An uploaded file, read when it is asked for: fifty of them are never in memory at once."""

    upload: UploadedFile[Any]

    @property
    def name(self) -> str:
        """Return the name as it came."""
        return self.upload.name or ""

    @property
    def content(self) -> bytes:
        """Return the bytes."""
        self.upload.seek(0)
        content: bytes = self.upload.read()
        return content


@require_http_methods(["GET", "POST"])
@duty(*intake.SETTLERS)
def upload(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for files; POST puts them into the list of what waits and shows what became of each."""
    actor, place = asking.actor_of(request), letters.body_of(request, body)
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    form = UploadForm(request.POST if request.method == "POST" else None)
    done: list[intake.Uploaded] = []

    def act(given: dict[str, Any]) -> str:
        sent = [Sent(one) for one in request.FILES.getlist(BOX)]
        done.append(
            intake.upload(
                actor=actor, at=clock.now(), body_key=body, uploads=sent, key=key, channel=given["channel"],
                together=bool(given["together"]),
            )
        )  # fmt: skip
        return tongues.told("Đã đưa vào danh sách chờ %(count)s văn bản.", count=len(done[0].arrivals))

    told, status = posting.attempt(form, act)
    if told:
        for no in done[0].refused:
            messages.error(request, tongues.said(no))
        if done[0].arrivals:
            messages.success(request, told)
            return redirect(f"{reverse('desk:arrivals')}?dot={key}")
    facts = {"body": place, "form": form, "key": key, "most": intake.MOST_FILES}
    return render(request, "desk/intake/upload.html", facts, status=422 if told else status)
