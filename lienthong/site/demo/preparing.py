"""Prepares a demonstration: everything that must be there before the first page opens."""

from __future__ import annotations

from datetime import datetime

from lienthong.site.demo import (
    approvals,
    arriving,
    banking,
    drafts,
    evenings,
    going,
    halls,
    letters,
    log_ins,
    progress,
    receipting,
    stage,
    stores,
    voices,
    week,
    workfiles,
)
from lienthong.site.demo.scenes import DISTRICT_2018, Scene
from lienthong.toolkit.clock import VIETNAM

MOST = 450
"""About how many dossiers are played before the first page opens: more would keep the visitor waiting."""


def prepare(*, at: datetime, scene: Scene = DISTRICT_2018, count: int | None = None, most: int = MOST) -> list[log_ins.LogIn]:
    """Load calendars, units, people, procedures and accounts, play the present year; return the table of log-ins.

    at      the demonstration's present; the history ends there.
    scene   which demonstration.
    count   dossiers of the whole history, as many as the scene has when None; the worker plays the older years.
    most    about how many of the present year are played here: a later present has a thinner history.
    Doing it again changes nothing.  Raises DemoDataOnly outside a demo installation.
    """
    present = progress.whole_half_hour(at.astimezone(VIETNAM))
    stage.build(present, scene)
    halls.open_halls(present)
    banking.open_accounts(present)
    receipting.load_ranges(present)
    voices.let_speak(present, scene)
    letters.write_letters(present, scene)
    arriving.let_arrive(present)
    drafts.write_drafts(present, scene)
    approvals.submit_papers(present, scene)
    week.play_weeks(present)
    table = log_ins.make(present, scene)
    progress.begin(scene, count=scene.dossiers if count is None else count, most=most, until=present)
    table += stores.make(present, scene)
    workfiles.keep_files(present)
    going.plan_trip(present, scene)
    if progress.history_pending() is None:  # the clock may have been set forward over evenings that nobody played
        evenings.close_tills(before=present.date(), at=present)
    return table
