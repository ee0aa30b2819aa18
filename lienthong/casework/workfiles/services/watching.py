"""What files ask of who keeps them lies in the inbox: to be closed, checked, handed in, looked at; it ends when it is done."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles.queries.watching import TASK, Asked, asking
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM

TITLES = {
    "close": "Kết thúc hồ sơ công việc của năm", "check": "Kiểm tra hồ sơ công việc đã kết thúc",
    "hand_in": "Nộp lưu hồ sơ công việc", "review": "Xem xét hồ sơ hết thời hạn bảo quản",
}  # fmt: skip


def watch(*, at: datetime) -> tuple[int, int]:
    """Let what files ask on the day of an instant lie before who keeps them; return how many marks were laid and how many ended.

    Runs as the worker.  Run twice it changes nothing the second time.
    """
    with transaction.atomic(), ledger.seeing_everything():
        wanted = [_mark(one, at) for one in asking(org.local_day(at))]
        return tasks.keep_marks(among=Q(object_type=TASK), wanted=wanted, at=at)


def _mark(one: Asked, at: datetime) -> tasks.Mark:
    """Return the mark of a file; of one of the Party it says no title."""
    row, due = one.file, one.duty.due_on
    new = tasks.NewTask(
        object_type=TASK, object_uid=row.uid, token=1, unit_id=one.unit_id, duty=one.task_duty, step=one.duty.what,
        title=TITLES[one.duty.what], code=f"{row.symbol} ({row.year})"[:60], subject=row.title if row.system == "state" else "",
        owner_label=row.person, calendar=tasks.calendar_code(one.unit_id, org.local_day(at)), opened_at=at,
        due_at=datetime.combine(due, time(23, 59), tzinfo=VIETNAM) if due else None, planned_minutes=0,
    )  # fmt: skip
    return tasks.Mark(new, one.person_uid, one.person)
