"""Money given back: whole or in part, by decision of the head, never more than was paid."""

from __future__ import annotations

from datetime import timedelta

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.quantities import Dong


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
