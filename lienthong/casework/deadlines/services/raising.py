"""Raising alerts, once each, and putting them away when somebody has seen them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from lienthong.casework.deadlines import access
from lienthong.casework.deadlines.errors import AlertUnknown
from lienthong.casework.deadlines.models import Alert
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def due_of(dossier: dossiers.Dossier) -> datetime:
    """Return the promise of a dossier whose clock runs.  Raises ValueError: what stands still is never warned of."""
    if dossier.due_at is None:
        raise ValueError(f"{dossier.code}: the clock stands still")
    return dossier.due_at


def made(dossier: dossiers.Dossier, hands: finding.Hands, level: int, whom: tuple[int, str, UUID | None], at: datetime) -> Alert:
    """Return an unsaved alert about a dossier that lies in `hands`."""
    unit_id, duty, person = whom
    return Alert(
        dossier=dossier, due_at=due_of(dossier), level=level, unit_id=unit_id, duty=duty, person_uid=person,
        hands_unit_id=hands.unit_id, step=hands.step, calendar=hands.calendar, raised_at=at,
    )  # fmt: skip


def key(alert: Alert) -> tuple[int, datetime, int, int, int]:
    """Return what tells an alert from every other one, as `finding.raised` does."""
    return alert.dossier_id, alert.due_at, alert.level, alert.unit_id, alert.token


_COLUMNS = {
    "uid": "uuid", "dossier_id": "bigint", "due_at": "timestamptz", "level": "int", "unit_id": "bigint", "token": "int",
    "duty": "text", "person_uid": "uuid", "hands_unit_id": "bigint", "step": "text", "calendar": "text",
    "raised_at": "timestamptz", "seen_by": "text",
}  # fmt: skip
_RAISE = (
    "INSERT INTO deadlines_alert ([names]) SELECT * FROM unnest([lists]) ON CONFLICT ON CONSTRAINT alert_raised_once DO NOTHING"
)
_RAISE = _RAISE.replace("[names]", ", ".join(_COLUMNS)).replace(
    "[lists]", ", ".join(f"%({name})s::{kind}[]" for name, kind in _COLUMNS.items())
)


def raise_alerts(alerts: Sequence[Alert]) -> int:
    """Write the alerts that are not there yet, in one statement; return how many."""
    if not alerts:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, {name: [getattr(alert, name) for alert in alerts] for name in _COLUMNS})
        return int(cursor.rowcount)


def see(*, actor: Actor, at: datetime, alert_uid: UUID) -> None:
    """Record that the actor has seen an alert that is its own; again changes nothing.  Raises AlertUnknown."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        mine = Alert.objects.filter(access.addressed(actor), uid=alert_uid)
        if not mine.filter(seen_at=None).update(seen_at=at, seen_by=actor.name or actor.post) and not mine.exists():
            raise AlertUnknown(alert=str(alert_uid))
