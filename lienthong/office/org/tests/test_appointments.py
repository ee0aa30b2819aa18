"""Posts are filled seat by seat, and delegated for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.testing import MONDAY, MONDAY_8AM

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def test_a_post_takes_as_many_people_as_it_has_seats() -> None:
    post = testing.a_post(testing.a_unit(), seats=2)
    people = [testing.a_person(name) for name in ("La Thị Hoa", "Vi Văn Lộc", "Lô Thị Én")]

    for person in people[:2]:
        org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY)
    with pytest.raises(org.PostFull):
        org.appoint(post_id=post.pk, person_id=people[2].pk, since=MONDAY + WEEK)

    assert len(org.holders("counter_clerk", post.unit_id, MONDAY_8AM)) == 2


def test_a_seat_is_free_again_the_day_an_appointment_ends() -> None:
    post = testing.a_post(testing.a_unit())
    first = org.appoint(post_id=post.pk, person_id=testing.a_person().pk, since=MONDAY)

    org.end_appointment(appointment_uid=first, on=MONDAY + WEEK)
    org.appoint(post_id=post.pk, person_id=testing.a_person("Lô Thị Én").pk, since=MONDAY + WEEK)

    assert [row.name for row in org.holders("counter_clerk", post.unit_id, MONDAY_8AM + WEEK)] == ["Lô Thị Én"]


def test_nobody_holds_the_same_post_twice_at_once() -> None:
    post, person = testing.a_post(testing.a_unit(), seats=3), testing.a_person()
    org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY, until=MONDAY + WEEK)

    with pytest.raises(org.OverlappingAppointment):
        org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY)

    org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY + WEEK)


def test_the_database_itself_forbids_two_people_on_one_seat() -> None:
    post = testing.a_post(testing.a_unit())
    testing.an_appointment(post)

    with pytest.raises(IntegrityError), transaction.atomic():
        testing.an_appointment(post, testing.a_person("Ai Đó"))


def test_an_appointment_stays_within_the_life_of_its_post() -> None:
    post = testing.a_post(testing.a_unit(), since=MONDAY, until=MONDAY + WEEK)

    with pytest.raises(org.PostNotValid):
        org.appoint(post_id=post.pk, person_id=testing.a_person().pk, since=MONDAY)


def test_a_post_carries_known_duties_only() -> None:
    with pytest.raises(org.UnknownDuty):
        org.create_post(unit_id=testing.a_unit().pk, title="Vua", duties=["king"], since=MONDAY)


def test_a_post_of_the_party_acts_for_the_party() -> None:
    unit = testing.a_unit("Huyện ủy", system="party", function="party_committee")

    post = org.create_post(unit_id=unit.pk, title="Bí thư", duties=["unit_head"], since=MONDAY)

    assert post.capacity == "party"
    assert [row.title for row in org.posts_of(unit.pk, MONDAY)] == ["Bí thư"]


def test_only_who_holds_a_post_delegates_its_duties() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head", title="Chủ tịch")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")
    end = MONDAY_8AM + WEEK

    def give(duty: str, by: int) -> None:
        org.delegate(
            from_post_id=post.pk,
            from_person_id=by,
            to_person_id=taker.pk,
            duties=[duty],
            since=MONDAY_8AM,
            until=end,
            reason="Đi họp",
        )

    with pytest.raises(org.PostNotHeld):
        give("cashier", giver.pk)
    with pytest.raises(org.PostNotHeld):
        give("unit_head", testing.a_person("Người Khác").pk)
    give("unit_head", giver.pk)
    with pytest.raises(org.OverlappingDelegation):
        give("unit_head", giver.pk)


def test_a_revoked_delegation_stops_at_once() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head", title="Chủ tịch")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")
    given = testing.a_delegation(post, giver, taker)

    org.revoke_delegation(delegation_uid=given.uid, at=MONDAY_8AM + timedelta(hours=1))

    assert len(org.holders("unit_head", post.unit_id, MONDAY_8AM)) == 2
    assert len(org.holders("unit_head", post.unit_id, MONDAY_8AM + timedelta(hours=1))) == 1


def test_a_person_may_be_known_by_the_year_of_birth_alone() -> None:
    made = org.create_person(name="  Chíu  Sếch Và ", birth_year=1956)

    assert org.person(made.uid) == made
    assert (made.name, made.birth_year) == ("Chíu Sếch Và", 1956)
