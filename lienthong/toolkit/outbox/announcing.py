"""Writes an announcement into the caller's transaction."""

from __future__ import annotations

from django.db import transaction

from lienthong.toolkit import clock
from lienthong.toolkit.outbox import encoding, jobs, registry
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.registry import Event


def announce(event: Event) -> None:
    """Write one delivery per registered handler and a wake-up job, all in the caller's transaction.

    Two SQL statements; none when nobody listens.  Rolled back with the caller.
    Raises   TransactionManagementError: called outside a transaction, where nothing could be rolled back.
             TypeError: the event holds a value that could not be read back.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an announcement belongs to the transaction of what it announces")
    listeners = registry.listeners_of(type(event))
    if not listeners:
        return
    payload = encoding.encode(event)
    at = clock.real_now()
    Delivery.objects.bulk_create(
        [
            Delivery(topic=event.topic, handler=listener.name, payload=payload, announced_at=at, next_try_at=at)
            for listener in listeners
        ]
    )
    jobs.wake()
