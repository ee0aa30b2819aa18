"""The token game: where a dossier stands in its procedure's graph, and where an outcome leads.

A marking is a small value kept in the dossier's row.  It holds tokens (each on one node, in one leg) and, for
every fork under way, which legs have come back.  The functions are pure: the service resolves units and
people, opens the tasks and writes the ledger (docs/decisions: the marking).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

MAIN = "main"


class NodeLike(Protocol):
    """What the game needs to know of a step: its kind, its exits, and for a fork its legs and join."""

    @property
    def kind(self) -> str:
        """Return what the step is: task, wait, fork, join or return."""
        ...

    @property
    def edges(self) -> tuple[Any, ...]:
        """Return its exits, the main one first."""
        ...

    @property
    def legs(self) -> tuple[Any, ...]:
        """Return the legs of a fork."""
        ...

    @property
    def join(self) -> str:
        """Return the key of the join where the legs of a fork meet."""
        ...


class GraphLike(Protocol):
    """What the game needs to know of a definition (procedures' `Definition` is one)."""

    @property
    def start(self) -> str:
        """Return the key of the first step."""
        ...

    def node(self, key: str) -> NodeLike:
        """Return the step; KeyError when there is none."""
        ...


@dataclass(frozen=True)
class Token:
    """A place where something is to be done: `number` is never used twice in one dossier."""

    number: int
    leg: str
    node: str


@dataclass(frozen=True)
class Fork:
    """A fork under way: the leg it belongs to, its join, and which of its legs have come back."""

    leg: str
    join: str
    back: Mapping[str, bool]


@dataclass(frozen=True)
class Marking:
    """Where a dossier stands."""

    tokens: tuple[Token, ...] = ()
    next: int = 1
    forks: Mapping[str, Fork] = field(default_factory=dict)

    def token(self, number: int) -> Token | None:
        """Return the token with that number, or None."""
        return next((token for token in self.tokens if token.number == number), None)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form kept in the dossier's row."""
        return {
            "tokens": [[token.number, token.leg, token.node] for token in self.tokens],
            "next": self.next,
            "forks": {key: {"leg": fork.leg, "join": fork.join, "back": dict(fork.back)} for key, fork in self.forks.items()},
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Marking:
        """Return the marking of a JSON form."""
        return cls(
            tuple(Token(number, leg, node) for number, leg, node in value.get("tokens", ())),
            value.get("next", 1),
            {key: Fork(fork["leg"], fork["join"], dict(fork["back"])) for key, fork in value.get("forks", {}).items()},
        )


@dataclass(frozen=True)
class Move:
    """What an outcome did: the new marking, tokens left and entered, legs begun and ended, whether all is done."""

    marking: Marking
    left: tuple[Token, ...]
    entered: tuple[Token, ...]
    legs_begun: tuple[str, ...]
    legs_ended: tuple[str, ...]
    finished: bool


class NoSuchOutcome(LookupError):
    """The node has no edge with that outcome."""


class NoSuchToken(LookupError):
    """The marking has no token with that number: somebody moved it meanwhile."""


def begin(graph: GraphLike) -> Move:
    """Return the first move: one token on the graph's start."""
    return _enter(graph, Marking(), graph.start, MAIN, ())


def move(graph: GraphLike, marking: Marking, number: int, outcome: str) -> Move:
    """Return what `outcome` of the token's node leads to.  Raises NoSuchToken, NoSuchOutcome."""
    token = marking.token(number)
    if token is None:
        raise NoSuchToken(number)
    edge = next((edge for edge in graph.node(token.node).edges if edge.outcome == outcome), None)
    if edge is None:
        raise NoSuchOutcome(outcome)
    return jump(graph, marking, number, edge.to)


def jump(graph: GraphLike, marking: Marking, number: int, to: str) -> Move:
    """Return what happens when a token is put on another node: an edge, a step back, a correction.

    Raises NoSuchToken.
    """
    token = marking.token(number)
    if token is None:
        raise NoSuchToken(number)
    rest = replace(marking, tokens=tuple(t for t in marking.tokens if t.number != number))
    return _enter(graph, rest, to, token.leg, (token,))


def _enter(graph: GraphLike, marking: Marking, key: str, leg: str, left: tuple[Token, ...]) -> Move:
    node = graph.node(key)
    if node.kind == "fork":
        return _split(graph, marking, key, leg, left)
    if node.kind == "join":
        return _join(graph, marking, key, leg, left)
    token = Token(marking.next, leg, key)
    after = replace(marking, tokens=(*marking.tokens, token), next=marking.next + 1)
    return Move(after, left, (token,), (), (), node.kind == "return")


def _split(graph: GraphLike, marking: Marking, key: str, leg: str, left: tuple[Token, ...]) -> Move:
    node = graph.node(key)
    fork = Fork(leg, node.join, dict.fromkeys((one.key for one in node.legs), False))
    now = Move(replace(marking, forks={**marking.forks, key: fork}), left, (), (), (), finished=False)
    for one in node.legs:
        deeper = _enter(graph, now.marking, one.start, one.key, ())
        now = Move(
            deeper.marking, left, now.entered + deeper.entered,
            (*now.legs_begun, one.key, *deeper.legs_begun), now.legs_ended + deeper.legs_ended, finished=False,
        )  # fmt: skip
    return now


def _join(graph: GraphLike, marking: Marking, key: str, leg: str, left: tuple[Token, ...]) -> Move:
    name, fork = next((name, fork) for name, fork in marking.forks.items() if fork.join == key and leg in fork.back)
    back = {**fork.back, leg: True}
    if not all(back.values()):
        waiting = {**marking.forks, name: replace(fork, back=back)}
        return Move(replace(marking, forks=waiting), left, (), (), (leg,), finished=False)
    rest = {other: value for other, value in marking.forks.items() if other != name}
    onward = _enter(graph, replace(marking, forks=rest), graph.node(key).edges[0].to, fork.leg, left)
    return replace(onward, legs_ended=(leg, *onward.legs_ended))


def remap(marking: Marking, mapping: Mapping[str, str], graph: GraphLike) -> tuple[Marking, list[str]]:
    """Return the marking moved to another version's graph, and the steps that this graph does not have.

    A step that is not in `mapping` keeps its key.  Forks under way must exist there with the same legs.
    """
    moved = tuple(replace(token, node=mapping.get(token.node, token.node)) for token in marking.tokens)
    unknown = [token.node for token in moved if not _known(graph, token.node)]
    for key, fork in marking.forks.items():
        if not _known(graph, key) or {leg.key for leg in graph.node(key).legs} != set(fork.back):
            unknown.append(key)
    return replace(marking, tokens=moved), unknown


def _known(graph: GraphLike, key: str) -> bool:
    try:
        graph.node(key)
    except KeyError:
        return False
    return True
