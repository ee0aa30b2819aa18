"""What is true of readiness at every moment."""

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

_LOST = """
SELECT a.uid, f.uid FROM readiness_assessment a CROSS JOIN LATERAL jsonb_array_elements_text(a.files) AS f(uid)
 WHERE NOT EXISTS (SELECT FROM files_storedfile s WHERE s.uid = f.uid::uuid AND s.object_uid = a.uid) ORDER BY 1, 2 LIMIT 20
"""


def invariants() -> list[Invariant]:
    """Return the invariants of readiness."""
    return [Invariant("readiness.evidence_is_kept", "Mỗi minh chứng đã ghi còn trong kho tệp, thuộc bản đánh giá ấy.", _lost)]


def _lost() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOST)
        return [f"Minh chứng {file} của bản đánh giá {uid} không còn." for uid, file in cursor.fetchall()]
