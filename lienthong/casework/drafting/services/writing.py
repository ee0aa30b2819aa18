"""Drafts are begun and written: each save that changes something is a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import (
    BodyNotNear,
    DraftNotOpen,
    DraftUnknown,
    NothingWritten,
    TypeNotDrafted,
    WrittenMeanwhile,
)
from lienthong.casework.drafting.models import Draft, Version
from lienthong.casework.drafting.queries.bodies import parent_name, types_on
from lienthong.casework.drafting.queries.word_files import read_word
from lienthong.casework.drafting.rules.checking import must_fit
from lienthong.casework.drafting.rules.content import Content, cleaned, content_of
from lienthong.casework.drafting.rules.words import STATES
from lienthong.casework.drafting.services.telling import told
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


@dataclass(frozen=True)
class NewDraft:
    """What a draft is begun with.

    body_key     of a body near the actor's unit (`bodies_near`).   type_key: of its types of the day.
    answers_uid  the document that it answers; dossier_uid: the dossier that it comes from.
    begun_from   of an office's own template: its `uid`, `name`, `number`, and `filled`, pairs of a place and what was put there.
    file         name and content of the filled .docx of that template: kept with the first version, to go on in a word processor.
    """

    body_key: str
    type_key: str
    content: Content
    answers_uid: UUID | None = None
    dossier_uid: UUID | None = None
    begun_from: Mapping[str, Any] | None = None
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Written:
    """A version as it was saved; changed: False when nothing was typed that differs, and it is the one before."""

    draft_uid: UUID
    version_uid: UUID
    number: int
    changed: bool = True


def begin(*, actor: Actor, at: datetime, new: NewDraft, key: UUID) -> Written:
    """Begin a draft with its first version.  key: of the page whose button was pressed; pressed twice, it is one draft.

    Raises NotADrafter, BodyNotNear, TypeNotDrafted, what `rules.checking.must_fit` raises, a FileRefused for a file.
    """
    access.must_draft(actor)
    today = org.local_day(at)
    content = cleaned(new.content)
    must_fit(content, documents.MARKS)
    body = next((one for one in documents.bodies_near(actor.unit_id, today) if one.key == new.body_key), None)
    if body is None or body.system != access.system_of(actor):
        raise BodyNotNear(unit=actor.unit)
    if new.type_key not in {one.key for one in types_on(body.system, today)}:
        raise TypeNotDrafted(day=formats.day(today))
    row = Draft(
        unit_id=actor.unit_id, keeper_id=body.keeper_id, body_key=body.key, system=body.system, symbol=body.symbol,
        body_name=body.name, parent_name=parent_name(body, today), type_key=new.type_key, answers_uid=new.answers_uid,
        dossier_uid=new.dossier_uid, key=uuid5(key, str(actor.unit_id)), begun_at=at, begun_by=actor.name,
        begun_by_uid=actor.person_uid, changed_at=at, changed_by=actor.name,
    )  # fmt: skip
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            return _begun(row.key)
        kept = _kept(new, actor, at, row)
        version = next_version(row, content, actor, at, begun_from=new.begun_from, **kept)
        told(row, "draft_begun", actor=actor, at=at, participants=(row.unit_id,), version=version.uid)
        return Written(row.uid, version.uid, version.number)


def _kept(new: NewDraft, actor: Actor, at: datetime, row: Draft) -> dict[str, Any]:
    """Return what the first version says of the .docx it begins with, which is kept; nothing of one without."""
    if new.file is None:
        return {}
    name, content = new.file
    kept = files.store(content, name=name, actor=actor, object_uid=row.uid, at=at)
    return {"file_uid": kept.uid, "file_name": kept.name, "looks": read_word(kept.uid, name).looks()}


def _begun(key: UUID) -> Written:
    """Return the first version of what the same page began before."""
    found = Version.objects.select_related("draft").get(draft__key=key, number=1)
    return Written(found.draft.uid, found.uid, 1, changed=False)


def next_version(
    row: Draft, content: Content, actor: Actor, at: datetime, *, file_uid: UUID | None = None, file_name: str = "",
    looks: Mapping[str, Any] | None = None, begun_from: Mapping[str, Any] | None = None,
) -> Version:  # fmt: skip
    """Save the next version of a locked draft.

    looks  margins and letters of the .docx that it was read from.   begun_from: the template it began with.
    """
    row.versions += 1
    row.subject, row.changed_at, row.changed_by = content.subject, at, actor.name
    kept = content.as_json() | ({"word": dict(looks)} if looks else {}) | ({"begun_from": dict(begun_from)} if begun_from else {})
    version = Version.objects.create(
        draft=row, number=row.versions, content=kept, file_uid=file_uid, file_name=file_name, made_at=at,
        made_by=actor.name, made_by_uid=actor.person_uid,
    )  # fmt: skip
    row.save(update_fields=["versions", "subject", "changed_at", "changed_by"])
    return version


def locked(actor: Actor, uid: UUID) -> Draft:
    """Return a draft that the actor may read, locked until the transaction ends.  Raises DraftUnknown."""
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    row = rows.filter(access.in_sight(actor), uid=uid).first()
    if row is None:
        raise DraftUnknown(draft=str(uid))
    return row


def must_be_open(row: Draft) -> None:
    """Raise DraftNotOpen unless a draft is being written."""
    if row.state != "open":
        raise DraftNotOpen(state=STATES[row.state].lower())


def write(*, actor: Actor, at: datetime, draft_uid: UUID, content: Content, on_top_of: int) -> Written:
    """Save a content as the next version of a draft, when it differs from the last one.

    on_top_of  number of the version that the page was opened with.
    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, NothingWritten, what `must_fit` raises, and WrittenMeanwhile
    when the last version is another one and says something else: it names who saved it.
    """
    tidy = cleaned(content)
    must_fit(tidy, documents.MARKS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, org.local_day(at))
        must_be_open(row)
        last = row.texts.get(number=row.versions)
        if content_of(last.content) == tidy:
            return Written(row.uid, last.uid, last.number, changed=False)
        if row.versions != on_top_of:
            raise WrittenMeanwhile(by=last.made_by, number=last.number)
        if not (tidy.subject or tidy.text):
            raise NothingWritten
        version = next_version(row, tidy, actor, at)
        told(row, "draft_written", actor=actor, at=at, version=version.uid)
        return Written(row.uid, version.uid, version.number)
