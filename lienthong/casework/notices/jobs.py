"""Jobs: what is due leaves every ten seconds."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.notices import public as notices
from lienthong.toolkit import clock


@app.periodic(cron="* * * * * */10")
@app.task(name="notices.send", queue="notices", lock="notices.send", queueing_lock="notices.send")
def send(timestamp: int) -> int:
    """Send the notices that are due; return how many were sent."""
    return notices.send_due(at=clock.real_now())
