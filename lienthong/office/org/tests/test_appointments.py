"""Posts are filled seat by seat, and delegated for a while."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.models import Appointment, Delegation
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


@pytest.mark.parametrize("until", [MONDAY, MONDAY - WEEK])
def test_no_post_and_no_appointment_runs_backwards(until: date) -> None:
    post, person = testing.a_post(testing.a_unit()), testing.a_person()

    with pytest.raises(org.BackwardPeriod) as no:
        org.create_post(unit_id=post.unit_id, title="Phó", duties=["unit_head"], since=MONDAY, until=until)
    assert no.value.facts == {"since": "12/03/2018", "until": f"{until:%d/%m/%Y}"}
    with pytest.raises(org.BackwardPeriod):
        org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY, until=until)


def test_a_delegation_runs_forward_and_the_refusal_names_both_instants() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")

    with pytest.raises(org.BackwardPeriod) as no:
        org.delegate(
            from_post_id=post.pk, from_person_id=giver.pk, to_person_id=taker.pk, duties=["unit_head"], since=MONDAY_8AM,
            until=MONDAY_8AM - timedelta(minutes=1), reason="Đi họp",
        )  # fmt: skip

    assert no.value.facts == {"since": "08:00 ngày 12/03/2018", "until": "07:59 ngày 12/03/2018"}


@pytest.mark.parametrize(("duties", "refusal"), [([], org.PostNotHeld), (["king"], org.UnknownDuty)])
def test_a_delegation_gives_known_duties_and_at_least_one(duties: list[str], refusal: type[Exception]) -> None:
    post = testing.a_post(testing.a_unit(), "unit_head")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")

    with pytest.raises(refusal):
        org.delegate(
            from_post_id=post.pk, from_person_id=giver.pk, to_person_id=taker.pk, duties=duties, since=MONDAY_8AM,
            until=MONDAY_8AM + WEEK, reason="Đi họp",
        )  # fmt: skip


def test_an_appointment_does_not_end_before_it_began_and_never_later_than_it_would() -> None:
    post = testing.a_post(testing.a_unit())
    held = testing.an_appointment(post, since=MONDAY, until=MONDAY + WEEK)

    with pytest.raises(org.BackwardPeriod):
        org.end_appointment(appointment_uid=held.uid, on=MONDAY)
    org.end_appointment(appointment_uid=held.uid, on=MONDAY + WEEK * 2)

    held.refresh_from_db()
    assert held.until == MONDAY + WEEK


def test_an_appointment_begins_with_its_post_and_may_end_before_it() -> None:
    post = testing.a_post(testing.a_unit(), since=MONDAY, until=MONDAY + WEEK * 2)
    person = testing.a_person()

    with pytest.raises(org.PostNotValid) as no:
        org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY - WEEK, until=MONDAY)
    assert no.value.facts["since"] == "05/03/2018"
    with pytest.raises(org.PostNotValid):
        org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY, until=MONDAY + WEEK * 3)
    org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY, until=MONDAY + WEEK * 2)


def test_the_freed_seat_is_given_again_before_a_higher_one() -> None:
    post = testing.a_post(testing.a_unit(), seats=3)
    first, second = (
        org.appoint(post_id=post.pk, person_id=testing.a_person(name).pk, since=MONDAY) for name in ("A Lìn", "A Tài")
    )
    org.end_appointment(appointment_uid=first, on=MONDAY + WEEK)

    third = org.appoint(post_id=post.pk, person_id=testing.a_person("Lô Thị Én").pk, since=MONDAY + WEEK)

    seats = dict(Appointment.objects.values_list("uid", "seat"))
    assert (seats[first], seats[second], seats[third]) == (1, 2, 1)


def test_a_delegation_may_follow_another_at_the_instant_at_which_it_ends() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")

    for since in (MONDAY_8AM, MONDAY_8AM + WEEK):
        org.delegate(
            from_post_id=post.pk, from_person_id=giver.pk, to_person_id=taker.pk, duties=["unit_head", "unit_head"], since=since,
            until=since + WEEK, reason="Đi họp",
        )  # fmt: skip

    assert [one.duties for one in Delegation.objects.order_by("since")] == [["unit_head"], ["unit_head"]]
    assert len(org.holders("unit_head", post.unit_id, MONDAY_8AM + WEEK)) == 2


def test_a_delegation_revoked_before_it_began_never_counts_and_stays_on_record() -> None:
    post = testing.a_post(testing.a_unit(), "unit_head")
    giver, taker = testing.an_appointment(post).person, testing.a_person("Vi Văn Lộc")
    given = testing.a_delegation(post, giver, taker, since=MONDAY_8AM + WEEK)

    org.revoke_delegation(delegation_uid=given.uid, at=MONDAY_8AM)

    given.refresh_from_db()
    assert given.until - given.since == timedelta(microseconds=1)
    assert len(org.holders("unit_head", post.unit_id, MONDAY_8AM + WEEK + timedelta(seconds=1))) == 1
    org.revoke_delegation(delegation_uid=given.uid, at=MONDAY_8AM + WEEK * 9)
    given.refresh_from_db()
    assert given.until < MONDAY_8AM + WEEK * 2, "a second revocation does not give it life again"


def test_a_date_of_birth_gives_the_year() -> None:
    made = org.create_person(name="Lô Thị Én", birth_on=date(1990, 5, 2), birth_year=1980)

    assert made.birth_year == 1990
    assert org.people("lo thi en") == [made]


@pytest.mark.parametrize(
    ("system", "capacity"), [("state", "state"), ("vertical", "state"), ("party", "party"), ("front", "party")]
)
def test_the_capacity_of_a_post_follows_the_system_of_its_unit(system: str, capacity: str) -> None:
    unit = testing.a_unit(system=system)

    post = org.create_post(unit_id=unit.pk, title="Người đứng đầu", duties=["unit_head", "unit_head"], since=MONDAY, seats=2)

    assert (post.capacity, post.duties, post.seats) == (capacity, ("unit_head",), 2)


def test_who_left_is_known_at_the_unit_of_the_last_post_until_there_is_another_post() -> None:
    here, there = testing.a_unit(), testing.a_unit("UBND xã Vô Ngại")
    gone, moved, coming, both = (testing.a_person(name) for name in ("La Thị Hoa", "Vi Văn Lộc", "Lô Thị Én", "Nông Văn Sửu"))
    post, other = testing.a_post(here, seats=9), testing.a_post(there, seats=9)
    for person in (gone, moved, coming, both):
        first = org.appoint(post_id=post.pk, person_id=person.pk, since=MONDAY)
        org.end_appointment(appointment_uid=first, on=MONDAY + WEEK)
    second = org.appoint(post_id=other.pk, person_id=moved.pk, since=MONDAY + WEEK)
    org.appoint(post_id=other.pk, person_id=coming.pk, since=MONDAY + 5 * WEEK)
    again = org.appoint(post_id=post.pk, person_id=both.pk, since=MONDAY + WEEK)
    org.end_appointment(appointment_uid=again, on=MONDAY + 2 * WEEK)

    assert org.left(MONDAY, unit_id=here.pk) == []
    assert [row.name for row in org.left(MONDAY + WEEK, unit_id=here.pk)] == ["La Thị Hoa"]
    assert [row.name for row in org.left(MONDAY + 2 * WEEK, unit_id=here.pk)] == ["La Thị Hoa", "Nông Văn Sửu"]
    assert org.left(MONDAY + 2 * WEEK, person_id=moved.pk) == []
    org.end_appointment(appointment_uid=second, on=MONDAY + 3 * WEEK)
    assert [row.unit_id for row in org.left(MONDAY + 3 * WEEK, person_id=moved.pk)] == [there.pk]
    assert org.left(MONDAY + 9 * WEEK, unit_id=there.pk)[0].until == MONDAY + 3 * WEEK
