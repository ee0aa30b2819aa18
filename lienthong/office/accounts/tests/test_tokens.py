"""A token lets a program act as one person in one duty at one unit, for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lienthong.office.accounts import public as accounts
from lienthong.office.accounts import testing
from lienthong.office.accounts.models import Account, ApiToken
from lienthong.office.org import public as org
from lienthong.office.org import testing as orgs
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> orgs.District:
    """A small Bình Liêu."""
    return orgs.a_district()


def made(place: orgs.District, duty: str = "counter_clerk", unit: str = "hoanh_mo", **changes: Any) -> accounts.NewToken:
    """Make a token for a duty at a unit."""
    facts = {"at": MONDAY_8AM, "real_at": MONDAY_8AM, **changes}
    return accounts.create_token(duty=duty, unit_id=place.units[unit].pk, **facts)


def acts(token: accounts.NewToken, **changes: Any) -> Actor:
    """Return the actor of a token on Monday morning."""
    return accounts.actor_of_token(token.token, **{"at": MONDAY_8AM, "real_at": MONDAY_8AM, **changes})


def test_a_token_has_its_one_duty_though_the_post_carries_more(place: orgs.District) -> None:
    assert len(place.post("hoanh_mo", "counter_clerk").duties) > 1

    assert acts(made(place)).duties == {"counter_clerk"}


def test_a_token_of_a_duty_over_the_units_below_sees_them_and_any_other_does_not(place: orgs.District) -> None:
    assert "unit_reporter" in org.SUBTREE_DUTIES

    wide, narrow = acts(made(place, "unit_reporter", "district")), acts(made(place, "procedure_approver", "district"))

    assert {place.commune.pk, place.other_commune.pk, place.units["land"].pk} < wide.sees
    assert place.province.pk not in wide.sees
    assert narrow.sees == {place.district.pk}


def test_a_token_can_be_answered_for_by_a_named_person_who_holds_the_duty(place: orgs.District) -> None:
    post = orgs.a_post(place.commune, "counter_clerk", title="Cán bộ một cửa thứ hai", rank=99)
    second = orgs.an_appointment(post).person

    assert acts(made(place, person_uid=second.uid)).person_uid == second.uid
    with pytest.raises(accounts.NobodyHoldsDuty):
        made(place, person_uid=place.person("dong_van", "counter_clerk").uid)
    with pytest.raises(accounts.NobodyHoldsDuty):
        made(place, person_uid=new_uid())


def test_a_token_made_for_an_account_is_its_persons_and_acts_for_the_account(place: orgs.District) -> None:
    clerk = testing.an_account(place.person("hoanh_mo", "counter_clerk"))
    stranger = testing.an_account(place.person("dong_van", "counter_clerk"), username="thim.lv")

    assert acts(made(place, account=clerk)).account_id == clerk.pk
    with pytest.raises(accounts.NobodyHoldsDuty):
        made(place, account=stranger)


def test_an_account_of_no_person_gets_the_first_holder(place: orgs.District) -> None:
    machine = Account(username="may-quet")
    machine.save()

    token = made(place, account=machine)

    assert acts(token).person_uid == place.person("hoanh_mo", "counter_clerk").uid


def test_a_token_is_made_for_a_unit_that_exists(place: orgs.District) -> None:
    with pytest.raises(org.UnknownUnit):
        accounts.create_token(duty="counter_clerk", unit_id=0, at=MONDAY_8AM, real_at=MONDAY_8AM)


def test_a_token_without_a_name_is_called_by_its_duty_and_unit(place: orgs.District) -> None:
    made(place)
    made(place, name="Máy quét quầy 2", real_at=MONDAY_8AM + timedelta(hours=1))

    assert [row.name for row in accounts.tokens()] == [
        "Máy quét quầy 2",
        f"{org.DUTIES['counter_clerk']}, {place.commune.short_name}",
    ]


def test_the_list_of_tokens_shows_who_answers_and_until_when(place: orgs.District) -> None:
    token = made(place, days=30)

    (row,) = accounts.tokens()

    assert (row.uid, row.duty, row.unit_name) == (token.uid, "counter_clerk", place.commune.name)
    assert row.person_name == place.person("hoanh_mo", "counter_clerk").name
    assert (row.created_at, row.expires_at, row.revoked_at) == (MONDAY_8AM, MONDAY_8AM + timedelta(days=30), None)
    assert token.expires_at == row.expires_at


def test_a_token_works_to_its_last_moment(place: orgs.District) -> None:
    token = made(place, days=1)

    assert acts(token, real_at=MONDAY_8AM + timedelta(days=1, microseconds=-1))
    with pytest.raises(accounts.TokenRefused):
        acts(token, real_at=MONDAY_8AM + timedelta(days=1))


def test_revoking_stops_a_token_at_once_and_the_first_revocation_stands(place: orgs.District) -> None:
    token = made(place)
    first, second = MONDAY_8AM + timedelta(hours=1), MONDAY_8AM + timedelta(hours=2)

    for real_at in (first, second):
        accounts.revoke_token(token_uid=token.uid, at=real_at, real_at=real_at)

    assert ApiToken.objects.get().revoked_at == first
    with pytest.raises(accounts.TokenRefused):
        acts(token)


def test_revoking_a_token_that_does_not_exist_changes_nothing(place: orgs.District) -> None:
    token = made(place)

    accounts.revoke_token(token_uid=new_uid(), at=MONDAY_8AM, real_at=MONDAY_8AM)

    assert acts(token)


def test_a_token_follows_its_duty_not_the_post_it_was_made_with(place: orgs.District) -> None:
    token = made(place)
    person = place.person("hoanh_mo", "counter_clerk")
    held = org.Appointment.objects.get(person=person)
    again = orgs.a_post(place.commune, "counter_clerk", title="Cán bộ một cửa mới", since=MONDAY)
    orgs.an_appointment(again, person, since=MONDAY)
    org.end_appointment(appointment_uid=held.uid, on=MONDAY)

    assert acts(token).post == "Cán bộ một cửa mới"


@pytest.mark.parametrize("wrong", ["", "lt_", "lt_" + "A" * 43, "không phải mã"])
def test_a_token_that_was_never_made_is_refused_like_any_other(place: orgs.District, wrong: str) -> None:
    made(place)

    with pytest.raises(accounts.TokenRefused) as no:
        accounts.actor_of_token(wrong, at=MONDAY_8AM, real_at=MONDAY_8AM)

    assert (no.value.status, no.value.facts) == (401, {})


def test_two_tokens_of_one_duty_differ(place: orgs.District) -> None:
    one, other = made(place), made(place)

    assert one.token != other.token
    assert one.token.startswith("lt_")
    assert len(one.token) >= 46, "256 random bits"
