"""How many points counts come to.  What is not known is None with its reason, never 0; a sum over it is not known either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lienthong.casework.scores.rules.sets import Condition, How, Index, IndexSet

Counts = Mapping[str, int | None]
NOT_JUDGED = "chưa ai chấm cho kỳ này"
WITHHELD = "phản ánh về thái độ do lãnh đạo đơn vị đọc, không hiện cho người có thể bị phản ánh"
MERGED = "từng đơn vị của lúc đó được chấm riêng, không gộp được; xem trên bản đồ lúc đó"


@dataclass(frozen=True)
class Score:
    """The points of one index; None = not known, `why` says why."""

    index: Index
    points: Decimal | None
    why: str = ""


@dataclass(frozen=True)
class Total:
    """Points of several indices: those known, of how many that are known, how many are not, the most of all.

    points  the sum; None while any is not known.
    """

    known: Decimal
    of: Decimal
    missing: int
    most: Decimal

    @property
    def points(self) -> Decimal | None:
        """Return the sum, None while something is not known."""
        return None if self.missing else self.known


def score(index: Index, counts: Counts, level: str, judged: int | None, *, merged: bool = False) -> Score:
    """Return the points of an index for a unit of a level.

    counts  rows by column; a column that is not there has none.   judged   points that a person gave, None = nobody did.
    merged  the unit is counted with what others held when they were judged apart.
    """
    if index.how is How.UNKNOWN:
        return Score(index, None, index.why)
    if index.how is How.JUDGED:
        return Score(index, None, MERGED if merged else NOT_JUDGED) if judged is None else Score(index, Decimal(judged))
    found = {
        How.AVERAGE: lambda: _average(index, counts),
        How.RATIO: lambda: _ratio(index, counts),
        How.STEPS: lambda: _steps(index, counts, level),
    }[index.how]()
    return Score(index, found, "" if found is not None else index.none)


def withheld(index: Index) -> Score:
    """Return that the points of an index are not told to the reader, with the reason."""
    return Score(index, None, WITHHELD)


def _count(counts: Counts, column: str) -> int:
    return counts.get(column) or 0


def _average(index: Index, counts: Counts) -> Decimal | None:
    rows = sum(_count(counts, column) for column in index.points)
    told = sum((_count(counts, column) * points for column, points in index.points.items()), Decimal(0))
    return told / rows if rows else None


def _ratio(index: Index, counts: Counts) -> Decimal | None:
    whole, part = _count(counts, index.whole), sum(_count(counts, column) for column in index.parts)
    return index.most * part / whole if whole else None


def _steps(index: Index, counts: Counts, level: str) -> Decimal | None:
    """Return the points of the first step that holds; None when something is to be divided by nothing."""
    if any(one.whole and not _count(counts, one.whole) for step in index.steps for one in step.when):
        return None
    held = (step.points for step in index.steps if all(_holds(one, counts, level) for one in step.when))
    return next(held, Decimal(0))


def _holds(condition: Condition, counts: Counts, level: str) -> bool:
    if condition.none:
        return not _count(counts, condition.none)
    return Decimal(_count(counts, condition.part)) >= condition.least_of(level) * _count(counts, condition.whole)


def total(scores: Iterable[Score]) -> Total:
    """Return what scores come to."""
    told: Sequence[Score] = list(scores)
    known = [one for one in told if one.points is not None]
    return Total(
        sum((one.points or Decimal(0) for one in known), Decimal(0)), sum((one.index.most for one in known), Decimal(0)),
        len(told) - len(known), sum((one.index.most for one in told), Decimal(0)),
    )  # fmt: skip


def band(index_set: IndexSet, points: Decimal | None) -> str:
    """Return the name of the band of a sum; empty while the sum is not known, or when the set has no bands."""
    if points is None:
        return ""
    return next((name for least, name in index_set.bands if points >= least), "")
