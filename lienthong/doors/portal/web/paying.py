"""How a citizen pays what is owed from afar: the QR code of a bank transfer, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lienthong.casework.fees import public as fees
from lienthong.office.org import public as org
from lienthong.toolkit import paper


@dataclass(frozen=True)
class Offered:
    """A QR code as SVG, and what it says: account, amount, text of the transfer."""

    svg: str
    due: fees.Due
    purpose: str


def offered(code: str, key: str, at: datetime) -> Offered | None:
    """Return how to pay for a dossier, None when its unit offers none on that day or nothing is owed; one statement."""
    due = fees.due_of(code, key, org.local_day(at))
    if due is None:
        return None
    text = fees.GATEWAY.offer(fees.Order(due.bank_bin, due.number, due.amount, code))
    return Offered(paper.qr_svg(text), due, fees.purpose_of(code)) if text else None
