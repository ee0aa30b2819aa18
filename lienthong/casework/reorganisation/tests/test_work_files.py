"""Work files when units end: kept by the heir in a fonds that is closed, back again after an undo."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, TOWN, Bình_Liêu
from lienthong.casework.workfiles import public as workfiles
from lienthong.toolkit.actor import Actor


def opened(clerk: Actor) -> UUID:
    new = workfiles.NewFile(title="Đường bê tông về bản", reason="Chưa có danh mục", period="permanent")
    return workfiles.open_file(actor=clerk, at=BEFORE, new=new)


def test_files_of_a_commune_that_ends_are_kept_by_its_heir_beside_files_of_the_same_symbol(place: Bình_Liêu) -> None:
    clerk, heir = place.actor("tinh_huc", "records_clerk", BEFORE), place.actor("binh_lieu", "records_clerk", BEFORE)
    gone, own = opened(clerk), opened(heir)
    town, _ = place.plans()

    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    now = place.actor("binh_lieu", "records_clerk", TOWN)
    with given.everything():
        found = workfiles.all_files(now, "unit", TOWN.date())
        assert {one.uid: one.symbol for one in found} == {gone: "01.BS", own: "01.BS"}
        assert workfiles.sheet(now, gone).unit == "UBND xã Tình Húc", "the fonds stays"
        assert [fault for one in workfiles.invariants() for fault in one.run()] == []


def test_an_undo_gives_the_files_back(place: Bình_Liêu) -> None:
    opened(place.actor("tinh_huc", "records_clerk", BEFORE))
    town, _ = place.plans(BEFORE)
    before = given.dump()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert given.dump() == before
