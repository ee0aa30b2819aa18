"""Slow-down instead of lock-out: token buckets in the database, taken before a password or code is checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from lienthong.office.accounts import rules
from lienthong.office.accounts.errors import TooManyAttempts
from lienthong.office.accounts.models import Bucket
from lienthong.toolkit import clock

_TAKE = """
  INSERT INTO accounts_bucket AS b (key, tokens, at) VALUES (%(key)s, %(capacity)s - 1, %(at)s)
  ON CONFLICT (key) DO UPDATE SET
    tokens = LEAST(%(capacity)s, b.tokens + GREATEST(0, extract(epoch FROM excluded.at - b.at)) / %(every)s) - 1,
    at = GREATEST(b.at, excluded.at)
  WHERE LEAST(%(capacity)s, b.tokens + GREATEST(0, extract(epoch FROM excluded.at - b.at)) / %(every)s) >= 1
  RETURNING tokens"""


def _key(allowance: rules.Allowance, name: str) -> bytes:
    return hashlib.sha256(f"{allowance.kind}:{name}".encode()).digest()


def _left(key: bytes, allowance: rules.Allowance, at: datetime) -> float:
    full = (allowance.capacity, at)  # where a sign-in that succeeded at this moment gave the attempts back
    tokens, since = Bucket.objects.filter(key=key).values_list("tokens", "at").first() or full
    return float(min(allowance.capacity, tokens + max(0.0, (at - since).total_seconds()) / allowance.every_seconds))


def take(wanted: Iterable[tuple[rules.Allowance, str]], *, at: datetime | None = None) -> None:
    """Take one attempt from each bucket, one statement each; what was taken before a refusal stays taken.

    at  real instant (else: the real clock, for doors that may not read it).  Raises TooManyAttempts with the seconds to
    wait; nothing is ever locked.
    """
    at = at or clock.real_now()
    for allowance, name in wanted:
        key = _key(allowance, name)
        facts: dict[str, bytes | float | datetime] = {
            "key": key,
            "capacity": allowance.capacity,
            "every": allowance.every_seconds,
            "at": at,
        }
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, facts)
            taken = cursor.fetchone()
        if taken is None:
            raise TooManyAttempts(seconds=rules.seconds_to_wait(_left(key, allowance, at), allowance))


def sign_in_buckets(username: str, source: str, device: str) -> list[tuple[rules.Allowance, str]]:
    """Return the buckets of one sign-in; a browser that signed in to the account before (`device`) has its own,
    so that strangers cannot use up the chairman's attempts.  An unknown user name has a bucket like any other.
    """
    name = rules.bare_username(username)
    own = (rules.DEVICE, f"{name}:{device}") if device else (rules.ACCOUNT, name)
    return [own, (rules.SOURCE, source), (rules.EVERYBODY, "")]


@transaction.atomic
def refill(username: str, device: str) -> None:
    """Give an account its attempts back after it signed in; the buckets of sources and everybody stay as they are."""
    names = [_key(*bucket) for bucket in sign_in_buckets(username, "", device)[:1]]
    Bucket.objects.filter(key__in=names).delete()
