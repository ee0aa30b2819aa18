"""What the pages of modern one-stop units show: states as looks, counts that lead to their rows.  No query, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from lienthong.office.org import public as org
from lienthong.office.readiness import public as readiness
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues

LEVEL_NAMES = {"commune": "Cấp xã", "district": "Cấp huyện"}
DEMAND_NAMES = {
    readiness.Demand.MUST: "Bắt buộc", readiness.Demand.WHERE_NEEDED: "Nơi cần", readiness.Demand.OPTIONAL: "Nên có",
}  # fmt: skip
MODERN, NOT_MODERN, UNKNOWN = "hien-dai", "chua-dat", "chua-ro"
VERDICTS = {MODERN: ("on_time", "Hiện đại"), NOT_MODERN: ("overdue", "Chưa đạt"), UNKNOWN: ("no_limit", "Chưa đủ số liệu")}
"""What a unit comes to, by the word of the address: its look and its name."""
_LOOKS = {readiness.State.MET: "on_time", readiness.State.NOT_MET: "overdue", readiness.State.NOT_NEEDED: "completed"}
NO_FIGURE = "chưa có số liệu"


def verdict_key(verdict: readiness.Verdict) -> str:
    """Return the word of the address for a verdict."""
    return {True: MODERN, False: NOT_MODERN, None: UNKNOWN}[verdict.modern]


def look(state: readiness.State | None) -> tuple[str, str]:
    """Return look and name of a state; unknown is no zero and no «no»."""
    return (_LOOKS[state], readiness.STATE_NAMES[state]) if state else ("no_limit", "Chưa có số liệu")


def measured(value: Decimal | None, figure: str) -> str:
    """Return «42,5 m²»; nothing for None."""
    return f"{pages.decimal(value.normalize() + 0)} {tongues.translated(figure)}" if value is not None else ""


@dataclass(frozen=True)
class Count:
    """One figure of a level: how many units, of which verdict, the address of exactly these units."""

    look: str
    name: str
    value: int
    url: str


@dataclass(frozen=True)
class LevelLine:
    """A level of government: its name, «8 trên 8» or that nothing is known, the address behind it, its counts."""

    name: str
    words: str
    known: bool
    url: str
    counts: tuple[Count, ...]


def levels(found: Sequence[readiness.UnitStanding], day: date) -> list[LevelLine]:
    """Return the figures of each level that has a unit."""
    made = []
    for level in reversed(readiness.LEVELS):
        rows = [one for one in found if one.unit.level == level]
        if rows:
            made.append(_level(level, readiness.tally(one.verdict for one in rows), day))
    return made


def _level(level: str, told: readiness.Tally, day: date) -> LevelLine:
    values = {MODERN: told.modern, NOT_MODERN: told.not_modern, UNKNOWN: told.unknown}
    counts = tuple(Count(*VERDICTS[key], value, address(day, level, key)) for key, value in values.items())
    return LevelLine(
        LEVEL_NAMES[level], _words(told), told.figure is not None, address(day, level, MODERN if told.figure else ""), counts
    )


def _words(told: readiness.Tally) -> str:
    """Return «8 trên 8 đơn vị hiện đại»; a least figure says so, one that may be none or some is not told."""
    if told.figure is None:
        return NO_FIGURE if told.unknown == told.total else "chưa đủ số liệu"
    words = (
        "ít nhất %(modern)s trên %(total)s đơn vị hiện đại" if told.may_be_more else "%(modern)s trên %(total)s đơn vị hiện đại"
    )
    return tongues.told(words, modern=told.figure, total=told.total)


def address(day: date, level: str = "", verdict: str = "") -> str:
    """Return the query of the page for a day, a level, a verdict."""
    words = {"ngay": formats.day(day), "cap": level, "ket-qua": verdict}
    return f"?{urlencode({name: value for name, value in words.items() if value})}#rows"


@dataclass(frozen=True)
class UnitLine:
    """A unit in the list: what it comes to, how many requirements are fulfilled, missing, unknown, waiting for the superior."""

    unit: org.UnitRow
    level: str
    look: str
    words: str
    verdict: readiness.Verdict
    waiting: int


def unit_line(found: readiness.UnitStanding) -> UnitLine:
    """Return the line of a unit."""
    shown, words = VERDICTS[verdict_key(found.verdict)]
    waiting = sum(one.pending is not None for one in found.standings)
    return UnitLine(found.unit, LEVEL_NAMES[found.unit.level], shown, words, found.verdict, waiting)


@dataclass(frozen=True)
class RequirementLine:
    """A requirement of a unit: how much it is asked, where it stands and why, its figure, the assessment that decides."""

    standing: readiness.Standing
    demand: str
    look: str
    words: str
    why: str
    least: str
    measured: str
    ruling: readiness.AssessmentRow | None


def requirement_line(standing: readiness.Standing, level: str, found: Mapping[UUID, readiness.AssessmentRow]) -> RequirementLine:
    """Return the line of a requirement; `found` = the assessments that rule, by uid."""
    ruling = found.get(standing.ruling) if standing.ruling else None
    asked = standing.requirement
    shown, words = look(standing.state)
    return RequirementLine(
        standing, DEMAND_NAMES[standing.demand], shown, words, readiness.WHY_NAMES[standing.why],
        measured(asked.least_of(level), asked.figure), measured(ruling.measured if ruling else None, asked.figure), ruling,
    )  # fmt: skip


BOOK_HEADS = (
    "Đơn vị", "Cấp", "Kết luận", "Yêu cầu", "Mức", "Tình trạng", "Vì sao", "Số đo", "Từ ngày", "Hết hạn từ", "Minh chứng",
    "Người đánh giá", "Người xác nhận",
)  # fmt: skip


def book_rows(found: Sequence[readiness.UnitStanding], ruling: Mapping[UUID, readiness.AssessmentRow]) -> list[tuple[str, ...]]:
    """Return the proof as rows of a workbook: each requirement of each unit with what decides it."""
    return [
        _book_row(unit_line(one), requirement_line(standing, one.unit.level, ruling))
        for one in found
        for standing in one.standings
    ]


def _book_row(unit: UnitLine, line: RequirementLine) -> tuple[str, ...]:
    head = (unit.unit.name, unit.level, unit.words, line.standing.requirement.name, line.demand, line.words, line.why)
    row = line.ruling
    if row is None:
        return (*head, "", "", "", "", "", "")
    return (
        *head, line.measured, formats.day(row.since), formats.day(row.until) if row.until else "",
        "; ".join(one.name for one in row.evidence), row.assessed_by, row.reviewed_by,
    )  # fmt: skip
