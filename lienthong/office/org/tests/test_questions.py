"""Questions about units, people and places: each is as of a day, in one statement, in an order that never changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.models import Unit
from lienthong.office.org.testing import LONG_AGO, MONDAY, MONDAY_8AM, abolish_unit
from lienthong.toolkit.actor import Capacity

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)
Counted = Callable[[int], AbstractContextManager[Any]]


# --- units -------------------------------------------------------------------------------------------------------------


def test_units_are_found_together_in_one_statement_with_their_latest_name(django_assert_num_queries: Counted) -> None:
    one, other = testing.a_unit("Phòng Y tế"), testing.a_unit("Phòng Dân tộc", until=MONDAY)
    org.rename_unit(unit_id=one.pk, name="Phòng Y tế và Dân số", on=MONDAY, legal_document="QĐ 12/QĐ-UBND")

    with django_assert_num_queries(1):
        found = org.units([other.pk, one.pk, 987_654, one.pk])

    assert {key: row.name for key, row in found.items()} == {one.pk: "Phòng Y tế và Dân số", other.pk: "Phòng Dân tộc"}
    assert org.units([]) == {}


@pytest.mark.parametrize("code", ["H49.16.02", "000.02.16.H49", "06841"])
def test_a_unit_answers_to_each_of_its_codes(code: str) -> None:
    unit = testing.a_unit(code="H49.16.02", code_legacy="000.02.16.H49", admin_code="06841")

    assert org.unit(code).id == unit.pk


def test_a_code_that_two_units_carried_means_the_latest() -> None:
    town = testing.a_unit("Thị trấn Bình Liêu", admin_code="06838", until=REFORM)
    commune = testing.a_unit("Xã Bình Liêu", admin_code="06838", since=REFORM)

    assert org.unit("06838").id == commune.pk
    assert org.unit(town.code).name == "Thị trấn Bình Liêu"


def test_a_unit_is_as_it_was_on_the_day_by_key_and_by_uid() -> None:
    unit = testing.a_unit("Phòng Y tế")
    org.rename_unit(unit_id=unit.pk, name="Phòng Y tế và Dân số", on=MONDAY, legal_document="QĐ 12/QĐ-UBND")

    assert org.unit_on(unit.pk, MONDAY - timedelta(days=1)).name == "Phòng Y tế"
    assert org.unit_on(unit.uid, MONDAY) == org.unit_on(unit.pk, MONDAY)
    with pytest.raises(org.UnknownUnit):
        org.unit_on(uuid4(), MONDAY)


def test_units_of_a_day_are_filtered_by_each_question_and_ordered_by_code() -> None:
    above = testing.a_unit("UBND huyện", function="people_committee", functions=["one_stop"], code="H49.16")
    two = testing.a_unit("Công an", function="police", system="vertical", code="H49.16.41")
    one = testing.a_unit("Phòng Y tế", function="division.health", parent=above, code="H49.16.09")
    testing.a_unit("Mới", code="H49.16.10", since=REFORM)
    testing.a_unit("Cũ", code="H49.16.11", until=MONDAY)
    three = testing.a_unit("Xã", function="people_committee", level="commune", parent=above, code="H49.16.22")

    def keys(**question: Any) -> list[int]:
        return [row.id for row in org.units_on(MONDAY, **question)]

    assert keys() == [above.pk, one.pk, three.pk, two.pk]
    assert keys(level="commune") == [three.pk]
    assert keys(system="vertical") == [two.pk]
    assert keys(function="people_committee") == [above.pk, three.pk]
    assert keys(function="one_stop") == [above.pk]
    assert keys(parent_id=above.pk) == [one.pk, three.pk]
    assert keys(parent_id=above.pk, function="people_committee", level="district") == []


def test_the_tree_of_all_roots_reads_each_unit_before_what_lies_below_it() -> None:
    root = testing.a_unit("Tỉnh", code="H49")
    other = testing.a_unit("Tỉnh ủy", code="H49.90")
    later = testing.a_unit("Sau", parent=root, code="H49.2")
    first = testing.a_unit("Trước", parent=root, code="H49.1")
    leaf = testing.a_unit("Tổ", parent=first, code="H49.1.1")
    testing.a_unit("Đã hết", parent=first, code="H49.1.2", until=MONDAY)

    assert [(node.unit.id, node.depth) for node in org.tree(MONDAY)] == [
        (root.pk, 0), (first.pk, 1), (leaf.pk, 2), (later.pk, 1), (other.pk, 0)
    ]  # fmt: skip
    assert [row.id for row in org.subtree(first.pk, MONDAY)] == [first.pk, leaf.pk]
    assert org.subtree(first.pk, LONG_AGO - timedelta(days=1)) == []
    assert org.subtree_ids(leaf.pk, MONDAY) == {leaf.pk}


# --- who serves --------------------------------------------------------------------------------------------------------


def test_among_the_equally_near_a_main_function_goes_before_a_side_one_and_then_the_lower_code() -> None:
    above = testing.a_unit("UBND huyện", function="people_committee")
    side = testing.a_unit("A", function="tax", functions=["one_stop"], parent=above, code="H49.1")
    testing.a_unit("C", function="one_stop", parent=above, code="H49.3")
    main = testing.a_unit("B", function="one_stop", parent=above, code="H49.2")

    assert org.unit_serving("one_stop", above.pk, MONDAY).id == main.pk
    abolish_unit(unit_id=main.pk, on=REFORM, legal_document="QĐ")
    assert org.unit_serving("one_stop", above.pk, REFORM).name == "C"
    assert org.unit_serving("tax", above.pk, MONDAY).id == side.pk


def test_the_unit_itself_goes_before_its_children_and_these_before_those_outside_the_tree() -> None:
    unit = testing.a_unit("Xã", function="people_committee", functions=["one_stop"])
    below = testing.a_unit("Trung tâm", function="police", functions=["one_stop"], parent=unit, code="H49.9")
    testing.a_unit("Công an", function="police", serves=[unit], code="H49.1")

    assert org.unit_serving("one_stop", unit.pk, MONDAY).id == unit.pk
    assert org.unit_serving("police", unit.pk, MONDAY).id == below.pk


def test_a_unit_that_is_not_there_is_told_apart_from_a_function_that_nobody_has() -> None:
    unit = testing.a_unit("Xã", until=REFORM)

    for ask in (org.unit_serving, org.place_of):
        with pytest.raises(org.NoServingUnit) as no:
            ask("customs", unit.pk, EVE)
        assert no.value.facts == {"function": "customs", "unit": "Xã", "on": "30/06/2025"}
        with pytest.raises(org.UnitNotValid):
            ask("customs", unit.pk, REFORM)
    with pytest.raises(org.UnitNotValid):
        org.place_of("parent", unit.pk, REFORM)


def test_a_parent_goes_before_an_area_that_is_served() -> None:
    area, above = testing.a_unit("UBND huyện", code="H49.1"), testing.a_unit("Huyện ủy", code="H49.2")
    unit = testing.a_unit("Ban Tổ chức", parent=above, serves=[area])
    outside = testing.a_unit("Công an", function="police", serves=[area])

    assert org.parent_of(unit.pk, MONDAY).id == above.pk
    assert org.parent_of(outside.pk, MONDAY).id == area.pk


def test_a_calendar_reaches_what_lies_below_and_what_serves_from_outside() -> None:
    area = testing.a_unit("UBND huyện", calendar="vn-state")
    below = testing.a_unit("Phòng", parent=testing.a_unit("Khối", parent=area))
    outside = testing.a_unit("Tổ công an", parent=testing.a_unit("Công an", serves=[area]))

    assert {org.calendar_code(unit.pk, MONDAY) for unit in (area, below, outside)} == {"vn-state"}
    assert org.place_of("parent", outside.pk, MONDAY) == (outside.parent_id, "vn-state")


# --- people ------------------------------------------------------------------------------------------------------------


def test_holders_come_by_appointment_then_by_rank_then_by_seat() -> None:
    unit = testing.a_unit()
    vice = testing.a_post(unit, "unit_head", title="Phó Chủ tịch", rank=2, seats=2)
    chair = testing.a_post(unit, "unit_head", title="Chủ tịch", rank=1)
    second = testing.an_appointment(vice, testing.a_person("A Tài"), seat=2).person
    first = testing.an_appointment(vice, testing.a_person("Lô Thị Én"), seat=1).person
    head = testing.an_appointment(chair, testing.a_person("Vi Văn Lộc")).person
    deputy = testing.a_person("An Thị Ánh")
    testing.a_delegation(chair, head, deputy)

    found = org.holders("unit_head", unit.pk, MONDAY_8AM)

    assert [row.person_uid for row in found] == [head.uid, first.uid, second.uid, deputy.uid]


def test_a_delegation_of_one_duty_gives_no_other() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head", "deadline_watcher")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")
    testing.a_delegation(post, giver, taker, "deadline_watcher")

    assert len(org.holders("deadline_watcher", post.unit_id, MONDAY_8AM)) == 2
    assert [row.person_uid for row in org.holders("unit_head", post.unit_id, MONDAY_8AM)] == [giver.uid]


def test_a_delegated_post_says_for_whom_one_acts() -> None:
    unit = testing.a_unit("Phòng Y tế")
    below = testing.a_unit("Tổ", parent=unit)
    post = testing.a_post(unit, "unit_head", title="Trưởng phòng")
    giver, taker = testing.an_appointment(post, testing.a_person("Lô Thị Én")).person, testing.a_person("Vi Văn Lộc")
    given = testing.a_delegation(post, giver, taker)

    (found,) = org.assignments(taker.pk, MONDAY_8AM)

    assert (found.via_delegation, found.on_behalf_of, found.on_behalf_of_name) == (given.uid, giver.uid, "Lô Thị Én")
    assert (found.title, found.unit_name, found.capacity) == ("TUQ. Trưởng phòng", "Phòng Y tế", Capacity.STATE)
    assert found.subtree == tuple(sorted([unit.pk, below.pk]))
    assert org.assignments(taker.uid, MONDAY_8AM + timedelta(days=7)) == []


def test_a_person_in_two_posts_acts_in_each_and_the_highest_rank_comes_first() -> None:
    state, party = testing.a_unit("Phòng Nội vụ"), testing.a_unit("Ban Tổ chức", system="party")
    person = testing.a_person()
    testing.an_appointment(testing.a_post(party, "unit_head", title="Trưởng ban", rank=2), person)
    testing.an_appointment(testing.a_post(state, "division_head", title="Trưởng phòng", rank=1), person)

    found = org.assignments(person.uid, MONDAY_8AM)

    assert [(one.title, one.capacity) for one in found] == [("Trưởng phòng", Capacity.STATE), ("Trưởng ban", Capacity.PARTY)]
    assert [bool(one.subtree) for one in found] == [False, True]


def test_nobody_acts_in_a_unit_that_has_ended() -> None:
    unit = testing.a_unit()
    person = testing.an_appointment(testing.a_post(unit)).person
    abolish_unit(unit_id=unit.pk, on=MONDAY, legal_document="QĐ")

    assert org.assignments(person.uid, MONDAY_8AM) == []
    assert len(org.assignments(person.uid, MONDAY_8AM - timedelta(days=1))) == 1


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2018, 3, 11, 16, 59, 59, tzinfo=UTC), date(2018, 3, 11)),
        (datetime(2018, 3, 11, 17, 0, tzinfo=UTC), date(2018, 3, 12)),
        (MONDAY_8AM, MONDAY),
    ],
)
def test_a_day_begins_at_midnight_in_vietnam(instant: datetime, day: date) -> None:
    assert org.local_day(instant) == day


def test_a_person_nobody_knows_is_none_and_holds_nothing() -> None:
    assert org.person(uuid4()) is None
    assert org.assignments(uuid4(), MONDAY_8AM) == []
    assert org.people("khong ai") == []


def test_people_are_answered_up_to_the_limit_and_found_by_any_part_of_the_name() -> None:
    for number in range(4):
        testing.a_person(f"Tằng Dảu Tình {'ABCD'[number]}")

    assert [row.name[-1] for row in org.people("DAU tinh", limit=3)] == ["A", "B", "C"]
    assert len(org.people("tằng")) == 4


def test_posts_are_listed_by_rank_on_their_days() -> None:
    unit = testing.a_unit()
    testing.a_post(unit, title="Phó", rank=2)
    testing.a_post(unit, title="Trưởng", rank=1, until=MONDAY)
    testing.a_post(unit, title="Trưởng mới", rank=1, since=MONDAY)

    assert [row.title for row in org.posts_of(unit.pk, MONDAY)] == ["Trưởng mới", "Phó"]
    assert [row.title for row in org.posts_of(unit.pk, MONDAY - timedelta(days=1))] == ["Trưởng", "Phó"]
    assert org.posts_of(unit.pk, LONG_AGO - timedelta(days=1)) == []


# --- places ------------------------------------------------------------------------------------------------------------


def test_a_place_has_one_row_for_each_of_its_times() -> None:
    testing.a_place("Thị trấn Bình Liêu", code="06838", until=REFORM)
    testing.a_place("Xã Bình Liêu", code="06838", since=REFORM)

    names = [place.full_name for day in (MONDAY, EVE, REFORM) if (place := org.address("06838", day))]

    assert names == ["Thị trấn Bình Liêu", "Thị trấn Bình Liêu", "Xã Bình Liêu"]
    assert org.address("06838", LONG_AGO - timedelta(days=1)) is None
    assert org.address("6838", MONDAY) is None, "a code is text: its leading zero counts"


def test_places_are_picked_at_the_level_of_communes_and_villages_up_to_the_limit() -> None:
    testing.a_place("Tỉnh Bình Minh", level="province")
    testing.a_place("Huyện Bình Minh", level="district")
    testing.a_place("Xã Bình Minh")
    testing.a_place("Bản Bình Minh", level="village")

    assert [row.level for row in org.addresses("binh minh", MONDAY)] == ["village", "commune"]
    assert len(org.addresses("binh minh", MONDAY, limit=1)) == 1


def test_words_in_any_order_are_asked_only_when_nothing_begins_so() -> None:
    testing.a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh")
    testing.a_place("Xã Liêu Xá", path="Xã Liêu Xá, huyện Yên Mỹ, tỉnh Hưng Yên")

    assert [row.full_name for row in org.addresses("liêu", MONDAY)] == ["Xã Liêu Xá"]
    assert [row.full_name for row in org.addresses("quảng ninh, hoành", MONDAY)] == ["Xã Hoành Mô"]
    assert org.addresses("hoành hưng", MONDAY) == []


def test_a_list_of_functions_is_read_whichever_way_the_database_gives_it() -> None:
    unit = testing.a_unit(function="people_committee", functions=["one_stop"])

    assert Unit.objects.get(pk=unit.pk).functions == list(org.unit(unit.pk).functions)
    assert "one_stop" in org.unit(unit.pk).functions
