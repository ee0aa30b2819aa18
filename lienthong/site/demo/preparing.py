"""Prepares a demonstration: everything that must be there before the first page opens; the worker builds the rest (`parts`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from lienthong.site.demo import banking, evenings, halls, log_ins, progress, receipting, stage, stores
from lienthong.site.demo.scenes import DISTRICT_2018, Scene
from lienthong.toolkit.clock import VIETNAM

MOST = 450
"""About how many dossiers are played before the first page opens: more would keep the visitor waiting."""


Took = dict[str, float]
"""Seconds of real time by what was made ready in them, in order."""


def prepare(
    *, at: datetime, scene: Scene = DISTRICT_2018, count: int | None = None, most: int = MOST, took: Took | None = None
) -> list[log_ins.LogIn]:
    """Load calendars, units, people, procedures and accounts, play the present year; return the table of log-ins.

    at      the demonstration's present; the history ends there.
    scene   which demonstration.
    count   dossiers of the whole history, as many as the scene has when None; the worker plays the older years.
    most    about how many of the present year are played here: a later present has a thinner history.
    took    told how long each step took.
    Doing it again changes nothing.  Raises DemoDataOnly outside a demo installation.
    """
    present = progress.whole_half_hour(at.astimezone(VIETNAM))
    table: list[log_ins.LogIn] = []
    steps: dict[str, Callable[[], object]] = {
        "đơn vị, thủ tục": lambda: stage.build(present, scene),
        "một cửa": lambda: _open_counters(present),
        "tài khoản": lambda: table.extend(log_ins.make(present, scene)),
        "hồ sơ năm nay": lambda: progress.begin(
            scene, count=scene.dossiers if count is None else count, most=most, until=present
        ),
        "kho của công dân": lambda: table.extend(stores.make(present, scene)),
    }
    for name, step in steps.items():
        began = time.monotonic()
        step()
        if took is not None:
            took[name] = time.monotonic() - began
    if progress.history_pending() is None:  # the clock may have been set forward over evenings that nobody played
        evenings.close_tills(before=present.date(), at=present)
    return table


def _open_counters(present: datetime) -> None:
    """Let counters call numbers, take money and give receipts."""
    halls.open_halls(present)
    banking.open_accounts(present)
    receipting.load_ranges(present)
