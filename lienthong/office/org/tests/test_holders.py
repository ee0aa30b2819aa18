"""Who holds a duty at a unit at an instant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.testing import MONDAY, MONDAY_8AM

pytestmark = pytest.mark.django_db


def test_the_holder_of_a_duty_is_found_in_one_statement(
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    place = testing.a_district()

    with django_assert_num_queries(1):
        found = org.holders("counter_clerk", place.commune.pk, MONDAY_8AM)

    clerk = place.person("hoanh_mo", "counter_clerk")
    assert [(row.person_uid, row.name, row.title) for row in found] == [(clerk.uid, clerk.name, "Cán bộ một cửa")]
    assert found[0].via_delegation is None


def test_a_duty_is_matched_whole_and_not_by_its_beginning() -> None:
    place = testing.a_district()

    found = org.holders("specialist", place.commune.pk, MONDAY_8AM)

    assert [row.title for row in found] == ["Công chức Tư pháp - hộ tịch"]


def test_an_appointment_counts_from_its_first_day_until_the_day_before_its_last() -> None:
    post = testing.a_post(testing.a_unit())
    testing.an_appointment(post, since=MONDAY, until=MONDAY + timedelta(days=1))

    seen = {days: len(org.holders("counter_clerk", post.unit_id, MONDAY_8AM + timedelta(days=days))) for days in (-1, 0, 1)}

    assert seen == {-1: 0, 0: 1, 1: 0}


def test_the_day_of_an_instant_is_the_vietnamese_day() -> None:
    post = testing.a_post(testing.a_unit())
    testing.an_appointment(post, since=date(2018, 3, 13))
    one_in_the_morning = MONDAY_8AM + timedelta(hours=17)

    assert len(org.holders("counter_clerk", post.unit_id, one_in_the_morning)) == 1


def test_a_delegation_adds_a_holder_only_between_its_two_instants() -> None:
    place = testing.a_district()
    post, giver, taker = (
        place.post("hoanh_mo", "unit_head"),
        place.person("hoanh_mo", "unit_head"),
        place.person("hoanh_mo", "specialist.land"),
    )
    given = testing.a_delegation(post, giver, taker, "unit_head", until=MONDAY_8AM + timedelta(hours=2))

    during = org.holders("unit_head", place.commune.pk, MONDAY_8AM + timedelta(hours=1))
    after = org.holders("unit_head", place.commune.pk, MONDAY_8AM + timedelta(hours=2))

    assert [(row.person_uid, row.via_delegation, row.on_behalf_of) for row in during] == [
        (giver.uid, None, None),
        (taker.uid, given.uid, giver.uid),
    ]
    assert [row.person_uid for row in after] == [giver.uid]


def test_a_delegation_ends_with_the_appointment_of_who_gave_it() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head", title="Chủ tịch")
    giver, taker = testing.a_person("La Văn Thím"), testing.a_person("Lô Thị Hồng")
    testing.an_appointment(post, giver, until=MONDAY + timedelta(days=1))
    testing.a_delegation(post, giver, taker)

    assert len(org.holders("unit_head", post.unit_id, MONDAY_8AM)) == 2
    assert org.holders("unit_head", post.unit_id, MONDAY_8AM + timedelta(days=1)) == []


def test_the_posts_of_a_person_come_with_the_units_below_for_a_head(
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    place = testing.a_district()
    chairman = place.person("district", "unit_head")

    with django_assert_num_queries(1):
        (found,) = org.assignments(chairman.uid, MONDAY_8AM)

    assert found.unit_name == "UBND huyện Bình Liêu"
    assert {place.commune.pk, place.other_commune.pk, place.units["land"].pk, place.district.pk} <= set(found.subtree)
    assert place.units["police"].pk not in found.subtree
    assert place.province.pk not in found.subtree


def test_a_specialist_sees_no_subtree() -> None:
    place = testing.a_district()

    (found,) = org.assignments(place.person("land", "specialist.land").uid, MONDAY_8AM)

    assert found.subtree == ()
    assert found.duties == ("specialist", "specialist.land")


def test_people_are_found_without_marks_and_in_the_order_of_given_names() -> None:
    for name in ("Hoàng Văn Sửu", "Hoàng Thị Ánh", "La Thị Hoa"):
        testing.a_person(name)

    assert [row.name for row in org.people("hoang")] == ["Hoàng Thị Ánh", "Hoàng Văn Sửu"]
