"""Files that were kept as they came are looked at afterwards, one transaction each, so that a page can count them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.intake.models import ArrivalFile
from lienthong.casework.intake.services.waking import read_later
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger


def look(*, arrival_uid: UUID, at: datetime) -> int:
    """Let the upload policy look at the files of an arrival that wait for it; return how many it looked at.

    For the role of the worker.  What the policy refuses stays kept as it came, with the reason.
    """
    seen = 0
    while _next(arrival_uid, at):
        seen += 1
    if seen:
        read_later(arrival_uid)
    return seen


def _next(arrival_uid: UUID, at: datetime) -> bool:
    with transaction.atomic(), ledger.seeing_everything():
        rows = ArrivalFile.objects.select_for_update(of=("self",), skip_locked=True).filter(
            arrival__uid=arrival_uid, pending=True
        )
        row = rows.order_by("position").first()
        if row is None or row.original_uid is None:
            return False
        try:
            with files.open_file(row.original_uid) as content:
                row.file_uid = files.store(content, name=row.name, actor=None, object_uid=arrival_uid, at=at).uid
        except (files.FileRefused, files.FileDamaged) as no:
            row.fault = no.on_record[:500]
        row.pending = False
        row.save(update_fields=["pending", "file_uid", "fault"])
        return True
