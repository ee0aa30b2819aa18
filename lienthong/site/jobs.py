"""Jobs of the product: the demonstration's parts and history, its modern units and signed results, behind the pages."""

from __future__ import annotations

import contextlib

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from lienthong.site.demo import modern, progress, stores

SECONDS = 4.0
"""How long one job plays: short, so that the worker ends at once when asked to."""


@app.periodic(cron="* * * * * */5")
@app.task(name="site.play_history", queue="demo", queueing_lock="site.play_history")
def play_history(timestamp: int) -> int:
    """Build the next parts of the demonstration, then its older days; return how many parts and dossiers.

    Elsewhere, and when all is there, nothing.
    """
    if not progress.parts_pending() and not progress.history_pending():
        return 0
    done = progress.play_on(seconds=SECONDS)
    if progress.parts_pending():  # somebody waits for the rooms of documents: the next job begins at once
        with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task("site.play_history", queue="demo", queueing_lock="site.play_history").defer(timestamp=timestamp)
    return done


@app.periodic(cron="* * * * * */5")
@app.task(name="site.prove_units", queue="demo", queueing_lock="site.prove_units")
def prove_units(timestamp: int) -> int:
    """Let the next unit of the demonstration prove what it has; return its claims.  Elsewhere, and when all did, nothing."""
    return 0 if progress.parts_pending() else modern.prove_next()


@app.periodic(cron="* * * * * */5")
@app.task(name="site.sign_results", queue="demo", queueing_lock="site.sign_results")
def sign_results(timestamp: int) -> int:
    """Let the next citizen of the demonstration get a signed result.  Elsewhere, and when all have one, nothing."""
    return 0 if progress.parts_pending() else stores.sign_next()
