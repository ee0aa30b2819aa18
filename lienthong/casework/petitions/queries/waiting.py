"""What waits for somebody: petitions that the actor takes in or answers, for the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from lienthong.casework.petitions import access
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.rules.words import KINDS
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

MOST = 200
"""So many open petitions of the units seen are looked at, those due first."""


@dataclass(frozen=True)
class WaitingPetition:
    """A petition that the actor's unit must act on: to be taken in (`sent`) or answered; what was said does not stand here.

    due_at  the day that the handler was given, at its end, or the limit when that is earlier.
    """

    uid: UUID
    code: str
    kind_name: str
    sent: bool
    due_at: datetime
    late: bool


def waiting_for(actor: Actor, at: datetime) -> list[WaitingPetition]:
    """Return what the actor may take in, or answer as the head of who handles it, the first due first.

    One statement, another when something of a unit that has ended is open; none for who does neither.
    """
    if not actor.has(*access.RECEIVERS):
        return []
    near = Q(handler_id=actor.unit_id) | Q(handler=None, unit_id=actor.unit_id)
    ended = Q(handler__until__isnull=False) | Q(handler=None, unit__until__isnull=False)
    rows = Petition.objects.filter(near | ended, access.visible(actor), closed_at=None).select_related("unit", "handler")
    if not actor.has(*access.HEADS):
        rows = rows.filter(state="sent")
    found = [(row, row.handler or row.unit) for row in rows.order_by("due_at", "pk")[:MOST]]
    today = org.local_day(at)
    heirs = org.heirs_on(today)[today] if any(unit.pk != actor.unit_id for _, unit in found) else {}
    own = [row for row, unit in found if (heirs[unit.pk].unit_id if unit.pk in heirs else unit.pk) == actor.unit_id]
    return sorted((_waiting(row, at) for row in own), key=lambda row: (row.due_at, row.code))


def _waiting(row: Petition, at: datetime) -> WaitingPetition:
    due = row.due_at if row.handle_by is None else min(row.due_at, _end_of(row.handle_by))
    return WaitingPetition(row.uid, row.code, KINDS[row.kind], row.state == "sent", due, at > due)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1)
