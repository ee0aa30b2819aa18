"""Jobs of the accounts."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.office.accounts import services
from lienthong.toolkit import clock


@app.periodic(cron="50 * * * *")
@app.task(name="accounts.sweep", queue="accounts", queueing_lock="accounts.sweep")
def sweep(timestamp: int) -> dict[str, int]:
    """Remove every hour what ran out: buckets, spent codes, kept forms, sessions; return how many of each kind."""
    return vars(services.sweep(at=clock.real_now()))
