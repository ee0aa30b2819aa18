"""The leader waives an answer, reminds, decides on more time; who has a part asks for it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from lienthong.casework.handling import access
from lienthong.casework.handling.errors import ExtensionAsked, ExtensionEarlier, NotForInfo, NothingAsked, OnlyCooperators
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.services import tasking
from lienthong.casework.handling.services.frame import (
    acting,
    close,
    due_of,
    may_write,
    must_write,
    my_part,
    part_of,
    told,
)
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def waive(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, reason: str) -> None:
    """Let a co-operator owe no answer any more, with the reason; what it had passed down is withdrawn.

    Raises LetterUnknown, AlreadyEnded, NotYourPart, PartUnknown, PartClosed, OnlyCooperators, WordsMissing, WordsTooLong.
    """
    why = must_write(reason, "reason")
    with acting(actor, document_uid) as letter:
        access.must(access.may_instruct(actor, letter), access.LEADER_SAID)
        part = part_of(letter, part_uid)
        if part.role != "co" or part.parent is not None:
            raise OnlyCooperators
        below = list(Part.objects.filter(parent=part, state="open"))
        close(below, state="withdrawn", at=at, by=actor.name, reason=why)
        close([part], state="waived", at=at, by=actor.name, reason=why)
        gone = [part, *below]
        Move.objects.filter(part__in=gone, kind="extend", decision="").update(
            decision="refused", decided_at=at, decided_by=actor.name, decided_words=why
        )
        tasking.end(letter, [token for one in gone for token in (one.token, -one.token)], at, actor, "waived")
        told(letter, "part_waived", actor=actor, at=at, part=part.uid)


def remind(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, words: str) -> None:
    """Remind who has a part («đôn đốc»): the leader, the clerk who keeps the register, or who passed it down; it stays written.

    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, WordsMissing, WordsTooLong.
    """
    said = must_write(words, "words")
    with acting(actor, document_uid) as letter:
        part = part_of(letter, part_uid)
        access.must(_directs(actor, letter, part) or access.may_keep(actor, letter), access.LEADER_SAID)
        Move.objects.create(letter=letter, part=part, kind="remind", at=at, by=actor.name, words=said)
        told(letter, "part_reminded", actor=actor, at=at, part=part.uid)


def _directs(actor: Actor, letter: Letter, part: Part) -> bool:
    """Return whether the actor gave a part: the leader, or who passed it down."""
    return access.may_instruct(actor, letter) if part.parent is None else access.may_do(actor, part.parent)


def ask_more_time(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, until: date, reason: str) -> None:
    """Ask who gave a part for time until the end of a later day; the due date stays until that is decided.

    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, NotForInfo, ExtensionAsked, ExtensionEarlier,
    DuePast, WordsMissing, WordsTooLong.
    """
    why = must_write(reason, "reason")
    with acting(actor, document_uid) as letter:
        part = my_part(actor, letter, part_uid)
        if part.due_at is None:
            raise NotForInfo
        asked = part.moves.filter(kind="extend", decision="").first()
        if asked is not None and asked.asked is not None:
            raise ExtensionAsked(day=formats.day(asked.asked))
        wanted = due_of(part.unit_id, until, at)
        if wanted <= part.due_at:
            raise ExtensionEarlier(day=formats.day(part.due_at))
        Move.objects.create(letter=letter, part=part, kind="extend", at=at, by=actor.name, words=why, asked=wanted)
        told(letter, "more_time_asked", actor=actor, at=at, part=part.uid, until=wanted)
        tasking.ask_more_time(letter, part, at, actor)


def decide_more_time(*, actor: Actor, at: datetime, document_uid: UUID, part_uid: UUID, grant: bool, words: str = "") -> None:
    """Grant or refuse what was asked; a refusal says why.  The first due date is kept beside the new one.

    Raises LetterUnknown, AlreadyEnded, PartUnknown, PartClosed, NotYourPart, NothingAsked, WordsMissing, WordsTooLong.
    """
    said = may_write(words, "reason") if grant else must_write(words, "reason")
    with acting(actor, document_uid) as letter:
        part = part_of(letter, part_uid)
        access.must(_directs(actor, letter, part), part.parent.name if part.parent else access.LEADER_SAID)
        asked = part.moves.filter(kind="extend", decision="").first()
        if asked is None or asked.asked is None:
            raise NothingAsked
        asked.decision, asked.decided_at, asked.decided_by = "granted" if grant else "refused", at, actor.name
        asked.decided_words = said
        asked.save(update_fields=["decision", "decided_at", "decided_by", "decided_words"])
        tasking.end(letter, [-part.token], at, actor, asked.decision)
        if grant:
            _extend(letter, part, asked.asked, at, actor)
        told(letter, "more_time_decided", actor=actor, at=at, part=part.uid, granted=grant)


def _extend(letter: Letter, part: Part, until: datetime, at: datetime, actor: Actor) -> None:
    part.first_due_at = part.first_due_at or part.due_at
    part.due_at = until
    part.save(update_fields=["due_at", "first_due_at"])
    tasking.redate(letter, part, at, actor)
    if part.role == "lead" and part.parent_id is None:
        letter.due_at = until
        letter.save(update_fields=["due_at"])
