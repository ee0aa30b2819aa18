"""What the watching job asks: which promises are near or past, who is to be warned, what is of no use any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from lienthong.casework.deadlines.models import Alert, Apology
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules.ladder import Rung
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime

_NEAR = """
SELECT near.id FROM org_unit u CROSS JOIN LATERAL (
  SELECT d.id, d.due_at FROM dossiers_dossier d
   WHERE d.unit_id = u.id AND d.ended_at IS NULL AND d.due_at <= %(horizon)s
     AND NOT EXISTS (SELECT 1 FROM deadlines_alert a WHERE a.dossier_id = d.id AND a.due_at = d.due_at AND a.level = %(last)s)
) near ORDER BY near.due_at, near.id LIMIT %(limit)s
"""
"""Unit by unit, in the words of the index on open dossiers (`dossier_unit_open`): who climbed it all is left out."""


BLIND = timedelta(days=14)
"""How far to look on a calendar that cannot count so far."""


def near(at: datetime, *, limit: int) -> list[int]:
    """Return the keys of open dossiers whose promise is near or past and whose ladder is not climbed, the oldest due first.

    Needs the context of the worker.  The horizon is that of the slowest calendar: a holiday makes it long.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {"horizon": horizon(at), "last": ladder().last, "limit": limit})
        return [key for (key,) in cursor.fetchall()]


def horizon(at: datetime) -> datetime:
    """Return the instant behind which no promise can be warned of yet, on any calendar that knows the year."""
    told = ladder()
    found = [at]
    for row in worktime.calendars():
        calendar = worktime.calendar(row.code)
        minutes = max(told.earliest, told.apology_days * calendar.minutes_per_day)
        try:
            found.append(worktime.add(at, worktime.WorkMinutes(minutes + 1), calendar))
        except worktime.CalendarGap:
            found.append(at + BLIND)  # the last days of a year whose next one is not entered: what falls due in them is near
    return max(found)


@dataclass(frozen=True)
class Hands:
    """Where a dossier lies: its token, unit and calendar, the step and its duty, who holds it."""

    token: int
    unit_id: int
    calendar: str
    step: str
    duty: str
    holder_uid: UUID | None


def hands_of(dossier_uids: Iterable[UUID]) -> dict[UUID, list[Hands]]:
    """Return where dossiers lie, by uid; one statement.  A result that waits to be fetched lies in nobody's hands."""
    found: dict[UUID, list[Hands]] = {}
    rows = tasks.Task.objects.filter(object_uid__in=list(dossier_uids), closed_at=None).exclude(kind="return")
    for task in rows.order_by("object_uid", "token"):
        lies = Hands(task.token, task.unit_id, task.calendar, task.title, task.duty, task.holder_uid)
        found.setdefault(task.object_uid, []).append(lies)
    return found


@dataclass
class Recipients:
    """Who is warned by a rung, remembered during one run of the job: the tree and the posts do not change under it."""

    at: datetime
    _duty: dict[tuple[int, tuple[str, ...]], str] = field(default_factory=dict)
    _above: dict[int, int] = field(default_factory=dict)

    def of(self, rung: Rung, dossier: dossiers.Dossier, hands: Hands) -> tuple[int, str, UUID | None]:
        """Return (unit, duty, person) whom a rung warns about a dossier that lies in `hands`."""
        if rung.to_holder:
            return hands.unit_id, hands.duty, hands.holder_uid
        unit_id = {"hands": hands.unit_id, "receiving": dossier.unit_id}.get(rung.at) or self.above(dossier.unit_id)
        return unit_id, self.duty(unit_id, rung.duties), None

    def duty(self, unit_id: int, duties: tuple[str, ...]) -> str:
        """Return the first of the duties that somebody holds at a unit now, else the last: whoever gets it will see."""
        key = (unit_id, duties)
        if key not in self._duty:
            self._duty[key] = next((duty for duty in duties if org.holders(duty, unit_id, self.at)), duties[-1])
        return self._duty[key]

    def above(self, unit_id: int) -> int:
        """Return the unit above, or the unit itself when nothing lies above it."""
        if unit_id not in self._above:
            try:
                self._above[unit_id] = org.parent_of(unit_id, org.local_day(self.at)).id
            except (org.NoServingUnit, org.UnitNotValid):
                self._above[unit_id] = unit_id
        return self._above[unit_id]


LIVE = Q(dossier__ended_at=None, dossier__due_at=F("due_at"))
"""The promise that was warned of still holds: the dossier is open, its clock runs, its date is the same."""


def stale_alerts() -> QuerySet[Alert]:
    """Return the open alerts whose promise no longer holds; not in any order."""
    return Alert.objects.filter(closed_at=None).exclude(LIVE)


def stale_drafts(limit: int) -> list[UUID]:
    """Return the uids of dossiers whose draft of an apology is of no use: finished, at a stand, or with another date."""
    rows = Apology.objects.filter(signed_at=None, cancelled_at=None).exclude(LIVE)
    return list(rows.order_by("due_at", "pk").values_list("dossier__uid", flat=True)[:limit])


def raised(dossier_ids: Sequence[int]) -> set[tuple[int, datetime, int, int, int]]:
    """Return what was raised for dossiers before, as (dossier, due, level, unit, token)."""
    rows = Alert.objects.filter(dossier_id__in=dossier_ids).order_by("pk")
    return set(rows.values_list("dossier_id", "due_at", "level", "unit_id", "token"))


def apologised(dossier_ids: Sequence[int]) -> set[int]:
    """Return which dossiers have a draft under way or a signed letter."""
    rows = Apology.objects.filter(dossier_id__in=dossier_ids, cancelled_at=None).order_by("pk")
    return set(rows.values_list("dossier_id", flat=True))
