"""Pre-printed levy receipts: in order, never twice, never lost from sight."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.models import ReceiptRange, ReceiptUse
from lienthong.casework.fees.testing import PRICE, a_permit
from lienthong.casework.fees.tests.acts import close, collect, faults
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.paper.testing import words_of

FORM, SYMBOL = "01BLP2-001", "AA-18P"


@pytest.fixture
def world(db: None) -> given.World:
    """The district with the building permit, whose levy of 75.000 đồng is paid at the end."""
    return given.a_world("1.013225-2015")


def load(world: given.World, first: int = 1, last: int = 50, **facts: Any) -> UUID:
    """Take in a range at the service centre."""
    told: dict[str, Any] = {"actor": world.centre_clerk, "at": world.at, "form": FORM, "symbol": SYMBOL}
    return fees.load(**({"name": "Biên lai thu phí, lệ phí"} | told | facts), first=first, last=last)


def void(world: given.World, uid: UUID, number: int, reason: str = "Viết hỏng", **facts: Any) -> fees.Used | None:
    """Make a number void."""
    told: dict[str, Any] = {"actor": world.centre_clerk, "at": world.at}
    return fees.void(range_uid=uid, number=number, reason=reason, **(told | facts))


def lost(world: given.World, uid: UUID, first: int, last: int, **facts: Any) -> None:
    """Report numbers lost."""
    told: dict[str, Any] = {"actor": world.centre_clerk, "at": world.at, "reason": "Mất khi vận chuyển"}
    fees.lost(range_uid=uid, first=first, last=last, **(told | facts))


def the_range(world: given.World, uid: UUID) -> fees.RangeRow:
    """Return a range as its unit sees it."""
    with ledger.seeing({world.centre_clerk.unit_id}):
        found = fees.range_of(uid)
    assert found is not None
    return found


def test_levies_use_the_numbers_of_a_range_in_order_and_no_number_of_our_own(world: given.World) -> None:
    uid = load(world)
    told = [collect(world, a_permit(world)).receipts[0] for _ in range(2)]
    assert [(one.number, one.volume) for one in told] == [("0000001", f"{FORM}, {SYMBOL}"), ("0000002", f"{FORM}, {SYMBOL}")]
    row = the_range(world, uid)
    assert (row.next, row.left, row.used) == ("0000003", 48, 2)
    assert faults(world) == []


def test_a_unit_without_ranges_gives_its_own_receipt(world: given.World) -> None:
    assert collect(world, a_permit(world)).receipts[0].volume == "01/2018-PT"


def test_the_same_request_again_answers_the_same_levy_receipt(world: given.World) -> None:
    load(world)
    uid, key = a_permit(world), str(uuid4())
    first, again = (collect(world, uid, key=key) for _ in range(2))
    assert again.receipts == first.receipts


def test_the_next_range_follows_when_one_is_used_up_and_then_none_is_left(world: given.World) -> None:
    load(world, 1, 1)
    load(world, 31, 31)
    assert [collect(world, a_permit(world)).receipts[0].number for _ in range(2)] == ["0000001", "0000031"]
    uid = a_permit(world)
    with pytest.raises(fees.ReceiptsUsedUp):
        collect(world, uid)
    assert faults(world) == []


def test_a_levy_payment_given_back_gets_a_paper_of_our_own_and_its_number_stays_used(world: given.World) -> None:
    uid = load(world)
    payment = collect(world, a_permit(world)).receipts[0].payment_uid
    head = replace(world.district.actor("district", "unit_head"), unit_id=world.centre_clerk.unit_id)
    assert fees.refund(actor=head, at=world.at, payment_uid=payment, reason="Hộ nghèo").number == "0001"
    assert the_range(world, uid).used == 1


# --- what comes in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), [(1, 50), (50, 60), (20, 30), (-5, 70)])
def test_a_range_that_overlaps_another_is_refused_here_and_elsewhere(world: given.World, first: int, last: int) -> None:
    load(world)
    for actor in (world.centre_clerk, world.clerk):
        with pytest.raises(fees.RangeOverlaps if first > 0 else fees.RangeBackward):
            load(world, first, last, actor=actor)
    with ledger.seeing({world.clerk.unit_id}):
        assert fees.ranges_of(world.clerk.unit_id) == []


def test_the_next_numbers_and_the_same_numbers_of_another_symbol_come_in(world: given.World) -> None:
    load(world)
    load(world, 51, 100)
    load(world, symbol="ab-18p")
    with ledger.seeing({world.centre_clerk.unit_id}):
        rows = fees.ranges_of(world.centre_clerk.unit_id)
    assert [(row.symbol, row.first, row.last) for row in rows] == [
        (SYMBOL, "0000001", "0000050"), (SYMBOL, "0000051", "0000100"), ("AB-18P", "0000001", "0000050"),
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "last"), [(0, 5), (6, 5), (1, 200_000), (10**7, 10**7 + 1)])
def test_numbers_that_cannot_be_are_refused(world: given.World, first: int, last: int) -> None:
    with pytest.raises(fees.RangeBackward):
        load(world, first, last)


def test_a_range_needs_form_and_symbol_and_a_keeper(world: given.World) -> None:
    for form, symbol in ((" ", SYMBOL), (FORM, "")):
        with pytest.raises(fees.RangeBackward):
            load(world, form=form, symbol=symbol)
    with pytest.raises(fees.NotYourMoney):
        load(world, actor=replace(world.centre_clerk, duties=frozenset({"specialist.land"})))


# --- what becomes of numbers ------------------------------------------------------------------------------------------


def test_void_and_lost_numbers_are_passed_over(world: given.World) -> None:
    uid = load(world)
    assert void(world, uid, 1) is None
    lost(world, uid, 2, 9)
    lost(world, uid, 20, 24)
    assert collect(world, a_permit(world)).receipts[0].number == "0000010"
    assert (the_range(world, uid).next, the_range(world, uid).left) == ("0000011", 35)
    with ledger.seeing({world.centre_clerk.unit_id}):
        told = [(row.numbers, row.fate, row.reason) for row in fees.uses_of(uid)]
    assert told == [
        ("0000020-0000024", "lost", "Mất khi vận chuyển"), ("0000010", "used", ""),
        ("0000002-0000009", "lost", "Mất khi vận chuyển"), ("0000001", "void", "Viết hỏng"),
    ]  # fmt: skip


def test_a_spoiled_receipt_is_made_void_and_its_payment_uses_the_next(world: given.World) -> None:
    uid = load(world)
    payment = collect(world, a_permit(world)).receipts[0].payment_uid
    assert void(world, uid, 1) == fees.Used("0000002", f"{FORM}, {SYMBOL}")
    with ledger.seeing({world.centre_clerk.unit_id}):
        row = fees.payment(payment)
    assert row is not None
    assert (row.receipt, row.series is not None) == ("0000002", True)
    with pytest.raises(fees.NumberTaken):
        void(world, uid, 1)


def test_a_receipt_of_a_closed_day_stays(world: given.World) -> None:
    uid = load(world)
    collect(world, a_permit(world))
    close(world, PRICE)
    with pytest.raises(fees.SpoiledTooLate):
        void(world, uid, 1)


def test_numbers_taken_before_or_outside_the_range_are_refused(world: given.World) -> None:
    uid = load(world)
    lost(world, uid, 5, 9)
    for first, last in ((9, 12), (0, 2), (48, 51), (12, 10)):
        with pytest.raises(fees.NumberTaken):
            lost(world, uid, first, last)
    with pytest.raises(fees.NumberTaken):
        void(world, uid, 51)


def test_a_reason_is_needed_and_the_range_must_be_the_unit_s(world: given.World) -> None:
    uid = load(world)
    with pytest.raises(fees.ReceiptReasonNeeded):
        void(world, uid, 1, " ")
    for range_uid, actor in ((uuid4(), world.centre_clerk), (uid, world.clerk)):
        with pytest.raises(fees.RangeUnknown):
            void(world, range_uid, 1, actor=actor)
    with pytest.raises(fees.NotYourMoney):
        lost(world, uid, 1, 2, actor=replace(world.centre_clerk, duties=frozenset({"specialist"})))


def test_a_retired_range_is_void_to_its_end_and_the_unit_goes_on_with_its_own_receipts(world: given.World) -> None:
    uid = load(world)
    collect(world, a_permit(world))
    retired = fees.retire(actor=world.centre_clerk, at=world.at, range_uid=uid, reason="Chuyển sang biên lai điện tử")
    assert (retired, the_range(world, uid).left, the_range(world, uid).next) == (49, 0, "")
    assert collect(world, a_permit(world)).receipts[0].volume == "01/2018-PT"
    with pytest.raises(fees.RangeUnknown):
        void(world, uid, 50)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM fees_receiptuse", "UPDATE fees_receiptuse SET low = 4, high = 4", "UPDATE fees_receiptuse SET fate = 'lost'",
        "DELETE FROM fees_receiptrange", "UPDATE fees_receiptrange SET last = 99", "UPDATE fees_receiptrange SET next = 1",
    ],
)  # fmt: skip
def test_the_database_refuses_to_erase_or_rewrite_receipts(world: given.World, sql: str) -> None:
    load(world)
    collect(world, a_permit(world))
    with (
        ledger.seeing({world.centre_clerk.unit_id}),
        pytest.raises(DatabaseError, match="không sửa được"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_cashiers_at_once_use_each_number_once_without_a_gap(committed_db: None) -> None:
    world = given.a_world("1.013225-2015")
    load(world)
    uids = [a_permit(world) for _ in range(12)]

    def work(uid: UUID) -> str:
        cashier: Actor = replace(world.centre_clerk, person_uid=uuid4())
        try:
            return collect(world, uid, actor=cashier).receipts[0].number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(work, uids))
    assert sorted(numbers) == [f"{number:07d}" for number in range(1, 13)]


def test_a_number_that_was_left_out_is_found(world: given.World) -> None:
    uid = load(world)
    collect(world, a_permit(world))
    with ledger.seeing({world.centre_clerk.unit_id}):
        ReceiptRange.objects.filter(uid=uid).update(next=4)
    assert "số tiếp theo 4 mà đã ghi 1 số trước đó" in faults(world)[0]


# --- reports ----------------------------------------------------------------------------------------------------------


def test_the_quarter_s_report_balances_and_prints(world: given.World) -> None:
    uid = load(world)
    collect(world, a_permit(world))
    void(world, uid, 2)
    lost(world, uid, 40, 44)
    collect(world, a_permit(world), at=world.at + timedelta(days=30))
    unit = world.centre_clerk.unit_id
    with ledger.seeing({unit}):
        (first,), (second,), empty = (
            fees.use_report(unit, 2018, 1),
            fees.use_report(unit, 2018, 2),
            fees.use_report(unit, 2017, 4),
        )
        data = fees.use_paper(unit, 2018, 1, "Lô Thị Hồng")
    assert first.figures() == (
        "", 0, "0000001-0000050", 50, "0000001", 1, "0000002", 1, "0000040-0000044", 5, "0000003-0000039; 0000045-0000050", 43,
    )  # fmt: skip
    assert second.figures()[:2] == ("0000003-0000039; 0000045-0000050", 43)
    assert (second.figures()[4:6], empty) == (("0000003", 1), [])
    words = words_of(paper.render("fees/receipt_use.typ", data))
    assert "BÁO CÁO TÌNH HÌNH SỬ DỤNG BIÊN LAI THU PHÍ, LỆ PHÍ Quý 1 năm 2018" in words
    assert data["totals"] == ["0", "50", "1", "1", "5", "43"]


def test_a_levy_receipt_is_printed_with_its_form_symbol_and_number(world: given.World) -> None:
    load(world, name="Biên lai thu lệ phí xây dựng")
    payment = collect(world, a_permit(world)).receipts[0].payment_uid
    with ledger.seeing({world.centre_clerk.unit_id}):
        row = fees.payment(payment)
        assert row is not None
        assert row.series is not None
        words = words_of(paper.render("fees/levy_receipt.typ", fees.levy_paper(row, row.series)))
        assert ReceiptUse.objects.count() == 1
    assert "Mẫu số: 01BLP2-001 Ký hiệu: AA-18P Số: 0000001" in words
    assert "BIÊN LAI THU LỆ PHÍ XÂY DỰNG" in words
    assert "Bằng chữ: Bảy mươi lăm nghìn đồng." in words


def test_money_of_before_a_range_came_in_is_on_our_own_receipt(world: given.World) -> None:
    """Written down late, or a history that is told afterwards: a number used then would be a lie."""
    uid = load(world, at=world.at + timedelta(hours=2))
    (before,) = collect(world, a_permit(world), at=world.at + timedelta(hours=1)).receipts
    (after,) = collect(world, a_permit(world), at=world.at + timedelta(hours=2)).receipts
    assert FORM not in before.volume
    assert (after.volume, after.number) == (f"{FORM}, {SYMBOL}", "0000001")
    assert (the_range(world, uid).next, the_range(world, uid).used) == ("0000002", 1)
    assert faults(world) == []
