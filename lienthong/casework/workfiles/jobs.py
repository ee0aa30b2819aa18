"""Jobs of work files."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.workfiles import public
from lienthong.toolkit import clock


@app.periodic(cron="25 * * * *")
@app.task(name="workfiles.watch", queue="workfiles", queueing_lock="workfiles.watch")
def watch(timestamp: int) -> int:
    """Tell who keeps files every hour of real time what they ask for on the business day; return how many were told anew."""
    return public.watch(at=clock.now())[0]
