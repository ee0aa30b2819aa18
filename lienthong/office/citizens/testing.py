"""Factories of citizens for tests."""

from __future__ import annotations

import json
import re
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.contrib.auth.hashers import make_password
from django.core import mail

from lienthong.office.citizens.access import seeing
from lienthong.office.citizens.models import Citizen
from lienthong.office.citizens.queries import CitizenRow
from lienthong.office.citizens.services import tokens
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.testing import Answering, serving

CLIENT, SECRET, BACK = "mot-cua", "khóa của hệ thống này", "http://localhost:8000/cong/dinh-danh/ve/"
PASSWORD = "nương ngô trên đồi gió"
EMAIL = "sen.hoang@thu.vn"


def a_citizen(name: str = "Hoàng Thị Sen", *, email: str = EMAIL, phone: str = "0912345678", **facts: Any) -> CitizenRow:
    """Return a citizen with an account."""
    uid: UUID = new_uid()
    told: dict[str, Any] = {"id_type": "cccd", "id_number": "022185000123", "password": make_password(PASSWORD)} | facts
    told.setdefault("email_proved", bool(email))
    with seeing(uid):
        row = Citizen.objects.create(uid=uid, name=name, email=email, phone=phone, **told)
    return CitizenRow(uid, row.name, row.email, row.phone, row.id_type, row.id_number)


TEXTER = "lienthong.office.citizens.testing.keep_text"
TEXTS: list[tuple[str, str]] = []
"""(number, words) of the text messages that `keep_text` took."""


def keep_text(*, uid: UUID, to: str, words: str) -> bool:
    """Stand where the gateway stands, as Django's own outbox stands for a mail server; a number that ends in 000 is refused."""
    TEXTS.append((to, words))
    return not to.endswith("000")


def texted_code() -> str:
    """Return the code of the newest text message."""
    return TEXTS[-1][1][:6]


def mailed_code() -> str:
    """Return the code of the newest mail."""
    found = re.search(r"\b(\d{6})\b", str(mail.outbox[-1].body))
    if found is None:
        raise AssertionError("the newest mail holds no code")
    return found[1]


class Provider:
    """An OpenID Connect provider that really listens: description, keys, codes for one use, ID tokens signed with RS256.

    who     the claims of whoever agrees next.  change: what is done to the claims, spoil: to the token, before it is sent.
    listed  the key that its key set shows; another one than it signs with is how a forger looks.
    described, shown  what its description and its key set say otherwise.  asked: which of them were fetched, in order.
    kid, secret       how its key is called; what it takes for our secret.
    """

    def __init__(self) -> None:
        self.key = self.listed = an_rsa_key()
        self.who = {"sub": "9f1c", "name": "Hoàng Thị Sen", "personal_number": "022185000123"}
        self.change: Callable[[dict[str, Any]], object] = lambda claims: None
        self.spoil: Callable[[str], str] = lambda token: token
        self.described: dict[str, Any] = {}
        self.shown: dict[str, Any] = {}
        self.kid, self.secret = "k1", SECRET
        self.asked: list[str] = []
        self.down = 0
        self.codes: dict[str, dict[str, str]] = {}
        self.issuer = ""

    def agreed(self, target: str) -> dict[str, str]:
        """Do what a person does on the provider's page: agree; return what the browser brings back."""
        asked = dict(parse_qsl(urlsplit(target).query))
        code = f"ma-{len(self.codes) + 1}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def description(self) -> dict[str, Any]:
        """Return what it says of itself."""
        at = self.issuer
        own = {"issuer": at, "authorization_endpoint": f"{at}/auth", "token_endpoint": f"{at}/token", "jwks_uri": f"{at}/keys"}
        return own | self.described

    def keys(self) -> dict[str, Any]:
        """Return its key set, an older key of another kind among them."""
        numbers = self.listed.public_key().public_numbers()
        shown = {"kty": "RSA", "use": "sig", "kid": self.kid, "n": _number(numbers.n), "e": _number(numbers.e)}
        return {"keys": [{"kty": "EC", "kid": "k0"}, shown]} | self.shown

    def whose(self, form: dict[str, str], basic: str) -> tuple[str, ...]:
        """Return who calls, by the one way that the description offers; none says HTTP Basic."""
        if "client_secret_post" in self.described.get("token_endpoint_auth_methods_supported", ()):
            return form.get("client_id", ""), form.get("client_secret", "")
        return tuple(unquote_plus(part) for part in b64decode(basic.removeprefix("Basic ")).decode().split(":"))

    def token(self, form: dict[str, str], basic: str) -> dict[str, Any]:
        """Return an ID token for a code, once, to the client that it was given to."""
        asked = self.codes.pop(form.get("code", ""), None)
        proof = _b64(sha256(form.get("code_verifier", "").encode()).digest())
        if self.whose(form, basic) != (CLIENT, self.secret):
            return {"error": "invalid_client"}
        if asked is None or proof != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {**self.who, "iss": self.issuer, "aud": CLIENT, "nonce": asked["nonce"], "iat": now, "exp": now + 300}
        self.change(claims)
        said = f"{_b64(json.dumps({'alg': 'RS256', 'kid': self.kid}).encode())}.{_b64(json.dumps(claims).encode())}"
        return {"id_token": self.spoil(f"{said}.{_b64(self.key.sign(said.encode(), PKCS1v15(), SHA256()))}")}


def an_rsa_key() -> rsa.RSAPrivateKey:
    """Return a fresh key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _b64(value.to_bytes((value.bit_length() + 7) // 8))


def _provider_handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def answer(self, told: dict[str, Any]) -> None:
            self.reply(provider.down or (400 if "error" in told else 200), told)

        def get(self) -> None:
            provider.asked.append(self.path)
            self.answer(provider.keys() if self.path == "/keys" else provider.description())

        def post(self) -> None:
            form = parse_qs(self.body().decode())
            basic = self.headers.get("Authorization", "")
            self.answer(provider.token({key: one[0] for key, one in form.items()}, basic))

    return Handler


@contextmanager
def a_provider(settings: Any) -> Generator[Provider]:
    """Run a provider of the national identity for the time of a test, and point the settings at it."""
    provider = Provider()
    with serving(_provider_handler(provider)) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        settings.CITIZENS_OIDC_ISSUER, settings.CITIZENS_OIDC_CLIENT_ID = provider.issuer, CLIENT
        settings.CITIZENS_OIDC_SECRET = SECRET
        tokens.forget()
        yield provider
