"""What is true of the calendar at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from lienthong.casework.agenda.queries.holding import TASK, TOKEN, seats
from lienthong.toolkit.invariants import Invariant

SHOWN = 20

_EDITIONS = """
SELECT w.name, w.monday, w.number, count(e.id), coalesce(max(e.number), 0) FROM agenda_week w
  LEFT JOIN agenda_edition e ON e.keeper_id = w.keeper_id AND e.body_key = w.body_key AND e.monday = w.monday
       AND e.audience = w.system
 GROUP BY w.id HAVING count(e.id) <> w.number OR coalesce(max(e.number), 0) <> w.number ORDER BY w.id LIMIT %s
"""
_LEAKED = """
SELECT e.name, e.monday, one->>'uid' FROM agenda_edition e CROSS JOIN LATERAL jsonb_array_elements(e.content) one
 WHERE e.audience <> e.system AND ((one->>'private')::boolean OR NOT (one->>'shared')::boolean) ORDER BY e.id LIMIT %s
"""
_JOBS = """
SELECT j.code, j.uid, j.unit_id, j.state = 'open', array_agg(t.unit_id) FILTER (WHERE t.id IS NOT NULL)
  FROM agenda_job j LEFT JOIN tasks_task t ON t.object_uid = j.uid AND t.object_type = %s AND t.closed_at IS NULL
 WHERE j.state = 'open' OR t.id IS NOT NULL
 GROUP BY j.id ORDER BY j.id
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("agenda.editions", "Các bản lịch tuần đánh số liên tục từ 1, tuần ghi đúng số bản", editions),
        Invariant("agenda.sides", "Bản lịch gửi hệ thống kia chỉ có mục được chia sẻ", sides),
        Invariant("agenda.jobs", "Việc theo kết luận chưa báo cáo có đúng một việc tại nơi giữ, đã khép thì không có", jobs),
    ]


def _asked(sql: str, *facts: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())


def editions() -> list[str]:
    """Return weeks whose editions have a gap, or that name another number than the last one."""
    return [
        f"{name}, tuần từ {monday:%d/%m/%Y}: ghi bản {number} mà có {many} bản, cuối là {last}"
        for name, monday, number, many, last in _asked(_EDITIONS, SHOWN)
    ]


def sides() -> list[str]:
    """Return what the other side reads though it was not shared."""
    return [f"{name}, tuần từ {monday:%d/%m/%Y}: mục {uid} không được chia sẻ" for name, monday, uid in _asked(_LEAKED, SHOWN)]


def jobs() -> list[str]:
    """Return jobs that are open and have not exactly one task at their unit or its heir, or are closed and have one."""
    heirs, wrong = seats(date.max), []
    for code, uid, home, is_open, units in _asked(_JOBS, TASK):
        if not is_open:
            wrong.append(f"Việc {code} đã khép mà còn trong danh sách việc")
        elif units not in ([home], [heirs.get((uid, TOKEN))]):
            wrong.append(f"Việc {code} chưa báo cáo có {len(units or [])} việc đang mở, hoặc việc không ở nơi đang giữ")
    return wrong[:SHOWN]
