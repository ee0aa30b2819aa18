"""What is true of petitions at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

import json
from datetime import date

from django.db import connection

from lienthong.casework.petitions.queries.holding import TOKEN, seats
from lienthong.casework.petitions.rules.words import LEFT_BY
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_GAPS = """
SELECT (SELECT name FROM org_unit WHERE id = petitions_petition.unit_id),
       day, count(*), min(number), max(number) FROM petitions_petition GROUP BY unit_id, day
HAVING min(number) <> 1 OR max(number) <> count(*) ORDER BY day, unit_id LIMIT %s
"""
_TOLD = """
SELECT p.code, p.state, coalesce(s.head_activity, '') FROM petitions_petition p LEFT JOIN ledger_stream s ON s.uid = p.uid
 WHERE NOT coalesce((%s::jsonb -> s.head_activity) ? p.state, false) ORDER BY p.id LIMIT %s
"""
_HANDLED = """
SELECT p.code FROM petitions_petition p WHERE p.handler_id IS NOT NULL AND p.handler_id <> p.unit_id
   AND NOT EXISTS (SELECT 1 FROM ledger_participation t WHERE t.object_uid = p.uid AND t.unit_id = p.handler_id)
 ORDER BY p.id LIMIT %s
"""
_LAID = """
SELECT p.code, p.uid, coalesce(p.handler_id, p.unit_id), p.closed_at IS NULL, array_agg(t.unit_id) FILTER (WHERE t.id IS NOT NULL)
  FROM petitions_petition p LEFT JOIN tasks_task t ON t.object_uid = p.uid AND t.object_type = 'petition' AND t.closed_at IS NULL
 WHERE p.closed_at IS NULL OR t.id IS NOT NULL
 GROUP BY p.id ORDER BY p.id
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("petitions.numbers", "Số phản ánh, kiến nghị của mỗi đơn vị mỗi ngày liên tục từ 1", numbers),
        Invariant("petitions.told", "Tình trạng mỗi phản ánh, kiến nghị đúng với sự kiện cuối của nó trong sổ cái", told),
        Invariant("petitions.handled", "Đơn vị được giao xử lý nhìn thấy phản ánh, kiến nghị của mình", handled),
        Invariant("petitions.tasks", "Phản ánh, kiến nghị chưa khép có đúng một việc tại nơi giữ, đã khép thì không có", laid),
    ]


def numbers() -> list[str]:
    """Return the days of units whose numbers have a gap."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, [SHOWN])
        return [
            f"{unit}, ngày {day:%d/%m/%Y}: {many} phản ánh, kiến nghị mà số từ {lowest} đến {highest}"
            for unit, day, many, lowest, highest in cursor.fetchall()
        ]


def told() -> list[str]:
    """Return petitions whose state is not what their last event left."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [json.dumps(LEFT_BY), SHOWN])
        return [f"Phản ánh {code} ghi «{state}», sự kiện cuối là «{activity}»" for code, state, activity in cursor.fetchall()]


def handled() -> list[str]:
    """Return petitions that their handler does not see."""
    with connection.cursor() as cursor:
        cursor.execute(_HANDLED, [SHOWN])
        return [f"Đơn vị xử lý không nhìn thấy phản ánh {code}" for (code,) in cursor.fetchall()]


def laid() -> list[str]:
    """Return petitions that are open and have not exactly one open task where they lie, or are closed and have one.

    A unit that ends one day may hold it or who takes over: the day is not asked here, `reorganisation.nothing_stays` asks it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAID)
        rows = cursor.fetchall()
    heirs, wrong = seats(date.max), []
    for code, uid, home, is_open, units in rows:
        if not is_open:
            wrong.append(f"Phản ánh {code} đã khép mà còn việc đang mở")
        elif units not in ([home], [heirs.get((uid, TOKEN))]):
            wrong.append(f"Phản ánh {code} chưa khép có {len(units or [])} việc đang mở, hoặc việc không ở nơi đang giữ")
    return wrong[:SHOWN]
