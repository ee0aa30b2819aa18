"""Tills of a unit, their payments, and the payments of a dossier."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from lienthong.casework.fees.models import Payment, PaymentLine, ReceiptUse, Till
from lienthong.casework.fees.models.money import METHODS
from lienthong.casework.fees.rules.money import Sums
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.sentences import Sentence, Several


@dataclass(frozen=True)
class LineRow:
    """What a payment took for one fee line; kind is «fee» (phí) or «levy» (lệ phí)."""

    name: str
    kind: str
    amount: Dong


@dataclass(frozen=True)
class SeriesRow:
    """The series of a pre-printed levy receipt, as it is registered."""

    form: str
    symbol: str
    name: str


@dataclass(frozen=True)
class PaymentRow:
    """Money that moved; `left` is what was not yet given back (0 for a refund).

    series  of the levy receipt that it used, None when its number is of our own book.
    """

    uid: UUID
    dossier_uid: UUID
    dossier_code: str
    method: str
    amount: Dong
    payer: str
    at: datetime
    receipt: str
    volume: str
    origin: str
    reason: str
    approved_by: str
    cashier: str
    left: Dong
    lines: tuple[LineRow, ...]
    unit_id: int
    till_uid: UUID | None
    series: SeriesRow | None
    e_receipt: str
    automatic: bool

    def returned_in(self, actor: Actor) -> str:
        """Return in whose till of the day it is given back: its cashier's or the bank's, else that of the head who took over."""
        return self.cashier if self.unit_id == actor.unit_id or self.automatic else actor.name


@dataclass(frozen=True)
class TillRow:
    """A cashier's day; the figures of an open one are the sums of its payments so far."""

    uid: UUID
    unit_id: int
    person_uid: UUID
    name: str
    day: date
    sums: Sums
    closed_at: datetime | None
    counted: Dong | None
    difference_reason: str
    automatic: bool

    @property
    def difference(self) -> Dong | None:
        """Return counted less expected cash, None while the till is open."""
        return None if self.counted is None else Dong(self.counted - self.sums.cash)


def till(uid: UUID) -> TillRow | None:
    """Return a till, or None when there is none or the context may not see it; one statement."""
    return next(iter(_tills(Till.objects.filter(uid=uid))), None)


def till_of(unit_id: int, person_uid: UUID, day: date) -> TillRow | None:
    """Return the till of a cashier on a day, or None while no money moved."""
    return next(iter(_tills(Till.objects.filter(unit_id=unit_id, person_uid=person_uid, day=day))), None)


def tills_of(unit_id: int, *, until: date, person_uid: UUID | None = None, most: int = 60) -> list[TillRow]:
    """Return the latest tills of a unit up to a day, at `most` so many, of one cashier when named; one statement."""
    rows = Till.objects.filter(unit_id=unit_id, day__lte=until)
    if person_uid is not None:
        rows = rows.filter(person_uid=person_uid)
    return _tills(Till.objects.filter(pk__in=rows.order_by("-day", "name").values("pk")[:most]))


def open_tills(unit_id: int, person_uid: UUID | None = None) -> list[TillRow]:
    """Return the tills of a unit that nobody closed yet, of one cashier when named, the latest first; one statement."""
    rows = Till.objects.filter(unit_id=unit_id, closed_at=None)
    return _tills(rows if person_uid is None else rows.filter(person_uid=person_uid))


def units_with_tills(unit_ids: Collection[int]) -> set[int]:
    """Return which of some units ever took money; one statement."""
    return set(Till.objects.filter(unit_id__in=unit_ids).order_by("unit_id").values_list("unit_id", flat=True).distinct())


def open_tills_of(unit_ids: Collection[int]) -> list[TillRow]:
    """Return the tills of units that nobody closed yet, the latest first; one statement however many units."""
    return _tills(Till.objects.filter(unit_id__in=unit_ids, closed_at=None))


