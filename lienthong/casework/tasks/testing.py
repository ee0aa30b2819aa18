"""Factories for tests of the task list."""

from __future__ import annotations

from typing import Any

from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import WorkMinutes


def a_new_task(actor: Actor, *, minutes: int = 480, **facts: Any) -> tasks.NewTask:
    """Return a task to open at the actor's unit for its first duty, due after `minutes` of office time."""
    opened = facts.get("opened_at", MONDAY_8AM)
    due = worktime.add(opened, WorkMinutes(minutes), worktime.calendar("vn-state"))
    given: dict[str, Any] = {
        "object_type": "dossier", "object_uid": new_uid(), "token": 1, "unit_id": actor.unit_id, "duty": sorted(actor.duties)[0],
        "step": "verify", "title": "Thẩm tra hồ sơ", "code": "H49.16.22-180312-0001", "subject": "Đăng ký khai sinh",
        "owner_label": "Hoàng Thị Sen", "calendar": "vn-state", "opened_at": opened, "due_at": due, "planned_minutes": minutes,
    }  # fmt: skip
    return tasks.NewTask(**(given | facts))


def a_task(actor: Actor, *, minutes: int = 480, **facts: Any) -> tasks.Task:
    """Return the task of `a_new_task`, opened."""
    new = a_new_task(actor, minutes=minutes, **facts)
    with ledger.seeing(actor.sees | {actor.unit_id}):
        tasks.turn(object_uid=new.object_uid, close=None, open_=[new])
        return tasks.of_object(new.object_uid)[-1]
