"""Jobs of the file store."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.office.files import public
from lienthong.toolkit import clock


@app.periodic(cron="25 3 * * *")
@app.task(name="files.sweep_orphans", queue="files", queueing_lock="files.sweep_orphans")
def sweep_orphans(timestamp: int) -> int:
    """Remove every night the contents that no row has named for a day; return how many."""
    return public.sweep_orphans(at=clock.real_now())
