"""What the watch over letters asks: which have a part near or past its day, or a mark of one; to whom parts rise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from lienthong.casework.handling.access import LEADER
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.queries.holding import TASK
from lienthong.casework.handling.rules.ladder import Waiting
from lienthong.casework.handling.rules.words import OPEN
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org

NEAR = timedelta(days=14)
"""So far ahead parts are looked at: no rung before the day comes earlier, over any holiday."""
RISEN = "rise"
"""How the steps of the marks of parts that rose begin; the level stands behind it."""
STANDS = {"letter__document__recalled_at": None, "letter__document__replaced_by": None}
"""The filter of parts of letters whose document was neither recalled nor replaced: nobody is to hurry with the others."""


@dataclass(frozen=True)
class Whom:
    """To whom a part rises: a person, or whoever leads the unit (None); who that is first, and the title of the post."""

    unit_id: int
    person_uid: UUID | None
    person: str
    title: str

    @property
    def name(self) -> str:
        """Return who it is as the letter's page says it."""
        return f"{self.person}, {self.title}"


def near(at: datetime, limit: int) -> list[UUID]:
    """Return the uids of open letters with an open part whose day is near or past, or that rose before; two statements.

    The longest late first.  Needs a context that sees every unit.
    """
    parts = Part.objects.filter(closed_at=None, due_at__lte=at + NEAR, letter__state__in=OPEN, **STANDS).order_by("due_at", "pk")
    late = list(parts.values_list("letter__uid", flat=True)[:limit])
    laid = tasks.Task.objects.filter(object_type=TASK, kind=tasks.MARK, step__startswith=RISEN, closed_at=None).order_by("pk")
    return list(dict.fromkeys([*late, *laid.values_list("object_uid", flat=True)[:limit]]))


def waiting(part: Part, parts: Sequence[Part], moves: Sequence[Move]) -> Waiting:
    """Return what is known of an open part, by all open parts of its letter and the moves on them."""
    leads = part.role == "lead" and part.parent_id is None and part.taken_at is not None
    return Waiting(
        role=part.role,
        below=any(one.parent_id == part.pk for one in parts),
        asked=any(move.part_id == part.pk and move.kind == "extend" and not move.decision for move in moves),
        owing=leads and any(one.role == "co" and one.parent_id is None for one in parts),
    )


def climbed(part: Part, moves: Sequence[Move]) -> int:
    """Return the highest rung that a part climbed for its day, 0 for none."""
    levels = [move.level or 0 for move in moves if move.part_id == part.pk and move.kind == "rise" and move.due_at == part.due_at]
    return max(levels, default=0)


@dataclass
class Above:
    """Who leads which unit, asked once in a run of the watch: posts do not change under it."""

    at: datetime
    _led: dict[int, list[org.Holder]] = field(default_factory=dict)

    def of(self, place: str, letter: Letter, part: Part) -> Whom | None:
        """Return to whom a part rises at a place of the ladder; None: nobody is there, or who is there has the part already."""
        if place == "head":
            return self._head(part)
        if place == "giver":
            return self._person(part, letter.leader_unit_id or letter.keeper_id, letter.leader_uid)
        return self._person(part, letter.document.body.unit_id, None)

    def _leading(self, unit_id: int) -> list[org.Holder]:
        if unit_id not in self._led:
            self._led[unit_id] = org.holders(LEADER, unit_id, self.at)
        return self._led[unit_id]

    def _head(self, part: Part) -> Whom | None:
        """Return the head of the unit, unless it is the head who has the part."""
        others = [one for one in self._leading(part.unit_id) if one.person_uid != part.person_uid]
        if part.person_uid is None or not others:
            return None
        return Whom(part.unit_id, None, others[0].name, others[0].title)

    def _person(self, part: Part, unit_id: int, person_uid: UUID | None) -> Whom | None:
        """Return a person who leads a unit, or who does it first when that one does not any more, unless the part is theirs."""
        there = self._leading(unit_id)
        mine = [one for one in there if one.person_uid == person_uid] or there
        if not mine or (part.person_uid is None and part.unit_id == unit_id) or part.person_uid == mine[0].person_uid:
            return None
        return Whom(unit_id, mine[0].person_uid, mine[0].name, mine[0].title)
