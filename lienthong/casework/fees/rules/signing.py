"""Signed messages between this house and its providers: HMAC-SHA256 over instant and bytes, old ones refused."""

from __future__ import annotations

import hashlib
import hmac

WINDOW = 300
"""Seconds that the clocks of the two sides may differ, and that a recorded message stays good."""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return `sha256=<hex>` over `timestamp.body`."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, body: bytes, given: str, *, now: int) -> bool:
    """Return whether a message is signed with the secret and not older, or younger, than the window allows.

    An empty secret signs nothing.
    """
    if not secret or not timestamp.isdecimal() or len(timestamp) > 12 or abs(now - int(timestamp)) > WINDOW:
        return False
    return hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode())
