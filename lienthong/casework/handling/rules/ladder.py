"""The ladder by which a late part of a letter rises, as a reviewed file says it: when, and to whom.

Source: the handbook has no such ladder (domain.md 2.1 says «theo dõi, đôn đốc» only); it is ours [P].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PLACES = ("head", "giver", "leader")
"""To whom a part rises: the head of the unit that holds it, who instructed on the letter, who leads the body that got it."""


class BadLadder(ValueError):
    """The file of the ladder does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class Rung:
    """One step up.  minutes: office minutes from the due instant, negative before it.   to: one of PLACES."""

    level: int
    minutes: int
    to: str
    words: str
    mark: str


@dataclass(frozen=True)
class Ladder:
    """The whole file.  share: percent of the given time that must at most be left before a part rises before its day."""

    share: int
    rungs: tuple[Rung, ...]


def ladder_of(file: Mapping[str, Any]) -> Ladder:
    """Return the ladder that a file holds.  Raises BadLadder, naming the fault."""
    rungs = tuple(
        Rung(one["level"], one["hours"] * 60, str(one["to"]), str(one["words"]), str(one["mark"])) for one in file["rungs"]
    )
    if [rung.level for rung in rungs] != list(range(1, len(rungs) + 1)):
        raise BadLadder("the levels are not 1, 2, 3 …")
    if [rung.minutes for rung in rungs] != sorted({rung.minutes for rung in rungs}):
        raise BadLadder("the rungs do not stand in the order of time")
    if any(rung.to not in PLACES or not rung.words for rung in rungs):
        raise BadLadder("a rung names nobody, or says nothing")
    if not 0 < file["share"] <= 100:
        raise BadLadder("the share is a percentage")
    return Ladder(file["share"], rungs)


def reached(ladder: Ladder, *, left: int, passed: bool, total: int) -> list[Rung]:
    """Return the rungs whose time has come, the lowest first.

    left    office minutes left until the due instant; negative when it has passed.
    passed  whether the due instant itself has come.   total: office minutes of the time that was given.
    """
    early = max(total, 0) * ladder.share // 100
    return [
        rung
        for rung in ladder.rungs
        if (left <= min(-rung.minutes, early) if rung.minutes < 0 else passed and left <= -rung.minutes)
    ]


@dataclass(frozen=True)
class Waiting:
    """What is known of a part: whether it is to be answered, lies lower down, or waits for others.

    below   somebody it was passed down to has it.   asked  more time was asked for and nobody decided.
    owing   it leads, is being worked on, and co-operators of others owe their answers: they rise, each on its own day.
    """

    role: str
    below: bool
    asked: bool
    owing: bool


def waits_here(part: Waiting) -> bool:
    """Return whether a part waits for somebody of its own unit: only such a part rises."""
    return part.role != "info" and not (part.below or part.asked or part.owing)


def last_of_each(rungs: Sequence[tuple[Rung, Any]]) -> list[tuple[Rung, Any]]:
    """Return of rungs, each with whom it rises to, the last one for each of these: nobody is told twice at once."""
    latest = {whom: rung for rung, whom in rungs}
    return [(rung, whom) for rung, whom in rungs if latest[whom] == rung]
