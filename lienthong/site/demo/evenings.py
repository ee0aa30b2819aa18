"""The evenings of the demonstration: every cashier counts the money of the day and closes the till.

The history is played dossier by dossier, not day by day, so the evenings come at its end.  An installation whose units change
(reorganisation) has counted its money before.
"""

from __future__ import annotations

from datetime import date, datetime, time

from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

EVENING = time(17, 0)


def close_tills(*, before: date, at: datetime) -> int:
    """Close every till of the days before `before` with the cash that its payments say; return how many.

    That of a cashier who is not there any more stays open: the head of the unit closes it by hand, and says why.

    at  the demonstration's present: who is there to close them.
    """
    staff, closed = Staff(at), 0
    with ledger.seeing_everything():
        units = [node.unit.id for node in org.tree(at.astimezone(VIETNAM).date())]
        for till in fees.open_tills_of(units):
            if till.day < before and (cashier := _cashier(staff, till)) is not None:
                at_evening = datetime.combine(till.day, EVENING, tzinfo=VIETNAM)
                fees.close_day(actor=cashier, at=at_evening, till_uid=till.uid, counted_cash=till.sums.cash)
                closed += 1
    return closed


def _cashier(staff: Staff, till: fees.TillRow) -> Actor | None:
    """Return whose till it is; somebody at the counter for one that the bank filled."""
    there = [one for duty in fees.CASHIERS for one in staff.holders(duty, till.unit_id)]
    return next((one for one in there if till.automatic or one.person_uid == till.person_uid), None)
