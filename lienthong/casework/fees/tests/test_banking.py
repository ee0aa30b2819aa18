"""Money that comes by bank: settled when everything agrees, held for a person when anything does not, never twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.queries import online
from lienthong.casework.fees.testing import MONDAY, PRICE, a_permit, an_account, chairman, code_of, heard, told
from lienthong.casework.fees.tests.acts import faults
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.quantities import Dong


@pytest.fixture
def world(db: None) -> given.World:
    """The district with the building permit; the centre takes transfers from January 2026 on."""
    made = given.a_world("1.013225-2015")
    an_account(made)
    return made


def test_money_that_agrees_pays_the_dossier_by_itself(world: given.World) -> None:
    uid = a_permit(world)
    done = fees.hear(told=told(f"Nop phi {fees.purpose_of(code_of(world, uid))}"), at=MONDAY)
    with ledger.seeing({world.centre_clerk.unit_id}):
        page = dossiers.page(world.centre_clerk, uid, MONDAY)
        (row,) = fees.payments_of_dossier(uid)
        (till,) = fees.tills_of(world.centre_clerk.unit_id, until=MONDAY.date())
    assert (done.state, done.repeated, page.owed) == ("settled", False, 0)
    assert (row.method, row.origin, row.amount, row.cashier) == ("online", "bank", PRICE, "Báo có VietinBank 113366668888")
    assert (till.sums.online, till.automatic) == (PRICE, True)
    assert faults(world) == []


def test_a_notice_told_again_changes_nothing(world: given.World) -> None:
    notice = told(code_of(world, a_permit(world)))
    first, again = (fees.hear(told=notice, at=MONDAY + timedelta(minutes=turn)) for turn in range(2))
    assert again == replace(first, repeated=True)
    assert len(heard(world)) == 1
    with pytest.raises(fees.NoticeDiffers):
        fees.hear(told=replace(notice, amount=Dong(1)), at=MONDAY)


@pytest.mark.parametrize(("amount", "why"), [(74_999, "amount"), (75_001, "amount"), (1, "amount")])
def test_another_amount_is_held_for_a_person(world: given.World, amount: int, why: str) -> None:
    uid = a_permit(world)
    done = fees.hear(told=told(code_of(world, uid), amount=amount), at=MONDAY)
    assert (done.state, done.why) == ("held", why)
    (row,) = heard(world)
    assert (row.why, row.dossier_uid) == ("Số tiền khác số còn phải nộp", uid)
    with ledger.seeing({world.centre_clerk.unit_id}):
        assert dossiers.owed_lines(uid)[0].amount == PRICE


def test_money_for_no_dossier_two_dossiers_or_a_paid_one_is_held(world: given.World) -> None:
    first, second = (code_of(world, a_permit(world)) for _ in range(2))
    whys = [
        fees.hear(told=told(content, transaction_id=f"FT{number}"), at=MONDAY).why
        for number, content in enumerate(("nộp phí", f"{first} {second}", "H49.16.14-180312-0999", first, first))
    ]
    assert whys == ["unknown", "unknown", "unknown", "", "nothing_owed"]


def test_money_of_a_closed_day_or_without_receipts_is_held(world: given.World) -> None:
    first, second, third = (code_of(world, a_permit(world)) for _ in range(3))
    fees.hear(told=told(first), at=MONDAY)
    with ledger.seeing({world.centre_clerk.unit_id}):
        (till,) = fees.tills_of(world.centre_clerk.unit_id, until=MONDAY.date())
    fees.close_day(actor=world.centre_clerk, at=MONDAY, till_uid=till.uid, counted_cash=Dong(0))
    assert fees.hear(told=told(second, transaction_id="FT2"), at=MONDAY).why == "day_closed"
    fees.load(actor=world.centre_clerk, at=MONDAY, form="01BLP2-001", symbol="AA", name="Biên lai", first=1, last=1, source="")
    fees.collect(actor=world.centre_clerk, at=MONDAY, dossier_uid=a_permit(world), fee_keys=["house_fee"], method="cash")
    assert fees.hear(told=told(third, transaction_id="FT3"), at=MONDAY + timedelta(days=1)).why == "receipts"
    assert faults(world) == []


def test_an_account_that_is_not_ours_is_refused(world: given.World) -> None:
    for stranger in (told("H49", account="1"), told("H49", bank_bin="970436")):
        with pytest.raises(fees.NoticeUnreadable):
            fees.hear(told=stranger, at=MONDAY)
    with pytest.raises(fees.NoticeUnreadable):
        fees.hear(told=told("H49"), at=world.at)


def test_the_same_notice_from_many_sides_at_once_pays_once(committed_db: None) -> None:
    world = given.a_world("1.013225-2015")
    an_account(world)
    notice = told(code_of(world, a_permit(world)))

    def work(_: int) -> bool:
        try:
            return fees.hear(told=notice, at=MONDAY).repeated
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        repeated = list(pool.map(work, range(8)))
    assert repeated.count(False) == 1
    assert faults(world) == []


def test_two_transfers_for_one_dossier_at_once_pay_it_once_and_the_other_waits(committed_db: None) -> None:
    world = given.a_world("1.013225-2015")
    an_account(world)
    code = code_of(world, a_permit(world))

    def work(number: int) -> tuple[str, str]:
        try:
            done = fees.hear(told=told(code, transaction_id=f"FT{number}"), at=MONDAY)
            return done.state, done.why
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(work, range(4)))
    assert found == [("held", "nothing_owed")] * 3 + [("settled", "")]
    assert faults(world) == []


def test_a_notice_that_waits_is_shown_however_many_came_later(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "SHOWN", 1)
    waiting = fees.hear(told=told("nộp phí", transaction_id="FT1"), at=MONDAY).notice_uid
    for number in (2, 3):
        fees.hear(told=told(code_of(world, a_permit(world)), transaction_id=f"FT{number}"), at=MONDAY)
    assert [row.transaction for row in heard(world)] == ["FT1", "FT3"]
    unit = world.centre_clerk.unit_id
    with ledger.seeing({unit}):
        assert fees.held_notice(unit, waiting) == heard(world)[0]
        assert fees.held_notice(unit, heard(world)[1].uid) is None


def test_money_from_the_bank_given_back_on_another_day_leaves_a_till_that_can_be_closed(world: given.World) -> None:
    uid, tuesday = a_permit(world), MONDAY + timedelta(days=1)
    fees.hear(told=told(code_of(world, uid)), at=MONDAY)
    unit = world.centre_clerk.unit_id
    with ledger.seeing({unit}):
        (payment,) = fees.payments_of_dossier(uid)
    fees.refund(actor=chairman(world), at=tuesday, payment_uid=payment.uid, reason="Hộ nghèo")
    with ledger.seeing({unit}):
        till = fees.tills_of(unit, until=tuesday.date())[0]
    assert (till.day, till.automatic, till.sums.online) == (tuesday.date(), True, -PRICE)
    assert fees.close_day(actor=world.centre_clerk, at=tuesday, till_uid=till.uid, counted_cash=Dong(0)).difference == 0
    assert faults(world) == []


# --- a person decides -------------------------------------------------------------------------------------------------


def test_held_money_is_put_on_the_dossier_it_was_meant_for(world: given.World) -> None:
    uid = a_permit(world)
    notice = fees.hear(told=told("nộp lệ phí xây dựng"), at=MONDAY).notice_uid
    who: dict[str, Any] = {"actor": world.centre_clerk, "at": MONDAY, "notice_uid": notice}
    with pytest.raises(dossiers.DossierUnknown):
        fees.settle_notice(**who, dossier_code="H49.16.14-180312-0999")
    fees.settle_notice(**who, dossier_code=f" {code_of(world, uid).lower()} ")
    (row,) = heard(world)
    with ledger.seeing({world.centre_clerk.unit_id}):
        (payment,) = fees.payments_of_dossier(uid)
    assert (row.state, row.handled_by, payment.method, payment.cashier) == (
        "settled", world.centre_clerk.name, "transfer", world.centre_clerk.name,
    )  # fmt: skip
    with pytest.raises(fees.NoticeUnknown):
        fees.settle_notice(**who, dossier_code=code_of(world, uid))
    assert faults(world) == []


def test_money_of_another_sum_is_closed_with_what_was_done(world: given.World) -> None:
    code = code_of(world, a_permit(world))
    notice = fees.hear(told=told(code, amount=70_000), at=MONDAY).notice_uid
    who: dict[str, Any] = {"actor": world.centre_clerk, "at": MONDAY, "notice_uid": notice}
    with pytest.raises(fees.AmountDiffers):
        fees.settle_notice(**who, dossier_code=code)
    with pytest.raises(fees.NoticeNoteNeeded):
        fees.close_notice(**who, note=" ")
    for actor in (world.clerk, replace(world.centre_clerk, duties=frozenset({"specialist"}))):
        with pytest.raises((fees.NoticeUnknown, fees.NotYourMoney)):
            fees.close_notice(**(who | {"actor": actor}), note="Đã trả lại")
    fees.close_notice(**who, note="Đã chuyển trả lại người nộp")
    assert [(row.state, row.note) for row in heard(world)] == [("closed", "Đã chuyển trả lại người nộp")]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM fees_banknotice", "UPDATE fees_banknotice SET amount = 1", "UPDATE fees_banknotice SET note = 'khác'",
        "DELETE FROM fees_paymentaccount", "UPDATE fees_paymentaccount SET number = '1'",
    ],
)  # fmt: skip
def test_the_database_refuses_to_rewrite_what_the_bank_told(world: given.World, sql: str) -> None:
    fees.hear(told=told(code_of(world, a_permit(world))), at=MONDAY)
    with (
        ledger.seeing({world.centre_clerk.unit_id}),
        pytest.raises(DatabaseError, match="không sửa được"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


# --- accounts and what a citizen is offered -----------------------------------------------------------------------------


def test_an_account_is_followed_by_another_and_belongs_to_one_unit(world: given.World) -> None:
    an_account(world, number="999", since=date(2026, 3, 1))
    unit = world.centre_clerk.unit_id
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1))
    found = [fees.account_of(unit, day) for day in days]
    assert [row.number if row else "" for row in found] == ["", "113366668888", "113366668888", "999"]
    with pytest.raises(fees.AccountTaken):
        an_account(world, actor=world.head, number="999")


@pytest.mark.parametrize(
    "facts", [{"bank_bin": "97"}, {"number": "12-ab*"}, {"number": ""}, {"bank_name": " "}, {"holder": ""}, {"number": "1" * 20}]
)
def test_an_account_that_cannot_be_is_refused(world: given.World, facts: dict[str, str]) -> None:
    with pytest.raises(fees.BadAccount):
        an_account(world, **facts)


def test_an_account_is_set_by_the_head_and_not_before_2026(world: given.World) -> None:
    with pytest.raises(fees.NotYourMoney):
        an_account(world, actor=world.centre_clerk)
    with pytest.raises(fees.AccountTooEarly):
        an_account(world, since=date(2025, 12, 31))


def test_a_citizen_is_offered_what_is_owed_with_code_and_key_alone(world: given.World) -> None:
    uid = a_permit(world)
    row = given.dossier(world.centre_clerk, uid)
    due = fees.due_of(row.code, f"{row.lookup_key[:4]} - {row.lookup_key[4:].lower()}", MONDAY.date())
    assert due == fees.Due("970415", "VietinBank", "113366668888", "TRUNG TAM HANH CHINH CONG BINH LIEU", PRICE)
    assert fees.due_of(row.code, "AAAAAAAA", MONDAY.date()) is None
    assert fees.due_of(row.code, row.lookup_key, world.at.date()) is None
    fees.hear(told=told(row.code), at=MONDAY)
    assert fees.due_of(row.code, row.lookup_key, MONDAY.date()) is None
