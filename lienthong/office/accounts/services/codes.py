"""A code of an authenticator app opens one door once, whichever web process meets it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection, transaction

from lienthong.office.accounts.errors import CodeRefused

_SPEND = """
  INSERT INTO accounts_spentcode AS spent (key, step, at) VALUES (%s, %s, %s)
  ON CONFLICT (key) DO UPDATE SET step = excluded.step, at = excluded.at WHERE spent.step < excluded.step
  RETURNING step"""


@transaction.atomic
def spend_code(*, secret: str, step: int | None, at: datetime) -> None:
    """Spend the code of a time step, in one statement: of two at once the second waits for the first, and is refused.

    secret  the secret of the authenticator app that the code was computed from.
    step    the time step that the code belongs to (Unix seconds divided by the length of a step); None: to none.
    at      real instant.
    Raises  CodeRefused: this code or a later one was spent before, or the code belongs to no step.
    """
    if step is None:
        raise CodeRefused
    key = hashlib.sha256(f"totp:{secret}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, [key, step, at])
        spent = cursor.fetchone()
    if spent is None:
        raise CodeRefused
