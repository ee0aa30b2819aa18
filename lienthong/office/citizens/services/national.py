"""The national identity: an OpenID Connect provider says who somebody is, and vouches for their personal number.

Authorization code with PKCE, `state` and `nonce`.  Nothing of a provider is believed before its ID token was held to the
provider's keys, to us, to this very attempt and to the clock, even though it came straight from the provider.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from lienthong.office.citizens import access, queries, rules
from lienthong.office.citizens.errors import NationalMismatch, NationalWithoutNumber, WrongSignIn
from lienthong.office.citizens.models import Citizen
from lienthong.office.citizens.services import tokens
from lienthong.office.citizens.services.entering import Opened, known_by, opened
from lienthong.toolkit import vietnamese
from lienthong.toolkit.identity import new_uid


@dataclass(frozen=True)
class Attempt:
    """One sign-in on its way, for a signed cookie of the browser alone: what the answer must fit."""

    state: str
    nonce: str
    verifier: str

    def kept(self) -> dict[str, str]:
        """Return it as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for: the personal number, and the name as it writes it."""

    number: str
    name: str


def offers_national() -> bool:
    """Return whether people sign in with the national identity here."""
    return bool(settings.CITIZENS_OIDC_ISSUER)


def begin_national(*, back_to: str) -> tuple[str, Attempt]:
    """Return where the browser goes, and what its answer must fit.  back_to: our own address.  Raises NationalSilent."""
    attempt = Attempt(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    challenge = urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": settings.CITIZENS_OIDC_CLIENT_ID, "redirect_uri": back_to,
        "scope": settings.CITIZENS_OIDC_SCOPE, "state": attempt.state, "nonce": attempt.nonce,
        "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    target = str(tokens.discovered()["authorization_endpoint"])
    return f"{target}{'&' if '?' in target else '?'}{urlencode(asked)}", attempt


def finish_national(*, attempt: Attempt | None, state: str, code: str, back_to: str, at: datetime) -> Identity:
    """Return for whom the provider vouches in its answer.

    attempt  of this browser, None when it has none.  at: real instant.
    Raises NationalMismatch, NationalWithoutNumber, NationalSilent.
    """
    if attempt is None or not state or not compare_digest(attempt.state.encode(), state.encode()):
        raise NationalMismatch(why=rules.WRONG_STATE)
    if not code:
        raise NationalMismatch(why=rules.NOT_AGREED)
    found = tokens.discovered()
    claims = tokens.claims_of(tokens.redeemed(found, code=code, verifier=attempt.verifier, back_to=back_to), found)
    why = rules.claims_fault(
        claims, issuer=settings.CITIZENS_OIDC_ISSUER, client=settings.CITIZENS_OIDC_CLIENT_ID, nonce=attempt.nonce,
        now=at.timestamp(),
    )  # fmt: skip
    if why:
        raise NationalMismatch(why=why)
    return _identity(claims)


def _identity(claims: dict[str, Any]) -> Identity:
    """Return whom the claims name.  The number's claim is a setting: no text that is public fixes it."""
    number = rules.personal_number(claims.get(settings.CITIZENS_OIDC_NUMBER))
    told = str(claims.get("name") or "")[:200]
    if not number or not any(sign.isalpha() for sign in told):
        raise NationalWithoutNumber
    return Identity(number, vietnamese.clean_name(told))


def enter_national(*, identity: Identity, at: datetime) -> Opened | None:
    """Open the account of a proved number, a new one when nobody has told this number before; None: somebody has.

    Then the password of that account is asked (`link_national`), or a new one is opened (`open_national`): anybody may
    have typed the number there.  at: real instant.
    """
    known = queries.of_number(identity.number)
    if known:
        return opened(known[0].uid, at=at) if known[0].proved else None
    return _new(identity, at)


def link_national(*, identity: Identity, login: str, password: str, at: datetime) -> Opened:
    """Prove the number of the account that has this login and password and holds the number; open it.

    An account that proved the number meanwhile is opened as it is.  at: real instant.  Raises WrongSignIn.
    """
    if proved := _proved(identity.number):
        return opened(proved, at=at)
    known = known_by(login, password)
    changes = {"proved_number": identity.number, "id_type": rules.CARD}
    try:
        with access.seeing(known.uid):
            mine = Citizen.objects.filter(uid=known.uid, id_number=identity.number, proved_number="")
            if not mine.update(**changes):
                raise WrongSignIn
            return opened(known.uid, at=at)
    except IntegrityError:
        return _opened_meanwhile(identity, at)


def open_national(*, identity: Identity, at: datetime) -> Opened:
    """Open a new account for a number that no account has proved, else that account: it comes in by its number alone.

    at  real instant.
    """
    proved = _proved(identity.number)
    return opened(proved, at=at) if proved else _new(identity, at)


def _new(identity: Identity, at: datetime) -> Opened:
    uid: UUID = new_uid()
    try:
        with access.seeing(uid):
            Citizen.objects.create(
                uid=uid, name=identity.name, id_type=rules.CARD, id_number=identity.number, proved_number=identity.number,
                password=make_password(None),
            )  # fmt: skip
            return opened(uid, at=at)
    except IntegrityError:
        return _opened_meanwhile(identity, at)


def _proved(number: str) -> UUID | None:
    """Return the account that proved a number."""
    return next((one.uid for one in queries.of_number(number) if one.proved), None)


def _opened_meanwhile(identity: Identity, at: datetime) -> Opened:
    """Open the account that proved the number a moment ago, when a button was pressed twice: there is one and no other."""
    proved = _proved(identity.number)
    assert proved is not None  # noqa: S101 - the constraint that refused the second one says so
    return opened(proved, at=at)
