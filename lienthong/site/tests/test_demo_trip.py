"""The village trip of the demonstration."""

from __future__ import annotations

from lienthong.casework.dossiers import testing as given
from lienthong.casework.trips import public as trips
from lienthong.office.ledger import public as ledger
from lienthong.site.demo import going
from lienthong.site.demo.scenes import DISTRICT_2018, SCENES


def test_the_border_commune_goes_where_most_waits_and_planning_again_changes_nothing(db: None) -> None:
    world = given.a_world(given.BIRTH)
    uid = going.plan_trip(world.at, DISTRICT_2018)
    assert uid is not None
    assert going.plan_trip(world.at, DISTRICT_2018) == uid
    with ledger.seeing({world.clerk.unit_id}):
        page = trips.trip(world.clerk, uid)
        assert [one.number for one in trips.trips(world.clerk)] == ["01/2018"]
    assert [one.name for one in page.lines] == [name for name, _, _ in going.WISHES]
    assert page.villages[0].endswith("Đồng Cậm, xã Hoành Mô")


def test_the_demonstration_of_2026_has_none(db: None) -> None:
    assert going.plan_trip(SCENES["2026"].present, SCENES["2026"]) is None
