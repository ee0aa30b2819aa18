"""What is said of a draft: comments on its last version, answered and settled by who drafts it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import CommentSettled, CommentUnknown, DraftNotOpen, NothingSaid, TooLong
from lienthong.casework.drafting.models import Comment, Draft
from lienthong.casework.drafting.rules.words import FIELD_NAMES, MOST, STATES
from lienthong.casework.drafting.services.telling import told
from lienthong.casework.drafting.services.writing import locked
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import nfc

MOST_QUOTE = 300


def words_of(text: str, field: str) -> str:
    """Return typed words in NFC without blanks around them.  Raises NothingSaid, TooLong."""
    said = nfc(text).strip()
    if not said:
        raise NothingSaid
    if len(said) > MOST[field]:
        raise TooLong(what=FIELD_NAMES[field], most=MOST[field])
    return said


def must_run(row: Draft) -> None:
    """Raise DraftNotOpen when a draft was issued or dropped."""
    if row.state not in ("open", "submitted"):
        raise DraftNotOpen(state=STATES[row.state].lower())


def comment(*, actor: Actor, at: datetime, draft_uid: UUID, words: str, key: UUID, quote: str = "") -> UUID:
    """Say something of the last version of a draft that the actor reads; return the comment's uid.

    quote  the part of the text that is meant.   key  of the page whose button was pressed: pressed twice, it is one comment.
    Raises DraftUnknown, NotADrafter, DraftNotOpen, NothingSaid, TooLong.
    """
    access.must_draft(actor)
    said = words_of(words, "comment")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        must_run(row)
        once = uuid5(key, str(actor.person_uid))
        before = Comment.objects.filter(key=once).first()
        if before is not None:
            return before.uid
        made = Comment.objects.create(
            draft=row, version=row.texts.get(number=row.versions), quote=" ".join(nfc(quote).split())[:MOST_QUOTE], words=said,
            said_at=at, said_by=actor.name, said_by_uid=actor.person_uid, said_unit_id=actor.unit_id, key=once,
        )  # fmt: skip
        told(row, "draft_commented", actor=actor, at=at, comment=made.uid)
        return made.uid


def settle_comment(*, actor: Actor, at: datetime, draft_uid: UUID, comment_uid: UUID, answer: str = "") -> None:
    """Settle a comment, with an answer or without one: what was asked for is done or will not be.

    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, CommentUnknown, CommentSettled, TooLong.
    """
    said = nfc(answer).strip()
    if len(said) > MOST["comment"]:
        raise TooLong(what=FIELD_NAMES["comment"], most=MOST["comment"])
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, org.local_day(at))
        must_run(row)
        found = row.comments.filter(uid=comment_uid).first()
        if found is None:
            raise CommentUnknown
        if found.settled_at is not None:
            raise CommentSettled
        found.answer, found.settled_at, found.settled_by = said, at, actor.name
        found.save(update_fields=["answer", "settled_at", "settled_by"])
        told(row, "draft_answered", actor=actor, at=at, comment=found.uid)
