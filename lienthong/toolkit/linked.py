"""One graph over the rooms: each gives its links and tells of its things; a walk finds what hangs together, as its reader sees.

A link leads from what was first to what came of it (a letter to its answer, a draft to the document), so that depth is order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from lienthong.toolkit.actor import Actor

MOST = 60
"""So many things are shown at most, the nearest first."""
FAR = 8
"""So many links away from where the walk begins does it look."""
MOST_STEPS = 3000
"""So many steps does a walk take: a thing that hangs together with half the house is cut off there."""


@dataclass(frozen=True)
class Link:
    """`effect` came of `cause`; relation: a word of the room that says how."""

    cause: UUID
    cause_kind: str
    relation: str
    effect: UUID
    effect_kind: str


@dataclass(frozen=True)
class Thing:
    """A thing as its room tells of it to one reader: what it is called, what it is about, its day, a word on its state or "".

    kind  as links say it, or a narrower word of the room.   page: the thing on whose page it stands; None: it has its own.
    """

    uid: UUID
    kind: str
    name: str
    about: str
    day: date
    state: str = ""
    page: UUID | None = None


Way = tuple[tuple[date, str, UUID], ...]
"""Day, name and uid of each thing on the way to a thing."""
Links = Callable[[], Sequence[QuerySet[Any, Any]]]
Told = Callable[[Actor, Collection[UUID]], list[Thing]]


@dataclass(frozen=True)
class Room:
    """What a room gives: its links, made by `links_of`, and its things by kind, those alone that the actor may read.

    ends  kinds that hold much: the walk comes to them and goes no further, unless it begins there.
    """

    links: Links
    things: Mapping[str, Told]
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Placed:
    """A thing in a graph: its number from 1, how many links it is from what everything began with, the links by which it came."""

    number: int
    thing: Thing
    depth: int
    causes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Graph:
    """What hangs together with a thing, in the order of the days; left_out: how many more things the reader could see.

    cut  the walk was stopped: there are more than that.
    """

    rows: tuple[Placed, ...]
    left_out: int
    cut: bool


def links_of(
    rows: QuerySet[Any], cause: str, cause_kind: str | Combinable, relation: str, effect: str, effect_kind: str | Combinable
) -> QuerySet[Any, Any]:
    """Return links as a walk asks for them: of each row, from the uid in the field `cause` to the one in the field `effect`.

    Rows that lack one of them are left out.   *_kind  a kind of a room, or an expression that says it.
    """
    whole = rows.exclude(**{cause: None}).exclude(**{effect: None}).order_by()
    return whole.values_list(F(cause), _word(cause_kind), _word(relation), F(effect), _word(effect_kind))


def _word(said: str | Combinable) -> Cast:
    return Cast(Value(said) if isinstance(said, str) else said, TextField())


WALK = """
WITH RECURSIVE link (cause, cause_kind, relation, effect, effect_kind) AS NOT MATERIALIZED ({links}),
step (here, there, kind, cause, cause_kind, relation, effect, effect_kind) AS NOT MATERIALIZED (
  SELECT cause, effect, effect_kind, cause, cause_kind, relation, effect, effect_kind FROM link
  UNION ALL SELECT effect, cause, cause_kind, cause, cause_kind, relation, effect, effect_kind FROM link
), walked (far, here, there, kind, cause, cause_kind, relation, effect, effect_kind) AS (
  SELECT 1, here, there, kind, cause, cause_kind, relation, effect, effect_kind FROM step WHERE here = %s
  UNION SELECT w.far + 1, s.here, s.there, s.kind, s.cause, s.cause_kind, s.relation, s.effect, s.effect_kind
  FROM walked w JOIN step s ON s.here = w.there
  WHERE w.far < %s AND NOT w.kind = ANY(%s) AND s.there <> w.here
)
SELECT cause, cause_kind, relation, effect, effect_kind FROM walked LIMIT %s
"""
"""A recursive query yields its rows in the order of the distance and stops once it has as many as were asked for."""


def graph(actor: Actor, uid: UUID, kind: str, rooms: Sequence[Room]) -> Graph | None:
    """Return what hangs together with a thing as the actor sees it, None when the actor does not see the thing itself.

    Behind a thing out of sight nothing is shown, and it is not counted.  One statement, and one for each kind that was met;
    needs the context of the actor's units.
    """
    links, cut = _walked(uid, rooms)
    met = defaultdict(set, {kind: {uid}})
    for one in links:
        met[one.cause_kind].add(one.cause)
        met[one.effect_kind].add(one.effect)
    tellers = {name: told for room in rooms for name, told in room.things.items()}
    seen = {thing.uid: thing for name, uids in met.items() if name in tellers for thing in tellers[name](actor, uids)}
    if uid not in seen:
        return None
    ends = {name for room in rooms for name in room.ends}
    near = reached(uid, links, {key: thing.kind in ends for key, thing in seen.items()})
    kept = [seen[one] for one in near[:MOST]]
    return Graph(placed(kept, links, ends), len(near) - len(kept), cut)


def _walked(uid: UUID, rooms: Sequence[Room]) -> tuple[list[Link], bool]:
    parts = [one.query.sql_with_params() for room in rooms for one in room.links()]
    ends = [name for room in rooms for name in sorted(room.ends)]
    sql = WALK.format(links=" UNION ALL ".join(f"({part})" for part, _ in parts))
    params = [value for _, given in parts for value in given]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, uid, FAR, ends, MOST_STEPS])
        rows = [Link(*row) for row in cursor.fetchall()]
    return list(dict.fromkeys(rows)), len(rows) == MOST_STEPS


def reached(start: UUID, links: Iterable[Link], seen: Mapping[UUID, bool]) -> list[UUID]:
    """Return what is reached from a thing by way of things that are seen alone, the nearest first.

    seen  the things in sight, each with whether the walk ends there.
    """
    beside = defaultdict(list)
    for one in links:
        beside[one.cause].append(one.effect)
        beside[one.effect].append(one.cause)
    found, place = [start], 0
    while place < len(found):
        here, place = found[place], place + 1
        if not seen[here] or here == start:
            found += dict.fromkeys(one for one in beside[here] if one in seen and one not in found)
    return found


def placed(things: Sequence[Thing], links: Iterable[Link], ends: Collection[str]) -> tuple[Placed, ...]:
    """Return things numbered by their day, on a day each behind what it came of; those that hold others last."""
    inside = {thing.uid for thing in things}
    causes = defaultdict(list)
    for one in links:
        if one.cause in inside and one.effect in inside:
            causes[one.effect].append(one)
    by_uid, ways = {thing.uid: thing for thing in things}, dict[UUID, Way]()
    for thing in things:
        _way(thing.uid, by_uid, causes, ways, frozenset())
    order = sorted(things, key=lambda one: (one.kind in ends, one.day, ways[one.uid]))
    number = {thing.uid: place for place, thing in enumerate(order, 1)}
    return tuple(
        Placed(
            number[one.uid], one, len(ways[one.uid]) - 1,
            tuple(sorted((link.relation, number[link.cause]) for link in causes[one.uid])),
        )
        for one in order
    )  # fmt: skip


def _way(
    uid: UUID, things: Mapping[UUID, Thing], causes: Mapping[UUID, list[Link]], ways: dict[UUID, Way], above: frozenset[UUID]
) -> Way:
    """Return the things through which a thing came, from the first of its causes, the shortest way; circles begin anywhere."""
    if uid not in ways:
        came = [one.cause for one in causes.get(uid, ()) if one.cause not in above and one.cause != uid]
        before = [_way(one, things, causes, ways, above | {uid}) for one in came]
        shortest = min(before, key=lambda way: (len(way), way), default=())
        ways[uid] = (*shortest, (things[uid].day, things[uid].name, uid))
    return ways[uid]
