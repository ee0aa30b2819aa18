"""The engine: one statement counts a report, one lists the rows behind a cell, both by the same predicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.reports.rules.grounds import GROUNDS, Ground
from lienthong.casework.reports.rules.mapping import seats
from lienthong.casework.reports.rules.shapes import Axis, Column, Figure, Line, Report, completed
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.vietnamese import sort_key

ROWS = 100
LEVELS = ("province", "district", "commune")


@dataclass(frozen=True)
class Question:
    """What a report is asked of: units counted, first and last local day, the present, the day of the map of units.

    map_on  None: the map of then, that of the period's last day.  The sum over all units of a map is the same on every map.
    heirs   who has on that map what units held that end one day, from `org.heirs_on`; None: nobody has asked yet.

    A period that has not ended is counted up to the present, so that nothing is late before its day.
    """

    unit_ids: frozenset[int]
    first: date
    last: date
    at: datetime
    map_on: date | None = None
    heirs: Mapping[int, org.Heir] | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """Return the parameters that every ground takes on the map as it is."""
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=VIETNAM)
        end = datetime.fromordinal(self.last.toordinal() + 1).replace(tzinfo=VIETNAM)
        return {"a": start, "b": max(start, min(end, self.at)), "units": sorted(self.unit_ids), "day": self.last}


Heirs = Mapping[date, Mapping[int, org.Heir]]


def _heirs(asked: Sequence[tuple[Report, Question]]) -> Heirs:
    """Return who has on the map of each question what units held that end one day; one statement, none where all know it."""
    known = {_map_of(question): question.heirs for _, question in asked if question.heirs is not None}
    days = {_map_of(question) for _, question in asked} - set(known)
    return {**known, **(org.heirs_on(*days) if days else {})}


def _map_of(question: Question) -> date:
    return question.map_on or question.last


def _grounded(report: Report, question: Question, heirs: Heirs) -> tuple[str, dict[str, Any]]:
    """Return the SQL of a report's rows with its parameters: the plain one where no unit ever ended."""
    ground, facts, day = ground_of(report), question.facts, _map_of(question)
    if not heirs[day]:
        return ground.sql, facts
    found = seats(question.unit_ids, {unit_id: (heir.unit_id, heir.whole) for unit_id, heir in heirs[day].items()})
    mapped = {"map": day, "seats": list(found), "lines": list(found.values()), "units": sorted(found)}
    return ground.on_map(), facts | mapped


def lines(report: Report, question: Question) -> list[Line]:
    """Return the lines of a report: for each block its sum and its lines, at the end the sum of all; two statements."""
    sql, facts = _lined(report, question, _heirs([(report, question)]))
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return _lines(report, cursor.fetchall())


def lines_of(asked: Sequence[tuple[Report, Question]]) -> list[list[Line]]:
    """Return the lines of each report as `lines` does, in the order asked; one statement, and one for their maps."""
    parts, facts, heirs = [], dict[str, Any](), _heirs(asked)
    for number, (report, question) in enumerate(asked):
        sql, given = _lined(report, question, heirs, cells="json_build_array({})")
        named = f"SELECT coalesce(json_agg(told_line), '[]') FROM ({sql}) AS one (told_line)"  # noqa: S608 - constants
        parts.append(f"({named})".replace("%(", f"%(q{number}_"))
        facts |= {f"q{number}_{name}": value for name, value in given.items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), facts)
        found = cursor.fetchone()
    return [_lines(report, rows) for (report, _), rows in zip(asked, found or (), strict=True)]


def _lined(report: Report, question: Question, heirs: Heirs, cells: str = "{}") -> tuple[str, dict[str, Any]]:
    """Return the SQL of a report's lines with its parameters; `cells` is put around the cells of a line."""
    body, facts = _grounded(report, question, heirs)
    block = report.block or Axis("''::text", "''::text", "")
    sets = "((block, block_label, line, line_label), (block, block_label), ())" if report.block else (
        "((block, block_label, line, line_label), ())"
    )  # fmt: skip
    counted = ", ".join(_cell(one) for one in report.columns if one.counts)
    told = cells.format(f"grouping(line), grouping(block), block, block_label, line, line_label, {counted}")
    sql = (
        f"{body}, told AS (SELECT *, {block.value} AS block, {block.label} AS block_label, "  # noqa: S608 - constants
        f"{report.line.value} AS line, {report.line.label} AS line_label FROM seen WHERE ({report.only or 'true'})) "
        f"SELECT {told} FROM told GROUP BY GROUPING SETS {sets}"
    )
    return sql, facts


def _lines(report: Report, rows: Iterable[Sequence[Any]]) -> list[Line]:
    counted = [column for column in report.columns if column.counts]
    return sorted((_line(report, counted, row) for row in rows), key=_order)


