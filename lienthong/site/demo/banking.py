"""The bank accounts of the demonstration, so that what is owed can be paid by QR (from 2026 on)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff

BANK = ("970405", "Agribank")
"""BIN and name of the bank as NAPAS lists them [M]; the numbers of the accounts are invented."""


def open_accounts(at: datetime) -> int:
    """Give every one-stop unit with a head an account that has none yet; return how many.  Before 2026 nobody gets one."""
    day, opened = org.local_day(at), 0
    if day < fees.OFFERED_FROM:
        return 0
    staff = Staff(at)
    for unit in org.units_on(day, function="one_stop"):
        heads = staff.holders("unit_head", unit.id)
        with transaction.atomic(), ledger.seeing({unit.id}):
            if heads and fees.account_of(unit.id, day) is None:
                number = f"8006{unit.id:09d}"
                bin_code, name = BANK
                fees.set_account(
                    actor=heads[0], at=at, bank_bin=bin_code, bank_name=name, number=number, holder=unit.name, since=day
                )
                opened += 1
    return opened
