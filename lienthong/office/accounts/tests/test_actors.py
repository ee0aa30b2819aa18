"""As whom an account acts, and what it may do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from lienthong.office.accounts import public as accounts
from lienthong.office.accounts import testing
from lienthong.office.org import public as org
from lienthong.office.org import testing as orgs
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.actor import Capacity

pytestmark = pytest.mark.django_db


def test_an_account_acts_in_the_post_of_its_person_in_one_statement(
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    place = orgs.a_district()
    account = testing.an_account(place.person("hoanh_mo", "counter_clerk"))

    with django_assert_num_queries(1):
        actor = accounts.actor_of(account, at=MONDAY_8AM)

    assert actor == place.actor("hoanh_mo", "counter_clerk")
    assert actor is not None
    assert actor.account_id == account.pk
    assert actor.sees == {place.commune.pk}


def test_a_chairman_sees_the_units_below() -> None:
    place = orgs.a_district()

    actor = accounts.actor_of(testing.an_account(place.person("district", "unit_head")), at=MONDAY_8AM)

    assert actor is not None
    assert {place.commune.pk, place.other_commune.pk, place.units["justice"].pk} <= actor.sees
    assert place.province.pk not in actor.sees


def test_a_person_with_posts_in_party_and_state_chooses_the_capacity() -> None:
    place = orgs.a_district()
    secretary = place.person("district", "unit_head")
    party = orgs.a_post(place.units["party"], "unit_head", title="Bí thư Huyện ủy", rank=99)
    orgs.an_appointment(party, secretary)
    account = testing.an_account(secretary)

    choices = accounts.capacities(account, MONDAY_8AM)
    chosen = accounts.actor_of(account, at=MONDAY_8AM, post_uid=party.uid)

    assert [(one.title, one.capacity) for one in choices] == [
        ("Chủ tịch UBND huyện", Capacity.STATE),
        ("Bí thư Huyện ủy", Capacity.PARTY),
    ]
    assert chosen is not None
    assert (chosen.capacity, chosen.unit_id, chosen.duties) == (Capacity.PARTY, place.units["party"].pk, {"unit_head"})


def test_duties_of_two_posts_in_one_unit_come_together() -> None:
    unit = orgs.a_unit()
    person = orgs.a_person()
    for duty in ("counter_clerk", "cashier"):
        orgs.an_appointment(orgs.a_post(unit, duty, title=duty), person)

    actor = accounts.actor_of(testing.an_account(person), at=MONDAY_8AM)

    assert actor is not None
    assert actor.duties == {"counter_clerk", "cashier"}


def test_a_delegation_in_the_same_unit_adds_its_duties_while_it_lasts() -> None:
    place = orgs.a_district()
    head, deputy = place.person("land", "division_head"), place.person("land", "specialist.land")
    orgs.a_delegation(place.post("land", "division_head"), head, deputy, "division_head", until=MONDAY_8AM + timedelta(hours=1))
    account = testing.an_account(deputy)

    during = accounts.actor_of(account, at=MONDAY_8AM)
    after = accounts.actor_of(account, at=MONDAY_8AM + timedelta(hours=1))

    assert during is not None
    assert after is not None
    assert (during.has("division_head"), after.has("division_head")) == (True, False)
    assert during.signs_as("division_head") == f"TUQ. Trưởng phòng / {during.post}", "for the post that is away"
    assert during.signs_as("specialist.land") == during.post, "its own work in its own name"
    assert after.titles == ()


def test_acting_by_delegation_says_on_whose_behalf() -> None:
    place = orgs.a_district()
    head, taker = place.person("hoanh_mo", "unit_head"), place.person("dong_van", "unit_head")
    given = orgs.a_delegation(place.post("hoanh_mo", "unit_head"), head, taker, "unit_head")

    actor = accounts.actor_of(testing.an_account(taker), at=MONDAY_8AM, key=str(given.uid))

    assert actor is not None
    assert (actor.unit_id, actor.on_behalf_of, actor.duties) == (place.commune.pk, head.uid, {"unit_head"})


def test_rights_stop_the_day_an_appointment_ends() -> None:
    post = orgs.a_post(orgs.a_unit())
    held = orgs.an_appointment(post)
    account = testing.an_account(held.person)
    assert accounts.actor_of(account, at=MONDAY_8AM) is not None

    org.end_appointment(appointment_uid=held.uid, on=MONDAY)

    assert accounts.actor_of(account, at=MONDAY_8AM) is None


def test_a_post_that_is_not_held_cannot_be_chosen() -> None:
    place = orgs.a_district()
    account = testing.an_account(place.person("hoanh_mo", "counter_clerk"))

    with pytest.raises(accounts.NotYourPost):
        accounts.actor_of(account, at=MONDAY_8AM, post_uid=place.post("district", "unit_head").uid)


def test_who_lacks_the_duty_is_told_which_one_it_takes() -> None:
    clerk = orgs.a_district().actor("hoanh_mo", "counter_clerk")

    assert accounts.require(clerk, "unit_head", "counter_clerk") is clerk
    with pytest.raises(accounts.NotYourDuty) as no:
        accounts.require(clerk, "unit_head")

    assert "Lãnh đạo đơn vị" in no.value.message
    assert accounts.may(None, "unit_head") is False


def test_any_specialist_is_a_specialist() -> None:
    place = orgs.a_district()

    assert accounts.may(place.actor("hoanh_mo", "specialist.finance"), "specialist")
    assert not accounts.may(place.actor("hoanh_mo", "specialist.finance"), "specialist.land")


def test_a_token_acts_with_one_duty_at_one_unit() -> None:
    place = orgs.a_district()
    made = accounts.create_token(duty="counter_clerk", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM)

    actor = accounts.actor_of_token(made.token, at=MONDAY_8AM, real_at=MONDAY_8AM)

    assert (actor.unit_id, actor.duties, actor.sees) == (place.commune.pk, {"counter_clerk"}, {place.commune.pk})
    assert actor.person_uid == place.person("hoanh_mo", "counter_clerk").uid


@pytest.mark.parametrize("what", ["wrong", "expired", "revoked", "left the post"])
def test_a_token_is_refused_when(what: str) -> None:
    place = orgs.a_district()
    made = accounts.create_token(duty="counter_clerk", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM, days=30)
    token, real_at = made.token, MONDAY_8AM
    match what:
        case "wrong":
            token = token[:-1] + ("a" if token[-1] != "a" else "b")
        case "expired":
            real_at += timedelta(days=30)
        case "revoked":
            accounts.revoke_token(token_uid=made.uid, at=MONDAY_8AM, real_at=MONDAY_8AM)
        case _:
            held = org.Appointment.objects.get(post=place.post("hoanh_mo", "counter_clerk"))
            org.end_appointment(appointment_uid=held.uid, on=MONDAY)

    with pytest.raises(accounts.TokenRefused):
        accounts.actor_of_token(token, at=MONDAY_8AM, real_at=real_at)


def test_a_token_is_kept_as_a_digest_only() -> None:
    place = orgs.a_district()
    made = accounts.create_token(duty="counter_clerk", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM)

    (row,) = accounts.tokens()

    assert made.token not in repr(row)
    assert row.hint == made.token[-4:]


def test_a_token_needs_somebody_who_holds_the_duty() -> None:
    place = orgs.a_district()

    with pytest.raises(accounts.NobodyHoldsDuty):
        accounts.create_token(duty="postal_agent", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM)
    with pytest.raises(org.UnknownDuty):
        accounts.create_token(duty="king", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM)
