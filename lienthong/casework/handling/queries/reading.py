"""A letter under handling as its pages show it: who has what, until when, what was said, what the actor may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import access
from lienthong.casework.handling.errors import LetterUnknown
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.rules.words import ENDED, OPEN, is_late
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class MoveRow:
    """What was said: an instruction, a reminder, a request for more time and its decision; that the part rose, and to whom."""

    kind: str
    at: datetime
    by: str
    words: str
    asked: datetime | None
    decision: str
    decided_at: datetime | None
    decided_by: str
    decided_words: str
    whom: str


@dataclass(frozen=True)
class PartRow:
    """What a unit or person has to do with the letter, with what was passed down from it.

    late   it is late now, or was when it was closed.   acts  what the actor may do with it.   answers  the files of the answer.
    waiting  a request for more time that nobody decided yet.   came_from  the unit that had it before it ended; "": none.
    """

    uid: UUID
    role: str
    unit_id: int
    unit: str
    side: str
    person_uid: UUID | None
    person: str
    words: str
    due_at: datetime | None
    first_due_at: datetime | None
    state: str
    given_at: datetime
    given_by: str
    taken_at: datetime | None
    closed_at: datetime | None
    closed_by: str
    answer: str
    reason: str
    late: bool
    mine: bool
    acts: tuple[str, ...]
    answers: tuple[files.FileRow, ...]
    moves: tuple[MoveRow, ...]
    waiting: MoveRow | None
    came_from: str
    below: tuple[PartRow, ...] = ()

    @property
    def name(self) -> str:
        """Return who has it."""
        return f"{self.person}, {self.unit}" if self.person else self.unit


@dataclass(frozen=True)
class Chain:
    """A letter under handling: whose instruction, in which state, the parts as a tree, every instruction, the oldest first.

    head  symbol, type, subject and issuer in one line.   asked_on  the day that the letter itself asks for.
    acts  what the actor may do with the letter itself: present, instruct, file, end (because it was withdrawn).
    withdrawn  «recalled», «replaced»: its document was; "": it stands.   came_from  the ended unit whose leader had it.
    dossiers   which it became.
    """

    uid: UUID
    document_uid: UUID
    head: str
    asked_on: date | None
    keeper_id: int
    system: str
    leader: str
    leader_unit_id: int | None
    came_from: str
    state: str
    instruction: str
    presented_at: datetime
    presented_by: str
    instructed_at: datetime | None
    due_at: datetime | None
    late: bool
    closed_at: datetime | None
    closed_by: str
    closing: str
    answer_uid: UUID | None
    answer: str
    parts: tuple[PartRow, ...]
    instructions: tuple[MoveRow, ...]
    acts: tuple[str, ...]
    withdrawn: str
    dossiers: tuple[MoveRow, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where the handling of a letter stands."""

    state: str
    leader: str
    instruction: str
    due_at: datetime | None
    closed_at: datetime | None
    closing: str


def chain(actor: Actor, uid: UUID, at: datetime) -> Chain:
    """Return how a letter is handled, named by its own uid or that of its document; four statements at most.

    Raises LetterUnknown (also of one that nobody presented).
    """
    named_so = Q(document__uid=uid) | Q(uid=uid)
    rows = Letter.objects.select_related("document", "answer", "came_from").filter(access.visible(actor), named_so)
    letter = rows.first()
    if letter is None:
        raise LetterUnknown
    parts = list(Part.objects.select_related("unit", "parent", "came_from").filter(letter=letter).order_by("pk"))
    moves = list(Move.objects.filter(letter=letter).order_by("pk"))
    named = {uid for part in parts for uid in part.files}
    kept = {str(uid): row for uid, row in files.named(UUID(one) for one in named).items()} if named else {}
    return _chain(_Reading(actor, at, letter, parts, moves, kept))


@dataclass(frozen=True)
class _Reading:
    actor: Actor
    at: datetime
    letter: Letter
    parts: Sequence[Part]
    moves: Sequence[Move]
    kept: dict[str, files.FileRow]


def _chain(read: _Reading) -> Chain:
    one = read.letter
    return Chain(
        one.uid, one.document.uid, _head(one), one.document.due_on, one.keeper_id,
        one.system, one.leader_name, one.leader_unit_id, _name(one.came_from), one.state, one.instruction,
        one.presented_at, one.presented_by, one.instructed_at, one.due_at, is_late(one.due_at, one.closed_at, read.at),
        one.closed_at, one.closed_by, one.closing, one.answer.uid if one.answer else None,
        (one.answer.symbol or one.answer.subject) if one.answer else "", _below(read, None),
        tuple(_move(move) for move in read.moves if move.kind == "instruct"), _acts(read), withdrawn(one.document),
        tuple(_move(move) for move in read.moves if move.kind == "dossier"),
    )  # fmt: skip


