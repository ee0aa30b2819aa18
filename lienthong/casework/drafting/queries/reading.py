"""Drafts, their versions, comments and opinions as pages show them.  The context is the caller's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import DraftUnknown, VersionUnknown
from lienthong.casework.drafting.models import Comment, Draft, Opinion, Version
from lienthong.casework.drafting.rules.content import Content, content_of
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

PAGE = 50


@dataclass(frozen=True)
class DraftRow:
    """A draft: who drafts it (unit), in whose name (body), what it is, how far it is.

    answers_uid, dossier_uid  what it answers or comes from.   document_uid: what it was issued as.
    key  to go on before, on lists.
    """

    uid: UUID
    unit_id: int
    unit: str
    keeper_id: int
    body_key: str
    body: str
    parent: str
    symbol: str
    system: str
    type_key: str
    type_name: str
    subject: str
    versions: int
    state: str
    answers_uid: UUID | None
    dossier_uid: UUID | None
    document_uid: UUID | None
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    reason: str


@dataclass(frozen=True)
class VersionRow:
    """A version of a draft; content: its fields.  file_uid: the .docx that it was read from, word: its margins and letters.

    begun_from  of the office's template that it began with: uid, name, number, filled; {} of others.
    """

    uid: UUID
    draft_uid: UUID
    number: int
    content: Content
    file_uid: UUID | None
    file_name: str
    made_at: datetime
    made_by: str
    word: dict[str, Any]
    begun_from: dict[str, Any]


@dataclass(frozen=True)
class CommentRow:
    """What somebody said of a version; settled_at: None while it is open."""

    uid: UUID
    version: int
    quote: str
    words: str
    said_at: datetime
    said_by: str
    unit: str
    answer: str
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True)
class OpinionRow:
    """Who was asked, by which day, and what was answered; verdict "" while it waits or was not waited for any more.

    person_uid, person  who was asked by name; None and "" when the unit was.
    """

    uid: UUID
    unit_id: int
    unit: str
    person_uid: UUID | None
    person: str
    version: int
    due_on: date
    asked_at: datetime
    asked_by: str
    verdict: str
    words: str
    given_at: datetime | None
    given_by: str
    withdrawn_at: datetime | None

    @property
    def waits(self) -> bool:
        """Return whether the unit is still waited for."""
        return self.given_at is None and self.withdrawn_at is None


def _seen(actor: Actor) -> QuerySet[Draft]:
    return Draft.objects.filter(access.in_sight(actor)).select_related("unit")


def draft(actor: Actor, uid: UUID) -> DraftRow:
    """Return a draft that the actor may read; one statement.  Raises DraftUnknown."""
    row = _seen(actor).filter(uid=uid).first()
    if row is None:
        raise DraftUnknown(draft=str(uid))
    return _draft(row)


def _draft(row: Draft) -> DraftRow:
    kind = documents.types.by_key(row.system, row.type_key, org.local_day(row.ended_at or row.changed_at))
    return DraftRow(
        row.uid, row.unit_id, row.unit.name, row.keeper_id, row.body_key, row.body_name, row.parent_name, row.symbol, row.system,
        row.type_key, kind.name, row.subject, row.versions, row.state, row.answers_uid, row.dossier_uid, row.document_uid,
        row.begun_at, row.begun_by, row.changed_at, row.changed_by, row.ended_at, row.ended_by, row.reason,
    )  # fmt: skip


def drafts(
    actor: Actor, *, state: str = "", word: str = "", before: datetime | None = None
) -> tuple[list[DraftRow], datetime | None]:
    """Return 50 drafts that the actor may read, the last changed first, and from when to go on (None: no more); one statement.

    state  key of STATES, "" for each.   word  a part of the subject.
    """
    rows = _seen(actor)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(Q(subject__icontains=word) | Q(body_name__icontains=word)) if word else rows
    rows = rows.filter(changed_at__lt=before) if before else rows
    found = list(rows.order_by("-changed_at", "-pk")[: PAGE + 1])
    return [_draft(row) for row in found[:PAGE]], found[PAGE - 1].changed_at if len(found) > PAGE else None


def answering(actor: Actor, document_uid: UUID) -> list[DraftRow]:
    """Return the drafts that answer a document or became it, the latest first; one statement."""
    rows = _seen(actor).filter(Q(answers_uid=document_uid) | Q(document_uid=document_uid))
    return [_draft(row) for row in rows.order_by("-pk")[:PAGE]]


def version(actor: Actor, uid: UUID) -> VersionRow:
    """Return a version of a draft that the actor may read; one statement.  Raises VersionUnknown."""
    rows = Version.objects.select_related("draft").filter(draft__in=Draft.objects.filter(access.in_sight(actor)))
    row = rows.filter(uid=uid).first()
    if row is None:
        raise VersionUnknown(version=str(uid))
    return _version(row)


def _version(row: Version) -> VersionRow:
    return VersionRow(
        row.uid, row.draft.uid, row.number, content_of(row.content), row.file_uid, row.file_name, row.made_at, row.made_by,
        row.content.get("word", {}), row.content.get("begun_from", {}),
    )  # fmt: skip


def versions(actor: Actor, draft_uid: UUID) -> list[VersionRow]:
    """Return the versions of a draft that the actor may read, the last first; one statement, none when it is not seen."""
    rows = Version.objects.select_related("draft").filter(draft__in=Draft.objects.filter(access.in_sight(actor)))
    return [_version(row) for row in rows.filter(draft__uid=draft_uid).order_by("-number")]


def comments(draft_uid: UUID) -> list[CommentRow]:
    """Return what was said of a draft, the open first, each by time; one statement."""
    rows = Comment.objects.filter(draft__uid=draft_uid).select_related("version", "said_unit")
    made = [
        CommentRow(
            row.uid, row.version.number, row.quote, row.words, row.said_at, row.said_by, row.said_unit.name, row.answer,
            row.settled_at, row.settled_by,
        )
        for row in rows.order_by("said_at", "pk")
    ]  # fmt: skip
    return sorted(made, key=lambda one: one.settled_at is not None)


def opinions(draft_uid: UUID) -> list[OpinionRow]:
    """Return who was asked about a draft, in the order of asking; one statement."""
    rows = Opinion.objects.filter(draft__uid=draft_uid).select_related("unit", "version")
    return [
        OpinionRow(
            row.uid, row.unit_id, row.unit.name, row.person_uid, row.person_name, row.version.number, row.due_on, row.asked_at,
            row.asked_by, row.verdict, row.words, row.given_at, row.given_by, row.withdrawn_at,
        )
        for row in rows.order_by("token")
    ]  # fmt: skip
