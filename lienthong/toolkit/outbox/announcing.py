"""Writes an announcement into the caller's transaction."""

from __future__ import annotations

from django.db import transaction

from lienthong.toolkit import clock
from lienthong.toolkit.outbox import encoding, jobs, registry
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.registry import Event


def announce(*events: Event) -> None:
    """Write one delivery per event and registered handler and one wake-up job, all in the caller's transaction.

    Two SQL statements however many events; one when all who listen are patient, none when nobody does.  Rolled back with the
    caller.
    Raises   TransactionManagementError: called outside a transaction, where nothing could be rolled back.
             TypeError: an event holds a value that could not be read back.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an announcement belongs to the transaction of what it announces")
    at = clock.real_now()
    listening = {type(event): registry.listeners_of(type(event)) for event in events}
    deliveries = [
        Delivery(topic=event.topic, handler=listener.name, payload=payload, announced_at=at, next_try_at=at)
        for event in events
        if (listeners := listening[type(event)])
        for payload in [encoding.encode(event)]
        for listener in listeners
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
    if any(not one.patient for listeners in listening.values() for one in listeners):
        jobs.wake()
