"""A cashier counts the money at the end of the day and closes the till; a refund is decided by the head of the unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import access
from lienthong.casework.fees.errors import (
    DayClosed,
    DifferenceNeedsReason,
    MoreThanLeft,
    NothingToReturn,
    NotYourTill,
    PaymentUnknown,
    TillUnknown,
)
from lienthong.casework.fees.models import Payment, Till
from lienthong.casework.fees.queries.money import left_of
from lienthong.casework.fees.rules.money import METHOD_NAMES, Sums, sums
from lienthong.casework.fees.services import collecting
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import Dong


@dataclass(frozen=True)
class Closed:
    """A till closed: what its payments say, what was counted, and the difference (counted less expected)."""

    till_uid: UUID
    sums: Sums
    counted: Dong

    @property
    def difference(self) -> Dong:
        """Return counted less expected cash."""
        return Dong(self.counted - self.sums.cash)


def close_day(*, actor: Actor, at: datetime, till_uid: UUID, counted_cash: Dong, reason: str = "") -> Closed:
    """Close the actor's own till, or one that the bank filled, with the cash that was counted; no money moves in it any more.

    The head of the unit closes that of a cashier who is gone, and says why.
    Raises TillUnknown, NotYourTill, DayClosed, DifferenceNeedsReason, NotYourMoney; ValueError for cash below 0.
    """
    heads = actor.has(*access.APPROVERS)
    if not heads:
        access.must(actor, access.CASHIERS)
    if counted_cash < 0:
        raise ValueError(counted_cash)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        till = Till.objects.select_for_update(of=("self",)).filter(uid=till_uid, unit_id=actor.unit_id).first()
        if till is None:
            raise TillUnknown(till=str(till_uid))
        anothers = till.person_uid != actor.person_uid and not till.automatic
        if anothers and not (heads and reason.strip()):
            raise NotYourTill(cashier=till.name)
        if till.closed_at is not None:
            raise DayClosed(day=formats.day(till.day), cashier=till.name, at=formats.moment(till.closed_at))
        told = sums(till.payments.values_list("method", "amount"))
        done = Closed(till.uid, told, counted_cash)
        if done.difference and not reason.strip():
            raise DifferenceNeedsReason(
                counted=formats.amount(counted_cash),
                expected=formats.amount(told.cash),
                difference=formats.amount(done.difference),
            )
        close_till(actor, at, till, told, counted=counted_cash, reason=reason if done.difference or anothers else "")
    return done


def close_till(actor: Actor, at: datetime, till: Till, told: Sums, *, counted: Dong, reason: str = "") -> None:
    """Write into a till, locked by the caller, that it is closed: what its payments say and what was counted."""
    till.closed_at, till.closed_by, till.counted_cash = at, actor.name, counted
    till.expected_cash, till.expected_transfer, till.expected_online = told.cash, told.transfer, told.online
    till.difference_reason = reason.strip()[:300]
    till.save()
    body = {"cash": told.cash, "transfer": told.transfer, "online": told.online, "counted": counted}
    collecting.tell(actor, at, till, "till_closed", body | {"reason": till.difference_reason})


def refund(
    *,
    actor: Actor,
    at: datetime,
    payment_uid: UUID,
    reason: str,
    amounts: Mapping[str, Dong] | None = None,
    still_owed: bool = False,
    key: str = "",
) -> collecting.Receipt:
    """Give a payment back, or a part: a payment below 0 in the till of the same cashier on the day of the refund.

    What an ended unit took is given back by who followed it; the cashier of then may be gone, so it stands in the till of the
    head who decides (`PaymentRow.returned_in`), unless the bank brought it.

    amounts     đồng by fee line; None = whatever is left of every line.
    still_owed  the citizen must pay again (taken wrongly); else the fee lines cost that much less from now on.
    key         idempotency key: the same request again answers the same receipt.
    Raises PaymentUnknown, NothingToReturn, MoreThanLeft, DayClosed, NotYourMoney, dossiers.ReasonNeeded, books.BookClosed.
    """
    access.must(actor, access.APPROVERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _one_at_a_time(payment_uid)
        paid = Payment.objects.select_related("till").filter(uid=payment_uid).first()
        if paid is None or paid.unit_id not in access.gives_back_for(actor, org.local_day(at)):
            raise PaymentUnknown(payment=str(payment_uid))
        again = Payment.objects.filter(corrects=paid, key=key).first() if key else None
        if again is not None:
            return collecting.Receipt(again.uid, again.receipt, again.volume, Dong(again.amount))
        done = dossiers.give_back(
            actor=actor, at=at, dossier_uid=paid.dossier_uid, amounts=_wanted(paid, amounts), reason=reason, still_owed=still_owed
        )
        return _given_back(actor, at, paid, done.lines, reason.strip(), key)


def _one_at_a_time(payment_uid: UUID) -> None:
    """Let refunds of one payment wait for each other: nobody may update its row, so nobody may lock it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"fees.refund:{payment_uid}"])


def _wanted(paid: Payment, amounts: Mapping[str, Dong] | None) -> dict[str, Dong]:
    """Return what is given back by fee line.  Raises NothingToReturn, MoreThanLeft."""
    left = {line.key: line for line in left_of(paid.uid)}
    wanted = {name: line.left for name, line in left.items()} if amounts is None else dict(amounts)
    if not left or not wanted:
        raise NothingToReturn(receipt=paid.receipt or paid.dossier_code)
    for name, dong in wanted.items():
        line = left.get(name)
        if line is None or not 0 < dong <= line.left:
            told = {"fee": line.name if line else name, "left": formats.amount(line.left if line else 0)}
            raise MoreThanLeft(**told, amount=formats.amount(dong))
    return wanted


def _given_back(
    actor: Actor, at: datetime, paid: Payment, lines: Sequence[dossiers.PaidLine], reason: str, key: str
) -> collecting.Receipt:
    as_then = paid.till if paid.unit_id == actor.unit_id or (paid.till and paid.till.automatic) else None
    till = collecting.open_till(actor, at, same_as=as_then)
    amount = Dong(sum(line.amount for line in lines))
    note = f"Hoàn trả phiếu {paid.receipt or '–'}, {METHOD_NAMES[paid.method].lower()}. {reason}"
    subject = f"{paid.dossier_code}: {'; '.join(line.name for line in lines)}"
    entry = books.NewEntry(subject, paid.payer, paid.dossier_uid, {"fee": amount, "note": note[:300]})
    (taken,) = books.take(actor=actor, at=at, kind_key=collecting.BOOK, entries=[entry])
    row = Payment.objects.create(
        unit_id=actor.unit_id, till=till, origin="refund", dossier_uid=paid.dossier_uid, dossier_code=paid.dossier_code,
        method=paid.method, amount=amount, payer=paid.payer, at=at, receipt=taken.label, volume=taken.volume, corrects=paid,
        reason=reason[:300], approved_by=actor.name, key=key,
    )  # fmt: skip
    collecting.write_lines(row, lines)
    body = {"payment": row.uid, "corrects": paid.uid, "amount": amount, "method": paid.method, "reason": row.reason}
    collecting.tell(actor, at, till, "money_returned", body, dossier=paid.dossier_uid, payer=paid.payer)
    return collecting.Receipt(row.uid, taken.label, taken.volume, amount)
