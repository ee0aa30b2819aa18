"""What the administrator sees and does: how far delivery lags, what failed for good, send again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from procrastinate.contrib.django.models import ProcrastinateWorker

from lienthong.toolkit import clock
from lienthong.toolkit.outbox import jobs
from lienthong.toolkit.outbox.errors import AlreadyDelivered, NoSuchDelivery
from lienthong.toolkit.outbox.models import Delivery


@dataclass(frozen=True)
class DeadLetter:
    """One delivery that was given up; `units` is the context it was announced in."""

    uid: UUID
    topic: str
    handler: str
    payload: dict[str, Any]
    units: str
    announced_at: datetime
    dead_at: datetime
    attempts: int
    last_error: str


@dataclass(frozen=True)
class Backlog:
    """How much waits, how long the oldest has waited (seconds), and how many deliveries were given up."""

    waiting: int
    lag_seconds: float
    dead: int


def dead_letters(limit: int = 200) -> list[DeadLetter]:
    """Return the deliveries that were given up, the latest first."""
    rows = Delivery.objects.filter(dead_at__isnull=False).order_by("-dead_at", "-id")[:limit]
    return [
        DeadLetter(
            uid=row.uid,
            topic=row.topic,
            handler=row.handler,
            payload=row.payload,
            units=row.units,
            announced_at=row.announced_at,
            dead_at=row.dead_at,
            attempts=row.attempts,
            last_error=row.last_error,
        )
        for row in rows
        if row.dead_at is not None
    ]


def backlog(at: datetime | None = None) -> Backlog:
    """Return the state of the outbox at `at` (else: at the real clock) in one statement."""
    waiting = Q(delivered_at=None, dead_at=None)
    found = Delivery.objects.filter(delivered_at=None).aggregate(
        waiting=Count("id", filter=waiting), oldest=Min("announced_at", filter=waiting), dead=Count("id", filter=~waiting)
    )
    oldest = found["oldest"]
    seconds = max(((at or clock.real_now()) - oldest).total_seconds(), 0.0) if oldest else 0.0
    return Backlog(waiting=found["waiting"], lag_seconds=seconds, dead=found["dead"])


def lag(at: datetime | None = None) -> float:
    """Return the seconds that the oldest undelivered row has waited; 0 when nothing waits, dead letters apart."""
    return backlog(at).lag_seconds


def worker_silence() -> float | None:
    """Return the real seconds since the worker was last heard, None when it never was."""
    last: datetime | None = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    return None if last is None else max((clock.real_now() - last).total_seconds(), 0.0)


@transaction.atomic
def redeliver(uid: UUID, *, at: datetime | None = None) -> None:
    """Give a delivery all its tries again, from now on; it keeps its uid, so a handler may know it.

    Raises   NoSuchDelivery; AlreadyDelivered.
    """
    row = Delivery.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if row is None:
        raise NoSuchDelivery(uid=uid)
    if row.delivered_at is not None:
        raise AlreadyDelivered(uid=uid, delivered_at=row.delivered_at)
    Delivery.objects.filter(pk=row.pk).update(dead_at=None, attempts=0, next_try_at=at or clock.real_now())
    jobs.wake()
