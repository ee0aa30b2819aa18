"""Guessing is slowed down; nobody is ever locked out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import rules, services, testing
from lienthong.office.accounts.errors import TooManyAttempts
from lienthong.office.accounts.models import Bucket
from lienthong.office.org import testing as orgs

pytestmark = pytest.mark.django_db

NOW = datetime(2018, 3, 12, 1, 0, tzinfo=UTC)


def attempt(name: str = "chutich", source: str = "10.0.0.7", device: str = "", at: datetime = NOW) -> None:
    """Take one attempt of an account."""
    services.take(services.sign_in_buckets(name, source, device), at=at)


def test_five_attempts_are_free_and_the_sixth_waits() -> None:
    for _ in range(5):
        attempt()

    with pytest.raises(TooManyAttempts) as no:
        attempt()

    assert no.value.facts == {"seconds": 30}
    assert "không bị khóa" in no.value.message


def test_after_the_wait_the_next_attempt_is_allowed_however_many_were_refused() -> None:
    for _ in range(5):
        attempt()
    for _ in range(200):
        with pytest.raises(TooManyAttempts):
            attempt(at=NOW + timedelta(seconds=10))

    attempt(at=NOW + timedelta(seconds=30))


def test_strangers_cannot_use_up_the_attempts_of_a_browser_that_is_known() -> None:
    for _ in range(5):
        attempt(source="203.0.113.9")
    with pytest.raises(TooManyAttempts):
        attempt(source="203.0.113.9")

    attempt(source="10.0.0.7", device="máy của chủ tịch")


def test_one_source_cannot_try_every_account() -> None:
    for number in range(int(rules.SOURCE.capacity)):
        attempt(f"nguoi{number}")

    with pytest.raises(TooManyAttempts):
        attempt("nguoi-moi")


def test_a_clock_that_runs_back_gives_no_attempts() -> None:
    for _ in range(5):
        attempt()

    with pytest.raises(TooManyAttempts):
        attempt(at=NOW - timedelta(hours=1))


def test_the_page_says_how_long_to_wait_and_the_right_password_opens_after_it(client: Client) -> None:
    testing.an_account(orgs.a_person())
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "mai.ht", "password": "đoán mò thôi mà"})

    answer = client.post(reverse("account_login"), {"login": "mai.ht", "password": testing.PASSWORD})

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 30
    assert "không bị khóa" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    Bucket.objects.update(at=NOW)  # years ago: the wait is over
    testing.sign_in(client)
    assert "_auth_user_id" in client.session


def test_a_browser_that_signed_in_before_is_known_again(client: Client) -> None:
    testing.an_account(orgs.a_person())
    testing.sign_in(client)
    client.post(reverse("account_logout"))
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(6):
        last = stranger.post(reverse("account_login"), {"login": "mai.ht", "password": "đoán mò thôi mà"})
    assert last.status_code == 429

    testing.sign_in(client)

    assert "_auth_user_id" in client.session


def test_an_unknown_name_is_slowed_down_like_a_known_one(client: Client) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "khong.co", "password": "đoán mò thôi mà"})

    assert client.post(reverse("account_login"), {"login": "khong.co", "password": "x"}).status_code == 429
