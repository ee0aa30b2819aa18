"""What waits for its registration longer than its day is told to the clerks, and so is a mail box that cannot be read."""

from __future__ import annotations

import imaplib
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from lienthong.casework.documents.testing import HU, UBND, Town, incoming
from lienthong.casework.intake import jobs
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.queries.watching import registered_by
from lienthong.casework.intake.services import fetching
from lienthong.casework.intake.services.watching import ELSE, REFUSED, TOO_LONG, UNREACHABLE
from lienthong.casework.intake.testing import Box, put
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of March 2018; the 12th is a Monday."""
    return datetime(2018, 3, day, hour, minute, tzinfo=VIETNAM)


def watched(at: datetime) -> tuple[int, int]:
    with as_worker():
        return intake.watch(at=at)


def told(actor: Actor, at: datetime) -> list[tasks.TaskRow]:
    """Return the marks in the inbox of a clerk."""
    with ledger.seeing({actor.unit_id}):
        return [row for row in tasks.inbox(actor, at).rows if row.kind == tasks.MARK]


@pytest.mark.parametrize(
    ("came", "until"),
    [
        (on(12, 8), on(12, 17)), (on(12, 16, 59), on(12, 17)), (on(12, 17), on(13, 17)), (on(16, 20), on(19, 17)),
        (on(17, 9), on(19, 17)),
    ],
)  # fmt: skip
def test_what_comes_is_registered_on_its_day_and_in_the_evening_or_on_a_day_off_on_the_next(
    town: Town, came: datetime, until: datetime
) -> None:
    assert registered_by(came, worktime.calendar("vn-state")) == until


def test_what_waits_longer_than_its_day_is_told_to_the_clerks_of_its_unit_once(town: Town) -> None:
    uid = put(town.clerk, at=on(12, 8), title="Công văn của Sở Nội vụ")
    assert watched(on(12, 17)) == (0, 0)
    assert watched(on(12, 18)) == (1, 0)
    assert watched(on(13, 8)) == (0, 0)

    (row,) = told(town.clerk, on(13, 8))
    assert (row.object_type, row.object_uid, row.title, row.subject) == ("arrival", uid, TOO_LONG, "Công văn của Sở Nội vụ")
    assert row.due_at == on(12, 17)
    assert told(town.commune, on(13, 8)) == [], "it came to another unit"


@pytest.mark.parametrize("how", ["register", "refuse", "take_back"])
def test_it_ends_with_what_is_done(town: Town, how: str) -> None:
    uid = put(town.clerk, at=on(12, 8))
    watched(on(13, 8))
    at = on(13, 9)
    if how == "register":
        intake.register(actor=town.clerk, at=at, arrival_uid=uid, new=incoming(arrived_at=at))
    elif how == "refuse":
        intake.refuse(actor=town.clerk, at=at, arrival_uid=uid, reason="Gửi nhầm")
    else:
        intake.take_back(at=at, keeper_id=town.clerk.unit_id, arrival_uid=uid, reason="Thu hồi")

    assert told(town.clerk, at) == []
    assert watched(at) == (0, 0)
    if how == "refuse":
        intake.restore(actor=town.clerk, at=at, arrival_uid=uid)
        assert watched(at) == (1, 0), "it waits again, and as long as before"


def test_of_what_came_to_the_party_the_mark_does_not_say_what_it_is_about(town: Town) -> None:
    put(town.party, at=on(12, 8), body_key=HU, title="Kết luận về cán bộ", sender="Tỉnh ủy")
    watched(on(13, 8))

    (row,) = told(town.party, on(13, 8))
    assert (row.subject, row.code) == ("", row.owner_label)


def test_a_year_whose_days_off_are_not_entered_stops_no_other(town: Town) -> None:
    put(town.clerk, at=on(12, 8), received_at=datetime(1990, 1, 2, 8, tzinfo=VIETNAM))
    put(town.commune, at=on(12, 8))

    assert watched(on(13, 8)) == (1, 0)
    assert len(told(town.commune, on(13, 8))) == 1


def test_the_job_tells_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    put(town.clerk, at=on(12, 8))
    monkeypatch.setattr(clock, "now", lambda: on(13, 8))

    with as_worker():
        assert jobs.watch(0) == 1


def box(town: Town) -> Box:
    """Return a box of the office where no server listens."""
    return Box("127.0.0.1", 1, starttls=False, user="vanthu", unit=town.district.units["office"].code, body=UBND, ca="")


def fetched(at: datetime, monkeypatch: pytest.MonkeyPatch, fault: Exception | None) -> int:
    """Fetch from the boxes of the settings; opening one fails so, or nothing is in it."""

    def fetch(*_: Any) -> int:
        if fault is not None:
            raise fault
        return 0

    monkeypatch.setattr(fetching, "_fetch", fetch)
    with as_worker():
        (many,) = intake.fetch_mail(at=at).values()
    return many


def boxes(actor: Actor) -> list[intake.FailingBox]:
    with ledger.seeing({actor.unit_id}):
        return intake.failing(actor)


@pytest.mark.parametrize(
    ("fault", "why"),
    [(imaplib.IMAP4.error("LOGIN failed"), REFUSED), (ConnectionRefusedError(), UNREACHABLE), (intake.KeeperUnknown(), ELSE)],
)
def test_a_box_that_fails_is_told_to_its_clerks_until_it_works(
    town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception, why: str
) -> None:
    settings.INTAKE_MAILBOXES = (box(town),)
    assert fetched(on(12, 8), monkeypatch, fault) == -1
    assert fetched(on(12, 9), monkeypatch, fault) == -1

    (row,) = told(town.clerk, on(12, 9))
    assert (row.title, row.code, row.object_type) == (why, repr(box(town)), "mail_box")
    assert (row.opened_at, row.due_at) == (on(12, 8), on(13, 17)), "since it failed first"
    assert boxes(town.clerk) == [intake.FailingBox(repr(box(town)), why, on(12, 8))]
    assert boxes(town.commune) == []
    assert fetched(on(12, 10), monkeypatch, None) == 0
    assert (told(town.clerk, on(12, 10)), boxes(town.clerk)) == ([], [])


def test_a_box_that_fails_otherwise_now_says_so(town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INTAKE_MAILBOXES = (box(town),)
    fetched(on(12, 8), monkeypatch, ConnectionRefusedError())
    fetched(on(12, 9), monkeypatch, imaplib.IMAP4.error("LOGIN failed"))

    assert [one.why for one in boxes(town.clerk)] == [REFUSED]


def test_a_box_of_a_unit_that_is_none_is_nobodys(town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INTAKE_MAILBOXES = (replace(box(town), unit="H00"),)

    assert fetched(on(12, 8), monkeypatch, None) == -1
    assert told(town.clerk, on(12, 8)) == []


def test_the_watch_ends_no_mark_of_a_box(town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INTAKE_MAILBOXES = (box(town),)
    fetched(on(12, 8), monkeypatch, ConnectionRefusedError())

    assert watched(on(12, 9)) == (0, 0)
    assert len(boxes(town.clerk)) == 1