def withdrawn(document: documents.Document) -> str:
    """Return whether a document was «recalled» or «replaced»; "": it stands."""
    return "recalled" if document.recalled_at is not None else "replaced" if document.replaced_by_id is not None else ""


def _head(letter: Letter) -> str:
    one = letter.document
    return " · ".join(filter(None, (one.symbol, one.type_name, one.subject, one.issuer)))


def _below(read: _Reading, parent: int | None) -> tuple[PartRow, ...]:
    order = {"lead": 0, "co": 1, "info": 2}

    def place(part: Part) -> tuple[bool, int]:
        return part.state in ("returned", "withdrawn"), order[part.role]

    rows = sorted((part for part in read.parts if part.parent_id == parent), key=place)
    return tuple(
        _part(read, part) for part in sorted(rows, key=lambda part: (part.state in ("returned", "withdrawn"), order[part.role]))
    )


def _part(read: _Reading, part: Part) -> PartRow:
    said = tuple(_move(move) for move in read.moves if move.part_id == part.pk)
    waiting = next((move for move in said if move.kind == "extend" and not move.decision), None)
    acts = part_acts(read.actor, read.letter, part, read.parts, waits=waiting is not None)
    return PartRow(
        part.uid, part.role, part.unit_id, part.unit.name, part.side, part.person_uid, part.person_name, part.words, part.due_at,
        part.first_due_at, part.state, part.given_at, part.given_by, part.taken_at, part.closed_at, part.closed_by, part.answer,
        part.reason, is_late(part.due_at, part.closed_at, read.at), access.may_do(read.actor, part), acts,
        tuple(read.kept[uid] for uid in part.files if uid in read.kept), said, waiting, _name(part.came_from),
        _below(read, part.pk),
    )  # fmt: skip


def _name(unit: org.Unit | None) -> str:
    return unit.name if unit else ""


def _move(one: Move) -> MoveRow:
    return MoveRow(
        one.kind, one.at, one.by, one.words, one.asked, one.decision, one.decided_at, one.decided_by, one.decided_words, one.whom
    )


def _acts(read: _Reading) -> tuple[str, ...]:
    """Return what the actor may do with the letter itself."""
    letter, actor = read.letter, read.actor
    if letter.state in ENDED:
        return ()
    fresh = letter.state == "presented" and not read.parts
    leads = access.may_instruct(actor, letter)
    keeps = access.may_keep(actor, letter)
    gone, files_it = bool(withdrawn(letter.document)), leads or (keeps and fresh)
    allowed = {
        "instruct": leads and not gone, "present": keeps and fresh and not gone, "file": files_it and not gone,
        "end": files_it and gone,
    }  # fmt: skip
    return tuple(name for name, may in allowed.items() if may)


def part_acts(actor: Actor, letter: Letter, part: Part, parts: Iterable[Part], *, waits: bool) -> tuple[str, ...]:
    """Return what the actor may do with a part at a moment; the services ask the same again."""
    if part.state != "open" or (letter.state not in OPEN and part.role != "info"):
        return ()
    mine, parent = access.may_do(actor, part), part.parent
    if part.role == "info":
        return ("read",) if mine else ()
    below = any(one.parent_id == part.pk and one.state == "open" for one in parts)
    directs = access.may_instruct(actor, letter) if parent is None else access.may_do(actor, parent)
    leads, free = part.role == "lead" and parent is None, mine and not below
    owing = any(one.role == "co" and one.parent_id is None and one.state == "open" for one in parts)
    allowed = {
        "take": mine and part.taken_at is None, "finish": free and leads and not owing, "answer": free and not leads,
        "pass_down": free and actor.has(*access.LEADERS) and part.person_uid is None, "give_back": free,
        "more_time": mine and not waits, "decide": directs and waits, "take_back": parent is not None and directs,
        "waive": part.role == "co" and parent is None and directs,
        "remind": directs or access.may_keep(actor, letter),
    }  # fmt: skip
    return tuple(name for name, may in allowed.items() if may)


def standing(actor: Actor, document_uid: UUID) -> Standing | None:
    """Return where the handling of a letter stands, for a box on the page of its document; None: not presented; one statement."""
    rows = Letter.objects.filter(access.visible(actor), document__uid=document_uid)
    found = rows.values_list("state", "leader_name", "instruction", "due_at", "closed_at", "closing").first()
    return Standing(*found) if found else None
