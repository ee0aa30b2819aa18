"""Pre-printed receipts of a unit: ranges, what became of their numbers, the quarterly report on their use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from lienthong.casework.fees.models import ReceiptRange, ReceiptUse
from lienthong.casework.fees.rules.receipts import Block, Fate, Use, free_blocks, quarter, size, use_in, words
from lienthong.office.org import public as org


@dataclass(frozen=True)
class RangeRow:
    """A range of a unit: numbers as printed (`from_`, `to`, `next`; no next when none is left), how many are left."""

    uid: UUID
    unit_id: int
    form: str
    symbol: str
    name: str
    first: str
    last: str
    next: str
    left: int
    used: int
    source: str
    loaded_at: datetime
    loaded_by: str
    retired_at: datetime | None


@dataclass(frozen=True)
class UseRow:
    """What became of some numbers; `dossier_uid` is that of the payment which used it."""

    numbers: str
    fate: str
    at: datetime
    by: str
    reason: str
    dossier_uid: UUID | None
    dossier_code: str


@dataclass(frozen=True)
class ReportLine:
    """A range in a quarter, as the use report prints it; `width` is how many digits a number has."""

    form: str
    symbol: str
    name: str
    width: int
    use: Use

    def figures(self) -> tuple[str | int, ...]:
        """Return the cells: numbers and count of opening, loaded, used, void, lost, closing."""
        parts = (self.use.opening, self.use.loaded, self.use.used, self.use.void, self.use.lost, self.use.closing)
        return tuple(cell for blocks in parts for cell in (words(blocks, self.width), size(blocks)))


HEADS = ("Tồn đầu kỳ", "Nhận trong kỳ", "Đã dùng", "Hủy", "Mất", "Tồn cuối kỳ")
"""Pairs of columns of the report: numbers, count."""
USES = 200
"""Lines shown of a range."""


def ranges_of(unit_id: int) -> list[RangeRow]:
    """Return the ranges of a unit, those in use first; two statements."""
    rows = ReceiptRange.objects.filter(unit_id=unit_id).select_related("series")
    found = list(rows.annotate(many=Count("uses", filter=Q(uses__fate="used"))).order_by("-retired_at", "pk"))
    taken: dict[int, list[Block]] = {}
    for key, low, high in ReceiptUse.objects.filter(range__in=found).order_by("low").values_list("range_id", "low", "high"):
        taken.setdefault(key, []).append((low, high))
    made = [_range(row, taken.get(row.pk, [])) for row in found]
    return sorted(made, key=lambda row: row.retired_at is not None)


def running_ranges(unit_id: int) -> list[RangeRow]:
    """Return the ranges of a unit that still have a number to use, in the order they came; one statement."""
    counted = Sum(F("uses__high") - F("uses__low") + 1, default=0)
    rows = ReceiptRange.objects.filter(unit_id=unit_id, retired_at=None, next__lte=F("last")).select_related("series")
    found = rows.annotate(gone=counted, many=Count("uses", filter=Q(uses__fate="used"))).order_by("pk")
    return [replace(_range(row, []), left=row.last - row.first + 1 - row.gone) for row in found]


def range_of(uid: UUID) -> RangeRow | None:
    """Return a range, or None when there is none or the context may not see it."""
    rows = ReceiptRange.objects.select_related("series").annotate(many=Count("uses", filter=Q(uses__fate="used")))
    row = rows.filter(uid=uid).first()
    return _range(row, list(row.uses.values_list("low", "high"))) if row else None


def _range(row: Any, taken: list[Block]) -> RangeRow:
    left = 0 if row.retired_at else size(free_blocks(row.first, row.last, taken))
    series, width = row.series, row.series.width
    following = f"{row.next:0{width}d}" if left else ""
    return RangeRow(
        row.uid, row.unit_id, series.form, series.symbol, series.name, f"{row.first:0{width}d}", f"{row.last:0{width}d}",
        following, left, row.many, row.source, row.loaded_at, row.loaded_by, row.retired_at,
    )  # fmt: skip


def uses_of(uid: UUID) -> list[UseRow]:
    """Return what became of the numbers of a range, the latest first."""
    rows = ReceiptUse.objects.filter(range__uid=uid).select_related("payment", "range__series")
    return [_use(row) for row in rows.order_by("-low")[:USES]]


def _use(row: Any) -> UseRow:
    paid, numbers = row.payment, words([(row.low, row.high)], row.range.series.width)
    return UseRow(
        numbers, row.fate, row.voided_at or row.at, row.voided_by or row.by, row.reason,
        paid.dossier_uid if paid else None, paid.dossier_code if paid else "",
    )  # fmt: skip


def use_report(unit_id: int, year: int, number: int) -> list[ReportLine]:
    """Return the use of a unit's ranges in a quarter, in the order they came; two statements.  ValueError: no such quarter.

    Source: the quarterly report on receipts (BC26/BLĐT of NĐ 123/2020, before it mẫu 3.1 of TT 153/2012) [M].
    """
    start, end = quarter(year, number)
    rows = list(ReceiptRange.objects.filter(unit_id=unit_id).select_related("series").order_by("pk"))
    fates: dict[int, list[Fate]] = {}
    for one in ReceiptUse.objects.filter(range__in=rows).order_by("low"):
        fates.setdefault(one.range_id, []).append(Fate(one.low, one.high, one.fate, org.local_day(one.at)))
    found = []
    for row in rows:
        use = use_in(row.first, row.last, org.local_day(row.loaded_at), fates.get(row.pk, []), start, end)
        if use is not None:
            found.append(ReportLine(row.series.form, row.series.symbol, row.series.name, row.series.width, use))
    return found
