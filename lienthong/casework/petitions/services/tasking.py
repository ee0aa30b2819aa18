"""A petition in the task list: what is to be done with it by whom, in the transaction that makes it so."""

from __future__ import annotations

from datetime import datetime

from lienthong.casework.petitions import access
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.holding import TASK, TOKEN, laid
from lienthong.casework.petitions.queries.limits import task_due
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

RECEIVE, ANSWER = "Tiếp nhận, giao xử lý", "Trả lời"
LABEL = "Phản ánh, kiến nghị"
"""All that a task says beside its code: who sent it, what it says and its kind stand on its page, for who may read it."""


def duty_of(row: Petition) -> str:
    """Return the duty that a petition asks for now: heads answer, and they alone take in what is said of behaviour."""
    return access.TAKERS if row.state == "sent" and row.kind != "behaviour" else access.LEADERS


def lay(row: Petition, at: datetime, *, unit_id: int, actor: Actor | None = None, after: str = "") -> None:
    """Open the task that a petition asks for at a unit; after: the outcome with which the one before ends."""
    calendar = org.calendar_code(unit_id, org.local_day(at))
    due = task_due(row)
    new = tasks.NewTask(
        object_type=TASK, object_uid=row.uid, token=TOKEN, kind=TASK, unit_id=unit_id, duty=duty_of(row), step=row.state,
        title=RECEIVE if row.state == "sent" else ANSWER, code=row.code, subject="", owner_label=LABEL, calendar=calendar,
        opened_at=at, due_at=due, planned_minutes=max(0, worktime.between(at, due, worktime.calendar(calendar))),
        handed_by=actor.name if actor and after else "", from_unit_id=actor.unit_id if actor and after else None,
    )  # fmt: skip
    close = tasks.Closing((TOKEN,), at, after, actor) if after else None
    tasks.turn(object_uid=row.uid, close=close, open_=[new])


def end(row: Petition, at: datetime, actor: Actor) -> None:
    """Close the task of a petition that was closed; its state is the outcome."""
    tasks.turn(object_uid=row.uid, close=tasks.Closing((TOKEN,), at, row.state, actor), open_=[])


def redate(row: Petition) -> None:
    """Let the task of a petition be due when the petition is now."""
    laid([row.uid]).update(due_at=task_due(row))
