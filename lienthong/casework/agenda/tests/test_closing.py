"""The calendar of an office that ends: weeks in work are closed with the reason, what was published stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.models import Entry, Week
from lienthong.casework.agenda.testing import (
    NEXT,
    TUESDAY,
    UBND,
    Hall,
    broken,
    drafted,
    proposed,
    published,
    read,
    submitted,
)
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY, MONDAY_8AM


def closed(hall: Hall) -> int:
    with ledger.seeing(set(org.Unit.objects.values_list("pk", flat=True))):
        return agenda.close_units(actor=hall.head, at=MONDAY_8AM, unit_ids=[hall.office.unit_id])


def entries(hall: Hall) -> dict[UUID, tuple[str, str]]:
    with ledger.seeing({hall.office.unit_id}):
        return {one.uid: (one.state, one.reason) for one in Entry.objects.all()}


def test_weeks_in_work_close_with_what_was_planned_and_asked_for(hall: Hall) -> None:
    planned, wished = drafted(hall.office), proposed(hall)
    later = drafted(hall.office, day=TUESDAY + timedelta(days=7))
    submitted(hall.office, monday=NEXT + timedelta(days=7))
    office = org.unit(hall.office.unit_id).name
    with ledger.seeing({hall.office.unit_id}):
        assert agenda.weeks_at([hall.office.unit_id]) == {hall.office.unit_id: 2}

    assert closed(hall) == 2
    why = f"{office} kết thúc hoạt động"
    assert entries(hall) == {planned: ("dropped", why), wished: ("declined", why), later: ("dropped", why)}
    with ledger.seeing({hall.office.unit_id}):
        assert {(one.state, one.note) for one in Week.objects.all()} == {("closed", why)}
        assert agenda.weeks_at([hall.office.unit_id]) == {}
        found = agenda.draft(hall.office, hall.office.unit_uid, UBND, NEXT)
    assert found is not None
    assert (found.content, found.proposed, found.digest) == ((), (), "")
    assert broken() == []


def test_what_was_published_stays_and_takes_nobody_s_time_from_that_day_on(hall: Hall) -> None:
    past, coming = drafted(hall.office, day=MONDAY - timedelta(days=3)), drafted(hall.office)
    published(hall.office, hall.head)

    assert closed(hall) == 1, "the week of last Friday was never published"
    assert {uid: state for uid, (state, _) in entries(hall).items()} == {past: "accepted", coming: "dropped"}
    (edition,) = read(hall.justice, hall.office)
    assert [one["uid"] for one in edition.content] == [str(coming)]
    with ledger.seeing({hall.office.unit_id}):
        assert Week.objects.get(monday=NEXT).state == "published"
    assert broken() == []


def test_no_week_is_closed_without_a_reason(hall: Hall) -> None:
    drafted(hall.office)
    with ledger.seeing({hall.office.unit_id}), pytest.raises(IntegrityError), transaction.atomic():
        Week.objects.update(state="closed")
