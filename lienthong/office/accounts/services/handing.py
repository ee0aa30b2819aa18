"""Accounts are given and passwords handed over by somebody else; whoever gets one chooses another before anything else."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from lienthong.office.accounts import queries
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.rules import handed_password
from lienthong.office.accounts.services.accounts import create_account, end_sessions
from lienthong.office.accounts.services.audit import record
from lienthong.toolkit.actor import Actor


@transaction.atomic
def give_account(*, username: str, person_uid: UUID, at: datetime, real_at: datetime, by: Actor | None) -> str:
    """Make an account for a person; return its first password, which is shown once and kept nowhere.

    real_at  real instant, from which the password runs out (`rules.HANDED_LIFE`).
    Raises BadUsername, AccountTaken, UnknownPerson.
    """
    account = create_account(username=username, password=None, person_uid=person_uid, at=at, by=by)
    return _handed(account, real_at)


@transaction.atomic
def hand_password(*, username: str, at: datetime, real_at: datetime, by: Actor | None) -> str:
    """Set a random password and return it: shown once, kept nowhere; every session of the account ends.

    real_at  as in `give_account`.  Raises UnknownAccount.
    """
    account = queries.account(username)
    password = _handed(account, real_at)
    end_sessions(account_id=account.pk)
    record("accounts.password_handed", account, at=at, actor=by)
    return password


def _handed(account: Account, real_at: datetime) -> str:
    password = handed_password([secrets.randbits(40), secrets.randbits(40)])
    account.set_password(password)
    account.handed_at = real_at
    account.save(update_fields=["password", "handed_at"])
    return password


@transaction.atomic
def drop_second_factors(*, username: str, at: datetime, by: Actor | None) -> int:
    """Take authenticator app, keys and recovery codes off an account whose owner has lost them; return how many there were.

    Its sessions end.  Raises UnknownAccount.
    """
    account = queries.account(username)
    dropped = int(Authenticator.objects.filter(user=account).delete()[0])
    if dropped:
        end_sessions(account_id=account.pk)
        record("accounts.second_factors_dropped", account, at=at, actor=by)
    return dropped


@transaction.atomic
def reopen_account(*, username: str, at: datetime, by: Actor | None = None) -> None:
    """Let a closed account sign in again; an open one stays as it is.  Raises UnknownAccount."""
    account = queries.account(username)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        record("accounts.account_reopened", account, at=at, actor=by)
