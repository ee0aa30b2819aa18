"""A promise below one day: drafted in working hours, published, and kept by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.cuts import public as cuts
from lienthong.casework.cuts.queries import measuring
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import a_reviewer, an_approver, an_editor
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import state_calendar
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

PROCEDURES = ("1.004873-2016",)
STEPS = (("receive", "done"), ("verify", "done"), ("sign", "signed"), ("number", "issued"))
CODE = "2.999002"
DAY, HOUR = "working_day", "working_hour"
APRIL = date(2018, 4, 2)
"""The Monday from which the shorter promise counts."""


def limit(legal: int = 1, promised: int = 1, unit: str = DAY, **more: Any) -> dict[str, Any]:
    """Return a row of limits as files write it."""
    facts: dict[str, Any] = {key: more.pop(key) for key in ("channels", "area_extra") if key in more}
    return {"legal": {"value": legal, "unit": unit, **more}, "committed": {"value": promised, "unit": unit, **more}, **facts}


def proven(world: given.World, folder: Path, *limits: dict[str, Any], done: int = cuts.FEW) -> cuts.CutRow:
    """Publish a procedure with these limits and let its dossiers be done in forty minutes each; return its row."""
    given.publish_like(world, "1.004873-2016", folder, code=CODE, limits=list(limits) or [limit()])
    for number in range(done):
        uid = given.received(world, CODE, at=world.at + timedelta(minutes=number))
        for key, outcome in STEPS:
            given.step(world, uid, key, outcome, after=timedelta(minutes=10))
    return row(world)


def row(world: given.World) -> cuts.CutRow:
    """Return the one row of the commune."""
    unit = world.clerk.unit_id
    with ledger.seeing({unit}):
        (found,) = cuts.rows([unit], date(2018, 3, 1), date(2018, 3, 31), at=world.at + timedelta(hours=3), procedure=CODE)
    return found


@pytest.fixture
def editor(world: given.World) -> Actor:
    """The one of the district who drafts procedures."""
    return world.district.actor("district", "system_admin")


def test_one_day_becomes_four_hours_and_a_dossier_is_due_by_the_clock(world: given.World, editor: Actor, tmp_path: Path) -> None:
    told = proven(world, tmp_path)
    assert (told.hours, told.percent, told.proposal) == (True, 0, cuts.Proposal(4, HOUR, 50))

    uid = cuts.draft_cut(
        actor=editor, at=world.at, row=told, value=4, unit=HOUR, since=APRIL, decision="12/QĐ-UBND", decided_on=date(2018, 3, 20)
    )
    assert procedures.publishing_faults(procedures.source_text(uid)) == ()
    published(uid, world.at + timedelta(days=1))

    (promise,) = procedures.version(uid).definition.cases[0].limits
    assert (promise.legal.value, promise.legal.unit) == (1, DAY)
    assert procedures.limit_words(promise.committed) == "4 giờ làm việc"
    assert promise.committed.start == "next_moment"
    assert due(world, "08:00") == "02/04 14:00", "11:30 to 13:30 is no office time"
    assert due(world, "16:00") == "03/04 10:00", "what is left at the closing is of the next morning"
    assert measuring.limits(procedures.version(uid).definition) == measuring.Limits(
        told.case, cuts.Span(1, DAY), cuts.Span(4, HOUR), hours=True
    )


def published(uid: Any, at: datetime) -> None:
    """Let a draft go the whole way of every version."""
    procedures.submit(uid, actor=an_editor(), at=at)
    procedures.review(uid, actor=a_reviewer(), at=at, agree=True)
    procedures.approve(uid, actor=an_approver(), at=at)
    procedures.publish(uid, actor=an_approver(), at=at)


def due(world: given.World, clock: str) -> str:
    """Receive a dossier at this time of the first day of the new promise; return when it is due."""
    hour, minute = map(int, clock.split(":"))
    at = world.at.replace(year=2018, month=4, day=2, hour=hour, minute=minute)
    uid = given.received(world, CODE, at=at)
    row = given.dossier(world.clerk, uid)
    assert row.due_at is not None
    assert row.legal_due_at is not None
    assert row.due_at < row.legal_due_at
    return f"{row.due_at.astimezone(at.tzinfo):%d/%m %H:%M}"


def test_the_cut_of_a_promise_in_hours_is_told_by_working_minutes(world: given.World, tmp_path: Path) -> None:
    told = proven(world, tmp_path, {"legal": {"value": 2, "unit": DAY}, "committed": {"value": 6, "unit": HOUR}}, done=1)
    assert (told.legal, told.committed, told.percent) == (cuts.Span(2, DAY), cuts.Span(6, HOUR), 62)


@pytest.mark.parametrize(
    ("value", "unit", "refused"),
    [
        (3, HOUR, cuts.NotSafe),  # shorter than what is safe
        (0, HOUR, cuts.NotSafe),
        (8, HOUR, cuts.NotShorter),  # a whole working day
        (9, HOUR, cuts.NotShorter),  # more than the law gives
        (1, DAY, cuts.NotShorter),
        (1, "", cuts.NotShorter),  # in the unit of the present promise
        (5, "month", cuts.HoursNotHere),
        (5, "fortnight", cuts.HoursNotHere),
    ],
)
def test_what_is_no_safe_number_of_hours_is_refused(
    world: given.World, editor: Actor, tmp_path: Path, value: int, unit: str, refused: type[Exception]
) -> None:
    told = row_like(world, tmp_path)
    with pytest.raises(refused):
        cuts.draft_cut(actor=editor, at=world.at, row=told, value=value, unit=unit, since=APRIL)
    assert [one.state for one in procedures.versions(CODE)] == ["published"]


def row_like(world: given.World, folder: Path, *limits: dict[str, Any], hours: bool = True) -> cuts.CutRow:
    """Return the row of one finished dossier, with the proposal that twenty would have proven."""
    told = proven(world, folder, *limits, done=1)
    assert told.hours is hours
    return replace(told, proposal=cuts.Proposal(4, HOUR, 50))


@pytest.mark.parametrize(
    "told", [limit(4, 4), limit(start="same_day"), limit(area_extra={"remote": 1}), limit(unit="calendar_day")]
)
def test_a_long_limit_or_one_of_the_day_of_receipt_or_with_more_for_an_area_takes_no_hours(
    world: given.World, editor: Actor, tmp_path: Path, told: dict[str, Any]
) -> None:
    row = row_like(world, tmp_path, told, hours=False)
    with pytest.raises(cuts.HoursNotHere):
        cuts.draft_cut(actor=editor, at=world.at, row=row, value=4, unit=HOUR, since=APRIL)


def test_only_rows_that_promise_the_same_and_take_hours_are_turned_into_hours(
    world: given.World, editor: Actor, tmp_path: Path
) -> None:
    rows = [limit(5, 5, channels=["online"]), limit(start="same_day", channels=["post"]), limit(1, 1, channels=["direct"])]
    told = row_like(world, tmp_path, *rows)

    uid = cuts.draft_cut(actor=editor, at=world.at, row=told, value=4, unit=HOUR, since=APRIL)

    promised = [procedures.limit_words(one.committed) for one in procedures.version(uid).definition.cases[0].limits]
    assert promised == ["5 ngày làm việc", "1 ngày làm việc", "4 giờ làm việc"], "the row of the counter, though it is the third"


def test_a_promise_that_is_in_hours_already_is_cut_in_hours_and_keeps_its_start(
    world: given.World, editor: Actor, tmp_path: Path
) -> None:
    told = row_like(world, tmp_path, limit(8, 8, HOUR, start="next_day"))

    uid = cuts.draft_cut(actor=editor, at=world.at, row=told, value=6, since=APRIL)

    (promise,) = procedures.version(uid).definition.cases[0].limits
    assert (procedures.limit_words(promise.committed), promise.committed.start) == ("6 giờ làm việc", "next_day")


@pytest.mark.parametrize("days", [1, 2, 3])
def test_no_step_of_hours_ends_after_the_legal_days_whenever_a_dossier_comes(days: int) -> None:
    calendar = state_calendar()
    legal = worktime.Limit(days, worktime.LimitUnit.WORKING_DAY)
    steps = [worktime.Limit(step, worktime.LimitUnit.WORKING_HOUR) for step in cuts.STEPS]
    for number in range(0, 60 * 48, 3):  # every hour and a half from before Tết 2018 to after it
        moment = datetime(2018, 1, 20, tzinfo=VIETNAM) + timedelta(minutes=30 * number)
        due = worktime.due_at(moment, legal, calendar)
        late = [step.value for step in steps if worktime.due_at(moment, step, calendar) > due]
        assert late == [], f"received {moment}"
