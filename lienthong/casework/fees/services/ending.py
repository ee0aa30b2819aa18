"""A unit ends: citizens pay into its heir's account from then on, the bank's own tills are closed, waiting money is handed on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from lienthong.casework.fees.models import BankNotice, PaymentAccount, Till
from lienthong.casework.fees.queries.online import WHY
from lienthong.casework.fees.rules.money import sums
from lienthong.casework.fees.services import banking
from lienthong.casework.fees.services.closing import close_till
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import Dong


@dataclass(frozen=True)
class AccountEnd:
    """An account that takes no new payments; `instead` = bank and number of the heir's own account, empty while it has none."""

    unit_id: int
    words: str
    instead: str


@dataclass(frozen=True)
class TillEnd:
    """A till that the bank filled, closed with what its payments say."""

    unit_id: int
    day: date
    words: str
    total: Dong


@dataclass(frozen=True)
class NoticeEnd:
    """Money that waits for a person, at the heir from now on."""

    unit_id: int
    transaction: str
    amount: Dong
    why: str


@dataclass(frozen=True)
class Ended:
    """What the end of some units did to money that comes by bank."""

    accounts: list[AccountEnd] = field(default_factory=list)
    tills: list[TillEnd] = field(default_factory=list)
    notices: list[NoticeEnd] = field(default_factory=list)


def end_units(*, actor: Actor, at: datetime, on: date, unit_ids: Collection[int], heirs: Mapping[int, int]) -> Ended:
    """End the accounts of units that end on a day, close the tills that the bank filled, hand waiting money to the heirs.

    A payment that was begun before still arrives: `hear` finds the account that ended and the unit that has the dossier now.
    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    return Ended(
        _end_accounts(actor, at, on, unit_ids, heirs), _close_tills(actor, at, unit_ids), _hand_notices(actor, at, heirs)
    )


def _end_accounts(
    actor: Actor, at: datetime, on: date, unit_ids: Collection[int], heirs: Mapping[int, int]
) -> list[AccountEnd]:  # fmt: skip
    rows = PaymentAccount.objects.select_for_update(of=("self",)).filter(until=None).order_by("pk")
    there = {row.unit_id: _words(row) for row in PaymentAccount.objects.filter(until=None, unit_id__in=set(heirs.values()))}
    told = []
    for row in rows.filter(unit_id__in=unit_ids):
        row.until = max(on, row.since)
        row.save(update_fields=["until"])
        banking.tell(actor, at, row.uid, "account_ended", {"until": row.until}, "payment_account")
        told.append(AccountEnd(row.unit_id, _words(row), there.get(heirs.get(row.unit_id, 0), "")))
    return told


def _words(row: PaymentAccount) -> str:
    return f"{row.bank_name} {row.number}"


def _close_tills(actor: Actor, at: datetime, unit_ids: Collection[int]) -> list[TillEnd]:
    """Close the tills that the bank filled: there is no cash in them that anybody could count."""
    rows = Till.objects.select_for_update(of=("self",)).filter(unit_id__in=unit_ids, automatic=True, closed_at=None)
    told = []
    for till in rows.order_by("pk"):
        found = sums(till.payments.values_list("method", "amount"))
        close_till(actor, at, till, found, counted=found.cash)
        told.append(TillEnd(till.unit_id, till.day, till.name, Dong(found.cash + found.transfer + found.online)))
    return told


def _hand_notices(actor: Actor, at: datetime, heirs: Mapping[int, int]) -> list[NoticeEnd]:
    rows = BankNotice.objects.select_for_update(of=("self",)).filter(unit_id__in=heirs, state="held").order_by("pk")
    told = []
    for row in rows:
        told.append(NoticeEnd(row.unit_id, row.transaction, Dong(row.amount), WHY.get(row.why, "")))
        row.unit_id = heirs[row.unit_id]
        row.save(update_fields=["unit"])
        body = {"from": told[-1].unit_id, "to": row.unit_id, "on": org.local_day(at)}
        banking.tell(actor, at, row.uid, "notice_handed", body, "bank_notice", participants=(row.unit_id,))
    return told
