"""Accounts and tokens are made, changed and ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from lienthong.office.accounts import queries
from lienthong.office.accounts.errors import AccountTaken, BadUsername, NobodyHoldsDuty, UnknownPerson, WeakPassword
from lienthong.office.accounts.models import Account, ApiToken
from lienthong.office.accounts.rules import bare_username, is_username
from lienthong.office.accounts.services.audit import record
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class NewToken:
    """A token just made; `token` is shown once and kept nowhere."""

    uid: UUID
    token: str
    expires_at: datetime


def check_password(password: str, account: Account | None = None) -> None:
    """Refuse a password that is short, common or like the user name.  Raises WeakPassword with the whole sentences."""
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise WeakPassword(faults=" ".join(fault.messages)) from None


@transaction.atomic
def create_account(
    *, username: str, password: str | None, person_uid: UUID | None, at: datetime, email: str = "", by: Actor | None = None
) -> Account:
    """Create an account for a person of the organisation; without a password only a passkey or national identity opens it.

    Raises BadUsername, AccountTaken, UnknownPerson, WeakPassword.
    """
    name = bare_username(username)
    if not is_username(name):
        raise BadUsername(username=username)
    if Account.objects.filter(username=name).exists():
        raise AccountTaken(username=name)
    person = org.person(person_uid) if person_uid else None
    if person_uid and person is None:
        raise UnknownPerson(person=str(person_uid))
    account = Account(username=name, email=email, person_id=person.id if person else None)
    if password is None:
        account.set_unusable_password()
    else:
        check_password(password, account)
        account.set_password(password)
    account.save()
    record("accounts.account_created", account, at=at, actor=by)
    return account


@transaction.atomic
def set_password(*, username: str, password: str, at: datetime, by: Actor | None = None) -> None:
    """Set a new password; every session of the account ends.  Raises UnknownAccount, WeakPassword."""
    account = queries.account(username)
    check_password(password, account)
    account.set_password(password)
    account.handed_at = None
    account.save(update_fields=["password", "handed_at"])
    end_sessions(account_id=account.pk)
    record("accounts.password_set", account, at=at, actor=by)


@transaction.atomic
def close_account(*, username: str, at: datetime, by: Actor | None = None) -> None:
    """Close an account: it no longer signs in, its sessions end, its tokens stop.  Raises UnknownAccount."""
    account = queries.account(username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account_id=account.pk)
    record("accounts.account_closed", account, at=at, actor=by)


def end_sessions(*, account_id: int, keep: str = "") -> int:
    """End every session of an account but the one with the key `keep`; return how many ended."""
    doomed = [
        one.session_key
        for one in Session.objects.order_by("pk").iterator()
        if one.session_key != keep and one.get_decoded().get("_auth_user_id") == str(account_id)
    ]
    return Session.objects.filter(session_key__in=doomed).delete()[0]


@transaction.atomic
def end_session(*, session_id: int, account_id: int) -> None:
    """End one session of an account, by the key of the sessions list; a session of somebody else is left alone."""
    for session in UserSession.objects.filter(pk=session_id, user_id=account_id):
        session.end()


@transaction.atomic
def create_token(
    *,
    duty: str,
    unit_id: int,
    at: datetime,
    real_at: datetime,
    name: str = "",
    person_uid: UUID | None = None,
    account: Account | None = None,
    days: int = 365,
    by: Actor | None = None,
) -> NewToken:
    """Make a token for one duty at one unit, answered for by a person who holds that duty there now.

    person_uid, account  who answers; the account's person, else the first holder of the duty.
    Raises NobodyHoldsDuty, org.UnknownDuty, org.UnknownUnit.
    """
    if duty not in org.DUTIES:
        raise org.UnknownDuty(duties=duty)
    unit = org.unit(unit_id)
    wanted = person_uid or (account.person.uid if account is not None and account.person is not None else None)
    holder = next((one for one in org.holders(duty, unit.id, at) if wanted in (None, one.person_uid)), None)
    person = org.person(holder.person_uid) if holder else None
    if holder is None or person is None:
        raise NobodyHoldsDuty(unit=unit.name, duty=org.DUTIES[duty])
    token = f"lt_{secrets.token_urlsafe(32)}"
    made = ApiToken.objects.create(
        name=name or f"{org.DUTIES[duty]}, {unit.short_name}",
        digest=queries.token_digest(token),
        hint=token[-4:],
        account=account,
        person_id=person.id,
        unit_id=unit.id,
        duty=duty,
        created_at=real_at,
        expires_at=real_at + timedelta(days=days),
    )
    record("accounts.token_created", account, at=at, actor=by, token_uid=made.uid, body={"duty": duty, "unit": str(unit.uid)})
    return NewToken(made.uid, token, made.expires_at)


@transaction.atomic
def revoke_token(*, token_uid: UUID, at: datetime, real_at: datetime, by: Actor | None = None) -> None:
    """Revoke a token at once; revoking it again changes nothing."""
    if ApiToken.objects.filter(uid=token_uid, revoked_at__isnull=True).update(revoked_at=real_at):
        record("accounts.token_revoked", None, at=at, actor=by, token_uid=token_uid)
