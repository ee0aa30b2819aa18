"""Factories for tests: the job run at an instant, a dossier whose promise is known, a letter drafted for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.deadlines.models import Alert, Apology
from lienthong.casework.dossiers import testing as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.toolkit.clock import VIETNAM


def on(day: int, month: int, hour: int = 8, minute: int = 0) -> datetime:
    """Return an instant of 2018."""
    return datetime(2018, month, day, hour, minute, tzinfo=VIETNAM)


def watched(at: datetime) -> deadlines.Watched:
    """Run the job at an instant, as the worker."""
    with as_worker():
        return deadlines.watch(at=at)


def levels(uid: UUID) -> list[tuple[int, str, str]]:
    """Return what was raised about a dossier, as (level, unit's name, duty), in the order of levels."""
    with as_worker(), ledger.seeing_everything():
        rows = Alert.objects.filter(dossier__uid=uid).order_by("level", "unit__name", "due_at")
        return list(rows.values_list("level", "unit__name", "duty"))


def letter(uid: UUID) -> Apology:
    """Return the letter of a dossier."""
    with as_worker(), ledger.seeing_everything():
        return Apology.objects.select_related("late_unit").get(dossier__uid=uid)


def drafted(world: dossiers.World, *, at: datetime | None = None) -> UUID:
    """Receive a chain dossier on 12/03/2018, due 04/04/2018 08:00, and let the job draft its letter; return its uid."""
    uid = dossiers.received(world, dossiers.CHAIN)
    watched(at or on(3, 4, 9))
    return uid


def words(day: int = 9, month: int = 4, *, reason: str = "overload", note: str = "", hour: int = 8) -> deadlines.Words:
    """Return what a letter says: a reason and a new date, Monday 09/04/2018 08:00 unless said."""
    return deadlines.Words(reason, note, on(day, month, hour))


def alerts() -> QuerySet[Alert]:
    """Return the rows of alerts, in the caller's context."""
    return Alert.objects.order_by("level", "pk")
