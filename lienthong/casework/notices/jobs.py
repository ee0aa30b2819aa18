"""Jobs: what is due leaves every ten seconds; where notices about visits went is forgotten at night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.notices import public as notices
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock


@app.periodic(cron="* * * * * */10")
@app.task(name="notices.send", queue="notices", lock="notices.send", queueing_lock="notices.send")
def send(timestamp: int) -> int:
    """Send the notices that are due; return how many were sent."""
    return notices.send_due(at=clock.real_now())


@app.periodic(cron="20 0 * * *")
@app.task(name="notices.forget_visitors", queue="notices", queueing_lock="notices.forget_visitors")
def forget_visitors(timestamp: int) -> int:
    """Erase every night the addresses of old notices about booked visits; return how many."""
    with ledger.seeing_everything():
        return notices.forget_visitors(at=clock.real_now())
