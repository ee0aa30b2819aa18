"""What a day in front of the counters was like, hour by hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from lienthong.office.ledger import public as ledger


@dataclass(frozen=True)
class HourRow:
    """One hour of a day by when the ticket was taken.  wait, service: mean minutes, None = unknown (nobody called, served).

    booked, booked_wait  those who booked and came in their time, and how long they waited.
    """

    hour: int
    issued: int
    priority: int
    served: int
    no_show: int
    skipped: int
    left: int
    wait: int | None
    service: int | None
    booked: int
    booked_wait: int | None


_HOURS = """
SELECT extract(hour FROM issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour, count(*),
  count(*) FILTER (WHERE priority <> ''), count(*) FILTER (WHERE state = 'served'), count(*) FILTER (WHERE state = 'no_show'),
  count(*) FILTER (WHERE state = 'skipped'), count(*) FILTER (WHERE state IN ('waiting', 'called', 'unfinished')),
  round(avg(extract(epoch FROM called_at - issued_at)) / 60)::int,
  round(avg(extract(epoch FROM finished_at - began_at)) FILTER (WHERE state = 'served') / 60)::int,
  count(booked_for), round(avg(extract(epoch FROM called_at - issued_at)) FILTER (WHERE booked_for IS NOT NULL) / 60)::int
FROM queue_ticket WHERE unit_id = %s AND day = %s GROUP BY 1 ORDER BY 1
"""


def hours(unit_id: int, day: date) -> list[HourRow]:
    """Return the hours of a day in which somebody took a number; one statement."""
    with ledger.seeing({unit_id}), connection.cursor() as cursor:
        cursor.execute(_HOURS, [unit_id, day])
        return [HourRow(*row) for row in cursor.fetchall()]
