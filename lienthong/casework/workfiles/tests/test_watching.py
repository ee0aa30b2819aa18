"""What a file asks for lies in the inbox of who keeps it, when it does, and ends when it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from lienthong.casework.documents.testing import Town
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import jobs
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.models import WorkFile
from lienthong.casework.workfiles.rules.duties import Duty, Standing, duty_of
from lienthong.casework.workfiles.services.watching import TITLES
from lienthong.casework.workfiles.testing import a_file, closed, filled, head_of
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

YEAR_END, NEW_YEAR = date(2018, 12, 15), date(2019, 1, 2)
PERIODS = workfiles.PERIODS
OPEN = Standing("open", 2018, None, PERIODS["y5"], capital=False, kept_until=None, held=False)
DONE = replace(OPEN, state="closed", ended_on=date(2018, 3, 9))


@pytest.mark.parametrize(
    ("file", "on", "asked"),
    [
        (OPEN, date(2018, 12, 14), None), (OPEN, YEAR_END, Duty("close", date(2018, 12, 31))),
        (OPEN, date(2020, 5, 5), Duty("close", date(2018, 12, 31))),
        (replace(OPEN, state="submitted"), date(2018, 5, 5), Duty("check", None)),
        (DONE, date(2019, 2, 8), None), (DONE, date(2019, 2, 9), Duty("hand_in", date(2019, 3, 9))),
        (replace(DONE, capital=True), date(2018, 5, 9), Duty("hand_in", date(2018, 6, 9))),
        (replace(DONE, kept_until=date(2020, 3, 9)), date(2019, 3, 9), None),
        (replace(DONE, state="handed"), date(2019, 3, 9), None),
        (DONE, date(2023, 12, 31), Duty("hand_in", date(2019, 3, 9))), (DONE, date(2024, 1, 1), Duty("review", None)),
        (replace(DONE, state="handed"), date(2024, 1, 1), Duty("review", None)),
        (replace(DONE, held=True), date(2024, 1, 1), None), (replace(DONE, state="transferred"), date(2024, 1, 1), None),
        (replace(DONE, period=PERIODS["permanent"], state="handed"), date(2099, 1, 1), None),
    ],
)  # fmt: skip
def test_what_a_file_asks_for_on_a_day(file: Standing, on: date, asked: Duty | None) -> None:
    assert duty_of(file, on) == asked


@pytest.fixture
def town(town: Town) -> Town:
    """The town with its calendars."""
    worktime.load_calendars()
    return town


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=VIETNAM)


def watched(day: date) -> tuple[int, int]:
    with as_worker():
        return workfiles.watch(at=at(day))


def told(actor: Actor, day: date) -> list[tuple[str, UUID]]:
    """Return what marks in an inbox say, and of which file."""
    with ledger.seeing({actor.unit_id}):
        rows = [row for row in tasks.inbox(actor, at(day)).rows if row.kind == tasks.MARK]
    return [(row.title, row.object_uid) for row in rows]


def test_at_the_end_of_its_year_an_open_file_asks_its_keeper_to_be_closed_once(town: Town) -> None:
    uid = a_file(town)
    assert watched(date(2018, 12, 14)) == (0, 0)
    assert watched(YEAR_END) == (1, 0)
    assert watched(NEW_YEAR) == (0, 0)

    assert told(town.clerk, NEW_YEAR) == [(TITLES["close"], uid)]
    assert told(head_of(town), NEW_YEAR) == [], "another keeps it"
    filled(town, uid)
    workfiles.close(actor=town.clerk, at=at(NEW_YEAR), file_uid=uid, ended_on=date(2018, 12, 28))
    assert told(town.clerk, NEW_YEAR) == [], "it ends at once"
    assert watched(NEW_YEAR) == (1, 0)
    assert told(head_of(town), NEW_YEAR) == [(TITLES["check"], uid)]
    workfiles.check(actor=head_of(town), at=at(NEW_YEAR), file_uid=uid)
    assert (told(head_of(town), NEW_YEAR), watched(NEW_YEAR)) == ([], (0, 0))


def test_a_closed_file_asks_to_be_handed_in_a_month_before_its_day(town: Town) -> None:
    uid = closed(town)
    assert watched(date(2019, 2, 8)) == (0, 0)
    assert watched(date(2019, 2, 9)) == (1, 0)
    assert told(town.clerk, date(2019, 2, 9)) == [(TITLES["hand_in"], uid)]
    with ledger.seeing({town.clerk.unit_id}):
        (row,) = tasks.inbox(town.clerk, at(date(2019, 2, 9))).rows
    assert row.due_at is not None
    assert org.local_day(row.due_at) == date(2019, 3, 9)

    workfiles.keep_longer(actor=head_of(town), at=at(date(2019, 2, 9)), file_uid=uid, until=date(2020, 3, 9), reason="Còn dùng")
    assert (told(town.clerk, date(2019, 2, 9)), watched(date(2019, 3, 10))) == ([], (0, 0))


def test_a_file_whose_period_is_over_asks_to_be_looked_at_unless_it_is_held(town: Town) -> None:
    uid, day = closed(town), date(2024, 1, 2)
    assert watched(day) == (1, 0)
    assert told(town.clerk, day) == [(TITLES["review"], uid)]
    workfiles.hold(actor=town.clerk, at=at(day), file_uid=uid, kind="inspection", reason="Thanh tra huyện")

    assert told(town.clerk, day) == []
    assert watched(day) == (0, 0)


def test_what_lies_in_the_archive_is_looked_at_by_its_clerk(town: Town) -> None:
    uid, day = closed(town), date(2024, 1, 2)
    with ledger.seeing({town.clerk.unit_id}):
        WorkFile.objects.filter(uid=uid).update(
            state="handed", archive_id=town.clerk.unit_id, store="agency", person_uid=head_of(town).person_uid
        )
    watched(day)

    assert told(town.clerk, day) == [(TITLES["review"], uid)]


def test_a_file_of_somebody_who_left_asks_the_head(town: Town) -> None:
    uid = a_file(town)
    for one in org.staff_of([town.clerk.unit_id], YEAR_END):
        if one.person_uid == town.clerk.person_uid:
            org.end_appointment(appointment_uid=one.appointment_uid, on=YEAR_END)
    watched(YEAR_END)

    assert told(head_of(town), YEAR_END) == [(TITLES["close"], uid)]


def test_what_changes_hands_asks_its_new_keeper(town: Town) -> None:
    uid, head = a_file(town), head_of(town)
    watched(YEAR_END)
    with ledger.seeing({head.unit_id}):
        workfiles.pass_on(
            actor=town.clerk, at=at(YEAR_END), file_uids=[uid], taker_uid=head.person_uid, taker=head.name, unit_id=head.unit_id
        )
    assert told(town.clerk, YEAR_END) == []
    watched(YEAR_END)

    assert (told(head, YEAR_END), told(town.clerk, YEAR_END)) == ([(TITLES["close"], uid)], [])


def test_the_job_tells_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    a_file(town)
    monkeypatch.setattr(clock, "now", lambda: at(NEW_YEAR))

    with as_worker():
        assert jobs.watch(0) == 1
