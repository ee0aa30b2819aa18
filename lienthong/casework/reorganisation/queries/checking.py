"""What is true of reorganisations at every moment.  Run by `lienthong check-invariants`, which sees everything."""

# ruff: noqa: S608 - statements are joined from constants of this module; every value is a parameter

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20

_GONE = """
WITH gone AS (
  SELECT s.from_unit_id AS id, r.uid, r.on FROM reorganisation_reorganisation r
    JOIN org_succession s ON s.on = r.on AND s.kind IN ('merge', 'split', 'abolish') AND s.from_unit_id <> s.to_unit_id
    JOIN org_unit u ON u.id = s.from_unit_id AND u.until = r.on
   WHERE r.state <> 'planned'
), waits AS (SELECT dossier_uid FROM reorganisation_waitingdossier WHERE chosen_id IS NULL)
"""
_OPEN = "d.ended_at IS NULL AND d.uid NOT IN (TABLE waits)"
_STAYS = {
    "Hồ sơ {}": f"SELECT d.code, d.unit_id FROM dossiers_dossier d WHERE {_OPEN}",
    "Việc {}": """SELECT t.code, t.unit_id FROM tasks_task t
      WHERE t.closed_at IS NULL AND t.kind <> 'mark' AND t.object_uid NOT IN (TABLE waits)""",
    "Sổ {}": "SELECT b.kind, b.unit_id FROM books_book b WHERE b.closed_at IS NULL",
    "Sổ văn bản {}": "SELECT s.name, s.keeper_id FROM documents_series s WHERE s.closed_at IS NULL",
    "Dải biên lai {}": "SELECT r.first::text, r.unit_id FROM fees_receiptrange r WHERE r.retired_at IS NULL",
    "Quầy {}": "SELECT c.number::text, c.unit_id FROM queue_counter c WHERE c.closed_at IS NULL",
    "Tài khoản {}": "SELECT a.number, a.unit_id FROM fees_paymentaccount a WHERE a.until IS NULL",
    "Quỹ thu {}": "SELECT t.name, t.unit_id FROM fees_till t WHERE t.closed_at IS NULL",
    "Báo có {}": "SELECT n.transaction, n.unit_id FROM fees_banknotice n WHERE n.state = 'held'",
    "Lời nhắc hạn của hồ sơ {}": """SELECT d.code, a.unit_id FROM deadlines_alert a JOIN dossiers_dossier d ON d.id = a.dossier_id
      WHERE a.seen_at IS NULL AND a.closed_at IS NULL AND d.uid NOT IN (TABLE waits)""",
    "Vị trí {}": """SELECT p.title, p.unit_id FROM org_post p JOIN gone g ON g.id = p.unit_id
      WHERE p.until IS NULL OR p.until > g.on""",
}


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant(
            "reorganisation.nothing_stays",
            "Không còn hồ sơ, việc, sổ, biên lai, quầy, quỹ, tài khoản hay lời nhắc mở ở đơn vị đã sắp xếp",
            nothing_stays,
        ),
        Invariant("reorganisation.map_of_then", "Mỗi hồ sơ đã chuyển vẫn nhớ đơn vị tiếp nhận lúc đầu", map_of_then),
    ]


def nothing_stays() -> list[str]:
    """Return what is open at a unit that a reorganisation ended, but for dossiers for which somebody must choose."""
    found = []
    with connection.cursor() as cursor:
        for words, sql in _STAYS.items():
            cursor.execute(
                f"{_GONE} SELECT x.code, u.name FROM ({sql}) AS x (code, unit) JOIN org_unit u ON u.id = x.unit "
                "WHERE x.unit IN (SELECT id FROM gone) ORDER BY 1, 2 LIMIT %s",
                [SHOWN],
            )
            found += [f"{words.format(code)} còn ở {unit}, đơn vị đã kết thúc" for code, unit in cursor.fetchall()]
    return found


def map_of_then() -> list[str]:
    """Return dossiers that changed units without saying from which, or whose first unit is not the one that received them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code FROM dossiers_dossier WHERE (origin_unit_id IS NULL) <> (former = '[]') "
            "OR (origin_unit_id IS NOT NULL AND origin_unit_id <> (former -> 0 ->> 'unit')::bigint) ORDER BY id LIMIT %s",
            [SHOWN],
        )
        return [f"Hồ sơ {code}: đơn vị tiếp nhận lúc đầu không khớp với các đơn vị đã giữ" for (code,) in cursor.fetchall()]
