"""Early, on time or overdue where a promise in hours stands beside a law in days: both must be kept, each by its own unit.

The Tuesday closes at nine.  Received then at eight, the law's day ends on Wednesday, and the seven promised hours at 15:00 of it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as factory
from lienthong.casework.dossiers.rules.earliest import worst
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM

PROCEDURES = (factory.BIRTH,)
LIMITS = [
    {
        "channels": ["direct", "online", "post"],
        "legal": {"value": 1, "unit": "working_day"},
        "committed": {"value": 7, "unit": "working_hour"},
    }
]
HALF = worktime.SpecialDay(date(2018, 3, 13), worktime.DayKind.HALF, "Hội nghị toàn huyện", opens=time(7), closes=time(9))


@pytest.fixture
def uid(world: factory.World, tmp_path: Path) -> UUID:
    """Return a dossier received on the half day whose date the law gave, ready for appraisal."""
    worktime.revise_calendar(code="vn-state", changes=[worktime.Change.to(HALF)], reason="Hội nghị", decree="01/TB", at=world.at)
    code = factory.publish_like(world, f"{factory.BIRTH}-2016", tmp_path, limits=LIMITS)
    found = factory.received(world, code, at=on(13, 8))
    factory.step(world, found, "receive", "done", after=timedelta(minutes=5))
    return found


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 3, day, hour, minute, tzinfo=VIETNAM)


def signed(world: factory.World, uid: UUID, at: datetime) -> dossiers.Dossier:
    factory.step(world, uid, "verify", "done", after=timedelta(minutes=5))
    factory.step(world, uid, "sign", "signed", at=at)
    return factory.dossier(world.clerk, uid)


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        (on(13, 8, 50), "early"),
        (on(14, 7, 50), "on_time"),
        (on(14, 10), "on_time"),
        (on(14, 15), "on_time"),
        (on(14, 15, 10), "overdue"),
        (on(15, 8), "overdue"),
    ],
    ids=["the day before", "before the law's minute", "after it on its day", "at the promise", "after the promise", "after both"],
)
def test_late_by_the_promise_is_late_though_the_law_gave_the_date(
    world: factory.World, uid: UUID, at: datetime, verdict: str
) -> None:
    row = signed(world, uid, at)

    assert (row.due_at, row.verdict) == (on(14, 8), verdict)


@pytest.mark.parametrize(("at", "verdict"), [(on(14, 16, 50), "on_time"), (on(15, 8), "overdue")])
def test_each_limit_runs_on_by_itself_after_a_pause(world: factory.World, uid: UUID, at: datetime, verdict: str) -> None:
    dossiers.stop(actor=world.head, at=on(13, 8, 30), dossier_uid=uid, reason="Chờ kết luận của tòa án")
    dossiers.restart(actor=world.head, at=on(14, 15), dossier_uid=uid)

    row = signed(world, uid, at)

    assert row.verdict == verdict, "the law ends in the evening of Wednesday, the promise on Thursday at 11:30"


def test_of_several_verdicts_the_latest_counts() -> None:
    early, on_time, overdue = worktime.Verdict.EARLY, worktime.Verdict.ON_TIME, worktime.Verdict.OVERDUE

    assert worst([early, on_time]) is on_time
    assert worst([overdue, on_time, early]) is overdue
    assert worst([early]) is early
