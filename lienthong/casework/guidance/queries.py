"""Recordings as pages show them: what is heard, what waits, one with its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.guidance import access
from lienthong.casework.guidance.errors import RecordingUnknown
from lienthong.casework.guidance.models import Recording
from lienthong.casework.guidance.rules import IN_LANGUAGE, LANGUAGE_NAMES, LANGUAGES, STATES
from lienthong.toolkit.actor import Actor

PAGE = 100


@dataclass(frozen=True)
class RecordingRow:
    """A recording: of what, in which language, which version, how it stands."""

    uid: UUID
    unit_id: int
    subject: str
    code: str
    language: str
    language_name: str
    number: int
    words: str
    file_uid: UUID
    mime: str
    state: str
    state_name: str
    made_at: datetime
    made_by: str
    mine: bool
    decided_at: datetime | None
    decided_by: str
    reason: str

    @property
    def in_language(self) -> str:
        """Return the language inside a sentence: «tiếng Tày»."""
        return IN_LANGUAGE[self.language]


def _row(one: Recording, me: UUID | None = None) -> RecordingRow:
    return RecordingRow(
        one.uid, one.unit_id, one.subject, one.code, one.language, LANGUAGE_NAMES[one.language], one.number, one.words,
        one.file_uid, one.mime, one.state, STATES[one.state], one.made_at, one.made_by, one.made_by_uid == me, one.decided_at,
        one.decided_by, one.reason,
    )  # fmt: skip


def heard(subject: str, code: str, *, unit_id: int | None = None) -> list[RecordingRow]:
    """Return what is heard of a procedure or page, one for each language, the latest approved; one statement.

    unit_id  only what that unit published; without it, of any unit.
    """
    rows = Recording.objects.filter(subject=subject, code=code, state="published").order_by("-decided_at", "-pk")
    found: dict[str, RecordingRow] = {}
    for one in rows if unit_id is None else rows.filter(unit_id=unit_id):
        found.setdefault(one.language, _row(one))
    return [found[language] for language in LANGUAGES if language in found]


def one_heard(uid: UUID) -> RecordingRow:
    """Return a recording that everybody may hear.  Raises RecordingUnknown."""
    row = Recording.objects.filter(uid=uid, state="published").first()
    if row is None:
        raise RecordingUnknown
    return _row(row)


def recordings(actor: Actor) -> list[RecordingRow]:
    """Return the latest recordings of the unit, those that wait for a decision first; one statement."""
    rows = [
        _row(one, actor.person_uid) for one in Recording.objects.filter(access.visible(actor)).order_by("-made_at", "-pk")[:PAGE]
    ]
    return sorted(rows, key=lambda row: row.state != "waiting")


def recording(actor: Actor, uid: UUID) -> RecordingRow:
    """Return a recording of the unit.  Raises RecordingUnknown."""
    row = Recording.objects.filter(access.visible(actor), uid=uid).first()
    if row is None:
        raise RecordingUnknown
    return _row(row, actor.person_uid)
