"""Delivers the rows that are due: each in its own transaction, effect and mark together."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction

from lienthong.toolkit import clock
from lienthong.toolkit.outbox import encoding, registry
from lienthong.toolkit.outbox.models import Delivery

MAX_TRIES = 12
LONGEST_WAIT = timedelta(minutes=5)
ERROR_LENGTH = 1000

log = logging.getLogger(__name__)
_dice = SystemRandom()


def deliver_due(limit: int = 500, *, at: datetime | None = None) -> int:
    """Deliver at most `limit` rows that are due at `at` (else: at the real clock); return how many succeeded.

    Several processes may call it at once: a row is locked while it is delivered and skipped by the others.  A
    row whose handler this process does not know waits for a process that does.
    """
    delivered = 0
    for _ in range(limit):
        outcome = _deliver_next(at or clock.real_now())
        if outcome is None:
            break
        delivered += outcome
    return delivered


def waiting_time(attempts: int) -> timedelta:
    """Return how long to wait after the given number of failures: between 1 s and 2^n s, never over 5 minutes."""
    longest = min(LONGEST_WAIT.total_seconds(), 2.0 ** min(attempts, 16))
    return timedelta(seconds=_dice.uniform(1.0, longest))


def purge_delivered(before: datetime) -> int:
    """Delete the rows delivered before `before`; return how many."""
    return Delivery.objects.filter(delivered_at__lt=before).delete()[0]


@transaction.atomic
def _deliver_next(at: datetime) -> bool | None:
    """Try the row that is due longest; return whether it was delivered, None when nothing is due."""
    row = (
        Delivery.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(delivered_at=None, dead_at=None, next_try_at__lte=at, handler__in=registry.names())
        .order_by("next_try_at", "id")
        .first()
    )
    if row is None:
        return None
    try:
        with transaction.atomic():
            _call(row)
    except Exception as fault:  # noqa: BLE001  # the entrance of every handler: whatever it raises is recorded and tried again
        _put_off(row, fault, at)
        return False
    Delivery.objects.filter(pk=row.pk).update(delivered_at=at)
    return True


def _call(row: Delivery) -> None:
    listener = registry.listener(row.handler)
    listener.call(encoding.decode(listener.event, row.payload), row.uid)


def _put_off(row: Delivery, fault: Exception, at: datetime) -> None:
    attempts = row.attempts + 1
    dead = attempts >= MAX_TRIES
    Delivery.objects.filter(pk=row.pk).update(
        attempts=attempts,
        next_try_at=at + waiting_time(attempts),
        dead_at=at if dead else None,
        last_error=f"{type(fault).__name__}: {fault}"[:ERROR_LENGTH],
    )
    level = logging.ERROR if dead else logging.WARNING
    log.log(level, "outbox %s to %s failed (%s), try %d of %d", row.uid, row.handler, type(fault).__name__, attempts, MAX_TRIES)
