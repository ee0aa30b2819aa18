"""Files sent with a reception that is not saved yet: each is kept at once, so that no refusal and no pause loses one."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from lienthong.doors.desk.services import KEPT_FOR
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.receiving.scan_forms import Scans
from lienthong.office.files import public as files
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui import tongues

PREFIX = "scan-"
SPARE = timedelta(days=1)
"""Files outlive the draft that they belong to, never the other way round."""


def take(request: HttpRequest, actor: Actor, key: UUID) -> Scans:
    """Hold every file that came with the request, let go the one that it drops; return what is held now and what was refused."""
    dropped = asking.uid_of(request.POST.get("drop"))
    if dropped is not None:
        files.let_go(actor=actor, held_for=key, uid=dropped)
    faults = _held(request.FILES, actor, key)
    return Scans(held_by_place(actor, key), faults)


def _held(sent: MultiValueDict[str, UploadedFile[Any]], actor: Actor, key: UUID) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = defaultdict(list)
    until = clock.real_now() + KEPT_FOR + SPARE
    for field, uploads in sent.lists():
        if not field.startswith(PREFIX):
            continue
        for upload in uploads:
            slot = field.removeprefix(PREFIX)[:60]
            try:
                files.hold(upload, name=upload.name or "", actor=actor, held_for=key, slot=slot, until=until)
            except (files.FileRefused, files.NoRoom) as no:
                faults[slot].append(tongues.said(no))
    return dict(faults)


def held_by_place(actor: Actor, key: UUID) -> dict[str, list[files.HeldRow]]:
    """Return the files held for a reception by the place in its form; one statement."""
    found: dict[str, list[files.HeldRow]] = defaultdict(list)
    for row in files.held(actor=actor, held_for=key):
        found[row.slot].append(row)
    return dict(found)
