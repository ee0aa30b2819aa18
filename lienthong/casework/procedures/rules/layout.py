"""Where the steps of a graph stand: our own layered layout, top to bottom.

Columns are lanes, one for each place (`at`), wider where parallel legs stand side by side.  Rows are ranks: the longest
way from the start without going back; a fork or join has its row alone.  `routing` runs the lines between them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from lienthong.casework.procedures.rules.definition import Definition, Edge, Leg, Node
from lienthong.casework.procedures.rules.routing import Router
from lienthong.casework.procedures.rules.sheet import BAR_HEIGHT, BOX_WIDTH, LABEL_WIDTH, LINE, Box, Lane, Sheet, Wire
from lienthong.casework.procedures.rules.typesetting import wrap
from lienthong.casework.procedures.rules.vocabulary import NodeKind


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
    return _bars_alone(definition, rows)


def _bars_alone(definition: Definition, rows: dict[str, int]) -> dict[str, int]:
    """Return the rows with one for each fork and join alone: a bar, as wide as what it binds, would lie on its neighbours."""
    bars = {node.key for node in definition.nodes if node.kind in (NodeKind.FORK, NodeKind.JOIN)}
    apart: dict[str, int] = {}
    row = -1
    for _, group in groupby(sorted(rows, key=lambda key: rows[key]), key=lambda key: rows[key]):
        keys = list(group)
        steps = [key for key in keys if key not in bars]
        row += bool(steps)
        apart |= dict.fromkeys(steps, row)
        for key in keys:
            if key in bars:
                row += 1
                apart[key] = row
    return apart


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
    Router(sheet).run()
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
        here, passed = node, {node.key}
        while not here.at:
            fork = here if here.kind is NodeKind.FORK else definition.fork_of(here.key)
            key = before.get(fork.key, "")
            here = definition.node(key if key and key not in passed else fork.legs[0].start)  # nothing before: its first leg
            passed.add(here.key)
        places[node.key] = here.at
    return places


def _tracks(definition: Definition) -> dict[str, int]:
    """Return for every step in which column of its lane it stands, so that legs of one place stand side by side."""
    track: dict[str, int] = defaultdict(int)
    forks = [(node, [_steps_of(definition, node, leg) for leg in node.legs]) for node in definition.nodes if node.legs]
    for node, legs in sorted(forks, key=lambda fork: sum(map(len, fork[1]))):  # the inner forks first: they make a leg wide
        free: dict[str, int] = defaultdict(int)
        for leg, keys in zip(node.legs, legs, strict=True):
            first, wide = free[leg.at], max(track[key] for key in keys) + 1
            free[leg.at] += wide
            for key in keys:
                track[key] += first
    return track


def _steps_of(definition: Definition, fork: Node, leg: Leg) -> set[str]:
    """Return the keys of the steps of a leg, the joined one not among them."""
    todo, seen = [leg.start], {fork.join}
    while todo:
        key = todo.pop()
        if key not in seen:
            seen.add(key)
            todo += [edge.to for edge in exits(definition.node(key))]
    return seen - {fork.join}
