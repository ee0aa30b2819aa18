"""The tree of units, who serves whom, and how units succeed each other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.models import UnitEra
from lienthong.office.org.testing import MONDAY, MONDAY_8AM, abolish_unit, merge_units, split_unit

pytestmark = pytest.mark.django_db

MERGER = date(2020, 1, 1)
DECREE = "NQ 837/NQ-UBTVQH14"


def a_new_unit(**changes: Any) -> org.NewUnit:
    """Return what a new commune is."""
    facts: dict[str, Any] = {
        "name": "UBND xã Bình Liêu",
        "function": "people_committee",
        "kind": "people_committee",
        "level": "commune",
        "code": "H49.16.99",
        **changes,
    }
    return org.NewUnit(**facts)


@pytest.mark.parametrize(
    ("function", "slug"),
    [
        ("people_committee", "hoanh_mo"),
        ("one_stop", "hoanh_mo"),
        ("service_centre", "service_centre"),
        ("division.land", "land"),
        ("police", "police"),
        ("social_insurance", "insurance"),
        ("land_registry", "land_registry"),
        ("party_committee", "party"),
    ],
)
def test_the_nearest_unit_with_the_function_serves_a_commune_in_one_statement(
    function: str, slug: str, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    place = testing.a_district()

    with django_assert_num_queries(1):
        found = org.unit_serving(function, place.commune.pk, MONDAY)

    assert found.id == place.units[slug].pk


@pytest.mark.parametrize("at", ["people_committee", "division.land", "police", "land_registry", "parent"])
def test_the_place_of_a_step_and_its_calendar_are_found_in_one_statement(
    at: str, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    district = testing.a_district()
    served = district.commune.pk
    expected = district.district.pk if at == "parent" else org.unit_serving(at, served, MONDAY).id

    with django_assert_num_queries(1):
        found = org.place_of(at, served, MONDAY)

    assert found == (expected, org.calendar_code(expected, MONDAY)) == (expected, "vn-state")


def test_the_place_above_the_topmost_unit_is_itself_and_a_function_that_nobody_has_is_refused() -> None:
    district = testing.a_district()

    assert org.place_of("parent", district.province.pk, MONDAY)[0] == district.province.pk
    with pytest.raises(org.NoServingUnit):
        org.place_of("customs", district.commune.pk, MONDAY)


def test_a_place_whose_calendar_nobody_has_set_is_refused() -> None:
    alone = testing.a_unit("UBND xã Hoành Mô", function="people_committee")

    with pytest.raises(org.NoCalendar):
        org.place_of("people_committee", alone.pk, MONDAY)


def test_a_vertical_agency_finds_the_committee_of_the_district_it_serves() -> None:
    place = testing.a_district()

    assert org.unit_serving("people_committee", place.units["police"].pk, MONDAY).id == place.district.pk
    assert org.parent_of(place.units["police"].pk, MONDAY).id == place.district.pk
    assert org.parent_of(place.commune.pk, MONDAY).id == place.district.pk


def test_a_function_that_nobody_has_is_refused() -> None:
    place = testing.a_district()

    with pytest.raises(org.NoServingUnit) as no:
        org.unit_serving("customs", place.commune.pk, MONDAY)
    with pytest.raises(org.NoServingUnit):
        org.parent_of(place.province.pk, MONDAY)

    assert no.value.facts["unit"] == "UBND xã Hoành Mô"


def test_an_unknown_unit_and_a_unit_of_another_day_are_told_apart() -> None:
    unit = testing.a_unit(since=MONDAY)

    with pytest.raises(org.UnknownUnit):
        org.unit("H49.77")
    with pytest.raises(org.UnitNotValid):
        org.unit_on(unit.pk, MONDAY - timedelta(days=1))
    assert org.unit(unit.uid) == org.unit(unit.pk) == org.unit(unit.code)


def test_the_tree_is_read_from_above() -> None:
    place = testing.a_district()

    nodes = [node for node in org.tree(MONDAY, root_id=place.province.pk) if node.unit.kind == "people_committee"]

    assert [(node.depth, node.unit.short_name) for node in nodes] == [
        (0, "tỉnh Quảng Ninh"),
        (1, "huyện Bình Liêu"),
        (2, "xã Hoành Mô"),
        (2, "xã Đồng Văn"),
    ]
    assert {row.id for row in org.subtree(place.district.pk, MONDAY)} == set(org.subtree_ids(place.district.pk, MONDAY))
    assert len(org.units_on(MONDAY, level="commune", function="one_stop", parent_id=place.district.pk)) == 2


def test_a_renamed_unit_keeps_its_old_name_before_the_day() -> None:
    unit = testing.a_unit("Phòng Y tế")

    org.rename_unit(unit_id=unit.pk, name="Phòng Y tế và Dân số", on=MONDAY, legal_document="QĐ 12/QĐ-UBND")

    assert org.unit_on(unit.pk, MONDAY - timedelta(days=1)).name == "Phòng Y tế"
    assert org.unit_on(unit.pk, MONDAY).name == "Phòng Y tế và Dân số"
    with pytest.raises(org.OverlappingSuccession):
        org.rename_unit(unit_id=unit.pk, name="Phòng khác", on=MONDAY, legal_document="QĐ 13/QĐ-UBND")


def test_a_merged_commune_is_followed_by_the_town() -> None:
    place = testing.a_district()

    heir = merge_units(unit_ids=[place.other_commune.pk], into=place.commune.pk, on=MERGER, legal_document=DECREE)

    assert heir.id == place.commune.pk
    assert org.successor(place.other_commune.pk, MERGER).id == place.commune.pk
    assert org.successor(place.other_commune.pk, MERGER - timedelta(days=1)).id == place.other_commune.pk
    assert org.holders("counter_clerk", place.other_commune.pk, MONDAY_8AM) != []
    assert org.holders("counter_clerk", place.other_commune.pk, MONDAY_8AM.replace(year=2020)) == []
    assert [row.code for row in org.units_on(MERGER, level="commune")] == ["H49.16.22"]


def test_succession_is_followed_through_two_reforms() -> None:
    place = testing.a_district()
    merge_units(unit_ids=[place.other_commune.pk], into=place.commune.pk, on=MERGER, legal_document=DECREE)
    reform = date(2025, 7, 1)
    new = a_new_unit(name="UBND xã Hoành Mô", parent_id=place.province.pk, admin_code="06841")

    heir = merge_units(unit_ids=[place.commune.pk], into=new, on=reform, legal_document="NQ 1679/NQ-UBTVQH15")

    assert org.successor(place.other_commune.pk, reform).id == heir.id
    assert org.successor(place.other_commune.pk, date(2021, 1, 1)).id == place.commune.pk
    assert org.unit("06841").id == heir.id


def test_a_split_unit_is_followed_by_its_largest_part() -> None:
    place = testing.a_district()
    one, other = testing.a_unit("A"), testing.a_unit("B")
    parts = [(one.pk, Decimal("0.2")), (other.pk, Decimal("0.8"))]

    with pytest.raises(org.SharesNotWhole):
        split_unit(unit_id=place.commune.pk, into=parts[:1], on=MERGER, legal_document=DECREE)
    split_unit(unit_id=place.commune.pk, into=parts, on=MERGER, legal_document=DECREE)

    assert org.successor(place.commune.pk, MERGER).id == other.pk
    assert [found.share for found in org.successors(place.commune.pk, MERGER)] == [0.8, 0.2]


def test_an_abolished_unit_without_heir_has_no_successor() -> None:
    unit = testing.a_unit("Phòng Dân tộc")

    abolish_unit(unit_id=unit.pk, on=MERGER, legal_document=DECREE)

    with pytest.raises(org.UnitNotValid):
        org.successor(unit.pk, MERGER)


def test_what_lay_below_a_merged_unit_goes_below_the_heir() -> None:
    old, heir = testing.a_unit("Cũ"), testing.a_unit("Mới")
    below = testing.a_unit("Tổ", parent=old)

    merge_units(unit_ids=[old.pk], into=heir.pk, on=MERGER, legal_document=DECREE)

    assert org.unit_on(below.pk, MERGER).parent_id == heir.pk
    assert org.unit_on(below.pk, MERGER - timedelta(days=1)).parent_id == old.pk


def test_a_unit_cannot_be_put_below_itself() -> None:
    place = testing.a_district()

    with pytest.raises(org.UnitCycle):
        org.reparent_unit(unit_id=place.district.pk, parent_id=place.commune.pk, on=MERGER, legal_document=DECREE)
    moved = org.reparent_unit(unit_id=place.commune.pk, parent_id=place.province.pk, on=MERGER, legal_document=DECREE)

    assert moved.parent_id == place.province.pk
    assert place.commune.pk in org.subtree_ids(place.district.pk, MERGER - timedelta(days=1))
    assert place.commune.pk not in org.subtree_ids(place.district.pk, MERGER)


def test_a_new_code_is_derived_from_the_old_form() -> None:
    made = org.create_unit(new=a_new_unit(code="", code_legacy="000.02.16.H49"), since=MONDAY, legal_document=DECREE)

    assert (made.code, made.code_legacy) == ("H49.16.02", "000.02.16.H49")


@pytest.mark.parametrize(
    "codes", [{"code": "49.16"}, {"code": "Z49.1"}, {"code": ""}, {"code_legacy": "0.2.16.H49"}, {"code": "H49" + ".1" * 17}]
)
def test_a_code_of_neither_form_is_refused(codes: dict[str, str]) -> None:
    with pytest.raises(org.BadUnitCode):
        org.create_unit(new=a_new_unit(**codes), since=MONDAY)


def test_a_code_serves_one_unit_at_a_time() -> None:
    org.create_unit(new=a_new_unit(), since=date(2015, 1, 1), until=MONDAY)

    with pytest.raises(org.CodeTaken):
        org.create_unit(new=a_new_unit(), since=MONDAY - timedelta(days=1))

    assert org.create_unit(new=a_new_unit(), since=MONDAY).code == "H49.16.99"


def test_a_function_outside_the_list_and_a_period_backwards_are_refused() -> None:
    with pytest.raises(org.UnknownFunction):
        org.create_unit(new=a_new_unit(function="king"), since=MONDAY)
    with pytest.raises(org.BackwardPeriod):
        org.create_unit(new=a_new_unit(), since=MONDAY, until=MONDAY)


def test_the_database_itself_forbids_two_eras_at_once() -> None:
    unit = testing.a_unit()

    with pytest.raises(IntegrityError), transaction.atomic():
        UnitEra.objects.create(unit=unit, name="X", short_name="X", area_class="normal", since=MONDAY)


def test_a_unit_keeps_the_calendar_of_the_nearest_above() -> None:
    place = testing.a_district(calendar="vn-state")
    org.assign_calendar(unit_id=place.commune.pk, calendar_code="vn-state-winter", since=MONDAY)

    assert org.calendar_code(place.commune.pk, MONDAY) == "vn-state-winter"
    assert org.calendar_code(place.commune.pk, MONDAY - timedelta(days=1)) == "vn-state"
    assert org.calendar_code(place.units["police"].pk, MONDAY) == "vn-state"
    with pytest.raises(org.CalendarTaken):
        org.assign_calendar(unit_id=place.commune.pk, calendar_code="x", since=MONDAY)


def test_a_unit_without_any_calendar_is_told_so() -> None:
    with pytest.raises(org.NoCalendar):
        org.calendar_code(testing.a_unit().pk, MONDAY)


def test_places_are_found_without_marks_among_those_of_the_day() -> None:
    testing.a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh", until=date(2025, 7, 1))
    testing.a_place("Xã Hoành Mô", path="Xã Hoành Mô, tỉnh Quảng Ninh", since=date(2025, 7, 1))
    testing.a_place("Huyện Bình Liêu", level="district")

    for typed in ("hoanh", "Hoành Mô", "xa hoanh mo", "binh lieu hoanh"):
        assert [row.path for row in org.addresses(typed, MONDAY)] == ["Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh"], typed
    assert [row.path for row in org.addresses("hoanh mo", date(2026, 1, 1))] == ["Xã Hoành Mô, tỉnh Quảng Ninh"]
    assert org.addresses("  ", MONDAY) == []


def test_the_units_above_come_nearest_first() -> None:
    district = testing.a_district()
    found = org.units_above(district.commune.pk, MONDAY)
    assert found == [district.district.pk, district.units["province"].pk]
    assert org.units_above(district.units["province"].pk, MONDAY) == []
    assert org.units_above(district.commune.pk, date(1900, 1, 1)) == []
