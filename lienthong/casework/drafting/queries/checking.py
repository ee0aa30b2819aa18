"""What is true of drafts at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

import json

from django.db import connection

from lienthong.casework.drafting.rules.words import LEFT_BY
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_COUNTED = """
SELECT d.uid, d.versions, count(v.id), coalesce(max(v.number), 0) FROM drafting_draft d
  LEFT JOIN drafting_version v ON v.draft_id = d.id GROUP BY d.id
HAVING d.versions <> count(v.id) OR d.versions <> coalesce(max(v.number), 0) OR d.versions = 0 ORDER BY d.id LIMIT %s
"""
_TOLD = """
SELECT d.uid, d.state, coalesce(s.head_activity, '') FROM drafting_draft d LEFT JOIN ledger_stream s ON s.uid = d.uid
 WHERE NOT coalesce((%s::jsonb ->> s.head_activity) ~ ('\\m' || d.state || '\\M'), false) ORDER BY d.id LIMIT %s
"""
_ASKED = """
SELECT d.uid, o.token, count(t.id) FROM drafting_opinion o JOIN drafting_draft d ON d.id = o.draft_id
  LEFT JOIN tasks_task t ON t.object_uid = d.uid AND t.object_type = 'draft' AND t.token = o.token AND t.closed_at IS NULL
 GROUP BY d.uid, o.id HAVING count(t.id) <> (CASE WHEN o.given_at IS NULL AND o.withdrawn_at IS NULL THEN 1 ELSE 0 END)
 ORDER BY o.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("drafting.versions", "Các bản của mỗi dự thảo liên tục từ 1 đến bản cuối", versions),
        Invariant("drafting.told", "Tình trạng mỗi dự thảo đúng với sự kiện cuối của nó trong sổ cái", told),
        Invariant("drafting.asked", "Mỗi đơn vị đang được hỏi ý kiến có đúng một việc, đã trả lời thì không còn", asked),
    ]


def versions() -> list[str]:
    """Return drafts whose versions have a gap or are not counted right."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [SHOWN])
        return [f"Dự thảo {uid}: ghi {said} bản, có {many}, số cuối {last}" for uid, said, many, last in cursor.fetchall()]


def told() -> list[str]:
    """Return drafts whose state is not what their last event left."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [json.dumps(LEFT_BY), SHOWN])
        return [f"Dự thảo {uid} ghi «{state}», sự kiện cuối là «{activity}»" for uid, state, activity in cursor.fetchall()]


def asked() -> list[str]:
    """Return questions that wait without a task, and tasks that nobody asked for."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [SHOWN])
        return [f"Dự thảo {uid}, câu hỏi {token}: có {many} việc đang mở" for uid, token, many in cursor.fetchall()]
