"""What is true of work files at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

from typing import Any

from django.db import connection

from lienthong.casework.workfiles.models import WorkFile
from lienthong.casework.workfiles.queries import contents
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_PLANNED = """
SELECT f.symbol, f.year FROM workfiles_workfile f
  JOIN workfiles_planline l ON l.id = f.line_id JOIN workfiles_plan p ON p.id = l.plan_id
 WHERE p.state <> 'issued' OR (p.keeper_id, p.system, p.year) IS DISTINCT FROM (f.fonds_id, f.system, f.year::smallint)
    OR f.symbol NOT LIKE l.symbol || '%%'
 ORDER BY f.id LIMIT %s
"""
_HANDED = """
SELECT f.symbol, f.year FROM workfiles_workfile f
 WHERE f.state IN ('handed', 'transferred') AND NOT EXISTS (
   SELECT 1 FROM workfiles_handinline l JOIN workfiles_handin h ON h.id = l.hand_in_id
    WHERE l.file_id = f.id AND h.state = 'done' AND h.store = f.store)
 ORDER BY f.id LIMIT %s
"""
_DESTROYED = """
SELECT f.symbol, f.year FROM workfiles_workfile f
 WHERE f.state = 'destroyed' AND (
   EXISTS (SELECT 1 FROM workfiles_fileitem i WHERE i.file_id = f.id)
   OR EXISTS (SELECT 1 FROM workfiles_hold h WHERE h.file_id = f.id AND h.lifted_at IS NULL)
   OR coalesce(f.closing->>'digest', '') = ''
   OR NOT EXISTS (SELECT 1 FROM workfiles_destructionline l JOIN workfiles_destruction d ON d.id = l.destruction_id
      WHERE l.file_id = f.id AND d.id = f.destruction_id AND d.state = 'done' AND l.outcome = 'destroy'
        AND (SELECT count(*) FROM workfiles_verdict v WHERE v.line_id = l.id)
          = (SELECT count(*) FROM workfiles_councilmember m WHERE m.destruction_id = d.id)))
 ORDER BY f.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("workfiles.planned", "Hồ sơ trong danh mục đúng đơn vị, năm, ký hiệu của danh mục đã ban hành", planned),
        Invariant("workfiles.closed", "Hồ sơ đã kết thúc còn đúng mục lục văn bản lúc kiểm tra", closed),
        Invariant("workfiles.handed", "Hồ sơ đã nộp lưu có biên bản giao nhận hai bên ký", handed),
        Invariant("workfiles.destroyed", "Hồ sơ đã tiêu hủy có đủ ý kiến Hội đồng, không còn tài liệu", destroyed),
    ]


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return list(cursor.fetchall())


def planned() -> list[str]:
    """Return files that stand under a line of another unit or year, of a draft, or with a symbol that is not the line's."""
    return [f"{symbol} năm {year}: không khớp danh mục đã ban hành" for symbol, year in _asked(_PLANNED)]


def closed() -> list[str]:
    """Return closed files whose list of documents is not what was checked; the latest 500 of them are asked."""
    rows = WorkFile.objects.filter(state__in=["closed", "handed", "transferred"]).prefetch_related("items").order_by("-pk")[:500]
    return [
        f"{row.symbol} năm {row.year}: mục lục văn bản khác lúc kiểm tra"
        for row in rows
        if contents.digest(contents.rows_of(sorted(row.items.all(), key=lambda one: one.place))) != row.closing.get("digest")
    ][:SHOWN]


def handed() -> list[str]:
    """Return files in an archive without minutes that both sides signed."""
    return [f"{symbol} năm {year}: ở kho lưu trữ mà không có biên bản giao nhận" for symbol, year in _asked(_HANDED)]


def destroyed() -> list[str]:
    """Return destroyed files that still have contents, were held, or lack a council's whole opinion or their digest."""
    return [f"{symbol} năm {year}: tiêu hủy không đúng thủ tục" for symbol, year in _asked(_DESTROYED)]
