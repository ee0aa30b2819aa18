"""What is true of rounds at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

from typing import Any

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_FILES = """
SELECT r.uid, r.now_sha256 FROM approval_round r
 LEFT JOIN files_storedfile f ON f.uid = r.now_file_uid LEFT JOIN files_storedfile g ON g.uid = r.file_uid
 WHERE f.sha256 IS DISTINCT FROM r.now_sha256 OR g.sha256 IS DISTINCT FROM r.sha256 ORDER BY r.id LIMIT %s
"""
_SIGNED = """
SELECT r.uid, r.label FROM approval_round r
 WHERE r.state IN ('signed', 'issued') AND EXISTS (
   SELECT 1 FROM approval_stand s WHERE s.round_id = r.id AND s.role IN ('cosign', 'sign') AND s.state <> 'done')
 ORDER BY r.id LIMIT %s
"""
_ISSUED = """
SELECT r.uid, r.label FROM approval_round r LEFT JOIN documents_document d ON d.uid = r.document_uid
 WHERE r.state = 'issued' AND d.symbol IS DISTINCT FROM r.label ORDER BY r.id LIMIT %s
"""
_SEALED = """
SELECT s.uid, s.sha256 FROM approval_sealed s LEFT JOIN files_storedfile f ON f.uid = s.file_uid
 WHERE f.sha256 IS DISTINCT FROM s.sha256 OR f.object_uid IS DISTINCT FROM s.object_uid ORDER BY s.id LIMIT %s
"""
_LAID = """
SELECT r.uid, r.state FROM approval_round r
 LEFT JOIN approval_stand s ON s.round_id = r.id AND s.state = 'open'
 LEFT JOIN tasks_task t ON t.object_uid = r.uid AND t.object_type = 'signing_round' AND t.closed_at IS NULL
 WHERE (r.state IN ('running', 'signed')) <> (s.id IS NOT NULL) OR s.place IS DISTINCT FROM t.token
    OR s.unit_id IS DISTINCT FROM t.unit_id ORDER BY r.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("approval.files", "Tệp của mỗi lần trình đúng mã băm đã ghi", kept),
        Invariant("approval.signed", "Văn bản chỉ được cấp số sau chữ ký cuối cùng", signed),
        Invariant("approval.issued", "Văn bản đã phát hành có đúng số trong sổ", issued),
        Invariant("approval.sealed", "Mỗi biên bản, bản sao, bản số hóa đã ký còn đúng tệp của nó", sealed),
        Invariant("approval.tasks", "Mỗi lần trình đang chạy có một việc ở đúng nơi đang chờ", laid),
    ]


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return list(cursor.fetchall())


def kept() -> list[str]:
    """Return rounds whose file is not the one that was signed."""
    return [f"lần trình {uid}: tệp không còn mã băm {digest[:16]}" for uid, digest in _asked(_FILES)]


def signed() -> list[str]:
    """Return rounds that count as signed while a signature is missing."""
    return [f"lần trình {uid}: {label or 'đã ký'} mà còn thiếu chữ ký" for uid, label in _asked(_SIGNED)]


def issued() -> list[str]:
    """Return rounds whose document has another number than theirs, or none."""
    return [f"lần trình {uid}: sổ không có {label}" for uid, label in _asked(_ISSUED)]


def sealed() -> list[str]:
    """Return sealed papers whose file is not the one that was sealed."""
    return [f"bản đóng dấu {uid}: tệp không còn mã băm {digest[:16]}" for uid, digest in _asked(_SEALED)]


def laid() -> list[str]:
    """Return rounds without a task where they stand, or with one where they do not."""
    return [f"lần trình {uid} ({state}): việc không nằm ở bước đang chờ" for uid, state in _asked(_LAID)]
