"""A unit ended by itself, outside of a reorganisation: refused while any app holds something there."""

from __future__ import annotations

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.queue import public as queue
from lienthong.casework.reorganisation.testing import BEFORE, TOWN, Bình_Liêu
from lienthong.office.org import public as org


def test_everything_that_hangs_on_a_unit_is_counted(place: Bình_Liêu) -> None:
    unit_id = place.units["tinh_huc"]
    head, cashier = place.actor("tinh_huc", "unit_head", BEFORE), place.actor("tinh_huc", "cashier", BEFORE)
    place.received("tinh_huc", BEFORE)
    place.received("tinh_huc", BEFORE, dossiers.ALLOWANCE)
    books.begin(actor=head, at=BEFORE, kind_key="birth", first=7)
    fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)
    queue.add_group(actor=place.actor("tinh_huc", "unit_admin", BEFORE), at=BEFORE, name="Hộ tịch", letter="A", counters=1)
    handover.start(actor=cashier, at=BEFORE, asked=handover.Asked(cashier.person_uid, "Chuyển công tác", "Trụ sở UBND xã"))

    with pytest.raises(org.StillHeld) as no:
        org.abolish_unit(unit_id=unit_id, on=TOWN.date(), legal_document="NQ 837", heir_id=place.units["binh_lieu"])

    assert no.value.facts["left"] == (
        "1 sổ đang ghi; 2 hồ sơ chưa xong; 1 dải biên lai đang dùng; 1 biên bản bàn giao chưa xong; 1 nhóm quầy đang mở; "
        "2 việc đang làm"
    )
    assert org.unit(unit_id).until is None


def test_a_unit_that_holds_nothing_may_end_by_itself(place: Bình_Liêu) -> None:
    org.abolish_unit(unit_id=place.units["statistics"], on=TOWN.date(), legal_document="QĐ 5/QĐ-TCTK")

    assert org.unit(place.units["statistics"]).until == TOWN.date()
