"""The step graph as SVG: lanes by unit, loops and parallel legs drawn, no style attribute and no script (strict CSP)."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from lienthong.casework.procedures.rules.definition import Definition, Node
from lienthong.casework.procedures.rules.layout import lay_out
from lienthong.casework.procedures.rules.limit_words import limit_words
from lienthong.casework.procedures.rules.sheet import BOX_WIDTH, HEAD, LINE, MARGIN, Box, Lane, Point, Sheet, Wire
from lienthong.casework.procedures.rules.typesetting import wrap
from lienthong.casework.procedures.rules.vocabulary import CAUSE_NAMES, DUTY_NAMES, PLACE_NAMES, NodeKind

FONT = 'font-family="Liberation Sans, Arial, Helvetica, sans-serif"'
HERE = "● đang ở đây"


def graph_svg(definition: Definition, marking: Collection[str] | None = None) -> str:
    """Return the graph as one `<svg>` element; `marking` = keys of the steps where a dossier stands now.

    Its natural size is in its width and height, so the page lets it scroll; every fact is also in words in `<desc>`.
    """
    here = frozenset(marking or ())
    titles = {node.key: wrap(node.name, BOX_WIDTH - 20, 13) for node in definition.nodes}
    notes = {node.key: _notes(node, here) for node in definition.nodes}
    sheet = lay_out(definition, titles, notes)
    name = f"graph-{definition.code}-{definition.since:%Y}".replace(".", "-")
    width, height = round(sheet.width), round(sheet.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" {FONT}>',
        f'<title id="{name}-title">Sơ đồ các bước: {escape(definition.name)}</title>',
        f'<desc id="{name}-desc">{escape(in_words(definition))}</desc>',
        f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0 8 4 0 8z" fill="#3b4550"/></marker></defs>',
        *(_lane(lane, number, sheet) for number, lane in enumerate(sheet.lanes)),
        *(_wire(wire, name) for wire in sheet.wires),
        *(_box(box, box.node.key in here, box.node.key == definition.start) for box in sheet.boxes.values()),
        *(_label(wire) for wire in sheet.wires if wire.label),
        "</svg>",
    ]
    return "".join(parts)


def in_words(definition: Definition) -> str:
    """Return the graph as Vietnamese sentences, for those who do not see it."""
    number = {node.key: place for place, node in enumerate(definition.nodes, 1)}
    names = {node.key: node.name for node in definition.nodes}
    lines = []
    for node in definition.nodes:
        where = f" ({PLACE_NAMES[node.at]})" if node.at else ""
        ways = [f"{edge.label} → bước {number[edge.to]}" for edge in node.edges]
        ways += [f"song song: {leg.name} → bước {number[leg.start]}" for leg in node.legs]
        lines.append(f"{number[node.key]}. {names[node.key]}{where}" + (": " + "; ".join(ways) if ways else "") + ".")
    return " ".join(lines)


def _notes(node: Node, here: frozenset[str]) -> list[str]:
    if node.kind in (NodeKind.FORK, NodeKind.JOIN):
        return []
    notes = wrap(DUTY_NAMES.get(node.duty, node.duty), BOX_WIDTH - 10, 11)
    figures = [f"{node.share} % thời gian"] if node.share else []
    figures += [f"hạn {limit_words(node.limit)}"] if node.limit else []
    if node.cause:
        figures.append(CAUSE_NAMES[node.cause] + (" (dừng tính giờ)" if node.pauses else ""))
    figures += [f"kéo dài {limit_words(node.lasts)}"] if node.lasts else []
    figures += ["im lặng là đồng ý"] if node.silent_consent else []
    if figures:
        notes += wrap(" · ".join(figures), BOX_WIDTH - 10, 11)
    return [*notes, HERE] if node.key in here else notes


def _lane(lane: Lane, number: int, sheet: Sheet) -> str:
    fill = "#f4f6f8" if number % 2 == 0 else "#e9eef3"
    lines = wrap(PLACE_NAMES.get(lane.place, lane.place), lane.width - 16, 13)[:2]
    middle = round(lane.x + lane.width / 2, 1)
    text = _lines(lines, middle, MARGIN + (26 if len(lines) == 1 else 18), 16)
    return (
        f'<rect class="graph-lane" x="{lane.x:g}" y="{MARGIN}" width="{lane.width:g}" height="{sheet.height - 2 * MARGIN:g}" '
        f'rx="6" fill="{fill}"/><text class="graph-lane-name" text-anchor="middle" font-size="13" font-weight="bold" '
        f'fill="#1d2a36">{text}</text><path d="M{lane.x:g} {MARGIN + HEAD - 8}h{lane.width:g}" stroke="#c3ccd4"/>'
    )


def _box(box: Box, here: bool, first: bool) -> str:
    if box.is_bar:
        return _bar(box)
    node, left = box.node, box.x - box.width / 2
    stroke, thick = ("#0b5fa5", 4) if here else ("#3b4550", 1.5)
    dash = ' stroke-dasharray="6 4"' if node.kind is NodeKind.WAIT else ""
    fill = "#fff8df" if node.kind is NodeKind.WAIT else "#e4f3e6" if node.kind is NodeKind.RETURN else "#ffffff"
    radius = 16 if first or node.kind is NodeKind.RETURN else 4
    top = box.y + 22
    notes_top = top + LINE * len(box.title)
    return (
        f'<g class="graph-step graph-{node.kind}{" graph-here" if here else ""}">'
        f'<rect x="{left:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="{radius}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{thick}"{dash}/>'
        f'<text text-anchor="middle" font-size="13" font-weight="bold" fill="#14202b">'
        f"{_lines(box.title, box.x, top, LINE)}</text>"
        f'<text text-anchor="middle" font-size="11" fill="#3b4550">{_lines(box.notes, box.x, notes_top, 14)}</text></g>'
    )


def _bar(box: Box) -> str:
    left = box.x - box.width / 2
    return (
        f'<g class="graph-step graph-{box.node.kind}"><rect x="{left:g}" y="{box.y:g}" width="{box.width:g}" '
        f'height="{box.height:g}" rx="4" fill="#1d2a36"/><text text-anchor="middle" font-size="12" fill="#ffffff">'
        f"{_lines([box.node.name], box.x, box.y + 15, LINE)}</text></g>"
    )


def _wire(wire: Wire, name: str) -> str:
    dash = ' stroke-dasharray="5 3"' if wire.back else ""
    return (
        f'<path class="graph-line{" graph-back" if wire.back else ""}" d="{_path(wire.points)}" fill="none" stroke="#3b4550" '
        f'stroke-width="1.5"{dash} marker-end="url(#{name}-tip)"/>'
    )


def _path(points: list[Point]) -> str:
    """Return the path data with rounded corners."""
    steps = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        first, second = _towards(here, before), _towards(here, after)
        steps.append(f"L{first[0]:.1f} {first[1]:.1f}Q{here[0]:.1f} {here[1]:.1f} {second[0]:.1f} {second[1]:.1f}")
    steps.append(f"L{points[-1][0]:.1f} {points[-1][1]:.1f}")
    return "".join(steps)


def _towards(corner: Point, other: Point, radius: float = 5) -> Point:
    far = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    part = min(radius, far / 2) / far if far else 0
    return (corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part)


def _label(wire: Wire) -> str:
    x, y = wire.label_at
    return (
        '<text class="graph-label" font-size="11" fill="#1d2a36" stroke="#f4f6f8" stroke-width="3" paint-order="stroke" '
        f'stroke-linejoin="round">{_lines(wire.label, x, y, 12)}</text>'
    )


def _lines(lines: list[str], x: float, y: float, step: float) -> str:
    return "".join(f'<tspan x="{x:g}" y="{y + step * number:g}">{escape(line)}</tspan>' for number, line in enumerate(lines))
