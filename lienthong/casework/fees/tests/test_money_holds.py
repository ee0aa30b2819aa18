"""What always holds of money: dossier, till and receipts agree, also when many act at once; a lie is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.models import Payment, Till
from lienthong.casework.fees.testing import PRICE, a_permit
from lienthong.casework.fees.tests.acts import close, collect, faults, refund, the_till
from lienthong.office.ledger import public as ledger


def test_fees_paid_before_there_were_tills_are_carried_over_once(committed_db: None) -> None:
    world = given.a_world("1.013225-2015")
    uid = a_permit(world)
    dossiers.pay(actor=world.centre_clerk, at=world.at, dossier_uid=uid, fee_keys=["house_fee"], method="cash")
    assert len(faults(world)) == 1
    web, connections["default"] = connections["default"], connections["owner"]
    try:
        carried = (fees.carry_over(), fees.carry_over())
    finally:
        connections["default"] = web
    assert carried == (1, 0)
    with ledger.seeing({world.centre_clerk.unit_id}):
        (row,) = fees.payments_of_dossier(uid)
    assert (row.origin, row.amount, row.receipt, row.cashier) == ("carried", PRICE, "", "")
    assert refund(world, row.uid).amount == -PRICE
    assert faults(world) == []


def test_a_fee_line_that_lies_and_a_payment_of_another_sum_are_found(world: given.World) -> None:
    uid = a_permit(world)
    collect(world, uid)
    with ledger.seeing({world.centre_clerk.unit_id}):
        dossiers.Dossier.objects.get(uid=uid).fees.update(paid=70_000)
        row = Payment.objects.get()
        Payment.objects.create(
            unit_id=row.unit_id, till=row.till, dossier_uid=uid, dossier_code=row.dossier_code, method="cash", amount=5, payer="",
            at=world.at,
        )  # fmt: skip
    said = faults(world)
    assert len(said) == 2
    assert "ghi đã thu 70000 đồng, các lượt thu cộng lại 75000 đồng" in said[0]
    assert "5 đồng, các khoản cộng lại 0 đồng" in said[1]


def test_a_till_that_was_closed_with_another_sum_is_found(world: given.World) -> None:
    collect(world, a_permit(world))
    with ledger.seeing({world.centre_clerk.unit_id}):
        figures = {"expected_cash": 1, "expected_transfer": 0, "expected_online": 0, "counted_cash": 1}
        Till.objects.update(closed_at=world.at, **figures)
    assert "khóa với 1 đồng, các lượt thu cộng lại 75000 đồng" in faults(world)[0]


def test_cashiers_at_once_and_a_closing_between_leave_no_payment_outside(committed_db: None) -> None:
    world = given.a_world("1.013225-2015")
    uids = [a_permit(world) for _ in range(12)]
    collect(world, uids[0])

    def work(turn: int) -> str:
        try:
            if turn == 6:
                close(world, 0, "Kiểm thử")
                return "closed"
            collect(world, uids[turn])
        except fees.DayClosed:
            return "refused"
        finally:
            connections.close_all()
        return "taken"

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(work, range(1, 12)))
    assert the_till(world).sums.taken_count == 1 + told.count("taken")
    assert told.count("closed") == 1
    assert faults(world) == []
