"""Accounts are made, changed and closed by administrators; every step is in the ledger."""

from __future__ import annotations

import os
from importlib import import_module

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.module_loading import import_string

from lienthong.office.accounts import public as accounts
from lienthong.office.accounts import rules, testing
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.web.middleware import ActorMiddleware
from lienthong.office.ledger import public as ledger
from lienthong.office.org import testing as orgs
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db

PASSWORD = testing.PASSWORD


def activities(actor: Actor | None) -> list[str]:
    """Return what the ledger shows to an actor, in order."""
    with ledger.seeing(actor.sees if actor else ()), connection.cursor() as cursor:
        cursor.execute("SELECT activity FROM ledger_event ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def create(username: str = "mai.ht", password: str | None = PASSWORD, **changes: object) -> accounts.Account:
    """Make an account for somebody new."""
    facts = {"person_uid": orgs.a_person().uid, "at": MONDAY_8AM, **changes}
    return accounts.create_account(username=username, password=password, **facts)  # type: ignore[arg-type]  # mixed keywords


def test_an_account_belongs_to_a_person_and_its_name_is_stored_small() -> None:
    made = create(" Mai.HT ")

    assert made.username == "mai.ht"
    assert accounts.account("MAI.ht") == made
    assert made.check_password(PASSWORD)


def test_the_product_hashes_passwords_with_argon2_at_its_full_cost_and_reads_the_quick_hash_of_tests() -> None:
    product = import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    first = import_string(product.PASSWORD_HASHERS[0])()

    encoded = first.encode(PASSWORD, first.salt())

    assert {
        "id": first.decode(encoded)["variety"],
        "memory": first.decode(encoded)["memory_cost"],
    } == {"id": "argon2id", "memory": 102_400}
    assert first.verify(PASSWORD, create().password)


def test_an_account_without_password_cannot_sign_in_with_one(client: Client) -> None:
    create(password=None)

    testing.sign_in(client)

    assert "_auth_user_id" not in client.session


def test_a_user_name_is_taken_once() -> None:
    create()

    with pytest.raises(accounts.AccountTaken):
        create("MAI.HT")


@pytest.mark.parametrize("name", ["ab", "mai ht", "hoàng", "-mai", "a" * 61, ""])
def test_a_user_name_has_plain_letters_only(name: str) -> None:
    with pytest.raises(accounts.BadUsername):
        create(name)


def test_an_account_needs_a_person_who_exists() -> None:
    with pytest.raises(accounts.UnknownPerson):
        create(person_uid=new_uid())
    with pytest.raises(accounts.UnknownAccount):
        accounts.account("khong.co")


@pytest.mark.parametrize(
    "password", ["ngắn", "aaaaaaaaaaaaaaaa", "abcdefghijklmnop", "MatKhau!!!!2018", "mai.ht.mai.ht.mai.ht", "123456789012"]
)
def test_a_weak_password_is_refused_with_what_to_do(password: str) -> None:
    with pytest.raises(accounts.WeakPassword) as no:
        create(password=password)

    assert "Mật khẩu" in no.value.message


def test_a_long_sentence_without_digits_is_a_good_password() -> None:
    assert not rules.is_monotonous("ruộng bậc thang")
    assert not rules.is_common_here("ruộng bậc thang")
    create(password="con suối chảy qua bản")


def test_a_new_password_ends_every_session(client: Client) -> None:
    create()
    testing.sign_in(client)

    accounts.set_password(username="mai.ht", password="một câu dài khác hẳn", at=MONDAY_8AM)

    assert client.get(reverse("usersessions_list")).status_code == 302


def test_a_closed_account_ends_its_sessions_and_its_tokens(client: Client) -> None:
    place = orgs.a_district()
    account = create(person_uid=place.person("hoanh_mo", "counter_clerk").uid)
    token = accounts.create_token(
        duty="counter_clerk", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM, account=account
    ).token
    testing.sign_in(client)

    accounts.close_account(username="mai.ht", at=MONDAY_8AM)

    assert client.get(reverse("usersessions_list")).status_code == 302
    with pytest.raises(accounts.TokenRefused):
        accounts.actor_of_token(token, at=MONDAY_8AM, real_at=MONDAY_8AM)


def test_sign_in_capacity_and_token_are_in_the_ledger(client: Client) -> None:
    place = orgs.a_district()
    admin = place.actor("district", "system_admin")
    person = place.person("hoanh_mo", "counter_clerk")
    account = create(person_uid=person.uid, by=admin)
    testing.sign_in(client)
    client.post(reverse("accounts:capacity"), {"key": str(place.post("hoanh_mo", "counter_clerk").uid)})
    made = accounts.create_token(
        duty="counter_clerk", unit_id=place.commune.pk, at=MONDAY_8AM, real_at=MONDAY_8AM, account=account, by=admin
    )
    accounts.revoke_token(token_uid=made.uid, at=MONDAY_8AM, real_at=MONDAY_8AM, by=admin)

    clerk = accounts.actor_of(account, at=MONDAY_8AM)
    assert activities(admin) == ["accounts.account_created", "accounts.token_created", "accounts.token_revoked"]
    assert activities(clerk) == ["accounts.signed_in", "accounts.capacity_chosen"]
    assert activities(None) == []


def through(actor: Actor | None, view: object) -> HttpResponse:
    """Run a view behind the middleware, as an actor."""
    request = RequestFactory().get("/")
    request.user = Account.objects.filter(username="mai.ht").first() or testing.an_account()
    request.actor = actor  # type: ignore[attr-defined]  # our own attribute
    answer = ActorMiddleware(lambda _: HttpResponse()).process_view(request, view, (), {})  # type: ignore[arg-type]  # any view
    assert isinstance(answer, HttpResponse)
    return answer


def context(request: HttpRequest) -> HttpResponse:
    """Show the row-level context that the database sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lienthong.units', true)")
        return HttpResponse(cursor.fetchone()[0])


def test_a_view_runs_in_the_row_level_context_of_its_actor() -> None:
    actor = orgs.a_district().actor("hoanh_mo", "counter_clerk")

    assert through(actor, context).content.decode() == str(actor.unit_id)
    assert through(None, context).content.decode() == ""


def test_a_view_for_another_duty_is_refused_with_a_page() -> None:
    actor = orgs.a_district().actor("hoanh_mo", "counter_clerk")

    assert through(actor, accounts.duty("unit_head")(context)).status_code == 403
    assert through(actor, accounts.duty("unit_head", "counter_clerk")(context)).status_code == 200


def test_somebody_without_a_post_is_told_whom_to_call() -> None:
    answer = through(None, accounts.signed_in(context))

    assert answer.status_code == accounts.NoPost.status
    assert "không giữ chức vụ nào" in answer.content.decode()


def test_the_marks_of_views_can_be_read_by_the_house() -> None:
    opened = accounts.open_to_public("Tra cứu công khai.")(context)

    assert opened.open_because == "Tra cứu công khai."  # type: ignore[attr-defined]  # the mark
    assert accounts.duty("unit_head")(context).required_duties == {"unit_head"}  # type: ignore[attr-defined]  # the mark
    with pytest.raises(ValueError, match="unknown duties"):
        accounts.duty("king")
    with pytest.raises(ValueError, match="say why"):
        accounts.open_to_public(" ")


def test_who_just_confirmed_may_sign_and_others_confirm_first(client: Client) -> None:
    create()
    testing.sign_in(client)
    before = accounts.recently_authenticated(client.get(reverse("usersessions_list")).wsgi_request)

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    after = accounts.recently_authenticated(client.get(reverse("usersessions_list")).wsgi_request)

    assert (before, after) == (False, True)
    assert accounts.confirm_first(RequestFactory().get("/"), back_url="/ky/")["Location"].endswith("/xac-nhan/?next=%2Fky%2F")
