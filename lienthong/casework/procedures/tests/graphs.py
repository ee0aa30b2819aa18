"""Definitions made by chance: sound graphs of any shape, with fees, papers and limits, for properties of the rules."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from lienthong.casework.procedures.public import (
    Case,
    Channel,
    Definition,
    Document,
    Edge,
    Exemption,
    Fee,
    Leg,
    LimitRow,
    LimitSpec,
    Node,
    NodeKind,
    Online,
    Paper,
    Rate,
    Result,
    Start,
    Tier,
    Unit,
)
from lienthong.casework.procedures.rules import vocabulary as words
from lienthong.casework.procedures.testing import a_definition
from lienthong.toolkit.quantities import Dong

PLACES = ("reception", "people_committee", "police", "tax")
LETTERS = string.ascii_letters + "ăâđêôơưàáảãạằắặềếệđĐ <>&\"'#:-{}[],!%*?|0123456789"


def texts(limit: int = 40) -> st.SearchStrategy[str]:
    """Return words as an official types them, with signs that YAML and XML take for their own."""
    return st.text(LETTERS, min_size=1, max_size=limit).map(str.strip).filter(lambda text: text not in words_of_nothing)


words_of_nothing = ("", "~", "null", "Null", "NULL")


class Maker:
    """Grows a graph block by block; every block has one way in and one way out, so the whole is sound."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.nodes: list[Node] = []
        self.forks = 0

    def key(self) -> str:
        """Return a key that no step has yet; it is taken by the step made next."""
        return f"s{len(self.nodes)}"

    def named(self, kind: NodeKind, **facts: object) -> Node:
        """Add a step and return it."""
        node = Node(self.key(), kind, f"Bước {len(self.nodes)} {self.draw(texts(20))}", **facts)  # type: ignore[arg-type]
        self.nodes.append(node)
        return node

    def change(self, node: Node, **facts: object) -> None:
        """Write a step again."""
        place = next(number for number, one in enumerate(self.nodes) if one.key == node.key)
        self.nodes[place] = replace(self.nodes[place], **facts)  # type: ignore[arg-type]

    def task(self) -> tuple[Node, list[Node]]:
        """Return a step that somebody does: its way in, and the steps whose first exit is open."""
        kind = self.draw(st.sampled_from((NodeKind.TASK, NodeKind.TASK, NodeKind.WAIT)))
        more = {"cause": words.Cause.PAYMENT, "pauses": self.draw(st.booleans())} if kind is NodeKind.WAIT else {}
        node = self.named(kind, at=self.draw(st.sampled_from(PLACES)), duty="unit_head", **more)
        return node, [node]

    def fork(self, depth: int) -> tuple[Node, list[Node]]:
        """Return a fork of two or three legs that meet in its join."""
        self.forks += 1
        fork = self.named(NodeKind.FORK)
        join = self.named(NodeKind.JOIN)
        legs = []
        for number in range(self.draw(st.integers(2, 3))):
            first, ends = self.line(depth - 1)
            self.lead(ends, join.key)
            legs.append(Leg(f"leg_{number}", f"Nhánh {number}", self.draw(st.sampled_from(PLACES)), first.key))
        self.change(fork, legs=tuple(legs), join=join.key)
        return fork, [join]

    def may_fork(self, depth: int) -> bool:
        """Return whether a fork comes now: two at most, else a graph has more markings than the check will look at."""
        return bool(depth) and self.forks < 2 and self.draw(st.integers(0, 3)) == 0

    def line(self, depth: int) -> tuple[Node, list[Node]]:
        """Return some blocks one after the other, some with a loop back over a block or a short cut past it."""
        first: Node | None = None
        ends: list[Node] = []
        for _ in range(self.draw(st.integers(1, 3))):
            block, block_ends = self.fork(depth) if self.may_fork(depth) else self.task()
            self.lead(ends, block.key)
            first = first or block
            for end in block_ends:
                if end.kind is NodeKind.TASK and self.draw(st.booleans()):
                    self.add(end, Edge("back", "Trả lại", first.key, back=True))
            short = ends[:1] if ends and ends[0].kind is NodeKind.TASK and self.draw(st.booleans()) else []
            ends = [*block_ends, *(one for one in short if one.key not in {end.key for end in block_ends})]
        assert first is not None
        return first, ends

    def add(self, node: Node, edge: Edge) -> None:
        """Add an exit to a step."""
        now = next(one for one in self.nodes if one.key == node.key)
        self.change(node, edges=(*now.edges, edge))

    def lead(self, ends: list[Node], key: str) -> None:
        """Let the open ends lead to a step."""
        for end in ends:
            now = next(one for one in self.nodes if one.key == end.key)
            onwards = Edge(f"to_{len(now.edges)}", self.draw(texts(15)), key)
            firsts = [edge for edge in now.edges if not edge.back]
            self.change(end, edges=(*firsts, onwards, *(edge for edge in now.edges if edge.back)))


