"""Factories of accounts for tests."""

from __future__ import annotations

from datetime import datetime

from django.test import Client
from django.urls import reverse

from lienthong.office.accounts.models import Account, Bucket
from lienthong.office.accounts.rules import bare_username
from lienthong.office.org.public import Person
from lienthong.office.org.testing import a_person

PASSWORD = "ruộng bậc thang mùa vàng"


def an_account(person: Person | None = None, *, username: str = "mai.ht", password: str = PASSWORD) -> Account:
    """Return an account of `person` (somebody new when None) with a password."""
    account = Account(username=bare_username(username), person=person or a_person("Hoàng Thị Mai"))
    account.set_password(password)
    account.save()
    return account


def sign_in(client: Client, username: str = "mai.ht", password: str = PASSWORD) -> None:
    """Sign in through the page, as a person does."""
    client.post(reverse("account_login"), {"login": username, "password": password})


def signed_in_as(client: Client, person: Person, *, username: str = "mai.ht") -> Account:
    """Make an account for `person` and sign in without the page (fast)."""
    account = an_account(person, username=username)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return account


def spend_every_attempt(until: datetime) -> None:
    """Leave no attempt in any bucket of the throttle until an instant (real time)."""
    Bucket.objects.update(tokens=0, at=until)
