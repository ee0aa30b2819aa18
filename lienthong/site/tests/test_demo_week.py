"""The calendars of the demonstration: read by everybody, changed once, with a clash, conclusions and what units ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import HU, UBND, Hall, a_hall, broken
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import week

PRESENT = MONDAY_8AM + timedelta(days=1, hours=6)


@pytest.fixture
def hall(db: Any) -> Hall:
    load_calendars()
    return a_hall()


def test_last_week_this_week_and_the_next_stand_as_they_should(hall: Hall) -> None:
    assert week.play_weeks(PRESENT) >= 6

    with ledger.seeing(hall.justice.sees):
        last, this = (agenda.editions(hall.justice, hall.office.unit_uid, UBND, MONDAY + timedelta(days=day)) for day in (-7, 0))
        assert agenda.editions(hall.justice, hall.office.unit_uid, UBND, MONDAY + timedelta(days=7)) == []
        party = agenda.editions(hall.justice, hall.party.unit_uid, HU, MONDAY)
    assert (len(last), [row.number for row in this]) == (1, [2, 1])
    assert [one["place"] for one in this[0].content if one["mark"] == "changed"] == ["Hội trường tầng 3"]
    assert "Bận" in {one["subject"] for one in this[0].content}
    assert [one["subject"] for one in party[0].content] == ["Hội nghị trực tuyến về ba đột phá"], "only what is shared"
    with ledger.seeing(hall.office.sees):
        draft = agenda.draft(hall.office, hall.office.unit_uid, UBND, MONDAY + timedelta(days=7))
    assert draft is not None
    assert (draft.week.state, len(draft.clashes), len(draft.proposed)) == ("draft", 1, 1)
    assert broken() == []


def test_the_conclusion_of_last_week_stands_in_two_inboxes_and_one_of_its_tasks_is_late(hall: Hall) -> None:
    week.play_weeks(PRESENT)
    codes = {}
    for slug in ("justice", "home_affairs"):
        head = hall.town.actor(slug, "division_head")
        with ledger.seeing(head.sees):
            codes[slug] = [(row.code, row.state) for row in tasks.inbox(head, PRESENT).rows if row.object_type == "conclusion"]
    assert codes == {"justice": [("KL.070318.2", "overdue")], "home_affairs": [("KL.070318.1", "in_time")]}


def test_playing_again_adds_nothing(hall: Hall) -> None:
    first = week.play_weeks(PRESENT)
    assert week.play_weeks(PRESENT) == first
    assert week.play_weeks(PRESENT + timedelta(hours=3)) == first
    assert broken() == []
