"""What somebody was warned of and has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.deadlines import access
from lienthong.casework.deadlines.models import Alert
from lienthong.casework.deadlines.queries.finding import LIVE
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.tasks import public as tasks
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

MOST = 200


@dataclass(frozen=True)
class AlertRow:
    """One warning as its page shows it; `minutes_left` on the calendar of the unit where the dossier lies."""

    uid: UUID
    level: int
    words: str
    dossier_uid: UUID
    code: str
    owner_name: str
    procedure_name: str
    hands_unit: str
    step: str
    due_at: datetime
    minutes_left: int
    state: tasks.DueState
    raised_at: datetime


def waiting(actor: Actor) -> QuerySet[Alert]:
    """Return the alerts that are the actor's, not seen, of promises that still hold; to be counted, not in any order."""
    return Alert.objects.filter(access.addressed(actor), LIVE, seen_at=None, closed_at=None)


def alerts(actor: Actor, at: datetime) -> list[AlertRow]:
    """Return the actor's unseen alerts, the most urgent promise first, two hundred at most; one statement."""
    found = waiting(actor).select_related("dossier__version__procedure", "hands_unit")
    found = found.defer("dossier__version__definition", "dossier__version__source_text", "dossier__marking", "dossier__legs")
    return [_row(alert, at) for alert in found.order_by("due_at", "-level", "pk")[:MOST]]


def _row(alert: Alert, at: datetime) -> AlertRow:
    dossier = alert.dossier
    left = worktime.time_left(at, alert.due_at, worktime.calendar(alert.calendar))
    return AlertRow(
        uid=alert.uid, level=alert.level, words=ladder().words(alert.level), dossier_uid=dossier.uid, code=dossier.code,
        owner_name=dossier.owner_name, procedure_name=dossier.version.procedure.name,
        hands_unit=alert.hands_unit.short_name or alert.hands_unit.name, step=alert.step, due_at=alert.due_at,
        minutes_left=left, state=tasks.due_state(left), raised_at=alert.raised_at,
    )  # fmt: skip
