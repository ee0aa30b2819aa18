"""Money at the counter: what the dossier says, what lies in the till and what the receipts say is one sum."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.models import Payment, Till
from lienthong.casework.fees.testing import PRICE, a_permit
from lienthong.casework.fees.tests.acts import collect, faults, the_till
from lienthong.office.ledger import public as ledger


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
