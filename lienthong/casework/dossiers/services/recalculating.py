"""A calendar changed: the promises of open dossiers are worked out again, and the ledger says why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers.models import Dossier, DueDate
from lienthong.casework.dossiers.rules.earliest import ruling
from lienthong.casework.dossiers.rules.replaying import replayed
from lienthong.casework.dossiers.rules.status import PAUSED
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM


def recalculate_due_dates(*, calendar: str, version: int, reason: str, at: datetime) -> int:
    """Recompute the due date of every open dossier on a calendar; return how many changed.

    Runs as the worker.  Each dossier is its own transaction; running it twice changes nothing the second time.
    `original_due_at`, what the slip said, stays.
    """
    with ledger.seeing_everything():
        uids = list(Dossier.objects.filter(calendar=calendar, ended_at=None).order_by("pk").values_list("uid", flat=True))
    return sum(_one(uid, version, reason, at) for uid in uids)


def _one(uid: UUID, version: int, reason: str, at: datetime) -> bool:
    with transaction.atomic(), ledger.seeing_everything():
        dossier = Dossier.objects.select_for_update(of=("self",), no_key=True).get(uid=uid)
        if dossier.status in PAUSED or dossier.due_at is None:
            return False
        kept = procedures.version_by_id(dossier.version_id)
        due = _again(dossier, kept.definition.case(dossier.case).after_supplement)
        if due is None or due == dossier.due_at:
            return False
        before, dossier.due_at = dossier.due_at, due
        dossier.save(update_fields=["due_at"])
        DueDate.objects.create(dossier=dossier, since=at, due_at=due, reason="calendar_revised", note=reason[:500])
        _tasks_again(uid, version, at)
        body = {
            "verb": "calendar_revised",
            "before": before,
            "after": due,
            "calendar": dossier.calendar,
            "version": version,
            "reason": reason,
        }
        ledger.append(
            ledger.Entry(
                stream=uid, activity="due_date_revised", lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=None,
                procedure_version=kept.uid, objects=(ledger.ObjectRef("dossier", uid),), body=body,
            )
        )  # fmt: skip
    return True


def _again(dossier: Dossier, said_policy: str) -> datetime | None:
    rows = DueDate.objects.filter(dossier=dossier).order_by("since", "pk").values_list("reason", "since", "due_at")
    policy = said_policy or worktime.resume_policy(dossier.received_at.astimezone(VIETNAM).date())
    again = replayed(rows, ruling(dossier.limits, worktime), worktime.calendar(dossier.calendar), policy, worktime)
    return again[0] if again else None


def _tasks_again(uid: UUID, version: int, at: datetime) -> None:
    """Give open tasks the same office minutes that they had left, on the new version of their calendar."""
    moved = []
    for task in tasks.open_of(uid):
        if task.due_at is not None and version > 1:
            old = worktime.calendar(task.calendar, version=version - 1)
            left = worktime.between(at, task.due_at, old)
            if left > 0:
                task.due_at = worktime.add(at, left, worktime.calendar(task.calendar))
                moved.append(task)
    tasks.Task.objects.bulk_update(moved, ["due_at"])
