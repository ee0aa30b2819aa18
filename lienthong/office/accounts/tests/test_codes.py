"""A code of an authenticator app is taken once, whichever web process meets it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import services, testing
from lienthong.office.accounts.errors import CodeRefused
from lienthong.office.accounts.models import SpentCode
from lienthong.office.accounts.testing import PASSWORD, code_of

NOW = datetime(2018, 3, 12, 1, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of nobody
OTHER = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"  # of nobody
STEP = 50_693_880


@pytest.fixture
def forgetful(settings: Any) -> None:
    """Let no process remember anything by itself: each attempt meets a web process that saw none before."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run acts at the same moment, each in a thread with its own connection; return what they returned or raised."""
    start, found = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait(10)
        try:
            found.append(act())
        except CodeRefused as no:
            found.append(type(no))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def waiting_for_a_code(**changes: Any) -> Client:
    """Return a browser that gave the right password and is asked for a code."""
    client = Client(**changes)
    testing.sign_in(client)
    return client


def gives(client: Client, code: str) -> str:
    """Give a code at the sign-in; return what the page says."""
    return str(client.post(reverse("mfa_authenticate"), {"code": code}, follow=True).content.decode())


@pytest.mark.django_db
def test_a_code_of_the_same_step_or_an_earlier_one_is_not_taken_again() -> None:
    services.spend_code(secret=SECRET, step=STEP, at=NOW)

    for step in (STEP, STEP - 1):
        with pytest.raises(CodeRefused):
            services.spend_code(secret=SECRET, step=step, at=NOW)

    services.spend_code(secret=SECRET, step=STEP + 1, at=NOW)
    services.spend_code(secret=OTHER, step=STEP, at=NOW)


@pytest.mark.django_db
def test_a_code_of_no_step_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(CodeRefused):
        services.spend_code(secret=SECRET, step=None, at=NOW)

    assert not SpentCode.objects.exists()


@pytest.mark.django_db
def test_one_app_has_one_row_which_does_not_tell_its_secret() -> None:
    for step in (STEP, STEP + 1):
        services.spend_code(secret=SECRET, step=step, at=NOW)

    row = SpentCode.objects.get()

    assert (row.step, row.at) == (STEP + 1, NOW)
    assert SECRET.encode() not in bytes(row.key)


@pytest.mark.usefixtures("committed_db")
def test_of_simultaneous_uses_of_a_code_one_passes() -> None:
    for step in range(STEP, STEP + 15):
        outcomes = at_once([lambda step=step: services.spend_code(secret=SECRET, step=step, at=NOW)] * 4)  # type: ignore[misc]  # bound early

        assert Counter(outcomes) == {None: 1, CodeRefused: 3}


@pytest.mark.usefixtures("committed_db", "forgetful")
def test_two_browsers_with_one_code_at_one_moment_let_one_person_in() -> None:
    secret = testing.an_app(testing.an_account())
    clients = [waiting_for_a_code(), waiting_for_a_code(REMOTE_ADDR="203.0.113.9")]
    code = code_of(secret)

    at_once([lambda client=client: gives(client, code) for client in clients])  # type: ignore[misc]  # bound early

    assert sorted("_auth_user_id" in client.session for client in clients) == [False, True]


@pytest.mark.django_db
@pytest.mark.usefixtures("forgetful")
def test_a_code_that_was_used_elsewhere_is_answered_like_a_wrong_one() -> None:
    secret = testing.an_app(testing.an_account())
    here, elsewhere = waiting_for_a_code(), waiting_for_a_code()
    code = code_of(secret)
    gives(here, code)

    again = gives(elsewhere, code)
    wrong = gives(elsewhere, "000000" if code != "000000" else "000001")

    assert "_auth_user_id" in here.session
    assert "_auth_user_id" not in elsewhere.session
    for text in (again, wrong):
        assert "Mã chưa đúng hoặc đã dùng rồi; chờ mã mới trên ứng dụng rồi nhập lại." in text


@pytest.mark.django_db
@pytest.mark.usefixtures("forgetful")
def test_the_code_that_switched_an_app_on_opens_nothing_and_the_next_one_does(client: Client) -> None:
    testing.an_account()
    testing.sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    elsewhere = waiting_for_a_code()

    gives(elsewhere, code_of(secret))
    assert "_auth_user_id" not in elsewhere.session

    testing.half_a_minute_passes()
    gives(elsewhere, code_of(secret))
    assert "_auth_user_id" in elsewhere.session


@pytest.mark.django_db
@pytest.mark.usefixtures("forgetful")
def test_the_code_of_the_sign_in_does_not_confirm_a_signature(client: Client) -> None:
    secret = testing.an_app(testing.an_account())
    testing.sign_in(client)
    code = code_of(secret)
    gives(client, code)

    refused = client.post(reverse("mfa_reauthenticate"), {"code": code})
    assert "đã dùng rồi" in refused.content.decode()

    testing.half_a_minute_passes()
    assert client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)}).status_code == 302


@pytest.mark.django_db
def test_a_code_may_be_typed_with_a_space_and_is_spent_all_the_same() -> None:
    secret = testing.an_app(testing.an_account())
    client = waiting_for_a_code()
    code = code_of(secret)

    gives(client, f"{code[:3]} {code[3:]}")

    assert "_auth_user_id" in client.session
    assert SpentCode.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("forgetful")
def test_a_recovery_code_spends_no_step_of_the_app() -> None:
    account = testing.an_account()
    testing.an_app(account)
    client = waiting_for_a_code()

    gives(client, testing.recovery_codes(account)[0])

    assert "_auth_user_id" in client.session
    assert not SpentCode.objects.exists()
    assert len(testing.recovery_codes(account)) == 9
    assert Authenticator.objects.filter(user=account, last_used_at__isnull=False).get().type == "recovery_codes"
