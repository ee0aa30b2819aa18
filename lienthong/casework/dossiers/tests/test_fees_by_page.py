"""A fee by pages: so much a page in each copy, capped a copy, by the same rule for a dossier that takes time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import FeeLine
from lienthong.casework.dossiers.queries.papers import fee_words
from lienthong.casework.dossiers.rules.money import MOST, count_fault
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid

COPIES = "2.000815"
NAME = "Phí chứng thực bản sao từ bản chính"


@pytest.fixture
def world(db: None) -> given.World:
    """The district with certified copies, which take two days when there are many pages, and the building permit."""
    return given.a_world(f"{COPIES}-2015", f"{given.PERMIT}-2015")


def many(pages: int, copies: int, **facts: Any) -> dossiers.Application:
    """Return a request for certified copies that takes time."""
    return given.an_application(COPIES, case="many", fees={"copy": pages}, copies={"copy": copies}, **facts)


def line_of(world: given.World, uid: UUID) -> FeeLine:
    """Return the fee line of a dossier."""
    with ledger.seeing(world.clerk.sees):
        return FeeLine.objects.get(dossier__uid=uid)


def charged(world: given.World, pages: int, copies: int, **facts: Any) -> FeeLine:
    """Receive such a request; return what it is charged."""
    return line_of(world, dossiers.receive(actor=world.clerk, at=world.at, application=many(pages, copies, **facts)).dossier_uid)


@pytest.mark.parametrize(
    ("pages", "copies", "amount"), [(2, 1, 4_000), (3, 1, 5_000), (5, 3, 21_000), (400, 1, 200_000), (400, 2, 400_000)]
)
def test_a_dossier_that_takes_time_is_charged_for_each_copy_up_to_the_cap_of_a_copy(
    world: given.World, pages: int, copies: int, amount: int
) -> None:
    line = charged(world, pages, copies)

    assert (line.quantity, line.copies, line.amount) == (pages, copies, amount)
    assert line.name == f"{NAME} ({pages} trang × {copies} bản)"


def test_counts_left_out_are_one_page_of_one_copy(world: given.World) -> None:
    line = line_of(world, given.received(world, COPIES, case="many"))

    assert (line.quantity, line.copies, line.amount) == (1, 1, 2_000)


def test_an_exempt_request_owes_nothing_and_keeps_what_was_counted(world: given.World) -> None:
    line = charged(world, 5, 3, exempt={"copy": "Hộ nghèo"})

    assert (line.amount, line.exempt_ground, line.quantity, line.copies) == (0, "Hộ nghèo", 5, 3)


def test_the_slip_says_how_the_fee_was_counted(world: given.World) -> None:
    uid = dossiers.receive(actor=world.clerk, at=world.at, application=many(5, 3)).dossier_uid

    with ledger.seeing(world.clerk.sees):
        assert fee_words(dossiers.page(world.clerk, uid, world.at)) == f"{NAME} (5 trang × 3 bản): 21.000 đồng"


@pytest.mark.parametrize(("pages", "copies"), [(0, 1), (5, 0), (MOST + 1, 1), (1, MOST + 1)])
def test_a_count_that_cannot_be_right_is_refused_before_anything_is_written(world: given.World, pages: int, copies: int) -> None:
    with pytest.raises(dossiers.BadCount) as no:
        charged(world, pages, copies)

    assert "số trang, số bản từ 1 đến 9999" in no.value.message
    with ledger.seeing_everything():
        assert not dossiers.Dossier.objects.exists()


def test_copies_of_a_fee_that_is_not_by_pages_are_refused(world: given.World) -> None:
    permit = given.an_application(given.PERMIT, copies={"house_fee": 2})

    with pytest.raises(dossiers.BadCount, match="không tính theo bản"):
        dossiers.receive(actor=world.centre_clerk, at=world.at, application=permit)


@pytest.mark.parametrize(
    ("quantity", "copies", "by_page", "says"),
    [
        (1, 1, False, ""),
        (MOST, MOST, True, ""),
        (3, 1, False, ""),
        (0, 1, False, "số lượng từ 1"),
        (1, -1, True, "số bản từ 1"),
        (1, 2, False, "ghi cả vào số lượng"),
    ],
)
def test_counts_are_looked_at_with_the_tariff(quantity: int, copies: int, *, by_page: bool, says: str) -> None:
    fault = count_fault(quantity, copies, by_page=by_page)

    assert says in fault
    assert bool(says) == bool(fault)


def test_a_load_charges_copies_as_the_services_do(world: given.World) -> None:
    version = procedures.version_in_force(COPIES, world.at.date())
    carried = dossiers.Builder().receive(
        uid=new_uid(), actor=world.clerk, at=world.at, application=many(5, 3), version=version, numbers=(1, 1)
    )

    written = charged(world, 5, 3)

    (made,) = carried.fees
    names = [field.attname for field in FeeLine._meta.concrete_fields if field.attname not in ("id", "dossier_id")]
    assert {name: getattr(made, name) for name in names} == {name: getattr(written, name) for name in names}
