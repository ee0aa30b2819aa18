"""Registers of documents when units end: closed with their last numbers, in the minutes, open again after an undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued, registered, reserved
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, TOWN, Bình_Liêu


def faults() -> list[str]:
    """Return what breaks an invariant of documents or of reorganisations."""
    with given.everything():
        return [fault for app in (documents, reorganisation) for one in app.invariants() for fault in one.run()]


def test_registers_of_a_commune_that_ends_are_closed_and_its_heir_goes_on_with_its_own(place: Bình_Liêu) -> None:
    clerk, heir = place.actor("tinh_huc", "records_clerk", BEFORE), place.actor("binh_lieu", "records_clerk", BEFORE)
    issued(clerk, at=BEFORE)
    gone = issued(clerk, at=BEFORE)
    reserved(clerk, at=BEFORE, type_key="thong-bao")
    registered(clerk, at=BEFORE, arrived_at=BEFORE)
    assert issued(heir, at=BEFORE).number == 1
    town, _ = place.plans()

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    told = {line["name"]: (line["volume"], line["last"], line["from"], line["to"]) for line in found["books"]}
    assert told["UBND xã Tình Húc: Văn bản có tên loại: Quyết định"] == (
        "2019", 2, "UBND xã Tình Húc", "UBND thị trấn Bình Liêu",
    )  # fmt: skip
    assert len(told) == 3
    assert faults() == []
    with given.everything():
        assert documents.running(place.units["tinh_huc"]) == []
        row = documents.register_row(replace(heir, duties=frozenset({"records_clerk"})), gone.series_uid)
    assert (row.closed_at, row.last, row.closing["used"]) == (TOWN, 2, 2)
    with pytest.raises(documents.SeriesClosed):
        documents.void(actor=clerk, at=TOWN, entry_uid=gone.entry_uid, reason="Nhầm")
    now = place.actor("binh_lieu", "records_clerk", TOWN)
    assert issued(now, at=TOWN).label == "01/QĐ-UBND", "the heir's own register of 2020"
    with given.everything():
        seen = documents.registers_of(now, TOWN.date())
    assert "UBND xã Tình Húc" in {one.body for one in seen}, "the heir reads what it took over"


def test_a_register_that_stays_open_at_a_unit_that_ended_is_found(place: Bình_Liêu) -> None:
    issued(place.actor("tinh_huc", "records_clerk", BEFORE), at=BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    with given.everything(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_series SET closed_at = NULL, closed_by = ''")

    assert any("Sổ văn bản Văn bản có tên loại: Quyết định còn ở UBND xã Tình Húc" in fault for fault in faults())


def test_an_undo_opens_the_registers_again(place: Bình_Liêu) -> None:
    clerk = place.actor("tinh_huc", "records_clerk", BEFORE)
    issued(clerk, at=BEFORE)
    town, _ = place.plans(BEFORE)
    before = given.dump()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert given.dump() == before
    with given.everything():
        assert [row.last for row in documents.running(place.units["tinh_huc"])] == [1]
    assert issued(clerk, at=BEFORE).number == 2
