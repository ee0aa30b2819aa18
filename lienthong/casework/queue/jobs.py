"""Jobs of the queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.queue import public
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock


@app.periodic(cron="10 0 * * *")
@app.task(name="queue.forget_names", queue="queue", queueing_lock="queue.forget_names")
def forget_names(timestamp: int) -> int:
    """Erase every night the names on the tickets of days that are over; return how many."""
    with ledger.seeing_everything():
        return public.forget_names(at=clock.now())
