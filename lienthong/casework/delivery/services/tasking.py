"""What a sender asks, in the inbox of the clerks who have to answer it: a mark that ends with the answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.intake import public as intake
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org

TASK, TOKEN = "recall", 1
"""How the task list calls a recall that is to be answered, and the number of its only mark."""
DUTY = "records_clerk"
TITLES = {"recall": "Trả lời yêu cầu thu hồi văn bản", "update": "Ghép hoặc từ chối bản cập nhật của văn bản"}


def lay(row: Dispatch, at: datetime) -> None:
    """Lay what is asked before the clerks of the unit that has a document, until the end of the next working day [P].

    A recall is answered on a page of its own, an update by joining or refusing the files that came with it.
    """
    kind, uid, token = _of(row)
    if row.receiver_id is None or row.asked not in TITLES or uid is None:
        return
    with ledger.seeing({row.receiver_id}):
        new = tasks.NewTask(
            object_type=kind, object_uid=uid, token=token, unit_id=row.receiver_id, duty=DUTY, step=row.asked,
            title=TITLES[row.asked], code=(row.symbol or row.type_name or row.sender_name)[:60],
            subject=row.subject if row.receiver_system == "state" else "", owner_label=row.sender_name, opened_at=at,
            calendar=tasks.calendar_code(row.receiver_id, org.local_day(at)), planned_minutes=0,
            due_at=tasks.next_closing(row.receiver_id, at), handed_by=row.asked_by, from_unit_id=row.sender_id,
        )  # fmt: skip
        tasks.lay_mark(tasks.Mark(new))


def end(row: Dispatch, at: datetime, outcome: str) -> None:
    """End the mark of what was asked, if it lies anywhere."""
    _, uid, token = _of(row)
    if row.receiver_id is not None and uid is not None:
        with ledger.seeing({row.receiver_id}):
            tasks.turn(object_uid=uid, close=tasks.Closing((token,), at, outcome), open_=[])


def _of(row: Dispatch) -> tuple[str, UUID | None, int]:
    """Return to what a mark points: type, uid and token."""
    if row.asked == "update":
        return intake.TASK, row.asked_arrival, intake.UPDATE
    return TASK, row.uid, TOKEN
