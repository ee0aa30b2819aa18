"""Jobs of signed results."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lienthong.casework.results import public


@app.periodic(cron="35 * * * *")
@app.task(name="results.fetch_lists", queue="results", queueing_lock="results.fetch_lists")
def fetch_lists(timestamp: int) -> int:
    """Fetch every hour the revocation lists that a setting allows to be fetched; return how many are new."""
    return public.fetch_lists()
