"""A change of a published week lies in the inbox of those whom it names, until they have seen it or the week is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.agenda import jobs
from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.services.telling import TITLE
from lienthong.casework.agenda.testing import NEXT, Hall, a_specialist, drafted, published, read, said
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor

LATER = MONDAY_8AM + timedelta(days=2)


def told(actor: Actor) -> list[UUID]:
    """Return the editions whose changes lie in an actor's inbox."""
    with ledger.seeing({actor.unit_id}):
        rows = [row for row in tasks.inbox(actor, LATER).rows if row.kind == tasks.MARK]
    assert {row.title for row in rows} <= {TITLE}
    return [row.object_uid for row in rows]


def moved(hall: Hall, uid: UUID, place: str, *, at: datetime = LATER, **facts: Any) -> None:
    """Let the office amend an entry and the leader publish the week anew."""
    agenda.amend(actor=hall.office, at=at, entry_uid=uid, said=said(place=place, **facts))
    published(hall.office, hall.head, at=at)


def changed(hall: Hall) -> tuple[UUID, UUID]:
    """Let an entry that the chairman leads and justice attends change; return the entry and the edition that says so."""
    whose: dict[str, Any] = {"host": hall.head.person_uid, "units": (hall.unit("justice"),)}
    uid = drafted(hall.office, **whose)
    published(hall.office, hall.head)
    assert (told(hall.head), told(hall.justice)) == ([], []), "a first edition changes nothing"
    moved(hall, uid, "Hội trường", **whose)
    return uid, read(hall.justice, hall.office)[0].uid


def test_a_change_is_in_the_inbox_of_who_is_named_and_of_who_leads_a_unit_that_is(hall: Hall) -> None:
    _, edition = changed(hall)

    assert (told(hall.head), told(hall.justice)) == ([edition], [edition])
    assert [told(one) for one in (hall.town.commune, a_specialist(hall), hall.office)] == [[], [], []]
    with ledger.seeing({hall.justice.unit_id}):
        (row,) = tasks.inbox(hall.justice, LATER).rows
    assert (row.code, row.subject, row.mine, row.due_at) == ("19/03/2018", "", True, None), "what it is about stands in the week"


def test_who_has_seen_it_is_told_no_more_and_the_others_are(hall: Hall) -> None:
    _, edition = changed(hall)
    agenda.see(actor=hall.justice, at=LATER, edition_uid=edition)

    assert (told(hall.justice), told(hall.head)) == ([], [edition])


def test_a_later_edition_takes_the_place_of_the_one_before(hall: Hall) -> None:
    uid, edition = changed(hall)
    moved(hall, uid, "Phòng họp số 2", host=hall.head.person_uid)

    (latest, *_) = read(hall.head, hall.office)
    assert latest.uid != edition
    assert told(hall.head) == [latest.uid]
    assert told(hall.justice) == [], "it is in the entry no more, and the change before is overtaken"


def test_a_change_that_names_nobody_who_leads_is_told_on_the_page_only(hall: Hall) -> None:
    uid = drafted(hall.office)
    published(hall.office, hall.head)
    moved(hall, uid, "Hội trường")

    assert told(hall.head) == []


def test_what_is_shared_with_the_other_side_is_told_once(hall: Hall) -> None:
    facts: dict[str, Any] = {"host": hall.head.person_uid, "shared": True}
    uid = drafted(hall.office, **facts)
    published(hall.office, hall.head)
    moved(hall, uid, "Hội trường", **facts)

    assert told(hall.head) == [read(hall.head, hall.office)[0].uid], "of the edition that the own side reads"
    assert told(hall.secretary) == []


def test_a_week_that_is_over_is_nobodys_task(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(hall)
    end = datetime.combine(NEXT + timedelta(days=7), MONDAY_8AM.timetz())
    with as_worker():
        assert agenda.sweep(at=end - timedelta(days=1)) == 0
    assert len(told(hall.justice)) == 1

    monkeypatch.setattr(clock, "now", lambda: end)
    with as_worker():
        assert (jobs.sweep(0), jobs.sweep(0)) == (2, 0)
    assert (told(hall.head), told(hall.justice)) == ([], [])
