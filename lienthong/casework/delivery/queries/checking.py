"""What is true of dispatches at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

from typing import Any

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_LAID = """
SELECT d.symbol, d.receiver_name, d.state FROM delivery_dispatch d LEFT JOIN intake_arrival a ON a.uid = d.arrival_uid
 WHERE d.receiver_id IS NOT NULL AND d.means <> 'paper' AND d.state <> 'queued'
   AND (a.id IS NULL OR a.keeper_id <> d.receiver_id OR a.body_key <> d.receiver_key)
 ORDER BY d.id LIMIT %s
"""
_REGISTERED = """
SELECT d.symbol, d.receiver_name, d.state FROM delivery_dispatch d
  LEFT JOIN documents_document r ON r.uid = d.received_uid AND r.keeper_id = d.receiver_id
 WHERE (d.state IN ('registered', 'assigned', 'processing', 'done') AND d.receiver_id IS NOT NULL AND d.means <> 'paper'
        AND r.id IS NULL)
    OR (d.sender_id IS NOT NULL AND NOT EXISTS (SELECT FROM documents_document s
        WHERE s.uid = d.document_uid AND s.keeper_id = d.sender_id AND s.direction = 'out'))
 ORDER BY d.id LIMIT %s
"""
_FROZEN = """
SELECT d.symbol, d.receiver_name, d.state FROM delivery_dispatch d
  JOIN documents_document r ON r.uid IN (d.received_uid, d.document_uid)
 WHERE d.state = 'recalled' AND r.recalled_at IS NULL
   AND (r.uid = d.received_uid OR d.asked = 'recall')
 ORDER BY d.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("delivery.laid", "Văn bản gửi trong hệ thống nằm đúng ở nơi nhận, một lượt đến cho mỗi lượt gửi", laid),
        Invariant("delivery.registered", "Lượt gửi đã vào sổ chỉ đúng văn bản ở sổ của nơi gửi và nơi nhận", registered),
        Invariant("delivery.frozen", "Văn bản đã thu hồi không còn để xử lý ở nơi gửi và nơi nhận", frozen),
    ]


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return list(cursor.fetchall())


def laid() -> list[str]:
    """Return dispatches inside that lie before nobody, or before somebody else."""
    return [f"{symbol} gửi {name} ({state}) không nằm ở nơi nhận" for symbol, name, state in _asked(_LAID)]


def registered() -> list[str]:
    """Return dispatches whose document is not in the register that they name."""
    return [f"{symbol} gửi {name} ({state}) không có văn bản trong sổ" for symbol, name, state in _asked(_REGISTERED)]


def frozen() -> list[str]:
    """Return documents that were recalled and are not frozen."""
    return [f"{symbol} gửi {name} đã thu hồi mà văn bản chưa được đóng băng" for symbol, name, _ in _asked(_FROZEN)]
