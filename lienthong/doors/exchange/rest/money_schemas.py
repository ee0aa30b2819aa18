"""What the API says and hears about money.  Whole đồng everywhere."""

from __future__ import annotations

from uuid import UUID

from ninja import Schema

from lienthong.doors.exchange.rest.schemas import StandingOut


class ReceiptOut(Schema):
    """A payment and the number of its receipt; whole đồng."""

    payment_uid: UUID
    number: str
    volume: str
    amount: int


class PaidOut(StandingOut):
    """Where a dossier stands after money was taken, and the receipts given."""

    receipts: list[ReceiptOut]


class HeardOut(Schema):
    """What became of a notice of the bank: settled, held for a person, or closed by one."""

    notice_uid: UUID
    state: str
    repeated: bool