@st.composite
def graphs(draw: st.DrawFn, depth: int = 2) -> tuple[str, tuple[Node, ...]]:
    """Return (start, steps) of a sound graph, the shares on its lines summing to 100."""
    maker = Maker(draw)
    first, ends = maker.line(depth)
    give = maker.named(NodeKind.RETURN, at="reception", duty="counter_clerk")
    maker.lead(ends, give.key)
    return first.key, shared(first.key, tuple(maker.nodes))


def shared(start: str, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the steps with shares: each line gives all 100 per cent to its first step, or 1 to each of the others too."""
    bare = replace(a_definition(), start=start, nodes=nodes)
    share = dict.fromkeys((node.key for node in nodes), 0)
    lines = [bare.main_line(), *(bare.leg_line(leg) for node in nodes for leg in node.legs)]
    for line in lines:
        for node in line[1:]:
            share[node.key] = 1
        share[line[0].key] = 100 - (len(line) - 1)
    return tuple(replace(node, share=share[node.key]) for node in nodes)


@st.composite
def limits(draw: st.DrawFn) -> tuple[LimitRow, ...]:
    """Return no limit, or one whose promise is not longer than the law."""
    if draw(st.booleans()):
        return ()
    unit = draw(st.sampled_from(Unit))
    usual = Start.NEXT_MOMENT if unit is Unit.WORKING_HOUR else Start.NEXT_DAY
    legal = draw(st.integers(1, 60))
    extra = draw(st.dictionaries(st.sampled_from(words.AREA_CLASSES), st.integers(1, 30)))
    promised = LimitSpec(draw(st.integers(1, legal)), unit, usual, draw(st.none() | st.just("15:00")))
    return (LimitRow(LimitSpec(legal, unit, usual), promised, area_extra=extra, mark=draw(st.sampled_from(("", *words.MARKS)))),)


@st.composite
def fees(draw: st.DrawFn, key: str) -> Fee:
    """Return a fee of any kind that a file may write."""
    dong = st.integers(0, 10**9).map(Dong)
    stepped = draw(st.booleans())
    ends = sorted(draw(st.sets(st.integers(1, 50), max_size=2)))
    online = Rate((Channel.ONLINE,), draw(dong), text=draw(st.just("") | texts()))
    return Fee(
        key,
        draw(st.sampled_from(words.FEE_KINDS)),
        draw(texts()),
        amount=None if stepped else draw(st.none() | dong),
        tiers=tuple(Tier(draw(dong), end) for end in (*ends, None)) if stepped else (),
        cap=draw(st.none() | dong),
        text=draw(st.just("") | texts()),
        exemptions=tuple(
            Exemption(ground, draw(st.just("") | texts()), draw(st.integers(0, 99)))
            for ground in draw(st.sets(texts(), max_size=2))
        ),
        by_channel=(online,) if draw(st.booleans()) else (),
    )


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Return a whole definition that a file could say: sound, with everything that a version may carry."""
    start, nodes = draw(graphs())
    since = draw(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
    return Definition(
        code=draw(st.from_regex(r"[1-9]\.[0-9]{6}", fullmatch=True)),
        name=draw(texts(80)),
        field=draw(texts()),
        level=draw(st.sampled_from(words.LEVELS)),
        kind=draw(st.sampled_from(words.KINDS)),
        document=Document(draw(texts(20)), draw(st.integers(1, 99)), drafted_by=draw(st.just("") | texts())),
        since=since,
        until=draw(st.none() | st.dates(date(2031, 1, 2), date(2040, 1, 1))),
        verified=draw(st.booleans()),
        cases=(Case("default", draw(texts()), draw(limits()), immediate=draw(st.booleans())), Case("other", draw(texts()), ())),
        start=start,
        nodes=nodes,
        channels=(Channel.DIRECT, Channel.ONLINE),
        results=tuple(Result(f"result_{number}", draw(texts())) for number in range(draw(st.integers(0, 2)))),
        papers=tuple(
            Paper(f"paper_{number}", draw(texts()), draw(st.integers(0, 3)), draw(st.integers(0, 3)), cases=("other",))
            for number in range(draw(st.integers(0, 2)))
        ),
        fees=tuple(draw(fees(f"fee_{number}")) for number in range(draw(st.integers(0, 2)))),
        note=draw(st.just("") | texts(200)),
        online=draw(st.none() | st.builds(Online, st.sampled_from(["whole", "partial", "information"]), st.sampled_from("VIMP"))),
    )
