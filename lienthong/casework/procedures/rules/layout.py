"""Where the steps of a graph stand and how the lines run between them: our own layered layout, top to bottom.

Columns are lanes, one for each place (`at`), wider where parallel legs stand side by side.  Rows are ranks: the longest
way from the start without going back.  Lines run in the gutters between rows and columns, each in a slot of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lienthong.casework.procedures.rules.definition import Definition, Edge, Node
from lienthong.casework.procedures.rules.typesetting import measure, wrap
from lienthong.casework.procedures.rules.vocabulary import NodeKind

BOX_WIDTH, BAR_HEIGHT, LINE = 172, 22, 15
HEAD, MARGIN, SLOT, LABEL = 44, 16, 10, 12
LABEL_WIDTH = 86

Cell = tuple[int, int]
Point = tuple[float, float]


@dataclass
class Box:
    """A step on the sheet: its cell and its rectangle (x, y = middle of the top)."""

    node: Node
    lane: int
    rank: int
    column: int = 0
    x: float = 0
    y: float = 0
    width: float = BOX_WIDTH
    height: float = 0
    title: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_bar(self) -> bool:
        """Return whether it is drawn as a bar (fork, join)."""
        return self.node.kind in (NodeKind.FORK, NodeKind.JOIN)


@dataclass
class Wire:
    """A line from one step to another, its words, and its points."""

    source: str
    target: str
    label: list[str]
    back: bool
    points: list[Point] = field(default_factory=list)
    label_at: Point = (0, 0)


@dataclass
class Lane:
    """A lane: its place, its left edge and width."""

    place: str
    columns: int = 1
    x: float = 0
    width: float = 0


@dataclass
class Sheet:
    """The whole drawing."""

    boxes: dict[str, Box]
    wires: list[Wire]
    lanes: list[Lane]
    width: float = 0
    height: float = 0


def back_edges(definition: Definition) -> set[tuple[str, str]]:
    """Return (step, outcome) of the exits that close a loop, found depth first with the forward exits first."""
    found: set[tuple[str, str]] = set()
    done: set[str] = set()
    stack: list[tuple[str, list[Edge]]] = []
    open_keys: set[str] = set()

    def enter(key: str) -> None:
        stack.append((key, sorted(exits(definition.node(key)), key=lambda edge: edge.back, reverse=True)))
        open_keys.add(key)

    enter(definition.start)
    while stack:
        key, rest = stack[-1]
        if not rest:
            stack.pop()
            open_keys.discard(key)
            done.add(key)
            continue
        edge = rest.pop()
        if edge.to in open_keys:
            found.add((key, edge.outcome))
        elif edge.to not in done:
            enter(edge.to)
    return found


def exits(node: Node) -> list[Edge]:
    """Return the exits of a step; the legs of a fork count as exits, with their names as words."""
    if node.kind is NodeKind.FORK:
        return [Edge(leg.key, leg.name, leg.start) for leg in node.legs]
    return list(node.edges)


def ranks(definition: Definition, back: set[tuple[str, str]]) -> dict[str, int]:
    """Return the row of every step: the longest way from the start."""
    order: list[str] = []
    seen: set[str] = set()

    def visit(key: str) -> None:
        todo = [(key, iter(exits(definition.node(key))))]
        seen.add(key)
        while todo:
            here, rest = todo[-1]
            edge = next(rest, None)
            if edge is None:
                order.append(todo.pop()[0])
            elif (here, edge.outcome) not in back and edge.to not in seen:
                seen.add(edge.to)
                todo.append((edge.to, iter(exits(definition.node(edge.to)))))

    visit(definition.start)
    rows = dict.fromkeys(order, 0)
    for key in reversed(order):
        for edge in exits(definition.node(key)):
            if (key, edge.outcome) not in back:
                rows[edge.to] = max(rows[edge.to], rows[key] + 1)
    return rows


def lay_out(definition: Definition, title: dict[str, list[str]], notes: dict[str, list[str]]) -> Sheet:
    """Return the sheet: every step in its cell, every line with its points.  Lines of text are given ready wrapped."""
    back = back_edges(definition)
    boxes, lanes = _cells(definition, ranks(definition, back))
    for key, box in boxes.items():
        box.title, box.notes = title[key], notes[key]
        box.height = BAR_HEIGHT if box.is_bar else 20 + LINE * len(box.title) + 14 * len(box.notes)
    wires = []
    for key, box in boxes.items():
        ways = [(edge, (key, edge.outcome) in back) for edge in exits(box.node)]
        side_by_side = 1 if box.is_bar else max(sum(not is_back for _, is_back in ways), 1)
        for edge, is_back in ways:
            room = LABEL_WIDTH if is_back or side_by_side == 1 else BOX_WIDTH / side_by_side - 10
            wires.append(Wire(key, edge.to, wrap(edge.label, room, 11) if edge.label else [], is_back))
    sheet = Sheet(boxes, wires, lanes)
    _Router(sheet).run()
    return sheet


def _cells(definition: Definition, rows: dict[str, int]) -> tuple[dict[str, Box], list[Lane]]:
    lanes: list[Lane] = []
    boxes: dict[str, Box] = {}
    taken: dict[tuple[int, int, int], str] = {}
    track, place = _tracks(definition), _places(definition)
    for key in sorted(rows, key=lambda name: (rows[name], track[name])):
        where = place[key]
        if where not in [lane.place for lane in lanes]:
            lanes.append(Lane(where))
        lane = [lane.place for lane in lanes].index(where)
        column = track[key]
        while (lane, column, rows[key]) in taken:
            column += 1
        taken[(lane, column, rows[key])] = key
        boxes[key] = Box(definition.node(key), lane, rows[key], column)
    for number, lane_row in enumerate(lanes):
        used = sorted({box.column for box in boxes.values() if box.lane == number})
        lane_row.columns = len(used)
        for box in boxes.values():
            if box.lane == number:
                box.column = used.index(box.column)
    before = 0
    for number, lane_row in enumerate(lanes):
        for box in boxes.values():
            if box.lane == number:
                box.column += before
        before += lane_row.columns
    return boxes, lanes


def _places(definition: Definition) -> dict[str, str]:
    """Return the lane of every step; forks and joins stand in the lane of the step before the fork."""
    before = {edge.to: node.key for node in definition.nodes for edge in reversed(exits(node))}
    places: dict[str, str] = {}
    for node in definition.nodes:
        here, steps = node, 0
        while not here.at and steps < len(definition.nodes):
            key = definition.fork_of(here.key).key if here.kind is NodeKind.JOIN else before.get(here.key, definition.start)
            here, steps = definition.node(key), steps + 1
        places[node.key] = here.at
    return places


def _tracks(definition: Definition) -> dict[str, int]:
    """Return for every step which of the legs side by side it stands in (0 outside of legs)."""
    track: dict[str, int] = defaultdict(int)
    for node in definition.nodes:
        lanes: dict[str, int] = defaultdict(int)
        for leg in node.legs:
            number, lanes[leg.at] = lanes[leg.at], lanes[leg.at] + 1
            todo, seen = [leg.start], {node.join}
            while todo:
                key = todo.pop()
                if key not in seen:
                    seen.add(key)
                    track[key] += number
                    todo += [edge.to for edge in exits(definition.node(key))]
    return track


class _Router:
    """Gives every wire its slots, then the rows and columns their sizes, then the wires their points."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.boxes = sheet.boxes
        self.taken = {(box.column, box.rank) for box in sheet.boxes.values()}
        self.row_slots: dict[int, int] = defaultdict(int)
        self.column_slots: dict[int, int] = defaultdict(int)
        self.words: dict[int, float] = defaultdict(float)
        self.plans: list[tuple[Wire, str, int, int, int, int]] = []

    def run(self) -> None:
        """Do all of it."""
        for wire in sorted(self.sheet.wires, key=self._span):
            self._plan(wire)
        self._place_columns()
        self._place_rows()
        self._spread_bars()
        for plan in self.plans:
            self._draw(*plan)

    def _span(self, wire: Wire) -> tuple[bool, int]:
        """Return the order of planning: forward first, then the short loops, which take the inner slots."""
        return (wire.back, self.boxes[wire.source].rank - self.boxes[wire.target].rank if wire.back else 0)

    def _free(self, column: int, above: int, below: int) -> bool:
        return all((column, rank) not in self.taken for rank in range(above + 1, below))

    def _plan(self, wire: Wire) -> None:
        """Choose how the wire runs: straight, turn (one row gutter), channel (a column gutter), back."""
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        upper = lower = gutter = slot = 0
        if wire.back:
            shape, gutter = "back", source.column
            self.words[gutter] = max([self.words[gutter], *(measure(line, 11) + 6 for line in wire.label)])
            slot = self._column_slot(gutter)
            if source.column != target.column:
                lower = self._row_slot(target.rank)
                upper = self._column_slot(target.column)
        elif source.is_bar or target.is_bar or source.column == target.column:
            column = source.column if target.is_bar else target.column
            shape = "straight" if self._free(column, source.rank, target.rank) else "channel"
        elif self._free(source.column, source.rank, target.rank):
            shape, lower = "late", self._row_slot(target.rank - 1)
        elif self._free(target.column, source.rank, target.rank):
            shape, upper = "early", self._row_slot(source.rank)
        else:
            shape = "channel"
        if shape == "channel":
            upper, lower = self._row_slot(source.rank), self._row_slot(target.rank - 1)
            gutter = target.column
            slot = self._column_slot(gutter)
        self.plans.append((wire, shape, upper, lower, gutter, slot))

    def _row_slot(self, rank: int) -> int:
        self.row_slots[rank] += 1
        return self.row_slots[rank]

    def _column_slot(self, column: int) -> int:
        self.column_slots[column] += 1
        return self.column_slots[column]

    def _place_columns(self) -> None:
        x, column = float(MARGIN), 0
        self.right: dict[int, float] = {}
        middle: dict[int, float] = {}
        for lane in self.sheet.lanes:
            lane.x = x
            for _ in range(lane.columns):
                middle[column] = x + 14 + BOX_WIDTH / 2
                self.right[column] = middle[column] + BOX_WIDTH / 2
                slots = self.column_slots[column]
                x = self.right[column] + 14 + SLOT * slots + self.words[column]
                column += 1
            lane.width = x - lane.x
        for box in self.boxes.values():
            box.x = middle[box.column]
        self.sheet.width = x + MARGIN

    def _place_rows(self) -> None:
        forward: dict[int, int] = defaultdict(int)
        for wire in self.sheet.wires:
            if not wire.back:
                rank = self.boxes[wire.source].rank
                forward[rank] = max(forward[rank], len(wire.label))
        y = float(MARGIN + HEAD)
        self.bottom: dict[int, float] = {}
        self.label_zone: dict[int, float] = {}
        for rank in range(max(box.rank for box in self.boxes.values()) + 1):
            row = [box for box in self.boxes.values() if box.rank == rank]
            height = max((box.height for box in row), default=0)
            for box in row:
                box.y = y + (height - box.height) / 2
            self.bottom[rank] = y + height
            self.label_zone[rank] = 8 + LABEL * forward[rank]
            y += height + self.label_zone[rank] + SLOT * self.row_slots[rank] + 20
        self.sheet.height = y + MARGIN - 12

    def _spread_bars(self) -> None:
        for box in self.boxes.values():
            if box.is_bar:
                xs = [box.x]
                for wire in self.sheet.wires:
                    if not wire.back and box.node.key in (wire.source, wire.target):
                        other = self.boxes[wire.target if wire.source == box.node.key else wire.source]
                        xs.append(other.x)
                box.width = max(max(xs) - min(xs) + 60, BOX_WIDTH)
                box.x = (min(xs) + max(xs)) / 2

    def _row_y(self, rank: int, slot: int) -> float:
        return self.bottom[rank] + self.label_zone[rank] + SLOT * slot

    def _column_x(self, column: int, slot: int) -> float:
        return self.right[column] + 6 + SLOT * slot

    def _draw(self, wire: Wire, shape: str, upper: int, lower: int, gutter: int, slot: int) -> None:
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        if shape == "back":
            self._draw_back(wire, slot, lower, upper)
            return
        start, end = self._port(wire, outgoing=True), self._port(wire, outgoing=False)
        if source.is_bar:
            start = (end[0], start[1])
        elif target.is_bar or (shape == "straight" and self._alone(wire)):
            end = (start[0], end[1])
        turns: list[Point] = []
        if shape == "channel":
            x = self._column_x(gutter, slot)
            high, low = self._row_y(source.rank, upper), self._row_y(target.rank - 1, lower)
            turns = [(start[0], high), (x, high), (x, low), (end[0], low)]
        elif shape != "straight":
            y = self._row_y(source.rank, upper) if shape == "early" else self._row_y(target.rank - 1, lower)
            turns = [(start[0], y), (end[0], y)]
        elif start[0] != end[0]:
            y = self._row_y(target.rank - 1, 0) + 4
            turns = [(start[0], y), (end[0], y)]
        wire.points = [start, *turns, end]
        wire.label_at = (start[0] + 5, start[1] + LABEL)

    def _alone(self, wire: Wire) -> bool:
        return sum(other.target == wire.target for other in self.sheet.wires if not other.back) == 1

    def _draw_back(self, wire: Wire, slot: int, lower: int, upper: int) -> None:
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        y1, y2 = self._side(source, wire), self._side(target, wire)
        x = self._column_x(source.column, slot)
        points = [(source.x + source.width / 2, y1), (x, y1)]
        if source.column != target.column:
            y, x2 = self._row_y(target.rank, lower), self._column_x(target.column, upper)
            points += [(x, y), (x2, y), (x2, y2)]
        else:
            points.append((x, y2))
        wire.points = [*points, (target.x + target.width / 2, y2)]
        wire.label_at = (x + 4, y1 - LABEL * (len(wire.label) - 1) / 2 - 4)

    def _side(self, box: Box, wire: Wire) -> float:
        """Return the height at which a loop touches the right side of a box: leaving above, arriving below."""
        loops = sorted((other for other in self.sheet.wires if other.back), key=self._span, reverse=True)
        here = [other for other in loops if other.source == box.node.key] + [
            other for other in loops if other.target == box.node.key
        ]
        return box.y + box.height * (here.index(wire) + 1) / (len(here) + 1)

    def _port(self, wire: Wire, *, outgoing: bool) -> Point:
        """Return where the wire leaves the bottom of its source, or enters the top of its target."""
        box = self.boxes[wire.source if outgoing else wire.target]
        same = [
            other for other in self.sheet.wires if not other.back and (other.source if outgoing else other.target) == box.node.key
        ]
        same.sort(key=lambda other: self.boxes[other.target if outgoing else other.source].x)
        part = (same.index(wire) + 1) / (len(same) + 1)
        if outgoing and len(same) > 1:
            part = (same.index(wire) + 0.08) / len(same)
        return (box.x - box.width / 2 + box.width * part, box.y + (box.height if outgoing else 0))
