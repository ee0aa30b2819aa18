"""What is true of registers at every moment; asked as the owner, who sees every row."""

# ruff: noqa: S608 - statements are joined from constants of this module; every value is a parameter

from __future__ import annotations

from typing import Any

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20

_OF = """documents_registerentry e JOIN documents_series s ON s.id = e.series_id JOIN documents_body b ON b.id = s.body_id
  LEFT JOIN documents_term t ON t.id = s.term_id LEFT JOIN documents_document d ON d.id = e.document_id"""
_GAPS = """
SELECT b.name, s.name, coalesce(s.year::text, t.name), s.first, s.last, count(e.id), min(e.number), max(e.number)
  FROM documents_series s JOIN documents_body b ON b.id = s.body_id LEFT JOIN documents_term t ON t.id = s.term_id
  LEFT JOIN documents_registerentry e ON e.series_id = s.id
 GROUP BY s.id, b.name, t.name
HAVING count(e.id) <> s.last - s.first + 1
    OR (count(e.id) > 0 AND (min(e.number), max(e.number)) IS DISTINCT FROM (s.first::int, s.last::int))
 ORDER BY s.id LIMIT %s
"""
_LABELS = f"""
SELECT b.name, s.name, e.number, e.label FROM {_OF}
 WHERE CASE WHEN s.direction = 'in' THEN e.label <> e.number::text
   ELSE e.label !~ ('^' || CASE WHEN e.number < 10 THEN '0' ELSE '' END || e.number || '[/-]')
     OR position(b.symbol IN e.label) = 0
     OR (s.key LIKE 'normative:%%') <> (e.label LIKE e.number || '/' || extract(year FROM e.day) || '/%%'
                                        OR e.label LIKE '0' || e.number || '/' || extract(year FROM e.day) || '/%%')
     OR d.symbol <> e.label END
 ORDER BY e.id LIMIT %s
"""
_PERIODS = f"""
SELECT b.name, s.name, e.label, e.day FROM {_OF}
 WHERE CASE WHEN s.year IS NOT NULL THEN extract(year FROM e.day) <> s.year
   ELSE e.day < t.since OR e.day >= coalesce(t.until, 'infinity') END
 ORDER BY e.id LIMIT %s
"""
_CLOSED = f"""
SELECT b.name, s.name, e.label FROM {_OF}
 WHERE e.entered_at > s.closed_at OR e.voided_at > s.closed_at
    OR (e.state = 'reserved' AND s.closed_at IS NOT NULL AND b.until IS NULL)
 ORDER BY e.id LIMIT %s
"""
_TOTALS = """
SELECT b.name, s.name, '' FROM documents_series s JOIN documents_body b ON b.id = s.body_id
 CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE e.state = 'used') AS used, count(*) FILTER (WHERE e.state = 'void') AS void
   FROM documents_registerentry e WHERE e.series_id = s.id) n
 WHERE s.closed_at IS NOT NULL
   AND ((s.closing->>'used')::int, (s.closing->>'void')::int) IS DISTINCT FROM (n.used::int, n.void::int)
 ORDER BY s.id LIMIT %s
"""
_KEPT = f"""
SELECT b.name, s.name, e.label FROM {_OF}
 WHERE (e.keeper_id, s.keeper_id) IS DISTINCT FROM (b.keeper_id, b.keeper_id) OR d.keeper_id <> b.keeper_id
    OR d.body_id <> s.body_id OR d.direction <> s.direction OR (e.state = 'void' AND e.void_reason = '')
 ORDER BY e.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("documents.numbers", "Số trong mỗi sổ văn bản liên tục, không trùng, không khuyết", numbers),
        Invariant("documents.labels", "Số, ký hiệu mỗi dòng hợp với sổ, số và cơ quan của nó", labels),
        Invariant("documents.periods", "Mỗi số mang ngày thuộc năm hoặc nhiệm kỳ của sổ", periods),
        Invariant("documents.closed", "Sổ đã khóa không có gì ghi thêm, số liệu lúc khóa vẫn đúng", closed),
        Invariant("documents.kept", "Mỗi dòng và văn bản thuộc đúng đơn vị giữ sổ, số hủy có lý do", kept),
    ]


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return list(cursor.fetchall())


def numbers() -> list[str]:
    """Return series with a gap, a double or a counter that lies."""
    return [
        f"{body}, {series} {period}: từ {first} đến {last} mà có {many} dòng ({lowest}-{highest})"
        for body, series, period, first, last, many, lowest, highest in _asked(_GAPS)
    ]


def labels() -> list[str]:
    """Return lines whose label is not what their series, number and body make, or is not that of their document."""
    return [f"{body}, {series}: số {number} ghi «{label}»" for body, series, number, label in _asked(_LABELS)]


def periods() -> list[str]:
    """Return lines of a day outside the year or term of their series."""
    return [
        f"{body}, {series}: {label} mang ngày {day:%d/%m/%Y} ngoài kỳ của sổ" for body, series, label, day in _asked(_PERIODS)
    ]


def closed() -> list[str]:
    """Return what was entered or made void after a closing, was left reserved by it, or is not as it was counted."""
    found = [f"{body}, {series}: {label} ghi, hủy hoặc còn giữ sau khi khóa" for body, series, label in _asked(_CLOSED)]
    return found + [f"{body}, {series}: số liệu lúc khóa không còn đúng" for body, series, _ in _asked(_TOTALS)]


def kept() -> list[str]:
    """Return lines that do not hang together with the keeper, body and document that they name."""
    return [f"{body}, {series}: {label} không khớp đơn vị, văn bản hoặc lý do hủy" for body, series, label in _asked(_KEPT)]
