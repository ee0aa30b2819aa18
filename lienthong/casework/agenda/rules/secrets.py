"""What is kept of the secret of a private address."""

from __future__ import annotations

import hashlib


def digest_of(secret: str) -> str:
    """Return the digest of a secret: with 256 random bits in it nobody finds it back."""
    return hashlib.sha256(secret.encode()).hexdigest()
