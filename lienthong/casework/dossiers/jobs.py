"""Jobs of dossiers."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.dossiers import public
from lienthong.toolkit import clock


@app.periodic(cron="*/10 * * * *")
@app.task(name="dossiers.silent_consent", queue="deadlines", queueing_lock="dossiers.silent_consent")
def consent_by_silence(timestamp: int) -> int:
    """Let consulted agencies agree whose limit has passed on the business clock; return how many did."""
    return public.consent_by_silence(at=clock.now())
