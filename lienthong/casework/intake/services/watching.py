"""The clerks are told in their inbox of what waits for too long, and of mail boxes that cannot be read."""

from __future__ import annotations

from datetime import datetime
from imaplib import IMAP4
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Q

from lienthong.casework.intake.models import Arrival
from lienthong.casework.intake.queries.watching import BOX, DUTY, LATE, TASK, UPDATE, overdue
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

TOO_LONG: Final = "Văn bản đến chờ vào sổ quá ngày"
LABEL: Final = "Hộp thư đến"
REFUSED: Final = "Hộp thư không đọc được: máy chủ từ chối, kiểm tra tên, mật khẩu, thư mục"
UNREACHABLE: Final = "Hộp thư không đọc được: không kết nối được máy chủ"
ELSE: Final = "Hộp thư không đọc được: cơ quan nhận thư chưa đúng, báo quản trị"


def watch(*, at: datetime) -> tuple[int, int]:
    """Let what waits for its registration longer than its day be a mark of its clerks; return how many were laid and ended.

    Runs as the worker.  Run twice it changes nothing the second time.
    """
    with transaction.atomic(), ledger.seeing_everything():
        wanted = [_mark(row, code, due, at) for row, code, due in overdue(at)]
        return tasks.keep_marks(among=Q(object_type=TASK, token=LATE), wanted=wanted, at=at)


def _mark(row: Arrival, code: str, due: datetime, at: datetime) -> tasks.Mark:
    """Return the mark of an arrival; of what came to a Party body it does not say what it is about."""
    state = row.system == "state"
    return tasks.Mark(
        tasks.NewTask(
            object_type=TASK, object_uid=row.uid, token=LATE, unit_id=row.keeper_id, duty=DUTY, step="late", title=TOO_LONG,
            code=(row.proposal.get("symbol") or row.sender or row.body_name)[:60] if state else row.body_name[:60],
            subject=row.title if state else "", owner_label=row.body_name, calendar=code, opened_at=at, due_at=due,
            planned_minutes=0, handed_by=row.put_by,
        )
    )  # fmt: skip


def settled(row: Arrival, at: datetime, outcome: str, actor: Actor | None) -> None:
    """End the marks of an arrival that waits no more; in the caller's transaction and context."""
    tasks.turn(object_uid=row.uid, close=tasks.Closing((LATE, UPDATE), at, outcome, actor), open_=[])


def box_failed(box: Any, keeper: org.Unit, fault: Exception, at: datetime) -> None:
    """Tell the clerks of a unit that a mail box of theirs cannot be read; told already, nothing changes."""
    why = REFUSED if isinstance(fault, IMAP4.error) else UNREACHABLE if isinstance(fault, OSError) else ELSE
    uid = uuid5(NAMESPACE_URL, repr(box))
    with transaction.atomic(), ledger.seeing({keeper.pk}):
        there = tasks.Task.objects.filter(object_type=BOX, object_uid=uid, closed_at=None).first()
        new = tasks.NewTask(
            object_type=BOX, object_uid=uid, token=1, unit_id=keeper.pk, duty=DUTY, step=type(fault).__name__[:60], title=why,
            code=repr(box)[:60], subject="", owner_label=LABEL, planned_minutes=0, opened_at=at,
            calendar=tasks.calendar_code(keeper.pk, org.local_day(at)),
            due_at=there.due_at if there else tasks.next_closing(keeper.pk, at),
        )  # fmt: skip
        tasks.keep_marks(among=Q(object_type=BOX, object_uid=uid), wanted=[tasks.Mark(new)], at=at)


def box_works(box: Any, keeper: org.Unit, at: datetime) -> None:
    """End what was told of a mail box that is read again."""
    uid = uuid5(NAMESPACE_URL, repr(box))
    with transaction.atomic(), ledger.seeing({keeper.pk}):
        tasks.turn(object_uid=uid, close=tasks.Closing((1,), at, "works"), open_=[])
