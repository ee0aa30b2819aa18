"""Late parts of letters rise by themselves, a rung of the ladder at a time, to those above who hold them.

Runs as the worker.  Run twice it changes nothing the second time; killed, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.queries import clocks, rising
from lienthong.casework.handling.queries.ladder import ladder
from lienthong.casework.handling.rules import ladder as rules
from lienthong.casework.handling.services import tasking
from lienthong.casework.handling.services.frame import told
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime

MOST = 5_000
"""Letters of one run; the rest is found by the next one."""
BY_ITSELF = "Hệ thống"


@dataclass(frozen=True)
class Risen:
    """What a run did: parts that rose a rung, marks that ended, parts whose calendar lacks a year."""

    raised: int = 0
    ended: int = 0
    unknown: int = 0


def escalate(*, at: datetime) -> Risen:
    """Let every part of a letter that is near its day, or late, rise to where the ladder says, each rung once for each day.

    Who it rises to finds a mark in the inbox until the part ends, gets a later day or waits for others; it stays written on the
    letter.  A part that waits for nobody of its unit does not rise.
    """
    above = rising.Above(at)
    with ledger.seeing_everything():
        uids = rising.near(at, MOST)
    done = [_one(uid, above, at) for uid in uids]
    return Risen(*(sum(getattr(one, name) for one in done) for name in ("raised", "ended", "unknown")))


def _one(uid: UUID, above: rising.Above, at: datetime) -> Risen:
    with transaction.atomic(), ledger.seeing_everything():
        rows = Letter.objects.select_for_update(of=("self",), no_key=True).select_related("document__body")
        letter = rows.get(uid=uid)
        stands = Part.objects.filter(letter=letter, state="open", **rising.STANDS)
        parts = list(stands.select_related("unit").order_by("pk"))
        moves = list(Move.objects.filter(part__in=parts).order_by("pk"))
        wanted, raised, unknown = list[tasks.Mark](), 0, 0
        for part in parts:
            if part.due_at is None or not rules.waits_here(rising.waiting(part, parts, moves)):
                continue
            try:
                rungs = _reached(letter, part, above, at)
            except worktime.CalendarGap:
                unknown += 1  # the calendar's own page says which year is missing
                continue
            before = rising.climbed(part, moves)
            for rung, whom in rungs:
                raised += _climb(letter, part, rung, whom, at) if rung.level > before else 0
            wanted += _marks(letter, part, rungs, at)
        _, ended = tasks.keep_marks(among=Q(object_uid=letter.uid, step__startswith=rising.RISEN), wanted=wanted, at=at)
        return Risen(raised, ended, unknown)


def _reached(letter: Letter, part: Part, above: rising.Above, at: datetime) -> list[tuple[rules.Rung, rising.Whom]]:
    """Return the rungs that a part has reached, each with whom it rises to, the last one for each of these."""
    due = part.due_at or at
    calendar = clocks.calendar(part.unit_id, org.local_day(at))
    left, total = worktime.time_left(at, due, calendar), worktime.between(part.given_at, due, calendar)
    found = rules.reached(ladder(), left=left, passed=at >= due, total=total)
    pairs = [(rung, whom) for rung in found if (whom := above.of(rung.to, letter, part)) is not None]
    return rules.last_of_each(pairs)


def _climb(letter: Letter, part: Part, rung: rules.Rung, whom: rising.Whom, at: datetime) -> int:
    """Write down that a part rose, on the letter and in its stream; return 1."""
    Move.objects.create(
        letter=letter, part=part, kind="rise", at=at, by=BY_ITSELF, words=rung.words, level=rung.level, due_at=part.due_at,
        whom=whom.name[:400],
    )  # fmt: skip
    told(
        letter, "part_risen", actor=None, at=at, participants=(whom.unit_id,), part=part.uid, level=rung.level,
        to_unit=whom.unit_id, to_person=whom.person_uid, due=part.due_at,
    )  # fmt: skip
    return 1


def _marks(
    letter: Letter, part: Part, rungs: list[tuple[rules.Rung, rising.Whom]], at: datetime
) -> Iterator[tasks.Mark]:  # fmt: skip
    """Yield the marks that a part lays in the inboxes of those it rose to."""
    for rung, whom in rungs:
        yield tasking.rise_mark(
            letter, part, place=rung.to, level=rung.level, title=rung.words, unit_id=whom.unit_id,
            person=(whom.person_uid, whom.person), at=at,
        )  # fmt: skip
