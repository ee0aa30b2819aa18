"""Numbers without gaps: of dossiers by day, of register lines and hand-over notes by year."""

from __future__ import annotations

from datetime import date

from django.db import connection


def take_number(unit_id: int, day: date) -> tuple[int, int]:
    """Return (number of the day, line of the year's register) for a unit, taken under the lock of their counters.

    Both counters are rows of the caller's transaction: rolled back with it, so that no number is lost or doubled.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_dailynumber AS n (unit_id, series, last) VALUES (%(u)s, %(y)s, 1), (%(u)s, %(d)s, 1)"
            " ON CONFLICT (unit_id, series) DO UPDATE SET last = n.last + 1 RETURNING series, last",
            {"u": unit_id, "d": day.isoformat(), "y": f"{day:%Y}"},
        )
        taken = dict(cursor.fetchall())
    return taken[day.isoformat()], taken[f"{day:%Y}"]


def take_series(unit_id: int, series: str) -> int:
    """Return the next number of a series of a unit, taken under the lock of its counter and rolled back with the caller."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_dailynumber AS n (unit_id, series, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (unit_id, series) DO UPDATE SET last = n.last + 1 RETURNING last",
            [unit_id, series],
        )
        return int(cursor.fetchone()[0])
