"""What the ledger and the task list are told of a round: its own stream; neither subject nor words of a return stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.casework.approval import access
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.rules.words import ISSUE, ROLES
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

KIND = "signing_round"
"""How ledger and task list call a round."""
ONE_DAY = worktime.Limit(1, worktime.LimitUnit.WORKING_DAY)
"""For each look and signature a working day [P]; from the signature to the issue one [V: law:nd-30-2020, domain 2.1]."""


def told(
    row: Round, activity: str, *, actor: Actor, at: datetime, participants: Sequence[int] = (),
    objects: Sequence[ledger.ObjectRef] = (), **body: Any,
) -> None:  # fmt: skip
    """Append an event to the stream of a round; those who see it from now on are `participants`."""
    lifecycle = ledger.Lifecycle.COMPLETED if row.ended_at else ledger.Lifecycle.STARTED
    facts = {"draft": row.draft_uid, "version": row.version_uid, "round": row.number, "sha256": row.now_sha256, **body}
    ledger.append(
        ledger.about(
            KIND, row.uid, activity, lifecycle, at=at, actor=actor, body=facts, participants=participants, objects=objects
        )
    )


def due_of(unit_id: int, at: datetime) -> datetime:
    """Return by when a unit does what comes to it at an instant: a working day later.  Raises NoCalendar, CalendarGap."""
    return worktime.due_at(at, ONE_DAY, worktime.calendar(org.calendar_code(unit_id, org.local_day(at))))


def lay(row: Round, stand: Stand, at: datetime, *, actor: Actor, after: Stand | None = None, outcome: str = "") -> None:
    """Open the task of a stand, closing that of the one before it."""
    calendar = org.calendar_code(stand.unit_id, org.local_day(at))
    due = row.issue_by if stand.role == ISSUE and row.issue_by else due_of(stand.unit_id, at)
    new = tasks.NewTask(
        object_type=KIND, object_uid=row.uid, token=stand.place, unit_id=stand.unit_id, duty=access.duty_of(stand.role),
        step=stand.role, title=ROLES[stand.role], code=row.type_name[:60], subject=row.subject, owner_label=row.body_name,
        calendar=calendar, opened_at=at, due_at=due,
        planned_minutes=max(0, worktime.between(at, due, worktime.calendar(calendar))), handed_by=actor.name,
        from_unit_id=actor.unit_id,
    )  # fmt: skip
    close = tasks.Closing((after.place,), at, outcome, actor) if after else None
    tasks.turn(object_uid=row.uid, close=close, open_=[new])


def end(row: Round, stand: Stand, at: datetime, outcome: str, actor: Actor) -> None:
    """Close the task of a stand; nothing comes after it."""
    tasks.turn(object_uid=row.uid, close=tasks.Closing((stand.place,), at, outcome, actor), open_=[])
