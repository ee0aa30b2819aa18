"""What a citizen may pay with, and which notices of the bank wait for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from lienthong.casework.fees.models import BankNotice, PaymentAccount
from lienthong.casework.fees.rules.vietqr import OFFERED_FROM
from lienthong.toolkit.quantities import Dong

WHY = {
    "unknown": "Nội dung chuyển khoản không chỉ đúng một hồ sơ",
    "amount": "Số tiền khác số còn phải nộp",
    "nothing_owed": "Hồ sơ không còn khoản phải nộp",
    "elsewhere": "Hồ sơ thuộc đơn vị khác, hoặc đang chờ chọn đơn vị nhận",
    "day_closed": "Quỹ của ngày đã khóa",
    "receipts": "Đơn vị đã hết biên lai in sẵn",
}
SHOWN = 100
"""Notices shown beside those that wait."""


@dataclass(frozen=True)
class AccountRow:
    """An account of a unit, true from a day on."""

    uid: UUID
    bank_bin: str
    bank_name: str
    number: str
    holder: str
    since: date


@dataclass(frozen=True)
class Due:
    """What is owed on a dossier and into which account, for whoever holds code and look-up key."""

    bank_bin: str
    bank_name: str
    number: str
    holder: str
    amount: Dong


@dataclass(frozen=True)
class NoticeRow:
    """A notice of the bank; `why` in words when it waits."""

    uid: UUID
    transaction: str
    amount: Dong
    content: str
    paid_at: datetime
    state: str
    why: str
    dossier_uid: UUID | None
    dossier_code: str
    handled_by: str
    note: str


def account_of(unit_id: int, day: date) -> AccountRow | None:
    """Return the account into which citizens pay a unit on a day, or None."""
    rows = PaymentAccount.objects.filter(Q(until=None) | Q(until__gt=day), unit_id=unit_id, since__lte=day)
    row = rows.order_by("-since").first()
    return AccountRow(row.uid, row.bank_bin, row.bank_name, row.number, row.holder, row.since) if row else None


def due_of(code: str, key: str, day: date) -> Due | None:
    """Return what may be paid from afar on a dossier; None: nothing owed, no account on that day, wrong code or key.

    One statement; needs no context, as the public look-up.
    """
    if day < OFFERED_FROM:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM fees_public_due(%s, %s, %s)", [code, re.sub(r"[\s-]", "", key).upper(), day])
        found = cursor.fetchone()
    return Due(found[0], found[1], found[2], found[3], Dong(int(found[4]))) if found and found[4] else None


def notices_of(unit_id: int) -> list[NoticeRow]:
    """Return the notices of a unit: every one that waits for a person, then the latest of the others; two statements."""
    rows = BankNotice.objects.filter(unit_id=unit_id).order_by("-pk")
    return [_notice(row) for row in (*rows.filter(state="held"), *rows.exclude(state="held")[:SHOWN])]


def held_notice(unit_id: int, uid: UUID) -> NoticeRow | None:
    """Return a notice of a unit that waits for a person, or None."""
    row = BankNotice.objects.filter(unit_id=unit_id, uid=uid, state="held").first()
    return _notice(row) if row else None


def _notice(row: BankNotice) -> NoticeRow:
    return NoticeRow(
        row.uid, row.transaction, Dong(row.amount), row.content, row.paid_at, row.state, WHY.get(row.why, ""), row.dossier_uid,
        row.dossier_code, row.handled_by, row.note,
    )  # fmt: skip
