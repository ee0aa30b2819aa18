"""Jobs of deadline duties."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.deadlines import public
from lienthong.toolkit import clock


@app.periodic(cron="*/10 * * * *")
@app.task(name="deadlines.watch", queue="deadlines", queueing_lock="deadlines.watch")
def watch(timestamp: int) -> dict[str, int]:
    """Raise the warnings whose time has come on the business clock, every ten minutes of real time; return how many of each."""
    return vars(public.watch(at=clock.now()))
