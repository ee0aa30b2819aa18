"""Two people at once: a page sent twice is one entry, and what is written while the leader approves is not lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import Hall, a_hall, drafted, read, submitted, week_of
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid


@pytest.fixture
def hall(committed_db: None) -> Hall:
    worktime.load_calendars()
    return a_hall()


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do some acts at the same moment, each on a connection of its own; return what they gave, or the refusal."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        try:
            ready.wait(timeout=30)
            return act()
        except Refusal as no:
            return no
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_a_page_that_is_sent_twice_at_the_same_moment_is_one_entry(hall: Hall) -> None:
    key = new_uid()
    first, second = at_once([lambda: drafted(hall.office, key=key)] * 2)
    assert first == second
    assert len(week_of(hall.office, keeper=hall.office).content) == 1


def test_what_is_written_while_the_leader_approves_is_approved_or_still_in_work(hall: Hall) -> None:
    drafted(hall.office)
    for number in range(1, 5):
        week = submitted(hall.office)
        facts: dict[str, Any] = {"subject": f"Việc {number}", "session": "evening", "starts": None, "ends": None, "place": ""}
        approve = partial(
            agenda.publish, actor=hall.head, at=MONDAY_8AM, week_uid=week.week.uid, digest=week.digest, reason="Đã biết"
        )
        _, uid = at_once([approve, partial(drafted, hall.office, **facts)])
        editions = read(hall.office, hall.office)
        approved = {one["uid"] for one in editions[0].content} if editions else set()
        now = week_of(hall.office, keeper=hall.office)
        in_work = {one["uid"] for one in now.content}
        assert str(uid) in approved or (now.week.state == "draft" and str(uid) in in_work)
