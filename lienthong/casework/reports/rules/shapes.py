"""What a report is: columns whose cells are predicates, lines, invariants, and the rows behind each figure.

A figure is a whole number, or None: nobody knows it (never 0 for what is not known).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lienthong.casework.reports.rules.grounds import Ground
from lienthong.toolkit.sentences import Lowered, Sentence, Several

Figure = int | None


@dataclass(frozen=True)
class Column:
    """One column: its key, its heads from the outermost group inwards, and what its cells are.

    counts   an SQL predicate over a row of the ground: the cell is how many rows it holds.
    sums     an SQL number: the cell is its total over those rows; one row without it makes the cell unknown.
    of       an SQL value: the cell is how many different ones those rows have.
    parts    keys of columns of which this one is the total.
    share    (part, whole): keys; the cell is part / whole as a percentage, with no figure when the whole is 0.
    words    how a figure is called where it stands alone; else the heads.
    aside    counted and told under the table, no column of it.
    A column with none of these is unknown to the system.
    """

    key: str
    path: tuple[str, ...]
    counts: str = ""
    sums: str = ""
    of: str = ""
    parts: tuple[str, ...] = ()
    share: tuple[str, str] | None = None
    words: str = ""
    aside: bool = False

    @property
    def name(self) -> str:
        """Return how a figure of the column is called."""
        return self.words or Several(", ", self.path)

    @property
    def unknown(self) -> bool:
        """Return whether the system cannot know the column."""
        return not (self.counts or self.parts or self.share)


@dataclass(frozen=True)
class Axis:
    """What lines (or blocks of lines) are told apart by: the SQL of the value and of its label, the head of its column."""

    value: str
    label: str
    head: str


@dataclass(frozen=True)
class Check:
    """An invariant of every line: the total of `parts` is `whole`; keys of columns."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A report as data.

    ground   key of the ground whose rows it counts; only = an SQL predicate that every row must hold.
    line     what a line is; block = what lines are put together by, with a sum for each.
    unit     of what the figures are («số hồ sơ TTHC»).
    group    under which heading the report stands in the list.
    own      a ground that the report brings along, instead of one of the app's.
    today    asked of today unless said, instead of the month.
    mark     how sure we are of the form's columns (V I M P).
    """

    key: str
    name: str
    title: str
    about: str
    ground: str
    columns: tuple[Column, ...]
    line: Axis
    block: Axis | None = None
    only: str = ""
    checks: tuple[Check, ...] = ()
    unit: str = "số hồ sơ TTHC"
    group: str = "Danh sách thường dùng"
    notes: tuple[str, ...] = ()
    today: bool = False
    mark: str = "P"
    own: Ground | None = None

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the columns of the table."""
        return tuple(column for column in self.columns if not column.aside)

    def column(self, key: str) -> Column:
        """Return a column; KeyError for an unknown one."""
        return {one.key: one for one in self.columns}[key]

    def predicate(self, key: str) -> str:
        """Return the SQL predicate of the rows behind a cell; empty when a cell of the column has none.

        Raises KeyError for an unknown column.
        """
        column = self.column(key)
        if column.parts:
            return " OR ".join(f"({self.predicate(part)})" for part in column.parts)
        return column.counts


@dataclass(frozen=True)
class Line:
    """One line of a report: where it stands and its figures by column key; `kind` is line, block or all."""

    kind: str
    values: Mapping[str, Figure] = field(default_factory=dict)
    block: str = ""
    block_label: str = ""
    value: str = ""
    label: str = ""


def completed(report: Report, counted: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the figures of a line: what was counted, the totals, the shares (in tenths of a per cent), the unknown as None."""
    values: dict[str, Figure] = dict(counted)
    for column in report.columns:
        if column.parts:
            parts = [values.get(part) for part in column.parts]
            values[column.key] = None if None in parts else sum(part or 0 for part in parts)
        elif column.unknown:
            values[column.key] = None
    for column in report.columns:
        if column.share:
            values[column.key] = per_mille(values.get(column.share[0]), values.get(column.share[1]))
    return values


def per_mille(part: Figure, whole: Figure) -> Figure:
    """Return part / whole in tenths of a per cent, half up; None when one is unknown or the whole is 0."""
    return None if part is None or not whole else int(Decimal(part * 1000) / whole + Decimal("0.5"))


def faults(report: Report, line: Line) -> list[str]:
    """Return the broken invariants of a line in words; an unknown figure breaks none."""
    found: list[str] = []
    for check in report.checks:
        whole, parts = line.values[check.whole], [line.values[part] for part in check.parts]
        if whole is None or None in parts:
            continue
        if whole != sum(part or 0 for part in parts):
            told = Several(
                " + ", (_figure(Lowered(report.column(key).name), value) for key, value in zip(check.parts, parts, strict=True))
            )
            name = line.label or line.block_label or Sentence("Tổng số")
            found.append(
                Sentence(
                    "%(name)s: %(whole)s ≠ %(parts)s",
                    name=name,
                    whole=_figure(report.column(check.whole).name, whole),
                    parts=told,
                )
            )
    return found


def _figure(name: str, value: Figure) -> Sentence:
    return Sentence("%(name)s (%(value)s)", name=name, value=value)


# --- the head of the table ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """One cell of the head: its words, its first column (0 = the first column of figures), its spans."""

    words: str
    column: int
    row: int
    columns: int
    rows: int

    @property
    def is_group(self) -> bool:
        """Return whether the cell stands over several columns."""
        return self.columns > 1


def heads(columns: Sequence[Column]) -> list[list[Head]]:
    """Return the rows of the head: neighbours under one group share its cell, a short path goes down to the last row."""
    depth = max((len(column.path) for column in columns), default=1)
    rows: list[list[Head]] = [[] for _ in range(depth)]
    for place, column in enumerate(columns):
        for row, words in enumerate(column.path):
            last = row == len(column.path) - 1
            before = columns[place - 1].path if place else ()
            if not last and before[: row + 1] == column.path[: row + 1] and len(before) > row + 1:
                continue
            width = 1 if last else _width(columns[place:], column.path[: row + 1])
            rows[row].append(Head(words, place, row, width, depth - row if last else 1))
    return rows


def _width(columns: Sequence[Column], prefix: tuple[str, ...]) -> int:
    count = 0
    for column in columns:
        if column.path[: len(prefix)] != prefix or len(column.path) <= len(prefix):
            break
        count += 1
    return count
