"""Guidance is recorded, and published or refused by somebody else who listened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from lienthong.casework.guidance import access
from lienthong.casework.guidance.errors import (
    MustBeHeard,
    OwnRecording,
    RecordingUnknown,
    RefusalNeedsReason,
    SubjectUnknown,
    WordsMissing,
)
from lienthong.casework.guidance.models import Recording
from lienthong.casework.guidance.rules import LANGUAGES, known
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


@dataclass(frozen=True)
class Spoken:
    """What was recorded: of a procedure (its code) or a page (its key), in which language, what is said in Vietnamese."""

    subject: str
    code: str
    language: str
    words: str


def record(*, actor: Actor, at: datetime, spoken: Spoken, content: files.Content, name: str) -> UUID:
    """Take a recording in; it is heard by nobody before somebody else has approved it.  Return its uid.

    Raises NotYourGuidance, SubjectUnknown, WordsMissing, a FileRefused of the file store.
    """
    access.must_make(actor)
    if not known(spoken.subject, spoken.code, spoken.language):
        raise SubjectUnknown
    if not spoken.words.strip():
        raise WordsMissing
    uid = new_uid()
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        kept = files.store(content, name=name, actor=actor, object_uid=uid, at=at, among=files.SOUNDS)
        _one_at_a_time(actor.unit_id)
        same = Recording.objects.filter(unit_id=actor.unit_id, subject=spoken.subject, code=spoken.code, language=spoken.language)
        row = Recording.objects.create(
            uid=uid, unit_id=actor.unit_id, subject=spoken.subject, code=spoken.code, language=spoken.language,
            number=(same.aggregate(last=Max("number"))["last"] or 0) + 1, words=spoken.words.strip()[:2000], file_uid=kept.uid,
            mime=kept.mime, made_at=at, made_by_uid=actor.person_uid, made_by=actor.name,
        )  # fmt: skip
        _note(actor, at, row, "guidance_recorded", ledger.Lifecycle.STARTED, {"file": kept.uid})
    return uid


def _one_at_a_time(unit_id: int) -> None:
    """Let those of one unit wait for each other, so that versions are numbered without doubles and one is heard."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"guidance:{unit_id}"])


def approve(*, actor: Actor, at: datetime, recording_uid: UUID, heard: bool) -> None:
    """Publish a recording after listening to it; the version that was heard until now is kept and heard no more.

    Raises NotYourGuidance, RecordingUnknown, OwnRecording, MustBeHeard.
    """
    if not heard:
        raise MustBeHeard
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _waiting(actor, recording_uid)
        same = Recording.objects.filter(
            unit_id=row.unit_id, subject=row.subject, code=row.code, language=row.language, state="published"
        )
        same.update(state="replaced")
        _decide(actor, at, row, "published", "")


def refuse(*, actor: Actor, at: datetime, recording_uid: UUID, reason: str) -> None:
    """Refuse a recording, with the reason.  Raises NotYourGuidance, RecordingUnknown, OwnRecording, RefusalNeedsReason."""
    if not reason.strip():
        raise RefusalNeedsReason
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _decide(actor, at, _waiting(actor, recording_uid), "refused", reason)


def _waiting(actor: Actor, uid: UUID) -> Recording:
    access.must_review(actor)
    _one_at_a_time(actor.unit_id)
    row = Recording.objects.filter(access.visible(actor), uid=uid, state="waiting").first()
    if row is None:
        raise RecordingUnknown
    if row.made_by_uid == actor.person_uid:
        raise OwnRecording(language=LANGUAGES[row.language])
    return row


def _decide(actor: Actor, at: datetime, row: Recording, state: str, reason: str) -> None:
    row.state, row.reason, row.decided_at, row.decided_by = state, reason.strip()[:300], at, actor.name
    row.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    _note(actor, at, row, f"guidance_{state}", ledger.Lifecycle.COMPLETED, {"reason": row.reason})


def _note(
    actor: Actor, at: datetime, row: Recording, activity: str, lifecycle: ledger.Lifecycle, body: Mapping[str, Any]
) -> None:
    facts = {"subject": row.subject, "code": row.code, "language": row.language, "number": row.number, **body}
    told = ledger.Entry(
        stream=row.uid, activity=activity, lifecycle=lifecycle, occurred_at=at, actor=actor,
        objects=(ledger.ObjectRef("recording", row.uid),), body=facts, participants=(row.unit_id,),
    )  # fmt: skip
    ledger.append(told)
