"""Fees that were paid before this app kept tills are carried over, so that payments and fee lines tell the same sums."""

from __future__ import annotations

from django.db import connection


def carry_over() -> int:
    """Carry over whatever was paid without a payment; return how many fee lines.  A second time there is nothing left.

    One payment for each dossier and method, without till and receipt.  Only for the owner, who sees every row: after a load
    that wrote fee lines by itself; the migration did it for what was there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT fees_carry_over()")
        return int(cursor.fetchone()[0])
