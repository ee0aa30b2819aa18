"""Money at the counter: what the dossier says, what lies in the till and what the receipts say is one sum."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.models import Payment, Till
from lienthong.casework.fees.testing import PRICE, a_permit, chairman
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import Dong


@pytest.fixture
def world(db: None) -> given.World:
    """The district with the building permit, whose levy of 75.000 đồng is paid at the end."""
    return given.a_world("1.013225-2015")


def collect(world: given.World, uid: UUID, *, actor: Actor | None = None, **facts: Any) -> fees.Collected:
    """Take the levy of a permit."""
    told: dict[str, Any] = {"at": world.at, "fee_keys": ["house_fee"], "method": "cash"}
    return fees.collect(actor=actor or world.centre_clerk, dossier_uid=uid, **(told | facts))


def the_till(world: given.World, day: date | None = None) -> fees.TillRow:
    """Return the till of the centre's clerk."""
    clerk = world.centre_clerk
    with ledger.seeing({clerk.unit_id}):
        found = fees.till_of(clerk.unit_id, clerk.person_uid, day or world.at.date())
    assert found is not None
    return found


def faults(world: given.World) -> list[str]:
    """Return what the invariants of money say of the centre."""
    with ledger.seeing({world.centre_clerk.unit_id}):
        return [said for check in fees.invariants() for said in check.run()]


def test_a_payment_is_one_sum_in_dossier_till_receipt_and_book(world: given.World) -> None:
    uid = a_permit(world)
    done = collect(world, uid)
    with ledger.seeing({world.centre_clerk.unit_id}):
        page = dossiers.page(world.centre_clerk, uid, world.at)
        (row,) = fees.payments_of_dossier(uid)
        (book,) = books.books_of(world.centre_clerk.unit_id, 2018)
        (line,) = books.entries(book.uid).rows
        told = [event.activity for event in ledger.history(the_till(world).uid)]
    assert (done.amount, page.owed, the_till(world).sums.cash, line.facts["fee"]) == (PRICE, 0, PRICE, PRICE)
    assert (row.receipt, row.volume, row.payer, row.lines[0].name) == ("0001", "01/2018-PT", "Hoàng Thị Sen", page.fees[0].name)
    assert told == ["till_opened", "money_taken"]
    assert faults(world) == []


def test_receipts_number_themselves_without_a_gap_and_a_refused_payment_takes_none(world: given.World) -> None:
    first, second = a_permit(world), a_permit(world)
    assert collect(world, first).receipts[0].number == "0001"
    with pytest.raises(dossiers.NothingOwed):
        collect(world, first)
    with pytest.raises(RuntimeError), transaction.atomic():
        collect(world, second)
        raise RuntimeError("the caller changed its mind")
    assert collect(world, second).receipts[0].number == "0002"
    assert the_till(world).sums.taken_count == 2


def test_the_same_request_again_gives_the_same_receipt_and_takes_nothing(world: given.World) -> None:
    uid, key = a_permit(world), str(uuid4())
    first, again = (collect(world, uid, key=key) for _ in range(2))
    assert (again.receipts, again.repeated, first.repeated) == (first.receipts, True, False)
    assert the_till(world).sums.total == PRICE


def test_nothing_is_taken_for_no_line_an_unknown_line_or_a_line_named_twice(world: given.World) -> None:
    uid = a_permit(world)
    for keys in ([], ["nothing"], ["house_fee", "nothing"]):
        with pytest.raises(dossiers.NothingOwed):
            collect(world, uid, fee_keys=keys)
    assert collect(world, uid, fee_keys=["house_fee", "house_fee"]).amount == PRICE


def test_who_takes_no_money_takes_none(world: given.World) -> None:
    uid = a_permit(world)
    with pytest.raises(dossiers.ForeignAct):
        collect(world, uid, actor=replace(world.centre_clerk, duties=frozenset({"specialist"})))
    with pytest.raises(dossiers.DossierUnknown):
        collect(world, uid, actor=world.district.actor("dong_van", "counter_clerk"))


def test_another_unit_sees_neither_till_nor_payment(world: given.World) -> None:
    collect(world, a_permit(world))
    with ledger.seeing({world.district.units["dong_van"].pk}):
        assert (Till.objects.count(), Payment.objects.count()) == (0, 0)


def test_a_payment_costs_a_bounded_number_of_statements(world: given.World, query_count: Any) -> None:
    first, second = a_permit(world), a_permit(world)
    collect(world, first)
    with query_count() as counted:
        collect(world, second)
    assert counted.statements <= 20, counted.texts


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM fees_payment",
        "UPDATE fees_payment SET amount = 1",
        "UPDATE fees_paymentline SET amount = 1",
        "DELETE FROM fees_till",
        "UPDATE fees_till SET day = '2018-03-11'",
    ],
)
def test_the_database_refuses_to_erase_or_rewrite_money(world: given.World, sql: str) -> None:
    collect(world, a_permit(world))
    with (
        ledger.seeing({world.centre_clerk.unit_id}),
        pytest.raises(DatabaseError, match=r"chỉ ghi thêm|không sửa được|không xóa được|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


# --- the end of the day -----------------------------------------------------------------------------------------------


def close(world: given.World, counted: int, reason: str = "", **facts: Any) -> fees.Closed:
    """Close the till of the centre's clerk."""
    told: dict[str, Any] = {"actor": world.centre_clerk, "at": world.at + timedelta(hours=9), "till_uid": the_till(world).uid}
    return fees.close_day(**(told | facts), counted_cash=Dong(counted), reason=reason)


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


# --- money given back -------------------------------------------------------------------------------------------------


def refund(world: given.World, payment: UUID, **facts: Any) -> fees.Receipt:
    """Give a payment back two days later."""
    told: dict[str, Any] = {"actor": chairman(world), "at": world.at + timedelta(days=2), "reason": "Được miễn theo hộ nghèo"}
    return fees.refund(payment_uid=payment, **(told | facts))


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


# --- what always holds ------------------------------------------------------------------------------------------------


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
