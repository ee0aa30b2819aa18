"""Factories of accounts for tests."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts.models import Account, Bucket, SpentCode
from lienthong.office.accounts.rules import bare_username
from lienthong.office.org.public import Person
from lienthong.office.org.testing import a_person


class QuickArgon2(Argon2PasswordHasher):
    """The product's hash at its lowest cost, for tests; the product can read it."""

    time_cost, memory_cost, parallelism = 1, 8, 1


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


def an_app(account: Account) -> str:
    """Give an account an authenticator app and recovery codes, as switching it on does; return the app's secret."""
    secret = str(generate_totp_secret())
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def recovery_codes(account: Account) -> list[str]:
    """Return the recovery codes of an account that are not used up."""
    return list(Authenticator.objects.get(user=account, type="recovery_codes").wrap().get_unused_codes())


def code_of(secret: str) -> str:
    """Return the code that an authenticator app shows now; near the end of its 30 seconds, wait for the next one."""
    if time.time() % 30 > 27:
        time.sleep(30 - time.time() % 30)
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def half_a_minute_passes() -> None:
    """Let the codes that were spent belong to the time step before this one, in every process."""
    SpentCode.objects.update(step=F("step") - 1)
    cache.clear()


class FingerprintReader:
    """A reader in the browser's machine: Chromium's own virtual authenticator, which keeps passkeys and answers at once."""

    def __init__(self, page: Any) -> None:
        self._machine = page.context.new_cdp_session(page)
        self._machine.send("WebAuthn.enable")
        able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
        made = self._machine.send(
            "WebAuthn.addVirtualAuthenticator", {"options": {"protocol": "ctap2", "transport": "internal", **able}}
        )
        self._id = made["authenticatorId"]

    def meets_another_finger(self) -> None:
        """Let the reader not know the finger from now on."""
        self._machine.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": False})
