"""What is fetched from an OpenID Connect provider: its description of itself, its keys, the ID token of a code."""

from __future__ import annotations

import binascii
import http.client
import json
from base64 import urlsafe_b64decode
from typing import Any
from urllib.parse import urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings

from lienthong.office.citizens import rules
from lienthong.office.citizens.errors import NationalMismatch, NationalSilent

LONGEST_ANSWER = 256 * 1024
WANTED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def discovered() -> dict[str, Any]:
    """Return the provider's description of itself.  Raises NationalSilent, NationalMismatch (it names another issuer)."""
    found = _asked("GET", settings.CITIZENS_OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != settings.CITIZENS_OIDC_ISSUER:
        raise NationalMismatch(why=rules.WRONG_ISSUER)
    if not all(_is_theirs(found.get(name)) for name in WANTED):
        raise NationalSilent
    return found


def redeemed(found: dict[str, Any], *, code: str, verifier: str, back_to: str) -> str:
    """Return the ID token that a code is good for.  Raises NationalMismatch (a code that is no good), NationalSilent."""
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": back_to, "code_verifier": verifier,
        "client_id": settings.CITIZENS_OIDC_CLIENT_ID, "client_secret": settings.CITIZENS_OIDC_SECRET,
    }  # fmt: skip
    answer = _asked("POST", str(found["token_endpoint"]), urlencode(form).encode())
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise NationalMismatch(why=rules.NOT_AGREED)
    return token


def claims_of(token: str, found: dict[str, Any]) -> dict[str, Any]:
    """Return what an ID token says, once its signature (RS256 alone) is one of the provider's keys.  Raises NationalMismatch."""
    try:
        head, body, signature = token.split(".")
        told, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
        if not isinstance(told, dict) or not isinstance(claims, dict) or told.get("alg") != "RS256":
            raise NationalMismatch(why=rules.WRONG_SIGNATURE)
        key = _key(str(found["jwks_uri"]), told.get("kid"))
        numbers = RSAPublicNumbers(int.from_bytes(_bytes(key["e"])), int.from_bytes(_bytes(key["n"])))
        numbers.public_key().verify(_bytes(signature), f"{head}.{body}".encode(), PKCS1v15(), SHA256())
    except (ValueError, KeyError, TypeError, InvalidSignature, binascii.Error) as fault:
        raise NationalMismatch(why=rules.WRONG_SIGNATURE) from fault
    return claims


def _key(address: str, kid: Any) -> dict[str, Any]:
    keys = [one for one in _asked("GET", address).get("keys", []) if one.get("kty") == "RSA" and one.get("use", "sig") == "sig"]
    chosen: dict[str, Any] = next((one for one in keys if one.get("kid") == kid), {})
    return chosen


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _is_theirs(address: Any) -> bool:
    """Return whether an address may be talked to: as safe as the issuer's own."""
    return isinstance(address, str) and urlsplit(address).scheme in ("https", urlsplit(settings.CITIZENS_OIDC_ISSUER).scheme)


def _asked(method: str, address: str, body: bytes | None = None) -> dict[str, Any]:
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=settings.NOTICES_TIMEOUT)
    head = {"Accept": "application/json"} | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
    try:
        line.request(method, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, head)
        answer = line.getresponse()
        found = json.loads(answer.read(LONGEST_ANSWER))
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise NationalSilent from fault
    finally:
        line.close()
    if answer.status >= 500 or not isinstance(found, dict):
        raise NationalSilent
    return found
