"""The token game on random sound graphs: nothing is lost, the end stays in reach, history gives the marking back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.casework.dossiers.rules import engine
from lienthong.casework.procedures import public as procedures

NodeKind = procedures.NodeKind


@dataclass
class Graph:
    """A graph of steps as the token game sees it."""

    nodes: dict[str, procedures.Node] = field(default_factory=dict)
    start: str = ""

    def node(self, key: str) -> procedures.Node:
        return self.nodes[key]

    def put(self, key: str, kind: NodeKind, edges: Sequence[procedures.Edge] = (), **facts: object) -> str:
        self.nodes[key] = procedures.Node(key=key, kind=kind, name=key, edges=tuple(edges), **facts)  # type: ignore[arg-type]  # facts vary
        return key


@dataclass
class Maker:
    """Builds a sound graph block by block from the end to the start; every choice is drawn."""

    draw: st.DrawFn
    graph: Graph = field(default_factory=Graph)
    numbers: count[int] = field(default_factory=count)

    def line(self, to: str, depth: int) -> str:
        """Put a line of blocks that ends at `to`; return where it begins."""
        for _ in range(self.draw(st.integers(1, 3))):
            to = self.block(to, depth)
        return to

    def block(self, to: str, depth: int) -> str:
        shape = self.draw(st.sampled_from(["task", "wait", "choice", "loop", "fork"] if depth else ["task", "wait", "loop"]))
        return {"task": self.step, "wait": self.step, "choice": self.choice, "loop": self.loop, "fork": self.fork}[shape](
            to, depth
        )

    def step(self, to: str, depth: int) -> str:
        return self.graph.put(self.new("step"), NodeKind.TASK, [procedures.Edge("done", "Chuyển", to)])

    def choice(self, to: str, depth: int) -> str:
        other = self.line(to, depth - 1)
        edges = [procedures.Edge("straight", "Chuyển thẳng", to), procedures.Edge("around", "Chuyển thẩm tra", other)]
        return self.graph.put(self.new("choice"), NodeKind.TASK, edges)

    def loop(self, to: str, depth: int) -> str:
        first, last = self.new("draft"), self.new("check")
        back = procedures.Edge("again", "Trả lại", first, back=True)
        self.graph.put(last, NodeKind.TASK, [procedures.Edge("agreed", "Đồng ý", to), back])
        return self.graph.put(first, NodeKind.TASK, [procedures.Edge("done", "Trình", last)])

    def fork(self, to: str, depth: int) -> str:
        join = self.graph.put(self.new("join"), NodeKind.JOIN, [procedures.Edge("joined", "", to)])
        legs = []
        for _ in range(self.draw(st.integers(2, 3))):
            leg = self.new("leg")
            legs.append(procedures.Leg(leg, leg, "reception", self.line(join, depth - 1)))
        return self.graph.put(self.new("fork"), NodeKind.FORK, legs=tuple(legs), join=join)

    def new(self, kind: str) -> str:
        return f"{kind}-{next(self.numbers)}"


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a sound graph: lines, choices, loops and forks within forks, ending in the return of the result."""
    maker = Maker(draw)
    maker.graph.start = maker.line(maker.graph.put("give", NodeKind.RETURN), 2)
    return maker.graph


PLAYS = st.lists(st.integers(0, 1_000), max_size=40)


def play(graph: Graph, choices: Sequence[int]) -> tuple[list[engine.Move], list[tuple[int, str]]]:
    """Play the choices until they or the graph end; return the moves and the events (token, outcome)."""
    moves, events = [engine.begin(graph)], []
    for choice in choices:
        if moves[-1].finished:
            break
        token = moves[-1].marking.tokens[choice % len(moves[-1].marking.tokens)]
        edges = graph.node(token.node).edges
        outcome = edges[choice % len(edges)].outcome
        events.append((token.number, outcome))
        moves.append(engine.move(graph, moves[-1].marking, token.number, outcome))
    return moves, events


def live_legs(marking: engine.Marking) -> list[str]:
    """Return the legs that must hold a token: those under way in which no fork has opened."""
    under_way = ["main", *(leg for fork in marking.forks.values() for leg, back in fork.back.items() if not back)]
    forked = [fork.leg for fork in marking.forks.values()]
    return sorted(leg for leg in under_way if leg not in forked)


@settings(max_examples=150)
@given(graphs(), PLAYS)
def test_a_dossier_stands_once_in_every_leg_under_way_and_nowhere_else(graph: Graph, choices: list[int]) -> None:
    for move in play(graph, choices)[0]:
        assert sorted(token.leg for token in move.marking.tokens) == live_legs(move.marking)


