"""Jobs of the queue: they only wake the delivery up; what is due stands in the rows."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from lienthong.toolkit import clock
from lienthong.toolkit.outbox import delivery

QUEUE = "outbox"
ROWS_PER_JOB = 500
KEEP_DELIVERED = timedelta(days=30)


@app.task(name="outbox.deliver", queue=QUEUE)
def deliver() -> int:
    """Deliver what is due now; return how many rows were delivered."""
    return delivery.deliver_due(ROWS_PER_JOB)


@app.periodic(cron="* * * * * */10")
@app.task(name="outbox.sweep", queue=QUEUE, queueing_lock="outbox.sweep")
def sweep(timestamp: int) -> int:
    """Deliver every ten seconds what no wake-up has reached: back-offs that have passed, lost jobs."""
    return delivery.deliver_due(ROWS_PER_JOB)


@app.periodic(cron="40 2 * * *")
@app.task(name="outbox.purge", queue=QUEUE, queueing_lock="outbox.purge")
def purge(timestamp: int) -> int:
    """Delete every night the rows that were delivered a month ago; return how many."""
    return delivery.purge_delivered(clock.real_now() - KEEP_DELIVERED)


def wake() -> None:
    """Defer one delivery job in the transaction of the caller (one statement).

    No queueing lock: a second caller would wait for the first one's commit, and a duplicate would end its
    transaction.
    """
    deliver.defer()
