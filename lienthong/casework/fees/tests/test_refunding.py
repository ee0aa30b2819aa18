"""Money given back: whole or in part, by decision of the head, never more than was paid."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import PRICE, a_permit, chairman
from lienthong.casework.fees.tests.acts import close, collect, faults, refund, the_till
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.quantities import Dong


def test_money_given_back_lowers_what_was_paid_and_shows_in_the_till_of_that_day(world: given.World) -> None:
    uid = a_permit(world)
    paid = collect(world, uid).receipts[0]
    back = refund(world, paid.payment_uid)
    with ledger.seeing({world.centre_clerk.unit_id}):
        page = dossiers.page(world.centre_clerk, uid, world.at)
        rows = fees.payments_of_dossier(uid)
        assert fees.payment(paid.payment_uid) == rows[0]
    assert (back.number, back.amount) == ("0002", -PRICE)
    assert [(row.amount, row.left, row.reason) for row in rows] == [(PRICE, 0, ""), (-PRICE, 0, "Được miễn theo hộ nghèo")]
    assert (page.fees[0].paid, page.fees[0].amount, page.owed) == (0, 0, 0)
    assert [event.activity for event in page.events][-1] == "fee_returned"
    later = the_till(world, world.at.date() + timedelta(days=2)).sums
    assert (the_till(world).sums.cash, later.cash, later.returned, later.returned_count) == (PRICE, -PRICE, PRICE, 1)
    assert faults(world) == []


def test_money_taken_wrongly_is_owed_again_and_may_be_taken_again(world: given.World) -> None:
    uid = a_permit(world)
    refund(world, collect(world, uid).receipts[0].payment_uid, still_owed=True)
    assert collect(world, uid, at=world.at + timedelta(days=3)).amount == PRICE
    assert faults(world) == []


def test_a_payment_is_given_back_once_and_the_same_request_answers_the_same(world: given.World) -> None:
    paid, key = collect(world, a_permit(world)).receipts[0], str(uuid4())
    back = refund(world, paid.payment_uid, key=key)
    assert refund(world, paid.payment_uid, key=key) == back
    for payment in (paid.payment_uid, back.payment_uid):
        with pytest.raises(fees.NothingToReturn):
            refund(world, payment)


def test_a_part_is_given_back_of_the_lines_named_and_the_rest_later(world: given.World) -> None:
    uid = a_permit(world)
    paid = collect(world, uid).receipts[0].payment_uid
    assert refund(world, paid, amounts={"house_fee": Dong(25_000)}).amount == -25_000
    with ledger.seeing({world.centre_clerk.unit_id}):
        assert [(line.key, line.left) for line in fees.left_of(paid)] == [("house_fee", 50_000)]
        page = dossiers.page(world.centre_clerk, uid, world.at)
    assert (page.fees[0].paid, page.fees[0].amount, page.owed) == (50_000, 50_000, 0)
    for amounts in ({"house_fee": Dong(50_001)}, {"house_fee": Dong(0)}, {"nothing": Dong(1)}):
        with pytest.raises(fees.MoreThanLeft):
            refund(world, paid, amounts=amounts)
    with pytest.raises(fees.NothingToReturn):
        refund(world, paid, amounts={})
    back = refund(world, paid)
    with ledger.seeing({world.centre_clerk.unit_id}):
        assert (back.amount, fees.left_of(paid), fees.left_of(back.payment_uid)) == (-50_000, [], [])
    assert faults(world) == []


def test_only_the_head_decides_with_a_reason_on_a_payment_of_the_unit(world: given.World) -> None:
    paid = collect(world, a_permit(world)).receipts[0].payment_uid
    with pytest.raises(fees.NotYourMoney):
        refund(world, paid, actor=world.centre_clerk)
    with pytest.raises(dossiers.ReasonNeeded):
        refund(world, paid, reason=" ")
    for payment, actor in ((uuid4(), chairman(world)), (paid, world.head)):
        with pytest.raises(fees.PaymentUnknown):
            refund(world, payment, actor=actor)


def test_nothing_is_given_back_out_of_a_closed_till(world: given.World) -> None:
    paid = collect(world, a_permit(world)).receipts[0].payment_uid
    close(world, PRICE)
    with pytest.raises(fees.DayClosed):
        refund(world, paid, at=world.at + timedelta(hours=10))
    assert faults(world) == []


def test_no_more_is_given_back_than_was_paid(world: given.World) -> None:
    uid = a_permit(world)
    collect(world, uid)
    for amounts in ({"house_fee": Dong(80_000)}, {"house_fee": Dong(0)}, {"nothing": Dong(5)}):
        with pytest.raises(dossiers.NothingPaid):
            dossiers.give_back(
                actor=chairman(world), at=world.at, dossier_uid=uid, amounts=amounts, reason="Nhầm", still_owed=True
            )


def test_a_part_of_a_fee_by_pages_is_given_back_and_the_receipt_says_its_copies(db: None) -> None:
    world = given.a_world("2.000815-2015")
    uid = given.received(world, "2.000815", case="many", fees={"copy": 5}, copies={"copy": 3})
    paid = fees.collect(actor=world.clerk, at=world.at, dossier_uid=uid, fee_keys=["copy"], method="cash")

    back = fees.refund(
        actor=world.head, at=world.at + timedelta(days=1), payment_uid=paid.receipts[0].payment_uid, reason="Chỉ lấy hai bản",
        amounts={"copy": Dong(7_000)},
    )  # fmt: skip

    with ledger.seeing(world.clerk.sees):
        first, *_ = fees.payments_of_dossier(uid)
        (line,) = dossiers.page(world.clerk, uid, world.at).fees
        said = [fault for check in fees.invariants() for fault in check.run()]
    assert (paid.amount, back.amount) == (21_000, -7_000)
    assert (line.amount, line.paid, line.copies) == (14_000, 14_000, 3)
    assert first.lines[0].name.endswith("(5 trang × 3 bản)")
    assert said == []
