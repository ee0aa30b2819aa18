"""What the public pages do beside reading: slow down those who guess."""

from __future__ import annotations

from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.portal.errors import LookedUpTooOften
from lienthong.office.accounts import public as accounts

SOURCE = accounts.Allowance("lookup.source", 40, 3)
"""Look-ups from one network address: a kiosk, or a commune behind one address, reads no faster."""
EVERYBODY = accounts.Allowance("lookup.everybody", 600, 0.05)
"""Look-ups of the whole installation: at 20 a second a key of 40 bits takes centuries to guess."""


def look_up(*, code: str, key: str, source: str) -> dossiers.PublicStanding | None:
    """Return a dossier's public standing, None when no dossier has that code and key.

    source  network address of the other side.  Three statements.  Raises LookedUpTooOften, right key or not.
    """
    try:
        accounts.take([(SOURCE, source), (EVERYBODY, "")])
    except accounts.TooManyAttempts as haste:
        raise LookedUpTooOften(**haste.facts) from haste
    return dossiers.public_lookup(code, key)
