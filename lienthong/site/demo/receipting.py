"""The pre-printed levy receipts of the demonstration: a range for every unit that takes levies, from the present on.

The history is not played in the order of time, so its levies are on our own phiếu thu: numbers used in another order than that of
the days would be a lie.  A range comes in at the demonstration's present; what is played before it never sees one (`fees` gives a
payment no receipt that came in later), what is worked after it takes its numbers in order.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff

FORM, NAME, SOURCE = "01BLP2-001", "Biên lai thu phí, lệ phí", "Chi cục Thuế (dữ liệu trình diễn)"
MANY = 500
"""Receipts of a unit: ten books of fifty."""
LAST_DAY = date(2022, 6, 30)
"""Printed receipts gave way to electronic ones on 2022-07-01 [M]: a later demonstration gets none."""


def load_ranges(at: datetime) -> int:
    """Give every one-stop unit with a keeper of receipts a range, unless it has ever had one; return how many.

    at  the demonstration's present.  Each unit has numbers of its own, whoever is there.
    """
    day, loaded = org.local_day(at), 0
    if day > LAST_DAY:
        return 0
    staff = Staff(at)
    for unit in org.units_on(day, function="one_stop"):
        keepers = [one for duty in fees.RECEIPT_KEEPERS for one in staff.holders(duty, unit.id)]
        with transaction.atomic(), ledger.seeing({unit.id}):
            if keepers and not fees.ranges_of(unit.id):
                first, symbol = _numbers(unit.id, day)
                fees.load(
                    actor=keepers[0], at=at, form=FORM, symbol=symbol, name=NAME, first=first, last=first + MANY - 1,
                    source=SOURCE,
                )  # fmt: skip
                loaded += 1
    return loaded


def _numbers(unit_id: int, day: date) -> tuple[int, str]:
    """Return the first number of a unit and the symbol of its series; who finds no room in seven digits has the next series."""
    series, place = divmod(unit_id, 10**7 // MANY - 1)
    return place * MANY + 1, f"A{chr(ord('A') + series % 26)}-{day:%y}P"
