"""What the dossiers app does when lower apps announce something; what a unit has in hand here, asked before it ends."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import clock, outbox

org.register_holding("dossiers.open", "hồ sơ chưa xong", dossiers.open_at)


@outbox.handles(worktime.CalendarRevised, name="dossiers.recalculate")
def recalculate(event: worktime.CalendarRevised, delivery_uid: UUID) -> None:
    """A calendar was revised: recompute the due dates of open dossiers on it."""
    dossiers.recalculate_due_dates(calendar=event.calendar, version=event.version, reason=event.reason, at=clock.now())
