"""A drawing of a step graph: its boxes, wires and lanes, and the sizes that they share.  Pixels, y downwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from lienthong.casework.procedures.rules.definition import Node
from lienthong.casework.procedures.rules.vocabulary import NodeKind

BOX_WIDTH, BAR_HEIGHT, LINE = 172, 22, 15
HEAD, MARGIN, SLOT, LABEL = 44, 16, 10, 12
LABEL_WIDTH = 86

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