def totals(asked: Sequence[tuple[Report, Question]]) -> list[dict[str, Figure]]:
    """Return the figures of the sum of all of each report, in the order asked; one statement, and one for their maps."""
    parts, facts, heirs = [], dict[str, Any](), _heirs(asked)
    for number, (report, question) in enumerate(asked):
        cells = ", ".join(_cell(one) for one in report.columns if one.counts)
        body, given = _grounded(report, question, heirs)
        sql = f"({body} SELECT json_build_array({cells}) FROM seen WHERE ({report.only or 'true'}))"  # noqa: S608 - constants
        parts.append(sql.replace("%(", f"%(q{number}_"))
        facts |= {f"q{number}_{name}": value for name, value in given.items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), facts)
        found = cursor.fetchone()
    return [
        completed(report, dict(zip((one.key for one in report.columns if one.counts), cells, strict=True)))
        for (report, _), cells in zip(asked, found, strict=True)
    ]


def _cell(column: Column) -> str:
    if column.sums:
        known = f"count({column.sums}) FILTER (WHERE {column.counts}) = count(*) FILTER (WHERE {column.counts})"
        return f"CASE WHEN {known} THEN coalesce(sum({column.sums}) FILTER (WHERE {column.counts}), 0) END"
    what = f"DISTINCT {column.of}" if column.of else "*"
    return f"count({what}) FILTER (WHERE {column.counts})"


def _line(report: Report, counted: Sequence[Column], row: Sequence[Any]) -> Line:
    no_line, no_block, block, block_label, value, label, *cells = row
    figures: dict[str, Figure] = {
        column.key: None if cell is None else int(cell) for column, cell in zip(counted, cells, strict=True)
    }
    kind = "line" if not no_line else "all" if no_block else "block"
    return Line(kind, completed(report, figures), block or "", block_label or "", value or "", label or "")


def _order(line: Line) -> tuple[Any, ...]:
    level = LEVELS.index(line.block) if line.block in LEVELS else len(LEVELS)
    place = (level, sort_key(line.block_label), line.block)
    return (line.kind == "all", *place, line.kind == "line", sort_key(line.label), line.value)


# --- the rows behind a figure -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row behind a figure: what the ground shows of it, in that order, and what opens it (`uid`, a dossier)."""

    id: int
    at: datetime
    uid: UUID | None
    cells: tuple[Any, ...]
    amount: Figure = None
    distinct: str = ""


@dataclass(frozen=True)
class RowPage:
    """A page of rows; `after` is the key of the next page, empty on the last."""

    rows: tuple[Row, ...]
    after: str


def ground_of(report: Report) -> Ground:
    """Return the ground that a report stands on."""
    return report.own or GROUNDS[report.ground]


def rows(report: Report, column: str, question: Question, *, block: str = "", line: str = "", after: str = "") -> RowPage:
    """Return the rows that a cell counts, the latest first, 100 a page; two statements.

    block, line   the values of the cell's line; empty = of all blocks, of all lines.
    after         the key of the page before, from `RowPage.after`.
    Raises KeyError for an unknown column or one without rows, ValueError for a key that is none.
    """
    words = report.predicate(column)
    if not words:
        raise KeyError(column)
    told, ground = report.column(column), ground_of(report)
    asked = report.column(told.parts[0]) if told.parts else told
    body, given = _grounded(report, question, _heirs([(report, question)]))
    facts = {**given, "size": ROWS + 1, "since": None, "key": 0, "block": block, "line": line}
    if after:
        moment, _, key = after.rpartition("_")
        facts |= {"since": datetime.fromisoformat(moment), "key": int(key)}
    tests = [f"({words})", f"({report.only or 'true'})"]
    tests += [f"coalesce({report.block.value}, '') = %(block)s"] if report.block and block else []
    tests += [f"coalesce({report.line.value}, '') = %(line)s"] if line else []
    tests += ["(at, id) < (%(since)s, %(key)s)"] if after else []
    shown = ", ".join(one.source or "NULL" for one in ground.shows)
    ends = "ended_as, ended_at, verdict" if any(one.kind == "end" for one in ground.shows) else "NULL, NULL, NULL"
    sql = (
        f"{body} SELECT id, at, uid, {asked.sums or 'NULL'}, {asked.of or 'NULL'}::text, {ends}, {shown} FROM seen "  # noqa: S608 - constants
        f"WHERE {' AND '.join(tests)} ORDER BY at DESC, id DESC LIMIT %(size)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        found = tuple(_row(ground, cells) for cells in cursor.fetchall())
    more = found[ROWS - 1] if len(found) > ROWS else None
    return RowPage(found[:ROWS], f"{more.at.isoformat()}_{more.id}" if more else "")


def _row(ground: Ground, told: Sequence[Any]) -> Row:
    key, at, uid, amount, distinct, ended_as, ended_at, verdict, *cells = told
    shown = tuple(
        _end(ended_as, ended_at, verdict) if one.kind == "end" else cell for one, cell in zip(ground.shows, cells, strict=True)
    )
    return Row(key, at, uid, shown, None if amount is None else int(amount), distinct or "")


def _end(ended_as: int | None, ended_at: datetime | None, verdict: str) -> str:
    """Return the look of how a dossier ended: refused, withdrawn, early, on_time, overdue, completed; empty while it is open."""
    if ended_as in {3, 7}:
        return "refused" if ended_as == 3 else "withdrawn"
    return verdict or ("completed" if ended_at else "")
