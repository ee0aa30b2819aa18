"""Pre-printed levy receipts: ranges come in, their numbers are used in order, made void, reported lost; a range is retired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lienthong.casework.fees import access
from lienthong.casework.fees.errors import (
    NumberTaken,
    RangeBackward,
    RangeOverlaps,
    RangeUnknown,
    ReceiptReasonNeeded,
    ReceiptsUsedUp,
    SpoiledTooLate,
)
from lienthong.casework.fees.models import Payment, ReceiptRange, ReceiptSeries, ReceiptUse
from lienthong.casework.fees.rules.receipts import free_blocks, next_after, size
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

MOST = 100_000
"""Numbers in one range: more is a slip of the finger."""


@dataclass(frozen=True)
class Used:
    """A levy receipt used: the number as printed, and its form and symbol."""

    number: str
    series: str


def load(
    *, actor: Actor, at: datetime, form: str, symbol: str, name: str, first: int, last: int, width: int = 7, source: str = ""
) -> UUID:
    """Take in a range of pre-registered receipts for the actor's unit; return its uid.

    Raises RangeBackward, RangeOverlaps, NotYourMoney.
    """
    access.must(actor, access.RECEIPT_KEEPERS)
    form, symbol = " ".join(form.split()).upper(), " ".join(symbol.split()).upper()
    if not form or not symbol or not 1 <= first <= last or last - first >= MOST or len(str(last)) > width:
        raise RangeBackward(first=first, last=last, most=formats.amount(MOST))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        series, _ = ReceiptSeries.objects.get_or_create(form=form, symbol=symbol, defaults={"name": name.strip(), "width": width})
        row = ReceiptRange(
            unit_id=actor.unit_id, series=series, first=first, last=last, next=first, source=source.strip()[:200], loaded_at=at,
            loaded_by=actor.name,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as clash:
            raise RangeOverlaps(form=form, symbol=symbol, first=_printed(series, first), last=_printed(series, last)) from clash
        body = {"form": form, "symbol": symbol, "first": first, "last": last}
        _tell(actor, at, row, "range_loaded", body, participants=(actor.unit_id,))
    return row.uid


def keeps(unit_id: int, at: datetime) -> bool:
    """Return whether a unit works with pre-printed receipts at `at`: a range had come in, and none of it was retired."""
    return ReceiptRange.objects.filter(unit_id=unit_id, retired_at=None, loaded_at__lte=at).exists()


def use(*, actor: Actor, at: datetime, payment: Payment) -> Used:
    """Use the next number of the unit's ranges for a payment, in the transaction of the caller.  Raises ReceiptsUsedUp.

    A range that came in after the payment (money written down late) gives it no receipt: nobody can have written one then.
    """
    rows = ReceiptRange.objects.select_for_update(of=("self",), no_key=True).select_related("series").order_by("pk")
    row = rows.filter(unit_id=actor.unit_id, retired_at=None, loaded_at__lte=at, next__lte=F("last")).first()
    if row is None:
        raise ReceiptsUsedUp
    number = row.next
    ReceiptUse.objects.create(range=row, low=number, high=number, fate="used", payment=payment, at=at, by=actor.name)
    _go_on(row)
    _tell(actor, at, row, "receipt_used", {"number": number, "payment": payment.uid})
    return Used(_printed(row.series, number), _cited(row.series))


def void(*, actor: Actor, at: datetime, range_uid: UUID, number: int, reason: str) -> Used | None:
    """Make a number void: an unused one, or a used one that was spoiled in writing, whose payment then uses the next.

    Returns what the payment uses instead, None for an unused number.
    Raises RangeUnknown, NumberTaken, SpoiledTooLate, ReceiptReasonNeeded, ReceiptsUsedUp, NotYourMoney.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(actor, range_uid, reason)
        found = ReceiptUse.objects.select_related("payment__till").filter(range=row, low__lte=number, high__gte=number).first()
        if found is None:
            _mark(actor, at, row, number, number, "void", reason)
            return None
        if found.fate != "used" or found.payment is None:
            raise NumberTaken(first=_printed(row.series, number), last=_printed(row.series, number))
        if found.payment.till is None or found.payment.till.closed_at is not None:
            raise SpoiledTooLate(number=_printed(row.series, number))
        found.fate, found.reason, found.voided_at, found.voided_by = "void", reason.strip()[:300], at, actor.name
        found.save(update_fields=["fate", "reason", "voided_at", "voided_by"])
        _tell(actor, at, row, "receipt_voided", {"number": number, "reason": found.reason})
        return use(actor=actor, at=at, payment=found.payment)


