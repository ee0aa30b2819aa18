"""Scans of the papers of a dossier: a paper handed in gets its digital copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import PaperOnlyShown, PaperUnknown
from lienthong.casework.dossiers.models import PaperLine
from lienthong.casework.dossiers.rules.papers import only_shown
from lienthong.casework.dossiers.services import frame
from lienthong.casework.dossiers.services.asking import Application, Paper
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.procedures import public as procedures
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

SCANNERS = ("counter_clerk", "centre_officer", "records_clerk", "specialist")


def add_scan(
    *, actor: Actor, at: datetime, dossier_uid: UUID, paper_id: int, content: files.Content, name: str, key: str = "",
    beside: bool = False,
) -> Standing:  # fmt: skip
    """Take a scan in and attach it to a paper of the dossier: both, or neither.

    content  bytes, a stream, or an uploaded file of Django; it passes the upload policy before the dossier is locked.
    Raises   a FileRefused of the file store, and what `attach_scan` raises.
    """
    access.must(actor, *SCANNERS, act="thêm bản quét")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _paper(dossier_uid, paper_id)
        before = transaction.savepoint()
        row = files.store(content, name=name, actor=actor, object_uid=dossier_uid, at=at)
        done = attach_scan(
            actor=actor, at=at, dossier_uid=dossier_uid, paper_id=paper_id, file_uid=row.uid, key=key, beside=beside
        )
        if done.repeated:  # the first request's file is there
            transaction.savepoint_rollback(before)
        return done


def attach_scan(
    *, actor: Actor, at: datetime, dossier_uid: UUID, paper_id: int, file_uid: UUID, key: str = "", beside: bool = False,
    reuses: UUID | None = None,
) -> Standing:  # fmt: skip
    """Attach a stored file of this dossier to one of its papers.

    beside   put it after the scans that are there; else it takes their place, and they stay in the store.
    reuses   the signed result that the file is, which nobody scanned anew; the history then says so.

    The ledger keeps which file it was and, as an erasable value, its hash.
    Raises ForeignAct, DossierUnknown, PaperUnknown, PaperOnlyShown, files.FileUnknown (no such file, or one of another object).
    """
    access.must(actor, *SCANNERS, act="thêm bản quét")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = files.find(file_uid)
        if row.object_uid != dossier_uid:
            raise files.FileUnknown
        request = {"paper": paper_id, "sha256": row.sha256, **({"beside": True} if beside else {}), **_told(reuses)}
        with frame.acting(actor=actor, at=at, verb="attach_scan", dossier_uid=dossier_uid, key=key, request=request) as act:
            if not act.repeated:
                paper = _paper(dossier_uid, paper_id)
                _must_take_scans(paper, act.definition, act.dossier.case)
                body = {"paper": paper.key, "replaced": _put(paper, file_uid, beside=beside), **_told(reuses)}
                paper.reuses = reuses or (paper.reuses if beside else None)
                paper.save(update_fields=["file_uid", "more_files", "reuses"])
                reference = (ledger.ObjectRef("file", file_uid, "scan"),)
                hashed = {"sha256": row.sha256}
                act.events.append(
                    frame.Event(
                        "reused" if reuses else "scanned",
                        ledger.Lifecycle.COMPLETED,
                        body=body,
                        personal=hashed,
                        objects=reference,
                    )
                )
    return standing(act)


def _told(reuses: UUID | None) -> dict[str, str]:
    return {"reuses": str(reuses)} if reuses else {}


def _put(paper: PaperLine, file_uid: UUID, *, beside: bool) -> str:
    """Put a scan on a paper, in memory; return the uids of those whose place it takes."""
    if beside and paper.file_uid:
        paper.more_files = [*paper.more_files, str(file_uid)]
        return ""
    before = [str(uid) for uid in (paper.file_uid, *paper.more_files) if uid]
    paper.file_uid, paper.more_files = file_uid, []
    return ", ".join(before)


def adopted(
    application: Application, definition: procedures.Definition, *, actor: Actor, at: datetime, dossier_uid: UUID
) -> tuple[Application, list[files.FileRow]]:
    """Return the application with the held scans of its papers made files of the dossier, and these files.

    In the caller's transaction: when the reception is rolled back, every file is held as before.
    Raises PaperOnlyShown, files.FileUnknown.
    """
    rows: list[files.FileRow] = []
    papers = []
    for paper in application.papers:
        if paper.files:
            _must_take_scans(paper, definition, application.case)
        mine = [files.adopt(uid, actor=actor, object_uid=dossier_uid, at=at) for uid in paper.files]
        rows += mine
        papers.append(replace(paper, file_uid=mine[0].uid, more_files=[row.uid for row in mine[1:]]) if mine else paper)
    return (replace(application, papers=papers) if rows else application), rows


def with_scans(event: frame.Event, scans: list[files.FileRow], papers: Sequence[Paper]) -> frame.Event:
    """Return the line of the history with the files that came with it; their hashes are erasable.

    A paper that is a signed result of an earlier dossier is told by its key and the result's uid.
    """
    if not scans:
        return event
    if told := reused(papers):
        event = event._replace(body={**event.body, "reused": told})
    references = tuple(ledger.ObjectRef("file", row.uid, "scan") for row in scans)
    hashes = {"scans": [row.sha256 for row in scans]}
    return event._replace(objects=(*event.objects, *references), personal={**event.personal, **hashes})


def reused(papers: Sequence[Paper]) -> list[list[str]]:
    """Return which papers are signed results of earlier dossiers, each as its key and the result's uid."""
    return [[paper.key, str(paper.reuses)] for paper in papers if paper.reuses]


def _must_take_scans(paper: Paper | PaperLine, definition: procedures.Definition, case: str) -> None:
    if only_shown(paper.key, definition.papers_for(case), shown_only=paper.shown_only):
        raise PaperOnlyShown(paper=paper.name)


def _paper(dossier_uid: UUID, paper_id: int) -> PaperLine:
    paper = PaperLine.objects.filter(dossier__uid=dossier_uid, pk=paper_id).first()
    if paper is None:
        raise PaperUnknown
    return paper
