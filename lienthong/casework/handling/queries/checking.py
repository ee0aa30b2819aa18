"""What is true of letters under handling at every moment; asked as the owner, who sees every row."""

# ruff: noqa: S608 - statements are joined from constants of this module; every value is a parameter

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_OF = "FROM handling_letter l JOIN documents_document d ON d.id = l.document_id"
_OWING = f"""
SELECT d.symbol, d.issuer {_OF} WHERE l.state = 'finished' AND EXISTS (
  SELECT FROM handling_part p WHERE p.letter_id = l.id AND p.role <> 'info' AND p.state = 'open')
 ORDER BY l.id LIMIT %s
"""
_LED = f"""
SELECT d.symbol, d.issuer {_OF} WHERE (l.state IN ('assigned', 'working', 'finished')) <> EXISTS (
  SELECT FROM handling_part p WHERE p.letter_id = l.id AND p.role = 'lead' AND p.parent_id IS NULL
     AND p.state = CASE WHEN l.state = 'finished' THEN 'done' ELSE 'open' END)
   AND l.state <> 'filed'
 ORDER BY l.id LIMIT %s
"""
_BELOW = f"""
SELECT d.symbol, d.issuer {_OF} JOIN handling_part p ON p.letter_id = l.id JOIN handling_part c ON c.parent_id = p.id
 WHERE c.state = 'open' AND (p.state <> 'open' OR c.letter_id <> p.letter_id) OR c.unit_id <> p.unit_id AND c.state = 'open'
 ORDER BY l.id LIMIT %s
"""
_TASKS = f"""
SELECT d.symbol, d.issuer {_OF} WHERE
  (SELECT count(*) FROM handling_part p WHERE p.letter_id = l.id AND p.state = 'open'
      AND NOT EXISTS (SELECT FROM handling_part c WHERE c.parent_id = p.id AND c.state = 'open'))
  <> (SELECT count(*) FROM tasks_task t WHERE t.object_uid = l.uid AND t.object_type = 'letter' AND t.closed_at IS NULL
         AND t.token > 0)
  OR (l.state = 'presented') AND NOT EXISTS (SELECT FROM tasks_task t WHERE t.object_uid = l.uid AND t.token = 0
         AND t.closed_at IS NULL)
 ORDER BY l.id LIMIT %s
"""
_READ = f"""
SELECT d.symbol, d.issuer {_OF} JOIN handling_part p ON p.letter_id = l.id WHERE NOT EXISTS (
  SELECT FROM documents_share s WHERE s.document_id = d.uid AND s.unit_id = p.unit_id AND s.side = p.side
     AND s.person_uid IS NOT DISTINCT FROM p.person_uid)
   AND p.state = 'open'
 ORDER BY l.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("handling.owing", "Văn bản hoàn thành không còn nơi phối hợp hay chủ trì nào chưa trả lời", owing),
        Invariant("handling.led", "Văn bản đã phân công có đúng một nơi chủ trì", led),
        Invariant("handling.below", "Việc giao xuống còn mở thì việc giao nó cũng còn mở, cùng đơn vị, cùng văn bản", below),
        Invariant("handling.tasks", "Mỗi phần việc còn mở của văn bản có đúng một việc trong hộp việc", laid),
        Invariant("handling.read", "Ai được giao phần việc thì được xem văn bản", readable),
    ]


def _asked(sql: str, words: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return [f"Văn bản {symbol or 'không số'} của {issuer}: {words}" for symbol, issuer in cursor.fetchall()]


def owing() -> list[str]:
    """Return finished letters of which somebody still owes an answer."""
    return _asked(_OWING, "đã hoàn thành mà còn phần việc chưa trả lời")


def led() -> list[str]:
    """Return letters that nobody leads, or that are led though they wait for an instruction."""
    return _asked(_LED, "không có đúng một nơi chủ trì")


def below() -> list[str]:
    """Return letters with a part that is open below one that is closed."""
    return _asked(_BELOW, "việc giao xuống còn mở dưới việc đã xong")


def laid() -> list[str]:
    """Return letters whose open parts have not one task each."""
    return _asked(_TASKS, "phần việc và hộp việc không khớp")


def readable() -> list[str]:
    """Return letters with an open part whose holder may not read them."""
    return _asked(_READ, "người được giao không xem được văn bản")
