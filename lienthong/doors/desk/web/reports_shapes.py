"""A report as pages, papers and workbooks show it: numbered lines, figures, addresses of their rows.  No query, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lienthong.casework.reports import public as reports
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Lowered, Sentence
from lienthong.toolkit.ui import tongues

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
UNKNOWN, NO_SHARE = "không rõ", "–"
ALL = "Tổng số"


@dataclass(frozen=True)
class Cell:
    """One figure: its column, its value, how it is written, the address of its rows (empty when there are none)."""

    column: reports.Column
    value: reports.Figure
    text: str
    url: str

    @property
    def is_unknown(self) -> bool:
        """Return whether nobody knows the figure."""
        return self.text == UNKNOWN


@dataclass(frozen=True)
class ShownLine:
    """One line of the table: STT, name, whether it is a sum, its figures; `asides` are told under the table."""

    number: str
    name: str
    is_total: bool
    cells: tuple[Cell, ...]
    asides: tuple[Cell, ...]


def shown_lines(
    report: reports.Report, lines: Sequence[reports.Line], words: Mapping[str, str], *, opens: bool = True
) -> list[ShownLine]:
    """Return the lines as they are printed.

    words  what was asked, repeated in the address of every cell.   opens  whether figures lead to their rows.
    """
    return [
        ShownLine(
            number,
            line.label or line.block_label or ALL,
            line.kind != "line",
            tuple(_cell(report, column, line, words, opens=opens) for column in report.shown),
            tuple(_cell(report, column, line, words, opens=opens) for column in report.columns if column.aside),
        )
        for number, line in _numbered(lines)
    ]


def _numbered(lines: Sequence[reports.Line]) -> Iterator[tuple[str, reports.Line]]:
    block = number = 0
    for line in lines:
        if line.kind == "block":
            block, number = block + 1, 0
            yield ROMAN[block - 1] if block <= len(ROMAN) else str(block), line
        elif line.kind == "line":
            number += 1
            yield str(number), line
        else:
            yield "", line


def _cell(report: reports.Report, column: reports.Column, line: reports.Line, words: Mapping[str, str], *, opens: bool) -> Cell:
    value = line.values[column.key]
    url = ""
    if opens and value and report.predicate(column.key):
        asked = {**words, "nhom": line.block, "dong": line.value, "cot": column.key}
        url = f"{reverse('leaders:report_rows', args=[report.key])}?{urlencode({k: v for k, v in asked.items() if v})}"
    return Cell(column, value, written(column, line.values), url)


def written(column: reports.Column, values: Mapping[str, reports.Figure]) -> str:
    """Return a figure as it is written: 1.234, 29,8%, «không rõ» for what nobody knows, a dash for a share of nothing."""
    value = values[column.key]
    if column.share and value is None:
        return NO_SHARE if values[column.share[1]] == 0 and values[column.share[0]] is not None else UNKNOWN
    if value is None:
        return UNKNOWN
    return pages.percent(Decimal(value) / 1000) if column.share else pages.amount(value)


def notes(report: reports.Report, lines: Sequence[reports.Line]) -> list[str]:
    """Return what stands under the table: figures told aside, the report's own notes, and checks that did not hold."""
    whole = lines[-1]
    aside = [
        tongues.translated(
            Sentence(
                "%(name)s: %(count)s hồ sơ.", name=Lowered(column.name), count=Figure(formats.amount(value), value, "amount")
            )
        )
        for column in report.columns
        if column.aside and column.key == "left" and (value := whole.values[column.key])
    ]
    return [
        *aside,
        *report.notes,
        *(
            tongues.translated("số liệu không khớp: %(fault)s.", fault=tongues.translated(fault))
            for fault in faults(report, lines)
        ),
    ]


def faults(report: reports.Report, lines: Sequence[reports.Line]) -> list[str]:
    """Return the broken invariants of every line in words."""
    return [fault for line in lines for fault in reports.faults(report, line)]


@dataclass(frozen=True)
class Sum:
    """An invariant told with its figures: «(3) = (7) + (11) + …: 7 = 1 + 5 + 1»; each figure is a cell of the last line."""

    words: str
    whole: Cell
    parts: tuple[Cell, ...]


def sums(report: reports.Report, total: ShownLine) -> list[Sum]:
    """Return the invariants of the whole that are known, in words and figures."""
    cells = {cell.column.key: cell for cell in (*total.cells, *total.asides)}
    return [
        Sum(
            f"{_place(report, check.whole)} = {' + '.join(_place(report, part) for part in check.parts)}",
            cells[check.whole],
            tuple(cells[part] for part in check.parts),
        )
        for check in report.checks
    ]


def _place(report: reports.Report, key: str) -> str:
    for number, column in enumerate(report.shown, start=3):
        if column.key == key:
            return f"({number})"
    return tongues.translated(Lowered(report.column(key).name))


def paper_table(report: reports.Report, lines: Sequence[ShownLine]) -> dict[str, Any]:
    """Return the fields of the printed table: head, numbers of columns, rows."""
    rows = reports.heads(report.shown)
    return {
        "title": report.title,
        "unit": report.unit,
        "line_head": report.line.head,
        "depth": len(rows),
        "heads": [{"words": head.words, "wide": head.columns, "high": head.rows} for row in rows for head in row],
        "numbers": [f"({number})" for number in range(1, len(report.shown) + 3)],
        "rows": [
            {"no": line.number, "name": line.name, "is_total": line.is_total, "figures": [cell.text for cell in line.cells]}
            for line in lines
        ],
    }
