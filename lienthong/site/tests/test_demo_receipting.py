"""The pre-printed receipts of the demonstration: from its present on, once, and none where they are out of use."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import a_permit
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo import receipting
from lienthong.toolkit.clock import VIETNAM

IN_2026 = datetime(2026, 3, 9, 8, tzinfo=VIETNAM)


@pytest.fixture
def world(db: None) -> given.World:
    """The district with the building permit, whose levy is paid at the counter."""
    return given.a_world("1.013225-2015")


def test_every_counter_gets_one_range_of_its_own_and_keeps_it(world: given.World) -> None:
    loaded = receipting.load_ranges(world.at)
    assert receipting.load_ranges(world.at + timedelta(days=1)) == 0, "what is there stays as it is"
    units = [unit.id for unit in org.units_on(world.at.date(), function="one_stop")]
    with ledger.seeing(set(units)):
        rows = [row for unit in units for row in fees.ranges_of(unit)]
    assert len(rows) == loaded >= 2
    assert len({(row.symbol, row.first) for row in rows}) == loaded, "no number twice"
    assert {(row.form, row.symbol[0], row.symbol[2:], row.left) for row in rows} == {("01BLP2-001", "A", "-18P", 500)}


def test_levies_from_the_present_on_use_it_those_of_the_history_do_not(world: given.World) -> None:
    present = world.at + timedelta(days=1)
    receipting.load_ranges(present)
    unit = world.centre_clerk.unit_id
    for at in (world.at, present + timedelta(hours=1), present + timedelta(hours=1)):
        actor = replace(world.centre_clerk)
        fees.collect(actor=actor, dossier_uid=a_permit(world), at=at, fee_keys=["house_fee"], method="cash")
    with ledger.seeing({unit}):
        (line,) = fees.use_report(unit, 2018, 1)
        assert [said for check in fees.invariants() for said in check.run()] == []
    ((low, high),) = line.use.used
    assert high - low == 1


def test_where_printed_receipts_are_out_of_use_none_come_in(world: given.World) -> None:
    assert receipting.load_ranges(IN_2026) == 0
