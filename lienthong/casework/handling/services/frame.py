"""What every act on a letter begins and ends with: it is locked, the words are looked at, the ledger is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import access
from lienthong.casework.handling.errors import (
    AlreadyEnded,
    DocumentReplaced,
    DuePast,
    LetterUnknown,
    NotYourPart,
    PartClosed,
    PartUnknown,
    WordsMissing,
    WordsTooLong,
)
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries.clocks import calendar as calendar_of
from lienthong.casework.handling.rules.words import MOST, OPEN, PART_STATES, STATES, WORDS, cleaned
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


@contextmanager
def acting(actor: Actor, document_uid: UUID) -> Iterator[Letter]:
    """Open the transaction of an act on a letter that is not ended, locked.  Raises LetterUnknown, AlreadyEnded."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        letter = locked(actor, document_uid)
        if letter.state not in OPEN:
            raise AlreadyEnded(state=STATES[letter.state])
        yield letter


@contextmanager
def also_ended(actor: Actor, document_uid: UUID) -> Iterator[Letter]:
    """Open the transaction of an act on a letter, ended or not, locked.  Raises LetterUnknown."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        yield locked(actor, document_uid)


def locked(actor: Actor, document_uid: UUID) -> Letter:
    """Return a letter that the actor may read, locked until the transaction ends.  Raises LetterUnknown."""
    rows = Letter.objects.select_for_update(of=("self",), no_key=True).select_related("document")
    letter = rows.filter(access.visible(actor), document__uid=document_uid).first()
    if letter is None:
        raise LetterUnknown
    return letter


def part_of(letter: Letter, uid: UUID) -> Part:
    """Return an open part of a locked letter.  Raises PartUnknown, PartClosed."""
    part = Part.objects.select_related("unit", "parent__unit").filter(letter=letter, uid=uid).first()
    if part is None:
        raise PartUnknown
    if part.state != "open":
        raise PartClosed(name=part.name, state=PART_STATES[part.state])
    return part


def my_part(actor: Actor, letter: Letter, uid: UUID) -> Part:
    """Return an open part that the actor does.  Raises PartUnknown, PartClosed, NotYourPart."""
    part = part_of(letter, uid)
    if not access.may_do(actor, part):
        raise NotYourPart(who=part.name)
    return part


def must_write(text: str, kind: str) -> str:
    """Return what was written, cleaned.  kind: a key of WORDS.  Raises WordsMissing, WordsTooLong."""
    said = may_write(text, kind)
    if not said:
        raise WordsMissing(what=WORDS[kind])
    return said


def may_write(text: str, kind: str) -> str:
    """Return what was written, perhaps nothing, cleaned.  Raises WordsTooLong."""
    said = cleaned(text)
    if len(said) > MOST[kind]:
        raise WordsTooLong(what=WORDS[kind], most=MOST[kind])
    return said


def due_of(unit_id: int, day: date, at: datetime) -> datetime:
    """Return when a day ends for a unit by its calendar; of a day off, the next working day.  Raises DuePast."""
    today = org.local_day(at)
    if day < today:
        raise DuePast(day=formats.day(day))
    calendar = calendar_of(unit_id, today)
    due = calendar.day_closing(calendar.working_day_from(day))
    return due if due > at else calendar.day_closing(calendar.working_day_after(day, 1))


def must_stand(document: documents.Document) -> None:
    """Refuse to begin anything with a document that was recalled or replaced.

    Raises DocumentReplaced, and of documents DocumentRecalled.
    """
    documents.must_be_live(document)
    other = document.replaced_by
    if other is not None:
        raise DocumentReplaced(symbol=document.symbol or document.subject, other=other.symbol or other.subject)


def close(parts: Sequence[Part], *, state: str, at: datetime, by: str, reason: str = "") -> None:
    """Close parts in one statement."""
    for part in parts:
        part.state, part.closed_at, part.closed_by, part.reason = state, at, by, reason
    Part.objects.bulk_update(parts, ["state", "closed_at", "closed_by", "reason"])


def told(
    letter: Letter, activity: str, *, actor: Actor | None, at: datetime, participants: Sequence[int] = (), **body: Any
) -> None:
    """Append an event to the letter's stream, of an actor or of the system (None); names and what was written stand in none."""
    lifecycle = ledger.Lifecycle.STARTED if letter.state in OPEN else ledger.Lifecycle.COMPLETED
    ledger.append(
        ledger.about(
            "letter", letter.uid, activity, lifecycle, at=at, actor=actor, body={"state": letter.state, **body},
            objects=(ledger.ObjectRef("document", letter.document.uid),), participants=participants,
        )
    )  # fmt: skip
