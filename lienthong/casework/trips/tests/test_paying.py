"""What a dossier owes is paid in the village: in the till with a receipt when it is sent, held when the sum differs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.testing import Phone, a_signature, a_trip, copies_unpaid, shown
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.quantities import Dong

PROCEDURES = ("2.000815-2015",)
OWED = 21_000
"""Five pages, three copies: 2,000 đồng for two pages, 1,000 for each more."""


def tills(world: given.World) -> list[tuple[int, int]]:
    """Return day of the month and sum of each till of the commune."""
    with ledger.seeing({world.clerk.unit_id}):
        found = fees.tills_of(world.clerk.unit_id, until=world.at.date() + timedelta(days=9))
    return [(one.day.day, one.sums.cash) for one in found]


def faults(world: given.World) -> list[str]:
    """Return what the invariants of money and dossiers say."""
    with ledger.seeing({world.clerk.unit_id}):
        return [said for check in [*fees.invariants(), *dossiers.invariants()] for said in check.run()]


def test_what_was_paid_in_the_village_stands_in_the_till_and_the_result_is_returned(world: given.World) -> None:
    uid = copies_unpaid(world)
    phone = Phone(world, a_trip(world))
    assert phone.line("return").owed == OWED

    told = phone.tell(phone.handed(paid=OWED), a_signature())

    assert told.state == "merged"
    assert given.dossier(world.clerk, uid).status == dossiers.Status.RETURNED
    with ledger.seeing({world.clerk.unit_id}):
        (paid,) = fees.payments_of_dossier(uid)
        page = dossiers.page(world.clerk, uid, world.at)
    assert (paid.amount, paid.payer, paid.receipt, page.owed) == (OWED, "Hoàng Thị Sen", "0001", 0)
    assert (tills(world), faults(world)) == ([(12, OWED)], [])
    (act,) = shown(world, phone.trip).acts
    assert ("Đã thu tiền mặt (đồng)", "21.000") in act.words


def test_money_that_comes_to_the_office_on_another_day_stands_in_the_till_of_that_day(world: given.World) -> None:
    copies_unpaid(world)
    phone = Phone(world, a_trip(world))

    assert phone.tell(phone.handed(paid=OWED), a_signature(), hours=26).state == "merged"
    assert (tills(world), faults(world)) == ([(13, OWED)], [])


def test_another_sum_is_held_with_its_cause_and_nothing_is_taken(world: given.World) -> None:
    uid = copies_unpaid(world)
    phone = Phone(world, a_trip(world))

    told = phone.tell(phone.handed(paid=OWED - 1_000), a_signature())

    assert (told.state, "đã thu 20.000 đồng" in told.cause, "còn phải thu 21.000 đồng" in told.cause) == ("exception", True, True)
    assert tills(world) == []
    fees.collect(actor=world.clerk, at=world.at + timedelta(hours=8), dossier_uid=uid, fee_keys=["copy"], method="cash")
    again = trips.retry(actor=world.clerk, at=world.at + timedelta(hours=9), trip_uid=phone.trip, act_uid=told.uid)
    assert (again.state, "còn phải thu 0 đồng" in again.cause) == ("exception", True), "paid at the counter too"


def test_a_result_that_nobody_paid_for_is_held_as_at_the_counter(world: given.World) -> None:
    copies_unpaid(world)
    phone = Phone(world, a_trip(world))
    told = phone.tell(phone.handed(), a_signature())
    assert (told.state, tills(world)) == ("exception", [])


def test_a_till_that_was_closed_holds_the_act_until_the_next_day(world: given.World) -> None:
    other = copies_unpaid(world)
    phone = Phone(world, a_trip(world))
    given_back = copies_unpaid(world)
    fees.collect(actor=world.clerk, at=world.at + timedelta(hours=5), dossier_uid=given_back, fee_keys=["copy"], method="cash")
    with ledger.seeing({world.clerk.unit_id}):
        till = fees.till_of(world.clerk.unit_id, world.clerk.person_uid, world.at.date())
    assert till is not None
    fees.close_day(actor=world.clerk, at=world.at + timedelta(hours=6), till_uid=till.uid, counted_cash=Dong(OWED))

    held = phone.tell(phone.handed(paid=OWED), a_signature())
    assert held.state == "exception"
    again = trips.retry(actor=world.clerk, at=world.at + timedelta(days=1), trip_uid=phone.trip, act_uid=held.uid)
    assert (again.state, given.dossier(world.clerk, other).status) == ("merged", dossiers.Status.RETURNED)
    assert (tills(world), faults(world)) == ([(13, OWED), (12, OWED)], [])


@pytest.mark.parametrize("paid", [-1, 10**12, True, "21.000", 2.5])
def test_a_sum_that_is_none_is_held(world: given.World, paid: object) -> None:
    copies_unpaid(world)
    phone = Phone(world, a_trip(world))
    told = phone.tell(phone.handed(paid=paid), a_signature())
    assert (told.state, tills(world)) == ("exception", [])
