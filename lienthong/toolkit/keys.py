"""Short keys that people read aloud and type: of a look-up, of a booked visit."""

from __future__ import annotations

import re

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0/O and 1/I: a key is read aloud over the telephone."""


def short_key(number: int) -> str:
    """Return the key that spells a random `number` (40 bits are used): 8 characters, shown in two groups of four."""
    return "".join(LETTERS[(number >> 5 * place) % 32] for place in range(8))


def clean_key(text: str) -> str:
    """Return a short key as a person typed it, without spaces and hyphens, in capitals."""
    return re.sub(r"[\s-]", "", text).upper()