@settings(max_examples=150)
@given(graphs(), PLAYS)
def test_a_token_is_left_by_the_move_that_takes_it_and_its_number_never_comes_again(graph: Graph, choices: list[int]) -> None:
    moves, events = play(graph, choices)
    entered = [token.number for move in moves for token in move.entered]

    assert entered == sorted(set(entered)), "numbers rise and are used once"
    assert [token.number for move in moves[1:] for token in move.left] == [number for number, _ in events]
    left = {token.number for move in moves for token in move.left}
    assert sorted(token.number for token in moves[-1].marking.tokens) == sorted(set(entered) - left)
    assert moves[-1].marking.next == len(entered) + 1


@settings(max_examples=150)
@given(graphs(), PLAYS)
def test_from_wherever_a_dossier_stands_it_can_end(graph: Graph, choices: list[int]) -> None:
    move = play(graph, choices)[0][-1]

    for _ in range(len(graph.nodes) ** 2):
        if move.finished:
            break
        token = move.marking.tokens[0]
        move = engine.move(graph, move.marking, token.number, graph.node(token.node).edges[0].outcome)

    assert move.finished
    assert [token.node for token in move.marking.tokens] == ["give"]
    assert move.marking.forks == {}


@settings(max_examples=150)
@given(graphs(), PLAYS)
def test_the_events_played_again_on_the_kept_row_give_the_same_marking(graph: Graph, choices: list[int]) -> None:
    moves, events = play(graph, choices)

    row = engine.begin(graph).marking.as_dict()
    for number, outcome in events:
        kept = json.loads(json.dumps(row))  # as the database keeps it
        row = engine.move(graph, engine.Marking.from_dict(kept), number, outcome).marking.as_dict()

    assert engine.Marking.from_dict(row) == moves[-1].marking


@settings(max_examples=150)
@given(graphs(), PLAYS)
def test_a_leg_begins_before_it_ends_and_only_when_its_fork_is_entered(graph: Graph, choices: list[int]) -> None:
    under_way: set[str] = set()

    for move in play(graph, choices)[0]:
        for leg in move.legs_ended:
            assert leg in under_way
            under_way.remove(leg)
        under_way |= set(move.legs_begun)
        assert under_way == {leg for fork in move.marking.forks.values() for leg, back in fork.back.items() if not back}


@given(graphs(), PLAYS)
def test_a_token_that_is_not_there_cannot_be_moved_and_nothing_changes(graph: Graph, choices: list[int]) -> None:
    marking = play(graph, choices)[0][-1].marking
    before = marking.as_dict()

    with pytest.raises(engine.NoSuchToken):
        engine.jump(graph, marking, marking.next, "give")

    assert marking.as_dict() == before


@given(graphs(), PLAYS)
def test_a_dossier_goes_over_to_the_same_graph_under_new_names(graph: Graph, choices: list[int]) -> None:
    marking = play(graph, choices)[0][-1].marking
    new = {key: f"new-{key}" for key, node in graph.nodes.items() if node.kind is not NodeKind.FORK}
    renamed = Graph({new.get(key, key): node for key, node in graph.nodes.items()}, graph.start)

    moved, unknown = engine.remap(marking, new, renamed)
    _, missing = engine.remap(marking, {}, renamed)

    assert unknown == []
    assert [token.node for token in moved.tokens] == [new[token.node] for token in marking.tokens]
    assert (moved.next, moved.forks) == (marking.next, marking.forks)
    assert missing == [token.node for token in marking.tokens]


def a_fork() -> tuple[Graph, engine.Marking]:
    """Return two legs of one step each, both under way."""
    graph = Graph(start="split")
    graph.put("give", NodeKind.RETURN)
    graph.put("meet", NodeKind.JOIN, [procedures.Edge("joined", "", "give")])
    for key in ("police", "insurance"):
        graph.put(key, NodeKind.TASK, [procedures.Edge("done", "Xong", "meet")])
    legs = tuple(procedures.Leg(key, key, "reception", key) for key in ("police", "insurance"))
    graph.put("split", NodeKind.FORK, legs=legs, join="meet")
    return graph, engine.begin(graph).marking


def test_a_fork_that_the_new_version_does_not_have_is_named() -> None:
    graph, marking = a_fork()
    without = Graph({key: node for key, node in graph.nodes.items() if key != "split"}, graph.start)

    assert engine.remap(marking, {}, without)[1] == ["split"]


def test_a_fork_whose_legs_differ_in_the_new_version_is_named() -> None:
    graph, marking = a_fork()
    other = Graph({**graph.nodes, "split": replace(graph.nodes["split"], legs=graph.nodes["split"].legs[:1])}, graph.start)

    assert engine.remap(marking, {}, other)[1] == ["split"]


def test_two_legs_that_meet_give_one_token_back_to_the_line_that_split() -> None:
    graph, marking = a_fork()

    first = engine.move(graph, marking, 1, "done")
    second = engine.move(graph, first.marking, 2, "done")

    assert (first.entered, first.legs_ended, first.finished) == ((), ("police",), False)
    assert (second.entered, second.legs_ended) == ((engine.Token(3, "main", "give"),), ("insurance",))
    assert second.finished
