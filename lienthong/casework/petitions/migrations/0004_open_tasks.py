"""Petitions that are open in a running installation get their tasks: from now on each has one where it lies."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import migrations

from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

PLANNED = 20 * 480
"""Office minutes of the limit that every petition had until now: twenty working days."""


def open_tasks(apps: Any, schema_editor: Any) -> None:
    """Open a task for each petition that is not closed; at a unit that has ended, with who took it over."""
    owner = schema_editor.connection.alias  # who migrates sees every row
    petitions = list(apps.get_model("petitions", "Petition").objects.using(owner).filter(closed_at=None).order_by("pk"))
    if not petitions:
        return
    task, today = apps.get_model("tasks", "Task"), org.local_day(clock.now())
    heirs = org.successors_of({row.handler_id or row.unit_id for row in petitions}, today)
    task.objects.using(owner).bulk_create([task(uid=new_uid(), **_told(row, heirs, today)) for row in petitions], batch_size=500)


def _told(row: Any, heirs: dict[int, list[org.Successor]], today: Any) -> dict[str, Any]:
    home = row.handler_id or row.unit_id
    unit_id = heirs[home][0].unit.id if heirs[home] else home
    day = today if heirs[home] else org.local_day(row.came_at)
    waits = row.state == "sent"
    due = row.due_at
    if row.handle_by is not None:
        due = min(due, datetime.combine(row.handle_by + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1))
    return {
        "object_type": "petition", "object_uid": row.uid, "token": 1, "kind": "petition", "unit_id": unit_id,
        "duty": "petition_taker" if waits and row.kind != "behaviour" else "leader", "leg": "main", "step": row.state,
        "title": "Tiếp nhận, giao xử lý" if waits else "Trả lời", "code": row.code, "subject": "",
        "owner_label": "Phản ánh, kiến nghị", "state": "offered", "calendar": org.calendar_code(unit_id, day),
        "opened_at": row.received_at or row.came_at, "due_at": due, "planned_minutes": PLANNED,
    }  # fmt: skip


def drop_tasks(apps: Any, schema_editor: Any) -> None:
    """Take the tasks of petitions out of the list again, those that are done too: the software before knew none."""
    apps.get_model("tasks", "Task").objects.using(schema_editor.connection.alias).filter(object_type="petition").delete()


class Migration(migrations.Migration):
    """Nothing changes in the tables; petitions of before are as those of now."""

    dependencies = [("petitions", "0003_petition_told"), ("tasks", "0003_unit_index_open_only"), ("org", "0002_delegation_form")]
    operations = [migrations.RunPython(open_tasks, drop_tasks, elidable=True)]
