"""The leader writes an instruction: one who leads, who co-operates, who is informed, each with its own day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import access
from lienthong.casework.handling.errors import DueMissing, NamedTwice, OneLead, TargetUnknown, TooManyParts
from lienthong.casework.handling.events import LetterInstructed
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.queries.choosing import Target, targets
from lienthong.casework.handling.rules.words import MOST_PARTS, ROLES
from lienthong.casework.handling.services import tasking
from lienthong.casework.handling.services.frame import acting, close, due_of, may_write, must_stand, must_write, told
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor

NEW_INSTRUCTION = "Bút phê mới không còn nêu"


@dataclass(frozen=True)
class Named:
    """Whom an instruction names: a unit, or a person of it, in a role; until the end of which day; what exactly."""

    role: str
    unit_id: int
    person_uid: UUID | None = None
    due: date | None = None
    words: str = ""

    @property
    def who(self) -> tuple[int, UUID | None]:
        """Return who is meant."""
        return self.unit_id, self.person_uid


def instruct(*, actor: Actor, at: datetime, document_uid: UUID, words: str, named: Sequence[Named]) -> None:
    """Write an instruction on a letter, the first or another one that takes its place; each is kept.

    Who is named again in the same role goes on, with the new day; who is not named any more is withdrawn with what was passed
    down; what was answered stays.
    Raises LetterUnknown, AlreadyEnded, NotYourPart, WordsMissing, WordsTooLong, OneLead, NamedTwice, TooManyParts, TargetUnknown,
    DueMissing, DuePast, DocumentReplaced, CannotHold of the task list, DocumentRecalled and NotYoursToShare of documents.
    """
    said = must_write(words, "instruction")
    with acting(actor, document_uid) as letter:
        access.must(access.may_instruct(actor, letter), access.LEADER_SAID)
        must_stand(letter.document)
        found = targets([one.who for one in named], at)
        _must_be_sound(named, found)
        tasking.end(letter, [tasking.INSTRUCT], at, actor, "instructed")
        there = _top(letter)
        kept = {one.who: part for one in named if (part := _same(there, one)) is not None}
        stay = {part.pk for part in kept.values()}
        _withdraw(letter, [part for part in there if part.state == "open" and part.pk not in stay], actor, at)
        for one in named:
            if one.who in kept:
                _go_on(letter, kept[one.who], one, at, actor)
        made = [_part(letter, one, found[one.who], actor, at) for one in named if one.who not in kept]
        _stand(letter, said, at)
        told(
            letter, "letter_instructed", actor=actor, at=at, participants=sorted({part.unit_id for part in made}),
            parts=[{"unit": one.unit_id, "person": one.person_uid, "role": one.role} for one in named],
        )  # fmt: skip
        for part in made:
            give(letter, part, actor, at, reason=ROLES[part.role])
        Move.objects.create(letter=letter, kind="instruct", at=at, by=actor.name, words=said)
        outbox.announce(LetterInstructed(document_uid, at))


def _must_be_sound(named: Sequence[Named], found: dict[tuple[int, UUID | None], Target]) -> None:
    if len(named) > MOST_PARTS:
        raise TooManyParts(most=MOST_PARTS)
    seen = set[tuple[int, UUID | None]]()
    for one in named:
        if one.who not in found or one.role not in ROLES:
            raise TargetUnknown
        if one.who in seen:
            raise NamedTwice(name=found[one.who].name)
        seen.add(one.who)
        if one.role != "info" and one.due is None:
            raise DueMissing(name=found[one.who].name)
    if sum(one.role == "lead" for one in named) != 1:
        raise OneLead


def _top(letter: Letter) -> list[Part]:
    """Return the parts that the leader's instructions named and that were not given back or withdrawn."""
    rows = Part.objects.select_related("unit").filter(letter=letter, parent=None)
    return list(rows.exclude(state__in=["returned", "withdrawn"]).order_by("pk"))


def _same(parts: Sequence[Part], one: Named) -> Part | None:
    """Return the part that goes on when it is named again, one that is open first: who took a unit over may have two."""
    same = [part for part in parts if (part.unit_id, part.person_uid, part.role) == (*one.who, one.role)]
    return min(same, key=lambda part: part.state != "open", default=None)


def _withdraw(letter: Letter, parts: Sequence[Part], actor: Actor, at: datetime) -> None:
    gone = list(parts)
    below = list(parts)
    while below:
        below = list(Part.objects.filter(parent__in=below, state="open"))
        gone += below
    close(gone, state="withdrawn", at=at, by=actor.name, reason=NEW_INSTRUCTION)
    tokens = [token for part in gone for token in (part.token, -part.token)]
    tasking.end(letter, tokens, at, actor, "withdrawn")


def _go_on(letter: Letter, part: Part, one: Named, at: datetime, actor: Actor) -> None:
    """Let a part that is named again go on with its new day and words."""
    if part.state != "open":
        return
    due = due_of(part.unit_id, one.due, at) if one.due and part.role != "info" else part.due_at
    part.words = may_write(one.words, "words")
    if due != part.due_at:
        part.due_at, part.first_due_at = due, None
        tasking.redate(letter, part, at, actor)
    part.save(update_fields=["words", "due_at", "first_due_at"])


def _part(letter: Letter, one: Named, target: Target, actor: Actor, at: datetime) -> Part:
    due = due_of(one.unit_id, one.due, at) if one.due and one.role != "info" else None
    return new_part(letter, one.role, target, actor, at, due=due, words=one.words)


def new_part(
    letter: Letter, role: str, target: Target, actor: Actor, at: datetime, *, due: datetime | None, words: str,
    parent: Part | None = None,
) -> Part:  # fmt: skip
    """Write a part for a unit or person under the next number of the letter."""
    letter.last_token += 1
    return Part.objects.create(
        letter=letter, parent=parent, role=role, unit_id=target.unit_id, side=target.side, person_uid=target.person_uid,
        person_name=target.person, token=letter.last_token, words=may_write(words, "words"), due_at=due, given_at=at,
        given_by=actor.name,
    )  # fmt: skip


def give(letter: Letter, part: Part, actor: Actor, at: datetime, *, reason: str) -> None:
    """Let who has a new part read the letter, and find it in the task list; units take part in the letter already."""
    documents.share(
        actor=actor, at=at, document_uid=letter.document.uid, unit_id=part.unit_id, person_uid=part.person_uid, side=part.side,
        reason=reason,
    )  # fmt: skip
    tasking.ask_part(letter, part, at, actor)


def _stand(letter: Letter, said: str, at: datetime) -> None:
    """Write down where the letter stands after an instruction."""
    lead = Part.objects.get(letter=letter, parent=None, role="lead", state="open")
    letter.instruction, letter.instructed_at, letter.due_at = said, at, lead.due_at
    letter.state = "working" if lead.taken_at else "assigned"
    letter.taken_at = lead.taken_at
    letter.save(update_fields=["instruction", "instructed_at", "due_at", "state", "taken_at", "last_token"])
