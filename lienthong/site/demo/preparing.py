"""Prepares a demonstration: everything that must be there before the first page opens."""

from __future__ import annotations

from datetime import datetime

from lienthong.site.demo import halls, log_ins, progress, stage
from lienthong.site.demo.plan import SEED
from lienthong.toolkit.clock import VIETNAM

DOSSIERS = 1_500
FIRST = 150


def prepare(*, at: datetime, first: int = FIRST, count: int = DOSSIERS, seed: int = SEED) -> list[log_ins.LogIn]:
    """Load calendars, units, people, procedures and accounts, play the last `first` dossiers; return the table of log-ins.

    at      the demonstration's present; the history ends there.
    count   dossiers of the whole history; the worker plays the others.
    Doing it again changes nothing.  Raises DemoDataOnly outside a demo installation.
    """
    present = progress.whole_half_hour(at.astimezone(VIETNAM))
    stage.build(present)
    halls.open_halls(present)
    table = log_ins.make(present)
    progress.begin(count=count, first=first, until=present, seed=seed)
    return table
