"""Jobs of the accounts of citizens."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.office.citizens import public
from lienthong.toolkit import clock


@app.periodic(cron="55 * * * *")
@app.task(name="citizens.sweep", queue="accounts", queueing_lock="citizens.sweep")
def sweep(timestamp: int) -> list[int]:
    """Remove every hour the codes and sessions that ran out; return how many of each."""
    return list(public.sweep(at=clock.real_now()))
