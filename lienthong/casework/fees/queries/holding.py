"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.fees.models import BankNotice, PaymentAccount, ReceiptRange, Till
from lienthong.office.org import public as org


def ranges_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many ranges of receipts are in use."""
    return org.counted(ReceiptRange.objects.filter(unit_id__in=unit_ids, retired_at=None))


def tills_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many tills are open."""
    return org.counted(Till.objects.filter(unit_id__in=unit_ids, closed_at=None))


def accounts_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many accounts take payments."""
    return org.counted(PaymentAccount.objects.filter(unit_id__in=unit_ids, until=None))


def notices_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many notices of the bank wait for a person."""
    return org.counted(BankNotice.objects.filter(unit_id__in=unit_ids, state="held"))


HELD = {
    "ranges": ("dải biên lai đang dùng", ranges_at),
    "tills": ("quỹ thu chưa khóa", tills_at),
    "accounts": ("tài khoản nhận tiền", accounts_at),
    "notices": ("báo có chờ xử lý", notices_at),
}
"""What money a unit has in hand: words to stand behind a number, and how it is counted."""
