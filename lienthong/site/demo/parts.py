"""What the worker builds of the demonstration after the first page opened: one part after the other, each whole or absent.

The parts stand in the order in which they must be built: registers of documents are numbered in time, so the months of the past
come before what is sent, signed and filed at the present.  Nobody writes into those rooms meanwhile (`gate`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from lienthong.site.demo import approvals, arriving, drafts, going, mail, sending, voices, week, workfiles
from lienthong.site.demo.scenes import Scene

Build = Callable[[datetime, Scene], object]

FIRST: dict[str, Build] = {
    "trip": going.plan_trip,
    "weeks": lambda at, scene: week.play_weeks(at),
}
LAST: dict[str, Build] = {
    "sending": lambda at, scene: sending.send_letters(at),
    "arrivals": lambda at, scene: arriving.let_arrive(at),
    "drafts": drafts.write_drafts,
    "approvals": approvals.submit_papers,
    "petitions": voices.let_speak,
    "work_files": lambda at, scene: workfiles.keep_files(at),
}
"""By key: builds a part at the demonstration's present.  Built before, it changes nothing."""
MONTH = "mail:"
"""Before the year and month of a part that is a month of letters."""


def keys(at: datetime, scene: Scene) -> list[str]:
    """Return the keys of all parts of a demonstration, in the order in which they are built."""
    return [*FIRST, *(f"{MONTH}{year}-{month:02d}" for year, month in mail.months_of(at, scene)), *LAST]


def build(key: str, at: datetime, scene: Scene) -> None:
    """Build one part in the caller's transaction; a key of an older version, which is no part any more, is passed over."""
    if key.startswith(MONTH):
        year, _, month = key.removeprefix(MONTH).partition("-")
        mail.write_month(at, scene, int(year), int(month))
        return
    made = FIRST.get(key) or LAST.get(key)
    if made is not None:
        made(at, scene)
