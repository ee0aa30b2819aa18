"""What the leaders' pages show: bars of the board, periods.  No query, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import charts, tongues
from lienthong.toolkit.ui.parts import Tab

STATES = (
    ("in_time", "Trong hạn", "good"),
    ("due_soon", "Sắp đến hạn", "soon"),
    ("overdue", "Quá hạn", "bad"),
    ("paused", "Tạm dừng", "quiet"),
)
PERIODS = (
    ("hom-nay", "Hôm nay"),
    ("thang-nay", "Tháng này"),
    ("thang-truoc", "Tháng trước"),
    ("quy-nay", "Quý này"),
    ("quy-truoc", "Quý trước"),
    ("nam-nay", "Năm nay"),
    ("nam-truoc", "Năm trước"),
)


def period_chips(days: tuple[date, date] | None, today: date, kept: Mapping[str, str]) -> list[Tab]:
    """Return a link to each period; `days` is the one that is shown, `kept` what else the address keeps."""
    return [Tab(f"?{urlencode({**kept, 'ky': key})}", label, here=period(key, today) == days) for key, label in PERIODS]


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
    words = ", ".join(f"{tongues.translated(cell.label).lower()} {pages.amount(cell.value)}" for cell in cells)
    work = reverse("leaders:workload", args=[row.unit_id])
    return BoardLine(row.unit, cells, row.total, bar, words, row.held, row.held_overdue, work)


# --- periods -------------------------------------------------------------------------------------------------------------


def period(key: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a period named by `key` as seen on a day, None for an unknown name."""
    if key == "hom-nay":
        return today, today
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
    return tongues.told("từ ngày %(first)s đến hết ngày %(last)s", first=pages.day(first), last=pages.day(last))
