"""Petitions that are open in a running installation get their tasks: from now on each has one where it lies."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import migrations

from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

PLANNED = 20 * 480
"""Office minutes of the limit that every petition had until now: twenty working days."""
HEIRS = """
WITH RECURSIVE chain(root, id, share, depth) AS (
  SELECT id, id, 1::numeric, 0 FROM unnest(%(units)s::bigint[]) AS id
  UNION ALL
  SELECT chain.root, s.to_unit_id, chain.share * s.share, chain.depth + 1 FROM chain
    JOIN org_unit gone ON gone.id = chain.id AND gone.until <= %(on)s
    JOIN org_succession s ON s.from_unit_id = chain.id AND s.to_unit_id <> chain.id AND s.on <= %(on)s
      AND s.kind IN ('merge', 'split', 'abolish')
  WHERE chain.depth < 20
)
SELECT DISTINCT ON (chain.root) chain.root, u.id FROM chain JOIN org_unit u ON u.id = chain.id
WHERE u.since <= %(on)s AND (u.until IS NULL OR u.until > %(on)s)
GROUP BY chain.root, u.id, u.code ORDER BY chain.root, sum(chain.share) DESC, u.code
"""
"""Who holds what each unit held, the largest part when there are several; the tables as they were when this was written."""
CALENDAR = """
WITH RECURSIVE up(id, distance) AS (
  SELECT %(unit)s::bigint, 0
  UNION
  SELECT above.id, up.distance + 1 FROM up CROSS JOIN LATERAL (
    SELECT e.parent_id AS id FROM org_unitera e WHERE e.unit_id = up.id AND e.parent_id IS NOT NULL
      AND e.since <= %(on)s AND (e.until IS NULL OR e.until > %(on)s)
    UNION
    SELECT s.area_id FROM org_servicearea s WHERE s.unit_id = up.id AND s.since <= %(on)s AND (s.until IS NULL OR s.until > %(on)s)
  ) above WHERE up.distance < 8
)
SELECT c.calendar_code FROM up JOIN org_unitcalendar c ON c.unit_id = up.id
  AND c.since <= %(on)s AND (c.until IS NULL OR c.until > %(on)s) ORDER BY up.distance, c.id LIMIT 1
"""
"""The working calendar that a unit keeps on a day, its own or the nearest above."""


def open_tasks(apps: Any, schema_editor: Any) -> None:
    """Open a task for each petition that is not closed; at a unit that has ended, with who took it over."""
    owner = schema_editor.connection.alias  # who migrates sees every row
    petitions = list(apps.get_model("petitions", "Petition").objects.using(owner).filter(closed_at=None).order_by("pk"))
    if not petitions:
        return
    task, today = apps.get_model("tasks", "Task"), _day(clock.now())
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(HEIRS, {"units": sorted({row.handler_id or row.unit_id for row in petitions}), "on": today})
        heirs = dict(cursor.fetchall())
        rows = [task(uid=new_uid(), **_told(row, heirs, today, cursor)) for row in petitions]
    task.objects.using(owner).bulk_create(rows, batch_size=500)


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


def _told(row: Any, heirs: dict[int, int], today: date, cursor: Any) -> dict[str, Any]:
    home = row.handler_id or row.unit_id
    unit_id = heirs.get(home, home)
    cursor.execute(CALENDAR, {"unit": unit_id, "on": today if home in heirs else _day(row.came_at)})
    (calendar,) = cursor.fetchone()
    waits = row.state == "sent"
    due = row.due_at
    if row.handle_by is not None:
        due = min(due, datetime.combine(row.handle_by + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1))
    return {
        "object_type": "petition", "object_uid": row.uid, "token": 1, "kind": "petition", "unit_id": unit_id,
        "duty": "petition_taker" if waits and row.kind != "behaviour" else "leader", "leg": "main", "step": row.state,
        "title": "Tiếp nhận, giao xử lý" if waits else "Trả lời", "code": row.code, "subject": "",
        "owner_label": "Phản ánh, kiến nghị", "state": "offered", "calendar": calendar,
        "opened_at": row.received_at or row.came_at, "due_at": due, "planned_minutes": PLANNED,
    }  # fmt: skip


def drop_tasks(apps: Any, schema_editor: Any) -> None:
    """Take the tasks of petitions out of the list again, those that are done too: the software before knew none."""
    apps.get_model("tasks", "Task").objects.using(schema_editor.connection.alias).filter(object_type="petition").delete()


class Migration(migrations.Migration):
    """Nothing changes in the tables; petitions of before are as those of now."""

    dependencies = [("petitions", "0003_petition_told"), ("tasks", "0003_unit_index_open_only"), ("org", "0002_delegation_form")]
    operations = [migrations.RunPython(open_tasks, drop_tasks, elidable=True)]
