"""What is true of hand-overs at every moment.  Run by `lienthong check-invariants`, which sees everything."""

# ruff: noqa: S608 - statements are joined from constants of this module; every value is a parameter

from __future__ import annotations

from django.db import connection

from lienthong.casework.handover.models import Handover
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
CHECKED = 500

_GONE = """
 m.state = 'done' AND m.scope = 'person' AND m.ends AND NOT EXISTS (
   SELECT 1 FROM org_appointment a JOIN org_post p ON p.id = a.post_id JOIN org_person h ON h.id = a.person_id
    WHERE h.uid = m.giver_uid AND p.unit_id = m.unit_id
      AND (a.until IS NULL OR a.until > (m.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))
"""
_TASKS = f"""
SELECT m.number, m.year, m.giver_name, t.code FROM handover_handover m
  JOIN tasks_task t ON t.unit_id = m.unit_id AND t.holder_uid = m.giver_uid AND t.closed_at IS NULL AND t.kind <> 'mark'
 WHERE {_GONE}
 ORDER BY m.id, t.id LIMIT %s
"""
_THINGS = f"""
SELECT m.number, m.year, k.keeper_name, k.label FROM handover_handover m
  JOIN handover_keeping k ON k.unit_id = m.unit_id AND k.keeper_uid = m.giver_uid
 WHERE {_GONE}
 ORDER BY m.id, k.id LIMIT %s
"""
_LINES = """
SELECT m.number, m.year, i.label FROM handover_handover m JOIN handover_handoveritem i ON i.handover_id = m.id
  LEFT JOIN handover_handoverreceiver r ON r.id = i.receiver_id
 WHERE m.state = 'done' AND r.signed_at IS NULL ORDER BY m.id, i.id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("handover.nothing_ownerless", "Bàn giao xong không còn việc, sổ hay con dấu nào vô chủ", nothing_ownerless),
        Invariant("handover.done_told", "Mỗi biên bản đã xong có đúng một lần bàn giao trong sổ cái", done_told),
    ]


def nothing_ownerless() -> list[str]:
    """Return what stays with somebody who left the unit by minutes, and lines of finished minutes that nobody signed for."""
    with connection.cursor() as cursor:
        found = []
        for sql, words in (
            (_TASKS, "{} đã thôi giữ vị trí mà còn giữ việc {}"),
            (_THINGS, "{} đã thôi giữ vị trí mà còn giữ «{}»"),
        ):
            cursor.execute(sql, [SHOWN])
            found += [f"Biên bản {number:02d}/{year}: " + words.format(*told) for number, year, *told in cursor.fetchall()]
        cursor.execute(_LINES, [SHOWN])
        found += [f"Biên bản {number:02d}/{year}: không ai ký nhận «{label}»" for number, year, label in cursor.fetchall()]
    return found


def done_told() -> list[str]:
    """Return finished minutes whose hand-over the ledger tells never, more than once, or at another time."""
    wrong = []
    for row in Handover.objects.filter(state="done").order_by("-pk")[:CHECKED]:
        told = [one.occurred_at for one in ledger.history(row.uid) if one.activity == "handover_done"]
        if told != [row.closed_at]:
            wrong.append(f"Biên bản {row.number:02d}/{row.year}: xong lúc {row.closed_at}, sổ cái ghi {len(told)} lần")
    return wrong[:SHOWN]
