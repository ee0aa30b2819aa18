"""Clashes: a leader in two places at once, a room taken twice.  They are shown, never forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations
from uuid import UUID

from lienthong.casework.agenda.rules.entries import minute_of
from lienthong.casework.agenda.rules.words import HOURS


@dataclass(frozen=True)
class Taken:
    """Time that something takes.

    people  uids of who is there, with their names.   place  folded, empty where nobody said one.   place_name  as it is written.
    own     of the week that is looked at; another one is known by its time alone.
    """

    uid: UUID
    day: date
    session: str
    starts: time | None
    ends: time | None
    subject: str
    people: tuple[tuple[str, str], ...] = ()
    place: str = ""
    place_name: str = ""
    own: bool = True


@dataclass(frozen=True)
class Clash:
    """Two things at one time for one person or in one room; `who` is the person's or the room's name."""

    kind: str
    who: str
    first: Taken
    second: Taken


def span_of(session: str, starts: time | None, ends: time | None) -> tuple[int, int]:
    """Return from and to in minutes after midnight: without an hour the whole part, without an end to the end of the part."""
    first, last = HOURS[session]
    if starts is None:
        return first, last
    return minute_of(starts), minute_of(ends) if ends else last


def clashes(taken: Iterable[Taken]) -> tuple[Clash, ...]:
    """Return the clashes in which something of the own week takes part, by time; what touches at one minute does not clash."""
    by_day: dict[date, list[Taken]] = {}
    for one in taken:
        by_day.setdefault(one.day, []).append(one)
    return tuple(clash for _, rows in sorted(by_day.items()) for clash in _of_day(rows))


def _of_day(rows: Sequence[Taken]) -> Iterator[Clash]:
    ordered = sorted(rows, key=lambda one: (not one.own, span_of(one.session, one.starts, one.ends), str(one.uid)))
    for first, second in combinations(ordered, 2):
        if not (first.own or second.own) or not _together(first, second):
            continue
        theirs = dict(second.people)
        yield from (Clash("person", name, first, second) for uid, name in first.people if uid in theirs)
        if first.place and first.place == second.place:
            yield Clash("place", first.place_name or second.place_name, first, second)


def _together(first: Taken, second: Taken) -> bool:
    one, other = (span_of(each.session, each.starts, each.ends) for each in (first, second))
    return one[0] < other[1] and other[0] < one[1]
