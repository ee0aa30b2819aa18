"""Jobs of the week's calendar."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.agenda import public
from lienthong.toolkit import clock


@app.periodic(cron="35 * * * *")
@app.task(name="agenda.sweep", queue="agenda", queueing_lock="agenda.sweep")
def sweep(timestamp: int) -> int:
    """Take what changed in weeks that are over out of the inboxes, every hour of real time; return how many marks ended."""
    return public.sweep(at=clock.now())
