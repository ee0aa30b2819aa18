"""Jobs: what waits at the transport is taken over every minute."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.delivery import public as delivery
from lienthong.toolkit import clock


@app.periodic(cron="* * * * *")
@app.task(name="delivery.fetch", queue="delivery", lock="delivery.fetch", queueing_lock="delivery.fetch")
def fetch(timestamp: int) -> int:
    """Take over the packets that came; return how many, wrong ones not counted."""
    return delivery.fetch(at=clock.now())[0]
