"""What a citizen does from home: files, sends what was asked for, withdraws.  The counter answers each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.errors import BadAnswers, DossierUnknown, NotFiledOnline, ReasonNeeded
from lienthong.casework.dossiers.models import Dossier, Filing, PaperLine, Supplement
from lienthong.casework.dossiers.rules.status import Status
from lienthong.casework.dossiers.services import ending, frame, receiving, registering, scanning
from lienthong.casework.dossiers.services.asking import Application, Paper
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.procedures import public as procedures
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

POST = "Công dân nộp trực tuyến"


@dataclass(frozen=True)
class Filer:
    """The citizen who files: uid of the account, the name that the papers carry, the language of the page."""

    uid: UUID
    name: str
    language: str = "vi"


def as_actor(filer: Filer, unit: org.UnitRow) -> Actor:
    """Return the citizen as who acts before a unit: no post of the organisation, no duty, the eyes of that unit's counter.

    Only services that take a `Filer` use it; each checks first that the dossier is the citizen's own.
    """
    return Actor(
        person_uid=filer.uid, post_uid=filer.uid, unit_id=unit.id, unit_uid=unit.uid, name=filer.name, post=POST, unit=unit.name,
        sees=frozenset({unit.id}),
    )  # fmt: skip


def file_online(
    *, filer: Filer, unit_id: int, at: datetime, application: Application, answers: Mapping[str, Any], key: str
) -> receiving.Received:
    """Write down what a citizen filed (status 1): numbered and kept; the counter accepts or refuses it.

    answers  the form of the version, checked against it.  key  of the draft: filed twice, it is one dossier.
    Papers may be missing, as `register` says; scans are those that the citizen holds (`files.hold`) for this unit.
    Raises BadAnswers, NotFiledOnline, BadPerson, UnknownCase, NoProcedureInForce, KeyUsedForAnother, files.FileUnknown.
    """
    version = procedures.version(application.version_uid)
    if "online" not in version.definition.channels or application.channel != "online":
        raise NotFiledOnline(procedure=version.name)
    faults = procedures.answer_faults(version.definition.online_form, answers)
    if faults:
        raise BadAnswers(sentence=faults[0].sentence, page=faults[0].page, field=faults[0].field, count=len(faults))
    actor = as_actor(filer, org.unit(unit_id))
    told = replace(application, language=filer.language)
    with frame.transacting(actor):
        done = registering.written(actor=actor, at=at, application=told, key=key, answers=answers)
        if not done.repeated:
            Filing.objects.create(
                dossier=_row(done.dossier_uid), citizen_uid=filer.uid, answers=dict(answers), filed_at=at,
            )  # fmt: skip
    return done


def send_supplement(
    *, filer: Filer, unit_id: int, at: datetime, dossier_uid: UUID, papers: Sequence[Paper], key: str
) -> Standing:
    """Let the papers that were asked for come in; the clock stands until the counter has looked at them.

    papers  with files that the citizen holds for this unit.  unit_id: the unit that received the dossier.
    Raises DossierUnknown (not the citizen's), NotInThisStatus, ReasonNeeded (no file), files.FileUnknown.
    """
    actor = as_actor(filer, org.unit(unit_id))
    request = {"papers": [[paper.name, *map(str, paper.files)] for paper in papers]}
    with frame.acting(actor=actor, at=at, verb="send_supplement", dossier_uid=dossier_uid, key=key, request=request) as act:
        _own(act, filer)
        if not act.repeated:
            act.must_be(Status.SUPPLEMENT_REQUESTED, act="gửi giấy tờ bổ sung")
            if not any(paper.files for paper in papers):
                raise ReasonNeeded(act="gửi bổ sung (ít nhất một tệp)")
            rows = [_came(act, paper) for paper in papers if paper.files]
            Supplement.objects.filter(dossier=act.dossier, received_at=None).update(sent_at=at)
            references = tuple(ledger.ObjectRef("file", uid, "scan") for row in rows for uid in (row.file_uid, *row.more_files))
            told = scanning.reused(papers)
            body = {"papers": [row.name for row in rows], **({"reused": told} if told else {})}
            act.events.append(
                frame.Event("supplement_sent", ledger.Lifecycle.COMPLETED, cause="supplement", body=body, objects=references)
            )
    return standing(act)


def withdraw_online(*, filer: Filer, unit_id: int, at: datetime, dossier_uid: UUID, reason: str, key: str) -> Standing:
    """Give the dossier back at the citizen's own request.

    Raises DossierUnknown (not the citizen's), ReasonNeeded, NotInThisStatus (a result is there, or money is asked for).
    """
    actor = as_actor(filer, org.unit(unit_id))
    with frame.transacting(actor):
        if not Filing.objects.filter(dossier__uid=dossier_uid, citizen_uid=filer.uid).exists():
            raise DossierUnknown(dossier=str(dossier_uid))
        return ending.ended(actor, at, dossier_uid, reason, key, Status.WITHDRAWN, "withdrawn", "rút hồ sơ")


def _own(act: frame.Act, filer: Filer) -> None:
    if not Filing.objects.filter(dossier=act.dossier, citizen_uid=filer.uid).exists():
        raise DossierUnknown(dossier=act.dossier.code)


def _came(act: frame.Act, paper: Paper) -> PaperLine:
    rows = [files.adopt(uid, actor=act.actor, object_uid=act.dossier.uid, at=act.at) for uid in paper.files]
    return PaperLine.objects.create(
        dossier=act.dossier, key=paper.key, name=paper.name, copies=1, file_uid=rows[0].uid,
        more_files=[row.uid for row in rows[1:]], reuses=paper.reuses, added_at=act.at,
    )  # fmt: skip


def _row(uid: UUID) -> Dossier:
    return Dossier.objects.get(uid=uid)
