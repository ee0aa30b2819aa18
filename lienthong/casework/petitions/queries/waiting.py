"""What waits for somebody: petitions that the actor takes in or answers, for the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from lienthong.casework.petitions import access
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.holding import lying_at
from lienthong.casework.petitions.rules.words import KINDS
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

MOST = 200
"""So many open petitions are shown at most, those due first."""


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

    One statement, two for who sees more than one unit; none for who does neither.
    """
    if not actor.has(*access.RECEIVERS):
        return []
    mine = org.followed_by(actor, org.local_day(at))
    rows = lying_at(mine).filter(access.visible(actor))
    if not actor.has(*access.HEADS):
        rows = rows.filter(state="sent")
    found = rows.only("uid", "code", "kind", "state", "due_at", "handle_by").order_by("due_at", "pk")[:MOST]
    return sorted((_waiting(row, at) for row in found), key=lambda row: (row.due_at, row.code))


def _waiting(row: Petition, at: datetime) -> WaitingPetition:
    due = row.due_at if row.handle_by is None else min(row.due_at, _end_of(row.handle_by))
    return WaitingPetition(row.uid, row.code, KINDS[row.kind], row.state == "sent", due, at > due)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1)
