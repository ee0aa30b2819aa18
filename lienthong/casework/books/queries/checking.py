"""What is true of books at every moment."""

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20

_GAPS = """
SELECT (SELECT name FROM org_unit WHERE id = b.unit_id),
       b.kind, b.year, b.volume, b.first, b.last, count(e.id), min(e.number), max(e.number)
  FROM books_book b LEFT JOIN books_bookentry e ON e.book_id = b.id
 GROUP BY b.id
HAVING count(e.id) <> b.last - b.first + 1
    OR (count(e.id) > 0 AND (min(e.number), max(e.number)) IS DISTINCT FROM (b.first::int, b.last::int))
 LIMIT %s
"""
_CHAIN = """
SELECT (SELECT name FROM org_unit WHERE id = told.unit_id),
       kind, year, volume, first, before FROM (
  SELECT *, lag(last) OVER (PARTITION BY unit_id, kind, year ORDER BY volume) AS before FROM books_book
) told WHERE before IS NOT NULL AND first <> before + 1 LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [Invariant("books.numbers", "Số trong mỗi sổ liên tục, không trùng, không khuyết, sang quyển thì nối tiếp", numbers)]


def numbers() -> list[str]:
    """Return volumes with a gap, a double or a counter that lies, and volumes that do not go on where the one before ended."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, [SHOWN])
        gaps = [
            f"{unit}, sổ {kind} {volume:02d}/{year}: từ {first} đến {last} mà có {many} dòng ({lowest}-{highest})"
            for unit, kind, year, volume, first, last, many, lowest, highest in cursor.fetchall()
        ]
        cursor.execute(_CHAIN, [SHOWN])
        return gaps + [
            f"{unit}, sổ {kind} {volume:02d}/{year}: bắt đầu từ {first}, quyển trước hết ở {before}"
            for unit, kind, year, volume, first, before in cursor.fetchall()
        ]
