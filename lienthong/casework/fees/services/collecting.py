"""Money comes in: dossier, till and receipt in one transaction, so that they can never tell different sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees.errors import DayClosed
from lienthong.casework.fees.events import LevyTaken
from lienthong.casework.fees.models import Payment, PaymentLine, Till
from lienthong.casework.fees.queries import money as queries
from lienthong.casework.fees.rules.money import METHOD_NAMES
from lienthong.casework.fees.services import receipts
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import Dong

BOOK = "cash-receipt"
"""The book in which every payment takes its number: our own phiếu thu, the only receipt that numbers itself."""


@dataclass(frozen=True)
class Receipt:
    """A payment and the number it took."""

    payment_uid: UUID
    number: str
    volume: str
    amount: Dong


@dataclass(frozen=True)
class Collected:
    """What a collection did: where the dossier stands, the receipts given; `repeated` = the same request was done before."""

    standing: dossiers.Standing
    receipts: tuple[Receipt, ...]

    @property
    def amount(self) -> Dong:
        """Return what was taken in all."""
        return Dong(sum(one.amount for one in self.receipts))

    @property
    def repeated(self) -> bool:
        """Return whether the same request was done before."""
        return self.standing.repeated


@dataclass(frozen=True)
class Move:
    """Money about to be written: for which dossier, by which method, from whom; `key` = the request that asked for it."""

    dossier_uid: UUID
    dossier_code: str
    method: str
    payer: str
    lines: Sequence[dossiers.PaidLine]
    origin: str = "counter"
    key: str = ""


def collect(
    *,
    actor: Actor,
    at: datetime,
    dossier_uid: UUID,
    fee_keys: Sequence[str],
    method: str,
    key: str = "",
    payer: str = "",
    origin: str = "counter",
) -> Collected:
    """Take what is owed on fee lines of a dossier, into the actor's till of the local day of `at`.

    method  cash | transfer | online.  payer  who hands the money over; nobody named: who handed the dossier in.
    Raises DayClosed, ReceiptsUsedUp, dossiers.NothingOwed, dossiers.ForeignAct, dossiers.DossierUnknown, books.BookClosed.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        done = dossiers.pay(actor=actor, at=at, dossier_uid=dossier_uid, fee_keys=fee_keys, method=method, key=key)
        standing = done.standing
        if standing.repeated:
            return Collected(standing, _again(actor, key))
        move = Move(dossier_uid, standing.code, method, payer.strip() or done.payer, done.lines, origin, key)
        return Collected(standing, record(actor=actor, at=at, move=move))


def record(*, actor: Actor, at: datetime, move: Move) -> tuple[Receipt, ...]:
    """Write money whose fee lines were paid by the caller in the same transaction; nothing for no line.

    A levy takes the next pre-printed receipt where the unit kept them then; everything else the next number of our own phiếu thu.
    Raises DayClosed, ReceiptsUsedUp, books.BookClosed.
    """
    lines = [line for line in move.lines if line.amount]
    if not lines:
        return ()
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        till = open_till(actor, at, automatic=(move.origin, move.method) == ("bank", "online"))
        levies = [line for line in lines if line.kind == "levy"]
        if not levies or not receipts.keeps(actor.unit_id, at):
            return (_written(actor, at, till, move, lines),)
        others = [line for line in lines if line.kind != "levy"]
        made = (_written(actor, at, till, move, others),) if others else ()
        return (*made, _written(actor, at, till, move, levies, preprinted=True))