def lost(*, actor: Actor, at: datetime, range_uid: UUID, first: int, last: int, reason: str) -> None:
    """Report unused numbers lost: nobody gets them any more.

    Raises RangeUnknown, NumberTaken, ReceiptReasonNeeded, NotYourMoney.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _mark(actor, at, _locked(actor, range_uid, reason), first, last, "lost", reason)


def retire(*, actor: Actor, at: datetime, range_uid: UUID, reason: str) -> int:
    """Stop using a range: whatever is left of it is made void; return how many numbers that were.

    Raises RangeUnknown, ReceiptReasonNeeded, NotYourMoney.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(actor, range_uid, reason)
        left = free_blocks(row.first, row.last, row.uses.values_list("low", "high"))
        for low, high in left:
            _mark(actor, at, row, low, high, "void", reason)
        row.retired_at = at
        row.save(update_fields=["retired_at"])
        _tell(actor, at, row, "range_retired", {"reason": reason.strip()})
    return size(left)


def hand_ranges(*, actor: Actor, at: datetime, heirs: Mapping[int, int]) -> list[UUID]:
    """Let ranges in use of units that end go to their heirs, next number and all; return which.

    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    rows = ReceiptRange.objects.select_for_update(of=("self",), no_key=True).select_related("series")
    told = []
    for row in rows.filter(unit_id__in=heirs, retired_at=None).order_by("pk"):
        before, row.unit_id = row.unit_id, heirs[row.unit_id]
        row.save(update_fields=["unit"])
        _tell(actor, at, row, "range_handed", {"from": before, "to": row.unit_id}, participants=(row.unit_id,))
        told.append(row.uid)
    return told


def _locked(actor: Actor, uid: UUID, reason: str) -> ReceiptRange:
    access.must(actor, access.RECEIPT_KEEPERS)
    if not reason.strip():
        raise ReceiptReasonNeeded
    rows = ReceiptRange.objects.select_for_update(of=("self",), no_key=True).select_related("series")
    row = rows.filter(uid=uid, unit_id=actor.unit_id, retired_at=None).first()
    if row is None:
        raise RangeUnknown(range=str(uid))
    return row


def _mark(actor: Actor, at: datetime, row: ReceiptRange, low: int, high: int, fate: str, reason: str) -> None:
    if not row.first <= low <= high <= row.last or row.uses.filter(low__lte=high, high__gte=low).exists():
        raise NumberTaken(first=_printed(row.series, low), last=_printed(row.series, high))
    words = reason.strip()[:300]
    ReceiptUse.objects.create(range=row, low=low, high=high, fate=fate, at=at, by=actor.name, reason=words)
    _go_on(row)
    _tell(actor, at, row, f"receipt_{'lost' if fate == 'lost' else 'voided'}", {"first": low, "last": high, "reason": words})


def _go_on(row: ReceiptRange) -> None:
    blocks = row.uses.filter(high__gte=row.next).values_list("low", "high")
    row.next = next_after(row.next, blocks)
    row.save(update_fields=["next"])


def _printed(series: ReceiptSeries, number: int) -> str:
    return f"{number:0{series.width}d}"


def _cited(series: ReceiptSeries) -> str:
    return f"{series.form}, {series.symbol}"


def _tell(
    actor: Actor, at: datetime, row: ReceiptRange, activity: str, body: Mapping[str, Any], *, participants: tuple[int, ...] = ()
) -> None:
    ledger.append(
        ledger.Entry(
            stream=row.uid, activity=activity, lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=actor,
            objects=(ledger.ObjectRef("receipt_range", row.uid),), body=body, participants=participants,
        )
    )  # fmt: skip
