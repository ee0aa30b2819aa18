"""Scans of the papers of a dossier: a paper handed in gets its digital copy."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import PaperUnknown
from lienthong.casework.dossiers.models import PaperLine
from lienthong.casework.dossiers.services import frame
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

SCANNERS = ("counter_clerk", "centre_officer", "records_clerk", "specialist")


def add_scan(
    *, actor: Actor, at: datetime, dossier_uid: UUID, paper_id: int, content: files.Content, name: str, key: str = ""
) -> Standing:
    """Take a scan in and attach it to a paper of the dossier: both, or neither.

    content  bytes, a stream, or an uploaded file of Django; it passes the upload policy before the dossier is locked.
    Raises   a FileRefused of the file store, and what `attach_scan` raises.
    """
    access.must(actor, *SCANNERS, act="thêm bản quét")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _paper(dossier_uid, paper_id)
        row = files.store(content, name=name, actor=actor, object_uid=dossier_uid, at=at)
        return attach_scan(actor=actor, at=at, dossier_uid=dossier_uid, paper_id=paper_id, file_uid=row.uid, key=key)


def attach_scan(*, actor: Actor, at: datetime, dossier_uid: UUID, paper_id: int, file_uid: UUID, key: str = "") -> Standing:
    """Attach a stored file of this dossier to one of its papers; a scan that was there before stays in the store.

    The ledger keeps which file it was and, as an erasable value, its hash.
    Raises ForeignAct, DossierUnknown, PaperUnknown, files.FileUnknown (no such file, or one of another object).
    """
    access.must(actor, *SCANNERS, act="thêm bản quét")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = files.find(file_uid)
        if row.object_uid != dossier_uid:
            raise files.FileUnknown
        request = {"paper": paper_id, "sha256": row.sha256}
        with frame.acting(actor=actor, at=at, verb="attach_scan", dossier_uid=dossier_uid, key=key, request=request) as act:
            if not act.repeated:
                paper = _paper(dossier_uid, paper_id)
                before, paper.file_uid = paper.file_uid, file_uid
                paper.save(update_fields=["file_uid"])
                body = {"paper": paper.key, "replaced": str(before) if before else ""}
                reference = (ledger.ObjectRef("file", file_uid, "scan"),)
                hashed = {"sha256": row.sha256}
                act.events.append(
                    frame.Event("scanned", ledger.Lifecycle.COMPLETED, body=body, personal=hashed, objects=reference)
                )
    return standing(act)


def _paper(dossier_uid: UUID, paper_id: int) -> PaperLine:
    paper = PaperLine.objects.filter(dossier__uid=dossier_uid, pk=paper_id).first()
    if paper is None:
        raise PaperUnknown
    return paper
