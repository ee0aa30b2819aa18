"""What is fetched from an OpenID Connect provider: its description of itself, its keys, the ID token of a code."""

from __future__ import annotations

import binascii
import http.client
import json
import logging
import re
import time
from base64 import b64encode, urlsafe_b64decode
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings

from lienthong.office.citizens import rules
from lienthong.office.citizens.errors import NationalMismatch, NationalSilent

log = logging.getLogger(__name__)

LONGEST_ANSWER = 256 * 1024
WANTED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
FRESH_SECONDS = 3600.0
"""How long a process goes on with what a provider said of itself; a key that is not among the known ones is asked for at once."""
AGAIN_SECONDS = 60.0
"""How long it does not ask again for such a key: who names one that there is not makes us ask no more often."""


@dataclass
class _Known:
    """What this process remembers of providers: by issuer the description, by address the keys, each with until when.

    sought  by address until when no key that is not there is asked for again.
    """

    described: dict[str, tuple[float, dict[str, Any]]]
    keys: dict[str, tuple[float, list[dict[str, Any]]]]
    sought: dict[str, float]


_known = _Known({}, {}, {})
_WRITTEN = re.compile(r"https?://[!-~]+")
"""Addresses are written in visible ASCII (RFC 3986): what else a provider says never becomes a header of ours."""


def forget() -> None:
    """Forget what providers said of themselves."""
    _known.described.clear()
    _known.keys.clear()
    _known.sought.clear()


def discovered() -> dict[str, Any]:
    """Return the provider's description of itself, asked for once an hour.

    Raises NationalSilent, NationalMismatch (it names another issuer).
    """
    issuer = settings.CITIZENS_OIDC_ISSUER
    until, found = _known.described.get(issuer, (0.0, {}))
    if time.monotonic() < until:
        return found
    found = _asked("GET", issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer", issuer) != issuer:
        raise NationalMismatch(why=rules.WRONG_ISSUER)
    if "issuer" not in found or not all(_is_theirs(found.get(name)) for name in WANTED):
        log.warning("national identity: the description lacks an address that can be used, or its issuer")
        raise NationalSilent
    _known.described[issuer] = (time.monotonic() + FRESH_SECONDS, found)
    return found


def redeemed(found: dict[str, Any], *, code: str, verifier: str, back_to: str) -> str:
    """Return the ID token that a code is good for.

    Raises NationalMismatch (a code that is no good), NationalSilent (whatever else it does not give one for: our client
    is not known there, say, which no citizen can mend).
    """
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back_to, "code_verifier": verifier}
    head, more = _as_ourselves(found)
    answer = _asked("POST", str(found["token_endpoint"]), urlencode(form | more).encode(), head)
    token = answer.get("id_token")
    if isinstance(token, str):
        return token
    fault = answer.get("error")
    log.warning("national identity: no ID token, error %.60r", fault)
    if fault == "invalid_grant":
        raise NationalMismatch(why=rules.NOT_AGREED)
    raise NationalSilent


def _as_ourselves(found: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return by which headers and fields we show who we are: in the form where that is offered, else as HTTP Basic.

    Source: OpenID Connect Discovery 1.0, 3 (token_endpoint_auth_methods_supported); RFC 6749, 2.3.1.
    """
    name, secret = settings.CITIZENS_OIDC_CLIENT_ID, settings.CITIZENS_OIDC_SECRET
    ways = found.get("token_endpoint_auth_methods_supported")
    if isinstance(ways, list) and "client_secret_post" in ways:
        return {}, {"client_id": name, "client_secret": secret}
    return {"Authorization": "Basic " + b64encode(f"{quote_plus(name)}:{quote_plus(secret)}".encode()).decode()}, {}


def claims_of(token: str, found: dict[str, Any]) -> dict[str, Any]:
    """Return what an ID token says, once its signature (RS256 alone) is one of the provider's keys.

    Raises NationalMismatch, NationalSilent (the keys cannot be had).
    """
    try:
        head, body, signature = token.split(".")
        told, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
        if not isinstance(told, dict) or not isinstance(claims, dict) or told.get("alg") != "RS256":
            raise NationalMismatch(why=rules.WRONG_SIGNATURE)
        key = _key(str(found["jwks_uri"]), told.get("kid"))
        numbers = RSAPublicNumbers(int.from_bytes(_bytes(key["e"])), int.from_bytes(_bytes(key["n"])))
        numbers.public_key().verify(_bytes(signature), f"{head}.{body}".encode(), PKCS1v15(), SHA256())
    except (ValueError, KeyError, TypeError, InvalidSignature, RecursionError, binascii.Error) as fault:
        log.warning("national identity: the signature does not hold, %s", type(fault).__name__)
        raise NationalMismatch(why=rules.WRONG_SIGNATURE) from fault
    return claims


def _key(address: str, kid: Any) -> dict[str, Any]:
    """Return a signing key by its name, empty when there is none; the set is asked for again only for a name not in it."""
    (until, keys), now = _known.keys.get(address, (0.0, [])), time.monotonic()
    chosen = _named(keys, kid)
    missed = not chosen and now < until
    if now >= until or (missed and now >= _known.sought.get(address, 0.0)):
        if missed:
            _known.sought[address] = now + AGAIN_SECONDS
        keys = _signing_keys(_asked("GET", address))
        _known.keys[address] = (time.monotonic() + FRESH_SECONDS, keys)
        chosen = _named(keys, kid)
    return chosen


def _named(keys: list[dict[str, Any]], kid: Any) -> dict[str, Any]:
    return next((one for one in keys if one.get("kid") == kid), {})


def _signing_keys(answer: dict[str, Any]) -> list[dict[str, Any]]:
    told = answer.get("keys")
    if not isinstance(told, list):
        log.warning("national identity: the key set is no list")
        raise NationalSilent
    keys = [one for one in told if isinstance(one, dict)]
    return [one for one in keys if one.get("kty") == "RSA" and one.get("use", "sig") == "sig"]


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _is_theirs(address: Any) -> bool:
    """Return whether an address may be talked to: written as one, and as safe as the issuer's own."""
    if not isinstance(address, str) or not _WRITTEN.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname and parts.port != 0) and parts.scheme in ("https", _scheme())
    except ValueError:  # a port or a host that is none
        return False


def _scheme() -> str:
    return urlsplit(settings.CITIZENS_OIDC_ISSUER).scheme


def _asked(method: str, address: str, body: bytes | None = None, more: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object that an address answers.  Raises NationalSilent; the log says why, and nothing that was sent."""
    try:
        status, found = _answer(method, address, body, more or {})
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as fault:
        log.warning("national identity: %s failed, %s", method, type(fault).__name__)
        raise NationalSilent from fault
    if status >= 500 or not isinstance(found, dict):
        log.warning("national identity: %s answered %s, no object", method, status)
        raise NationalSilent
    return found


def _answer(method: str, address: str, body: bytes | None, more: dict[str, str]) -> tuple[int, Any]:
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    head = {"Accept": "application/json"} | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {}) | more
    line = kind(parts.hostname or "", parts.port, timeout=settings.NOTICES_TIMEOUT)
    try:
        line.request(method, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, head)
        answer = line.getresponse()
        return answer.status, json.loads(answer.read(LONGEST_ANSWER))
    finally:
        line.close()
