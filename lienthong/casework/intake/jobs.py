"""Jobs of intake."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from lienthong.casework.intake import public
from lienthong.toolkit import clock


@app.periodic(cron="* * * * *")
@app.task(name="intake.fetch_mail", queue="mail", queueing_lock="intake.fetch_mail")
def fetch_mail(timestamp: int) -> dict[str, int]:
    """Put every minute before the clerks what came into their mail boxes; return how many messages of each box."""
    return public.fetch_mail(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="intake.watch", queue="intake", queueing_lock="intake.watch")
def watch(timestamp: int) -> int:
    """Tell the clerks every ten minutes of real time what waits for longer than its day; return of how much."""
    return public.watch(at=clock.now())[0]


@app.task(name="intake.look", queue="intake")
def look(arrival: str) -> int:
    """Let the upload policy look at the files of an arrival that were only kept so far; return how many it looked at."""
    return public.look(arrival_uid=UUID(arrival), at=clock.now())


@app.task(name="intake.read", queue="intake")
def read(arrival: str) -> bool:
    """Read the text of an arrival's files and propose what it says; return whether there is text."""
    return public.read_text(arrival_uid=UUID(arrival), at=clock.now())
