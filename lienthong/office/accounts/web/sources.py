"""Where a request comes from, and whether its browser signed in to an account before."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lienthong.office.accounts.rules import bare_username

_COOKIE = "lt-known"
_SALT = "lienthong.accounts.device"
_LIFE = 180 * 24 * 3600
_NAMES = 12


def address(request: HttpRequest) -> str:
    """Return the network address of the other side: the connection's own, as no proxy header can be believed unasked."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_LIFE)
    except signing.BadSignature:
        return {}
    return dict(found) if isinstance(found, dict) else {}


def _short(username: str) -> str:
    return hashlib.sha256(bare_username(username).encode()).hexdigest()[:16]


def device(request: HttpRequest, username: str) -> str:
    """Return the mark of a browser that signed in to this account before, empty for a stranger's."""
    return _known(request).get(_short(username), "")


def remember(request: HttpRequest, response: HttpResponseBase, username: str, mark: str) -> None:
    """Let the browser prove later that it signed in to this account; it gives attempts, never access."""
    known = {**_known(request), _short(username): mark}
    newest = dict(list(known.items())[-_NAMES:])
    response.set_cookie(
        _COOKIE, signing.dumps(newest, salt=_SALT), max_age=_LIFE, httponly=True, secure=settings.SECURE, samesite="Lax"
    )
