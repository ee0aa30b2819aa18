"""Questions about citizens.  Two of them need no context: they go through functions that answer one question each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from lienthong.office.citizens import rules


@dataclass(frozen=True)
class CitizenRow:
    """A citizen as their pages see them."""

    uid: UUID
    name: str
    email: str
    phone: str
    id_type: str
    id_number: str


@dataclass(frozen=True)
class OpenSession:
    """A session that holds at the instant asked for, with whose it is."""

    citizen: CitizenRow
    digest: bytes
    opened_at: datetime
    seen_at: datetime


def digest_of(token: str) -> bytes:
    """Return under which a session's token is kept."""
    return hashlib.sha256(token.encode()).digest()


def session(token: str, *, at: datetime) -> OpenSession | None:
    """Return the session of a cookie's token with its citizen, or None when there is none or it has ended.

    at  real instant.  One statement; needs no context.
    """
    digest = digest_of(token)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizens_session_of(%s)", [digest])
        found = cursor.fetchone()
    if found is None:
        return None
    *cells, opened_at, seen_at = found
    if rules.session_ended(opened_at, seen_at, at):
        return None
    return OpenSession(CitizenRow(*cells), digest, opened_at, seen_at)


@dataclass(frozen=True)
class Known:
    """What must be known of an account before anybody is let in: the hash of its password, where codes may go."""

    uid: UUID
    password: str
    email: str
    phone: str
    email_proved: bool
    phone_proved: bool

    def address(self, channel: str) -> str:
        """Return where a code goes that way, empty when nowhere."""
        return self.phone if channel == rules.SMS else self.email

    def proved(self, channel: str) -> str:
        """Return where a code goes that way when one came back from there before, else empty."""
        return self.address(channel) if (self.phone_proved if channel == rules.SMS else self.email_proved) else ""


@dataclass(frozen=True)
class OfNumber:
    """An account that holds a personal number, and whether the number is proved."""

    uid: UUID
    proved: bool


def of_number(number: str) -> list[OfNumber]:
    """Return the accounts that hold a personal number: the one that proved it first, then who only typed it, five at most.

    One statement, no context.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizens_of_number(%s)", [number])
        return [OfNumber(*found) for found in cursor.fetchall()]


def for_sign_in(login: str) -> Known | None:
    """Return what is known of the citizen with a bare login: who proved it, else who typed it first.

    One statement, no context.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM citizens_for_sign_in(%s)", [login])
        found = cursor.fetchone()
    return Known(*found) if found else None
