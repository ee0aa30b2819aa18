"""Ways to pay from afar.  A gateway turns what is owed into something a citizen can pay with, and reads what the bank tells."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lienthong.casework.fees.errors import NoticeUnreadable, NotSigned
from lienthong.casework.fees.rules import signing, vietqr
from lienthong.toolkit.quantities import Dong

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What JSON may say and the database cannot keep: NUL, half of a surrogate pair."""


@dataclass(frozen=True)
class Order:
    """What is to be paid: into which account, how much, for which dossier."""

    bank_bin: str
    account: str
    amount: Dong
    dossier_code: str


@dataclass(frozen=True)
class Told:
    """What the bank tells of one transaction."""

    transaction: str
    bank_bin: str
    account: str
    amount: Dong
    content: str
    paid_at: datetime


class Gateway(Protocol):
    """A way to pay: real adapters only; another bank or the national payment platform is another class."""

    def offer(self, order: Order) -> str | None:
        """Return what the citizen pays with (here the text of a QR code), None when this order does not fit."""
        ...

    def read(self, *, secret: str, timestamp: str, signature: str, body: bytes, now: int) -> Told:
        """Return what a message of the bank says.  Raises NotSigned, NoticeUnreadable."""
        ...


class VietQr:
    """Bank transfer by VietQR; the bank (or the bank's partner) tells what came in by a signed message."""

    def offer(self, order: Order) -> str | None:
        """Return the text of the QR code; None when code or account do not fit into one."""
        purpose = vietqr.purpose_of(order.dossier_code)
        try:
            return vietqr.payload(bank_bin=order.bank_bin, account=order.account, amount=order.amount, purpose=purpose)
        except vietqr.CannotOffer:
            return None

    def read(self, *, secret: str, timestamp: str, signature: str, body: bytes, now: int) -> Told:
        """Return what the message says: JSON of `transaction`, `bank_bin`, `account`, `amount`, `content`, `paid_at`."""
        if not signing.is_signed(secret, timestamp, body, signature, now=now):
            raise NotSigned
        try:
            said = json.loads(body)
        except ValueError as fault:
            raise NoticeUnreadable(field="JSON") from fault
        if not isinstance(said, dict):
            raise NoticeUnreadable(field="JSON")
        return Told(
            transaction=_text(said, "transaction", 64),
            bank_bin=_text(said, "bank_bin", 6),
            account=_text(said, "account", 19),
            amount=_dong(said),
            content=_text(said, "content", 300, empty=True),
            paid_at=_instant(said),
        )


def _text(said: dict[str, object], name: str, longest: int, *, empty: bool = False) -> str:
    value = said.get(name, "" if empty else None)
    if not isinstance(value, str) or len(value) > longest or UNSTORABLE.search(value) or not (value.strip() or empty):
        raise NoticeUnreadable(field=name)
    return value.strip()


def _dong(said: dict[str, object]) -> Dong:
    value = said.get("amount")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**13:
        raise NoticeUnreadable(field="amount")
    return Dong(value)


def _instant(said: dict[str, object]) -> datetime:
    try:
        at = datetime.fromisoformat(str(said.get("paid_at")))
    except ValueError as fault:
        raise NoticeUnreadable(field="paid_at") from fault
    if at.tzinfo is None:
        raise NoticeUnreadable(field="paid_at")
    return at


GATEWAY: Gateway = VietQr()