def _written(
    actor: Actor, at: datetime, till: Till, move: Move, lines: Sequence[dossiers.PaidLine], *, preprinted: bool = False
) -> Receipt:
    """Write one payment with its receipt: the next pre-printed levy receipt, or the next number of our own book."""
    amount = Dong(sum(line.amount for line in lines))
    number = volume = ""
    if not preprinted:
        (taken,) = books.take(actor=actor, at=at, kind_key=BOOK, entries=[_entry(move, lines, amount)])
        number, volume = taken.label, taken.volume
    payment = Payment.objects.create(
        unit_id=actor.unit_id, till=till, origin=move.origin, dossier_uid=move.dossier_uid, dossier_code=move.dossier_code,
        method=move.method, amount=amount, payer=move.payer[:200], at=at, receipt=number, volume=volume, key=move.key,
    )  # fmt: skip
    write_lines(payment, lines)
    if settings.E_RECEIPT_URL and not preprinted and any(line.kind == "levy" for line in lines):
        outbox.announce(LevyTaken(payment.uid, actor.unit_id))
    if preprinted:
        used = receipts.use(actor=actor, at=at, payment=payment)
        number, volume = used.number, used.series
    body = {"payment": payment.uid, "amount": amount, "method": move.method, "receipt": number, "origin": move.origin}
    tell(actor, at, till, "money_taken", body, dossier=move.dossier_uid, payer=payment.payer)
    return Receipt(payment.uid, number, volume, amount)


def _entry(move: Move, lines: Sequence[dossiers.PaidLine], amount: Dong) -> books.NewEntry:
    names = "; ".join(line.name for line in lines)
    facts = {"fee": amount, "note": METHOD_NAMES[move.method]}
    return books.NewEntry(subject=f"{move.dossier_code}: {names}", requester=move.payer, object_uid=move.dossier_uid, facts=facts)


def _again(actor: Actor, key: str) -> tuple[Receipt, ...]:
    found = Payment.objects.filter(unit_id=actor.unit_id, till__person_uid=actor.person_uid, key=key).order_by("pk")
    return tuple(Receipt(row.uid, row.receipt, row.volume, row.amount) for row in queries.rows_of(found))


def write_lines(payment: Payment, lines: Sequence[dossiers.PaidLine]) -> None:
    """Write what a payment took, or gave back, for each fee line."""
    PaymentLine.objects.bulk_create(
        [
            PaymentLine(payment=payment, fee_key=line.fee_key, kind=line.kind, name=line.name[:300], amount=line.amount)
            for line in lines
        ]
    )


def open_till(actor: Actor, at: datetime, *, automatic: bool = False, same_as: Till | None = None) -> Till:
    """Return the actor's till of the local day of `at`, locked until the transaction ends; opened when new.

    same_as    an earlier till: the one of its cashier on that day instead, filled by the bank when that one was.
    Raises DayClosed.
    """
    day = org.local_day(at)
    who, name = (same_as.person_uid, same_as.name) if same_as else (actor.person_uid, actor.name)
    automatic = same_as.automatic if same_as else automatic
    kept = Till.objects.select_for_update(of=("self",), no_key=True).filter(unit_id=actor.unit_id, person_uid=who, day=day)
    till = kept.first()
    if till is None:
        made = Till(unit_id=actor.unit_id, person_uid=who, name=name[:200], day=day, opened_at=at, automatic=automatic)
        Till.objects.bulk_create([made], ignore_conflicts=True)
        till = kept.get()
        if till.uid == made.uid:
            tell(actor, at, till, "till_opened", {"day": day}, participants=(actor.unit_id,))
    if till.closed_at is not None:
        raise DayClosed(day=formats.day(till.day), cashier=till.name, at=formats.moment(till.closed_at))
    return till


def tell(
    actor: Actor,
    at: datetime,
    till: Till,
    activity: str,
    body: dict[str, object],
    *,
    dossier: UUID | None = None,
    payer: str = "",
    participants: tuple[int, ...] = (),
) -> None:
    """Write one event of a till into the ledger."""
    objects = (ledger.ObjectRef("till", till.uid), *((ledger.ObjectRef("dossier", dossier),) if dossier else ()))
    ledger.append(
        ledger.Entry(
            stream=till.uid,
            activity=activity,
            lifecycle=ledger.Lifecycle.COMPLETED,
            occurred_at=at,
            actor=actor,
            objects=objects,
            body=body,
            personal={"payer": payer} if payer else {},
            participants=participants,
        )
    )
