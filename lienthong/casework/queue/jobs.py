"""Jobs of the queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.queue import public
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock


@app.periodic(cron="10 0 * * *")
@app.task(name="queue.forget_names", queue="queue", queueing_lock="queue.forget_names")
def forget_names(timestamp: int) -> int:
    """Erase every night the names on tickets of days that are over, and of visits some days later; return how many."""
    with ledger.seeing_everything():
        return public.forget_names(at=clock.now()) + public.forget_visitors(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="queue.note_missed", queue="queue", queueing_lock="queue.note_missed")
def note_missed(timestamp: int) -> int:
    """Note every ten minutes the booked visits to which nobody came; return how many."""
    with ledger.seeing_everything():
        return public.note_missed(at=clock.now())
