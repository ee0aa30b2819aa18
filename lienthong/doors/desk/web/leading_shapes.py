"""What the leaders' pages show: bars of the board, periods, lines of form II.06a.  No query, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import charts

STATES = (
    ("in_time", "Trong hạn", "good"),
    ("due_soon", "Sắp đến hạn", "soon"),
    ("overdue", "Quá hạn", "bad"),
    ("paused", "Tạm dừng", "quiet"),
)
LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
ROMAN = ("I", "II", "III", "IV", "V")
FIGURES = (
    ("3", "received"), ("4", "received_online"), ("5", "received_direct"), ("6", "carried_in"), ("7", "settled"), ("8", "early"),
    ("9", "on_time"), ("10", "late"), ("11", "open"), ("12", "open_in_time"), ("13", "open_late"),
)  # fmt: skip
"""Columns 3 to 13 of the form, and where a ReportRow holds them."""
CELL_WORDS = {
    "3": "Tiếp nhận, tổng số", "4": "Tiếp nhận trong kỳ, trực tuyến", "5": "Tiếp nhận trong kỳ, trực tiếp và bưu chính",
    "6": "Từ kỳ trước chuyển sang", "7": "Đã giải quyết, tổng số", "8": "Giải quyết trước hạn", "9": "Giải quyết đúng hạn",
    "10": "Giải quyết quá hạn", "11": "Đang giải quyết, tổng số", "12": "Đang giải quyết, trong hạn",
    "13": "Đang giải quyết, quá hạn", "left": "Rút, từ chối trong kỳ",
}  # fmt: skip
PERIODS = (
    ("thang-nay", "Tháng này"),
    ("thang-truoc", "Tháng trước"),
    ("quy-nay", "Quý này"),
    ("quy-truoc", "Quý trước"),
    ("nam-nay", "Năm nay"),
    ("nam-truoc", "Năm trước"),
)


# --- the board -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BoardCell:
    """One figure of the board: its state, how many, and the list that it counts."""

    state: str
    label: str
    value: int
    url: str


@dataclass(frozen=True)
class BoardLine:
    """One unit of the board: figures, the parts of its bar (tone, start, width of 1000), whose hands hold what."""

    unit: str
    cells: tuple[BoardCell, ...]
    total: int
    bar: tuple[tuple[str, charts.Share], ...]
    words: str
    held: int
    held_overdue: int
    work_url: str


def board_lines(rows: Iterable[dossiers.BoardRow]) -> list[BoardLine]:
    """Return the lines of the board; each figure leads to the list of exactly its dossiers."""
    return [_board_line(row) for row in rows]


def _board_line(row: dossiers.BoardRow) -> BoardLine:
    values = [int(getattr(row, state)) for state, _, _ in STATES]
    cells = tuple(
        BoardCell(state, label, value, f"{reverse('desk:dossiers')}?{urlencode({'xem': state, 'don-vi': row.unit_id})}")
        for (state, label, _), value in zip(STATES, values, strict=True)
    )
    bar = tuple((tone, share) for (_, _, tone), share in zip(STATES, charts.shares(values), strict=True) if share.width)
    words = ", ".join(f"{cell.label.lower()} {formats.amount(cell.value)}" for cell in cells)
    work = reverse("leaders:workload", args=[row.unit_id])
    return BoardLine(row.unit, cells, row.total, bar, words, row.held, row.held_overdue, work)


# --- periods -------------------------------------------------------------------------------------------------------------


def period(key: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a period named by `key` as seen on a day, None for an unknown name."""
    kind, _, which = key.partition("-")
    months = {"thang": 1, "quy": 3, "nam": 12}.get(kind)
    if months is None or which not in {"nay", "truoc"}:
        return None
    first = date(today.year, today.month - (today.month - 1) % months, 1)
    if which == "truoc":
        last = first - timedelta(days=1)
        return date(last.year, last.month - (last.month - 1) % months, 1), last
    end = first.month + months
    return first, date(first.year + (end - 1) // 12, (end - 1) % 12 + 1, 1) - timedelta(days=1)


def period_words(first: date, last: date) -> str:
    """Return «từ ngày 01/03/2018 đến hết ngày 31/03/2018»."""
    return f"từ ngày {formats.day(first)} đến hết ngày {formats.day(last)}"


# --- form II.06a ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportCell:
    """One figure of the form: column, value, the address of its rows (empty when there are none)."""

    column: str
    value: int
    url: str


@dataclass(frozen=True)
class ReportLine:
    """One line of the form: STT, name, whether it is a sum, its figures, and what was refused or withdrawn."""

    number: str
    name: str
    is_total: bool
    cells: tuple[ReportCell, ...]
    left: ReportCell
    faults: tuple[str, ...]

    @property
    def figures(self) -> list[int]:
        """Return columns 3 to 13."""
        return [cell.value for cell in self.cells]


def report_lines(rows: Sequence[dossiers.ReportRow], words: dict[str, str]) -> list[ReportLine]:
    """Return the lines as on the form: a sum for each level, its fields under it, the whole at the end.

    words   what was asked (unit, scope, days), repeated in the address of every cell.
    """
    lines = []
    order = {level: place for place, level in enumerate(LEVELS)}
    ranked = sorted(rows, key=lambda row: (order.get(row.level, len(order)), row.field))
    for place, (level, group) in enumerate(groupby(ranked, key=lambda row: row.level)):
        fields = list(group)
        name = f"TTHC {LEVELS.get(level, level)}"
        lines.append(_line(ROMAN[place], name, dossiers.plus(fields, level=level, field=""), words, is_total=True))
        lines += [_line(str(number), row.field, row, words) for number, row in enumerate(fields, start=1)]
    lines.append(_line("", "Tổng số", dossiers.plus(rows, level="", field=""), words, is_total=True))
    return lines


def _line(number: str, name: str, row: dossiers.ReportRow, words: dict[str, str], *, is_total: bool = False) -> ReportLine:
    asked = {**words, "cap": row.level, "linh-vuc": row.field}
    cells = tuple(_cell(column, int(getattr(row, name)), asked) for column, name in FIGURES)
    faults = tuple(fault if row.field else f"{name}{fault}" for fault in row.faults())
    return ReportLine(number, name, is_total, cells, _cell("left", row.left, asked), faults)


def _cell(column: str, value: int, asked: dict[str, str]) -> ReportCell:
    query = urlencode({key: word for key, word in {**asked, "cot": column}.items() if word})
    return ReportCell(column, value, f"{reverse('leaders:report_rows')}?{query}" if value else "")


def report_notes(lines: Sequence[ReportLine]) -> list[str]:
    """Return what stands under the table: how many left, and which check did not hold."""
    left = lines[-1].left.value
    notes = [
        f"rút, từ chối {formats.amount(left)} hồ sơ, không tính vào cột (7) và (11); (3) = (7) + (11) + {formats.amount(left)}."
    ]
    faults = [fault for line in lines for fault in line.faults]
    return [*(notes if left else []), *(f"số liệu không khớp: {fault}." for fault in faults)]
