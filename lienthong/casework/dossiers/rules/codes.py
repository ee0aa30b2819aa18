"""The dossier code and the look-up key on the slip.

Source: handbook domain.md 1.4 [I]: `{organisation code}-{yyMMdd}-{NNNN}`.
"""

from __future__ import annotations

import re
from datetime import date

from lienthong.toolkit.keys import short_key

_CODE = re.compile(r"^(?P<unit>[A-Z0-9.]{2,35})-(?P<day>\d{6})-(?P<number>\d{4,})$")


def dossier_code(org_code: str, day: date, number: int) -> str:
    """Return the code of the `number`-th dossier that a unit received on `day` (local date)."""
    if number < 1:
        raise ValueError("numbers start at 1")
    return f"{org_code}-{day:%y%m%d}-{number:04d}"


def is_dossier_code(text: str) -> bool:
    """Return whether `text` has the form of a dossier code."""
    return _CODE.match(text) is not None


def lookup_key(number: int) -> str:
    """Return the look-up key of a random `number` (40 bits are used): 8 characters, shown on the slip in two groups of four.

    The systems in use print 4 [I]; 4 characters can be guessed at leisure, so ours are 8 (40 bits).
    """
    return short_key(number)
