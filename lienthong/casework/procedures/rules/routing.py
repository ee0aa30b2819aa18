"""How the lines of a drawing run: in the gutters between rows and columns, each in a slot of its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lienthong.casework.procedures.rules.sheet import BOX_WIDTH, HEAD, LABEL, MARGIN, SLOT, Box, Point, Sheet, Wire
from lienthong.casework.procedures.rules.typesetting import measure


@dataclass
class _Plan:
    """The slots of one wire, counted from 1; 0 = it needs none there.

    under, over   in the row gutter below its source; in the one above its target (a loop: below its target).
    gutter, slot  the column whose gutter it runs in, and where.
    aim, far      a loop to another column: the column beside its target, and where in its gutter.
    mid, aside    a loop that a bar is in the way of: the column by whose gutter it goes round, and where.
    """

    wire: Wire
    shape: str = "back"
    under: int = 0
    over: int = 0
    gutter: int = 0
    slot: int = 0
    aim: int = 0
    far: int = 0
    mid: int = 0
    aside: int = 0


class Router:
    """Gives every wire its slots, then the rows and columns their sizes, then the wires their points."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.boxes = sheet.boxes
        self.spans = {box.rank: self._span_of(box) for box in sheet.boxes.values() if box.is_bar}
        self.taken = {(box.column, box.rank) for box in sheet.boxes.values()}
        self.taken |= {(column, rank) for rank, (first, last) in self.spans.items() for column in range(first, last + 1)}
        self.row_slots: dict[int, int] = defaultdict(int)
        self.column_slots: dict[int, int] = defaultdict(int)
        self.words: dict[int, float] = defaultdict(float)
        self.plans: list[_Plan] = []

    def run(self) -> None:
        """Do all of it."""
        for wire in sorted(self.sheet.wires, key=self._span):
            self._plan(wire)
        self._place_columns()
        self._place_rows()
        self._spread_bars()
        for plan in self.plans:
            if plan.wire.back:
                self._draw_back(plan)
            else:
                self._draw(plan)

    def _span(self, wire: Wire) -> tuple[bool, int]:
        """Return the order of planning: forward first, then the short loops, which take the inner slots."""
        return (wire.back, self.boxes[wire.source].rank - self.boxes[wire.target].rank if wire.back else 0)

    def _span_of(self, bar: Box) -> tuple[int, int]:
        """Return the first and the last column over which a fork or join lies: those of what it binds."""
        ends = [wire for wire in self.sheet.wires if not wire.back and bar.node.key in (wire.source, wire.target)]
        columns = [self.boxes[key].column for wire in ends for key in (wire.source, wire.target)]
        return min(columns), max(columns)

    def _gutter(self, column: int, above: int, below: int) -> int:
        """Return the column nearest to `column` in whose gutter no bar between two rows lies."""
        spans = [span for rank, span in self.spans.items() if above < rank < below]
        every = range(max(box.column for box in self.boxes.values()) + 1)
        open_ones = [one for one in every if not any(first <= one < last for first, last in spans)]
        return min(open_ones, key=lambda one: (abs(one - column), one))

    def _free(self, column: int, above: int, below: int) -> bool:
        return all((column, rank) not in self.taken for rank in range(above + 1, below))

    def _plan(self, wire: Wire) -> None:
        plan = self._back(wire) if wire.back else self._forward(wire)
        self.plans.append(plan)

    def _back(self, wire: Wire) -> _Plan:
        """Choose how a loop runs: up the gutter beside its source, then, if need be, over to that of its target."""
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        home, aim = self._beside(source), self._beside(target)
        plan = _Plan(wire, gutter=home, aim=aim, mid=self._gutter(home, target.rank, source.rank))
        self.words[home] = max([self.words[home], *(measure(line, 11) + 6 for line in wire.label)])
        plan.slot = self._column_slot(home)
        if aim != home or plan.mid != home:
            plan.over, plan.far = self._row_slot(target.rank), self._column_slot(aim)
        if plan.mid != home:
            plan.under, plan.aside = self._row_slot(source.rank), self._column_slot(plan.mid)
        return plan

    def _beside(self, box: Box) -> int:
        """Return the column in whose gutter the right side of a box lies."""
        return self.spans[box.rank][1] if box.is_bar else box.column

    def _forward(self, wire: Wire) -> _Plan:
        """Choose how a line runs: straight, with one turn in a row gutter (late or early), or through a column gutter."""
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        plan = _Plan(wire, "channel", gutter=target.column)
        if source.is_bar or target.is_bar or source.column == target.column:
            column = source.column if target.is_bar else target.column
            if self._free(column, source.rank, target.rank):
                plan.shape = "straight"
        elif self._free(source.column, source.rank, target.rank):
            plan.shape, plan.over = "late", self._row_slot(target.rank - 1)
        elif self._free(target.column, source.rank, target.rank):
            plan.shape, plan.under = "early", self._row_slot(source.rank)
        if plan.shape == "channel":
            plan.under, plan.over = self._row_slot(source.rank), self._row_slot(target.rank - 1)
            plan.gutter = self._gutter(target.column, source.rank, target.rank)
            plan.slot = self._column_slot(plan.gutter)
        return plan

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

    def _draw(self, plan: _Plan) -> None:
        wire = plan.wire
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        start, end = self._port(wire, outgoing=True), self._port(wire, outgoing=False)
        if source.is_bar:
            start = (end[0], start[1])
        elif target.is_bar or (plan.shape == "straight" and self._alone(wire)):
            end = (start[0], end[1])
        turns: list[Point] = []
        if plan.shape == "channel":
            x = self._column_x(plan.gutter, plan.slot)
            high, low = self._row_y(source.rank, plan.under), self._row_y(target.rank - 1, plan.over)
            turns = [(start[0], high), (x, high), (x, low), (end[0], low)]
        elif plan.shape != "straight":
            y = self._row_y(source.rank, plan.under) if plan.shape == "early" else self._row_y(target.rank - 1, plan.over)
            turns = [(start[0], y), (end[0], y)]
        elif start[0] != end[0]:
            y = self._row_y(target.rank - 1, 0) + 4
            turns = [(start[0], y), (end[0], y)]
        wire.points = [start, *turns, end]
        wire.label_at = (start[0] + 5, start[1] + LABEL)

    def _alone(self, wire: Wire) -> bool:
        return sum(other.target == wire.target for other in self.sheet.wires if not other.back) == 1

    def _draw_back(self, plan: _Plan) -> None:
        wire = plan.wire
        source, target = self.boxes[wire.source], self.boxes[wire.target]
        y1, y2 = self._side(source, wire), self._side(target, wire)
        x = self._column_x(plan.gutter, plan.slot)
        points = [(source.x + source.width / 2, y1), (x, y1)]
        if plan.aside:
            y, x0 = self._row_y(source.rank, plan.under), self._column_x(plan.mid, plan.aside)
            points += [(x, y), (x0, y)]
            x = x0
        if plan.far:
            y, x2 = self._row_y(target.rank, plan.over), self._column_x(plan.aim, plan.far)
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
