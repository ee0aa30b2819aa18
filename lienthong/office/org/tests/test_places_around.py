"""The places of a unit's reach on a day, for lists that are picked from without a link."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from uuid import uuid4

import pytest

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.testing import MONDAY, District

REFORM = date(2020, 2, 1)


@pytest.fixture
def district(db: None) -> District:
    """A small Bình Liêu with two communes, one with two villages, beside a commune of another district."""
    made = testing.a_district()
    above = testing.a_place("Huyện Bình Liêu", code="198", level="district")
    hoanh_mo = testing.a_place("Xã Hoành Mô", code="06841", parent=above)
    testing.a_place("Xã Đồng Văn", code="06847", parent=above, until=REFORM)
    testing.a_place("Xã Khác", parent=testing.a_place("Huyện Tiên Yên", code="199", level="district"))
    for name in ("Bản Loòng Vài", "Bản Đồng Cậm"):
        testing.a_place(name, path=f"{name}, xã Hoành Mô", level="village", parent=hoanh_mo)
    return made


def listed(unit_id: int, on: date = MONDAY) -> list[tuple[str, list[str]]]:
    return [(top.full_name, [one.full_name for one in below]) for top, below in org.places_around(unit_id, on)]


HOANH_MO = ("Xã Hoành Mô", ["Bản Đồng Cậm", "Bản Loòng Vài"])


def test_a_commune_sees_its_own_villages_first_and_the_other_communes_of_its_district(district: District) -> None:
    assert listed(district.units["hoanh_mo"].pk) == [HOANH_MO, ("Xã Đồng Văn", [])]
    assert listed(district.units["dong_van"].pk) == [("Xã Đồng Văn", []), HOANH_MO]


def test_the_centre_of_a_district_sees_all_communes_of_it(district: District) -> None:
    assert listed(district.units["service_centre"].pk) == [("Xã Đồng Văn", []), HOANH_MO]


def test_only_places_of_the_day_are_listed(district: District) -> None:
    assert listed(district.units["hoanh_mo"].pk, REFORM) == [HOANH_MO]


def test_where_very_many_places_lie_around_only_the_villages_of_the_own_commune_are_listed(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound = import_module("lienthong.office.org.queries.addresses")
    monkeypatch.setattr(bound, "MOST_AROUND", 4)
    assert listed(district.units["dong_van"].pk) == [("Xã Đồng Văn", []), HOANH_MO], "four places are not too many"

    monkeypatch.setattr(bound, "MOST_AROUND", 3)
    assert listed(district.units["dong_van"].pk) == [("Xã Đồng Văn", []), ("Xã Hoành Mô", [])]
    assert listed(district.units["hoanh_mo"].pk) == [HOANH_MO, ("Xã Đồng Văn", [])]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hoanh mo", ["Xã Hoành Mô", "Xã Hoành Mô Thượng"]), ("xã hoành mô", ["Xã Hoành Mô"]),
        ("bản đồng cậm, xã hoành mô", ["Bản Đồng Cậm"]), ("loong vai", ["Bản Loòng Vài"]), ("  ", []), ("Hà Nội", []),
    ],
)  # fmt: skip
def test_words_that_are_exactly_one_place_mean_it_and_others_all_they_may_mean(
    district: District, typed: str, found: list[str]
) -> None:
    testing.a_place("Xã Hoành Mô Thượng")
    assert sorted(one.full_name for one in org.places_meant(typed, MONDAY)) == found


def test_a_unit_above_every_district_lists_nothing(district: District) -> None:
    assert listed(district.units["province"].pk) == []


def test_a_place_is_found_by_its_uid_on_a_day_it_is_there(district: District) -> None:
    (_, (village, _)), _ = org.places_around(district.units["hoanh_mo"].pk, MONDAY)

    assert org.place(village.uid, MONDAY) == village
    assert org.place(village.uid, date(2010, 1, 1)) is None
    assert org.place(uuid4(), MONDAY) is None
