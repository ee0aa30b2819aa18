"""What is true of the queue at every moment."""

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20

_GAPS = """
SELECT (SELECT name FROM org_unit WHERE id = s.unit_id),
       s.day, s.last, count(t.id), min(t.number), max(t.number)
  FROM queue_series s LEFT JOIN queue_ticket t ON t.series_id = s.id
 GROUP BY s.id
HAVING count(t.id) <> s.last OR (count(t.id) > 0 AND (min(t.number), max(t.number)) IS DISTINCT FROM (1, s.last::int))
 LIMIT %s
"""
_DAYS = """
SELECT (SELECT name FROM org_unit WHERE id = t.unit_id),
       t.label, t.day FROM queue_ticket t JOIN queue_series s ON s.id = t.series_id
 WHERE t.day <> s.day OR t.day <> (t.issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date LIMIT %s
"""

_BOOKINGS = """
SELECT (SELECT name FROM org_unit WHERE id = b.unit_id),
       b.code, b.state FROM queue_booking b LEFT JOIN queue_ticket t ON t.booking_id = b.id
 WHERE (b.state IN ('came', 'late')) IS DISTINCT FROM (t.id IS NOT NULL)
    OR t.unit_id <> b.unit_id OR t.day <> b.day OR (t.booked_for IS NOT NULL) <> (b.state = 'came') LIMIT %s
"""

_MATTERS = """
SELECT (SELECT name FROM org_unit WHERE id = g.unit_id),
       m.key, string_agg(g.name, ', ' ORDER BY g.letter)
  FROM queue_matter m JOIN queue_countergroup g ON g.id = m.group_id
 WHERE g.closed_at IS NULL GROUP BY g.unit_id, m.kind, m.key HAVING count(*) > 1 LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("queue.numbers", "Số thứ tự mỗi nhóm quầy mỗi ngày liên tục từ 1, đúng ngày lấy", numbers),
        Invariant("queue.bookings", "Lịch hẹn đã đến có đúng một phiếu số của cùng đơn vị, ngày; chưa đến thì không", bookings),
        Invariant("queue.matters", "Mỗi thủ tục, mỗi lĩnh vực nhiều nhất một nhóm quầy đang mở của đơn vị làm", matters),
    ]


def numbers() -> list[str]:
    """Return series with a gap, a double or a counter that lies, and tickets that stand in another day than theirs."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, [SHOWN])
        gaps = [
            f"{unit}, dãy số ngày {day:%d/%m/%Y}: số cuối {last} mà có {many} phiếu ({lowest}-{highest})"
            for unit, day, last, many, lowest, highest in cursor.fetchall()
        ]
        cursor.execute(_DAYS, [SHOWN])
        return gaps + [f"{unit}: phiếu {label} ghi ngày {day:%d/%m/%Y}, khác ngày lấy" for unit, label, day in cursor.fetchall()]


def bookings() -> list[str]:
    """Return bookings whose state and ticket do not agree."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOKINGS, [SHOWN])
        return [f"{unit}: lịch hẹn {code} ghi «{state}», không khớp phiếu số" for unit, code, state in cursor.fetchall()]


def matters() -> list[str]:
    """Return matters that two open groups of one unit serve."""
    with connection.cursor() as cursor:
        cursor.execute(_MATTERS, [SHOWN])
        return [f"{unit}: «{key}» giao cho hai nhóm quầy ({groups})" for unit, key, groups in cursor.fetchall()]
