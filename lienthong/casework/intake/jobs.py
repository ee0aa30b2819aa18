"""Jobs of intake."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from lienthong.casework.intake import public
from lienthong.toolkit import clock


@app.task(name="intake.look", queue="intake")
def look(arrival: str) -> int:
    """Let the upload policy look at the files of an arrival that were only kept so far; return how many it looked at."""
    return public.look(arrival_uid=UUID(arrival), at=clock.now())
