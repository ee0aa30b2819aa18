"""The end of a cashier's day: what was counted, what the dossiers say, and no money after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import PRICE, a_permit
from lienthong.casework.fees.tests.acts import close, collect, faults, refund, the_till
from lienthong.office.ledger import public as ledger


def test_a_day_is_closed_with_what_was_counted_and_takes_no_more_money(world: given.World) -> None:
    first, second, third = (a_permit(world) for _ in range(3))
    collect(world, first)
    collect(world, second, method="transfer")
    done = close(world, PRICE)
    assert (done.sums.cash, done.sums.transfer, done.difference) == (PRICE, PRICE, 0)
    with pytest.raises(fees.DayClosed):
        collect(world, third)
    with pytest.raises(fees.DayClosed):
        close(world, PRICE)
    assert collect(world, third, at=world.at + timedelta(days=1)).receipts[0].number == "0003"
    assert faults(world) == []


def test_the_closing_is_the_sum_of_what_the_dossiers_say_was_paid(world: given.World) -> None:
    for _ in range(4):
        collect(world, a_permit(world))
    told = close(world, 4 * PRICE).sums.total
    with ledger.seeing({world.centre_clerk.unit_id}):
        assert told == sum(row.fees.get().paid for row in dossiers.Dossier.objects.all())


def test_the_day_is_one_sum_in_till_rows_receipts_and_ledger(world: given.World) -> None:
    first, second, third = (a_permit(world) for _ in range(3))
    paid = [collect(world, first), collect(world, second, method="transfer"), collect(world, third)]
    refund(world, paid[0].receipts[0].payment_uid, at=world.at + timedelta(hours=1))
    till = the_till(world)
    close(world, till.sums.cash)
    with ledger.seeing({world.centre_clerk.unit_id}):
        rows = fees.payments_of_till(till.uid)
        (book,) = books.books_of(world.centre_clerk.unit_id, 2018)
        numbers = books.entries(book.uid).rows
        events = ledger.history(till.uid)
    moved = [event.facts["amount"] for event in events if event.activity in ("money_taken", "money_returned")]
    (closed,) = [event.facts for event in events if event.activity == "till_closed"]
    assert [row.amount for row in rows] == [line.facts["fee"] for line in numbers] == moved == [PRICE, PRICE, PRICE, -PRICE]
    assert [row.receipt for row in rows] == [line.label for line in numbers]
    assert (till.sums.cash, till.sums.transfer, till.sums.total) == (PRICE, PRICE, sum(moved))
    assert (closed["cash"], closed["transfer"], closed["online"], closed["counted"]) == (PRICE, PRICE, 0, PRICE)


def test_a_difference_needs_its_reason_and_is_kept(world: given.World) -> None:
    collect(world, a_permit(world))
    with pytest.raises(fees.DifferenceNeedsReason) as told:
        close(world, 70_000)
    assert "lệch -5.000 đồng" in told.value.message
    assert close(world, 70_000, "Trả nhầm tiền thừa").difference == -5_000
    till = the_till(world)
    assert (till.counted, till.difference, till.difference_reason) == (70_000, -5_000, "Trả nhầm tiền thừa")


def test_a_till_is_closed_by_its_own_cashier_alone(world: given.World) -> None:
    collect(world, a_permit(world))
    with pytest.raises(fees.NotYourTill):
        close(world, PRICE, actor=replace(world.centre_clerk, person_uid=uuid4()))
    with pytest.raises(fees.TillUnknown):
        close(world, PRICE, actor=world.clerk)
    with pytest.raises(fees.NotYourMoney):
        close(world, PRICE, actor=replace(world.centre_clerk, duties=frozenset({"specialist"})))
    with pytest.raises(ValueError, match="-1"):
        close(world, -1)


def test_the_day_is_the_vietnamese_one(world: given.World) -> None:
    late = world.at.replace(hour=23, minute=50)
    collect(world, a_permit(world), at=late)
    collect(world, a_permit(world), at=late + timedelta(minutes=20))
    assert [the_till(world, day).sums.taken_count for day in (world.at.date(), world.at.date() + timedelta(days=1))] == [1, 1]


def test_the_tills_of_a_unit_are_listed_the_latest_first(world: given.World) -> None:
    for days in range(3):
        collect(world, a_permit(world), at=world.at + timedelta(days=days))
    clerk = world.centre_clerk
    with ledger.seeing({clerk.unit_id}):
        rows = fees.tills_of(clerk.unit_id, until=world.at.date() + timedelta(days=1), person_uid=clerk.person_uid)
        nobody = fees.tills_of(clerk.unit_id, until=world.at.date(), person_uid=uuid4())
        assert (fees.till(uuid4()), fees.till(rows[0].uid)) == (None, rows[0])
    assert [(row.day.day, row.sums.cash) for row in rows] == [(13, PRICE), (12, PRICE)]
    assert nobody == []


def test_open_tills_of_many_units_are_asked_in_one_statement(world: given.World, query_count: Any) -> None:
    collect(world, a_permit(world))
    units = {unit.pk for unit in world.district.units.values()}
    with ledger.seeing(units):
        with query_count() as counted:
            found = fees.open_tills_of(units)
        assert counted.statements == 1, counted.texts
        assert [row.uid for row in found] == [row.uid for unit in units for row in fees.open_tills(unit)]
        close(world, PRICE)
        assert fees.open_tills_of(units) == []