def _tills(rows: QuerySet[Till]) -> list[TillRow]:
    """Return tills, the latest first, each with the sums of its payments: only payments of these tills are added up."""
    told = {name: Sum("payments__amount", filter=Q(payments__method=name), default=0) for name in METHODS}
    found = rows.annotate(
        **told,
        returned=Sum("payments__amount", filter=Q(payments__amount__lt=0), default=0),
        takes=Count("payments", filter=Q(payments__amount__gt=0)),
        gives=Count("payments", filter=Q(payments__amount__lt=0)),
    )
    return [_till(row) for row in found.order_by("-day", "name")]


def _till(row: Any) -> TillRow:
    told = Sums(Dong(row.cash), Dong(row.transfer), Dong(row.online), Dong(-row.returned), row.takes, row.gives)
    counted = None if row.counted_cash is None else Dong(row.counted_cash)
    return TillRow(
        row.uid, row.unit_id, row.person_uid, row.name, row.day, told, row.closed_at, counted, row.difference_reason,
        row.automatic,
    )  # fmt: skip


def payments_of_till(uid: UUID) -> list[PaymentRow]:
    """Return the payments of a till in the order they were written; three statements."""
    return rows_of(Payment.objects.filter(till__uid=uid))


def payments_of_dossier(dossier_uid: UUID) -> list[PaymentRow]:
    """Return the payments of a dossier in the order they were written; three statements."""
    return rows_of(Payment.objects.filter(dossier_uid=dossier_uid))


@dataclass(frozen=True)
class LineLeft:
    """What of a payment's fee line was not yet given back (above 0)."""

    key: str
    name: str
    left: Dong


def left_of(payment_uid: UUID) -> list[LineLeft]:
    """Return by fee line, in the order they were taken, what of a payment was not yet given back; two statements."""
    given = PaymentLine.objects.filter(payment__corrects__uid=payment_uid).values_list("fee_key").annotate(Sum("amount"))
    back = dict(given)
    taken = PaymentLine.objects.filter(payment__uid=payment_uid, payment__corrects=None).order_by("pk")
    rows = (LineLeft(line.fee_key, line.name, Dong(line.amount + back.get(line.fee_key, 0))) for line in taken)
    return [row for row in rows if row.left > 0]


def payment(uid: UUID) -> PaymentRow | None:
    """Return a payment, or None when there is none or the context may not see it."""
    return next(iter(rows_of(Payment.objects.filter(uid=uid))), None)


def rows_of(found: Any) -> list[PaymentRow]:
    """Return payments in the order they were written, each with its receipt as it stands now; three statements."""
    levy = Prefetch("levy_receipts", ReceiptUse.objects.filter(fate="used").select_related("range__series"), to_attr="levies")
    rows = found.select_related("till", "e_receipt").prefetch_related("lines", levy)
    return [_row(row) for row in rows.annotate(back=Sum("refunds__amount", default=0)).order_by("pk")]


def _row(row: Any) -> PaymentRow:
    left = Dong(0) if row.amount < 0 else Dong(row.amount + row.back)
    cashier = row.till.name if row.till else ""
    number, volume, series = row.receipt, row.volume, None
    for one in row.levies:
        kept = one.range.series
        number, volume = f"{one.low:0{kept.width}d}", f"{kept.form}, {kept.symbol}"
        series = SeriesRow(kept.form, kept.symbol, kept.name)
    lines = tuple(LineRow(one.name, one.kind, Dong(one.amount)) for one in sorted(row.lines.all(), key=lambda one: one.pk))
    return PaymentRow(
        row.uid, row.dossier_uid, row.dossier_code, row.method, Dong(row.amount), row.payer, row.at, number, volume,
        row.origin, row.reason, row.approved_by, cashier, left, lines, row.unit_id,
        row.till.uid if row.till else None, series, _electronic(row), bool(row.till and row.till.automatic),
    )  # fmt: skip


def _electronic(row: Any) -> str:
    """Return the electronic receipt in words, nothing when there is none (yet)."""
    one = getattr(row, "e_receipt", None)
    if one is None:
        return ""
    number = Sentence("%(form)s, %(symbol)s số %(number)s", form=one.form, symbol=one.symbol, number=one.number)
    return Several(", ", (number, Sentence("tra cứu %(lookup)s", lookup=one.lookup) if one.lookup else ""))
