"""Marks: in the inbox like tasks, kept equal to what they point at, and never work that somebody has in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q

from lienthong.casework.tasks import public as tasks
from lienthong.casework.tasks.testing import a_new_task, a_task
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

THING, OTHER = new_uid(), new_uid()
LATE = MONDAY_8AM + timedelta(days=9)


def a_mark(actor: Actor, *, person: bool = False, **facts: Any) -> tasks.Mark:
    """Return a mark for whoever does the actor's duty, or for the actor in person."""
    told: dict[str, Any] = {"object_type": "thing", "object_uid": THING, "step": "look", **facts}
    new = a_new_task(actor, **told)
    return tasks.Mark(new, actor.person_uid, actor.name) if person else tasks.Mark(new)


def kept(*wanted: tasks.Mark) -> tuple[int, int]:
    return tasks.keep_marks(among=Q(object_type="thing"), wanted=wanted, at=MONDAY_8AM)


def shown(actor: Actor) -> list[tuple[str, bool]]:
    """Return the titles of the actor's inbox, and whether the actor is who holds them."""
    return [(row.title, row.mine) for row in tasks.inbox(actor, MONDAY_8AM).rows]


def test_what_is_wanted_lies_in_the_inbox_and_ends_when_it_is_wanted_no_more(clerk: Actor) -> None:
    here, there = a_mark(clerk, title="Xem"), a_mark(clerk, person=True, title="Của tôi", object_uid=OTHER)

    assert kept(here, there) == (2, 0)
    assert sorted(shown(clerk)) == [("Của tôi", True), ("Xem", False)]
    assert kept(here, there) == (0, 0), "asked twice it changes nothing"
    assert kept(here) == (0, 1)
    assert shown(clerk) == [("Xem", False)]
    assert kept() == (0, 1)
    assert [(one.outcome, one.closed_at) for one in tasks.of_object(THING)] == [("over", MONDAY_8AM)]


@pytest.mark.parametrize(
    "facts", [{"step": "look_again"}, {"due_at": LATE}, {"due_at": None}, {"person": True}, {"token": 2}], ids=str
)
def test_a_mark_that_points_elsewhere_now_is_laid_anew(clerk: Actor, facts: dict[str, Any]) -> None:
    kept(a_mark(clerk))

    assert kept(a_mark(clerk, **facts)) == (1, 1)
    assert len(shown(clerk)) == 1


def test_a_mark_of_somebody_is_nobody_elses(clerk: Actor) -> None:
    other = tasks.Mark(a_mark(clerk).task, new_uid(), "Lô Thị Hồng")
    kept(other)

    assert shown(clerk) == []


def test_a_mark_touches_no_task_of_the_same_thing(clerk: Actor) -> None:
    task = a_task(clerk, object_type="thing", object_uid=THING, token=7)

    assert kept(a_mark(clerk)) == (1, 0)
    assert kept() == (0, 1)
    again = tasks.task(task.uid)
    assert again is not None
    assert again.closed_at is None


def test_a_mark_is_no_load_no_delay_and_keeps_no_unit_from_ending(clerk: Actor) -> None:
    kept(a_mark(clerk, person=True))

    assert tasks.inbox(clerk, LATE, tab="overdue").total == 1, "who gets it sees that it is late"
    assert tasks.workload(clerk.unit_id, LATE) == []
    assert tasks.lying(clerk.unit_id, LATE) == []
    assert tasks.overdue_hands([clerk.unit_id], LATE) == []
    assert tasks.open_at([clerk.unit_id]) == {}
    assert not tasks.in_hands(clerk.unit_id, clerk.person_uid).exists()
