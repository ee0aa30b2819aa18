"""Jobs of handling."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.handling import public
from lienthong.toolkit import clock


@app.periodic(cron="5 * * * *")
@app.task(name="handling.escalate", queue="handling", queueing_lock="handling.escalate")
def escalate(timestamp: int) -> dict[str, int]:
    """Let late parts of letters rise, every hour of real time on the business clock; return how many did what."""
    return vars(public.escalate(at=clock.now()))
