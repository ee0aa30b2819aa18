"""Charts as inline SVG drawn on the server: no script, no inline style, a table under <details>.

Unknown is printed as unknown and never drawn as 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui.parts import Part, Row
from lienthong.toolkit.ui.tongues import translated

WIDTH = 1000
"""Inner width of a bar in SVG units; the page stretches it."""


@dataclass(frozen=True)
class Share:
    """One part of a whole: `start` and `width` in SVG units (0..1000), `percent` a whole number."""

    start: int
    width: int
    percent: int


def shares(values: Sequence[int]) -> tuple[Share, ...]:
    """Return the share of each value; widths always sum to 1000 and percents to 100 (largest remainders win).

    Negative values count as 0; a whole of 0 gives shares of 0.
    """
    clean = [max(0, value) for value in values]
    widths = _apportion(clean, WIDTH)
    percents = _apportion(clean, 100)
    starts = [sum(widths[:position]) for position in range(len(widths))]
    return tuple(Share(*triple) for triple in zip(starts, widths, percents, strict=True))


def _apportion(values: Sequence[int], whole: int) -> list[int]:
    total = sum(values)
    if total == 0:
        return [0 for _ in values]
    floors = [value * whole // total for value in values]
    order = sorted(range(len(values)), key=lambda i: (-(values[i] * whole % total), i))
    for position in order[: whole - sum(floors)]:
        floors[position] += 1
    return floors


def stacked_bar(parts: Sequence[Part], title: str) -> SafeString:
    """Return one bar of shares of a whole with legend, `<title>` and the table of its figures."""
    drawn = shares([part.value for part in parts])
    pieces = [(part, share, pages.amount(part.value)) for part, share in zip(parts, drawn, strict=True)]
    words = ", ".join(f"{translated(part.label)}: {figure}" for part, _, figure in pieces)
    rows = [(part.label, figure, f"{share.percent} %") for part, share, figure in pieces]
    context = {
        "title": title,
        "words": words,
        "pieces": pieces,
        "heads": [translated(head) for head in ("Phần", "Số lượng", "Tỷ lệ")],
        "rows": rows,
    }
    return render_to_string("ui/_stacked_bar.html", context)


@dataclass(frozen=True)
class _Line:
    row: Row
    figure: str
    width: int


def bar_chart(rows: Sequence[Row], title: str) -> SafeString:
    """Return one bar for each row, longest = full width, with figures, `<title>` and the table."""
    most = max((row.value for row in rows if row.value is not None), default=0)
    lines = []
    for row in rows:
        figure = translated("chưa rõ") if row.value is None else pages.amount(row.value)
        width = 0 if most <= 0 or row.value is None else max(0, row.value) * WIDTH // most
        lines.append(_Line(row, figure, width))
    table = [(line.row.label, line.figure, line.row.note) for line in lines]
    context = {
        "title": title,
        "lines": lines,
        "heads": [translated(head) for head in ("Tên", "Số lượng", "Ghi chú")],
        "rows": table,
    }
    return render_to_string("ui/_bar_chart.html", context)
