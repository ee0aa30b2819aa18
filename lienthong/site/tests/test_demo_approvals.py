"""The demonstration's documents in approval: each where it is said to be, on both sides, signed by sample keys."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.testing import broken, sample_keys
from lienthong.casework.documents.testing import Town, a_term, a_town
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import approvals
from lienthong.site.demo.scenes import DISTRICT_2018
from lienthong.toolkit.actor import Actor


@pytest.fixture
def town(db: Any, settings: Any) -> Town:
    """A small Bình Liêu with calendar, Party office, clerks, the Party's term and sample keys."""
    load_calendars()
    sample_keys(settings)
    town = a_town()
    a_term(town)
    return town


def rows_of(actor: Actor) -> dict[str, approval.RoundRow]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        rows = [row for view in approval.VIEWS for row in approval.rounds(actor, MONDAY_8AM, view=view)[0]]
    return {row.subject: row for row in rows}


def test_one_waits_for_the_chairman_one_was_returned_each_side_issued_one_and_has_one_to_number(town: Town) -> None:
    assert approvals.submit_papers(MONDAY_8AM, DISTRICT_2018) == len(approvals.PAPERS)

    state, party = rows_of(town.actor("home_affairs", "specialist")), rows_of(town.party)
    assert sorted(row.state for row in state.values()) == ["issued", "returned", "running", "signed"]
    (waiting,) = (row for row in state.values() if row.state == "running")
    assert waiting.at is not None
    assert (waiting.at.role, waiting.at.unit) == ("sign", "UBND huyện Bình Liêu")
    assert sorted((row.state, row.label[-6:]) for row in party.values()) == [("issued", "-TB/HU"), ("signed", "")]
    for clerk in (town.clerk, town.party):
        with ledger.seeing(clerk.sees | {clerk.unit_id}):
            assert tasks.inbox(clerk, MONDAY_8AM).rows, "the clerk gives it its number"
    assert broken() == []


def test_a_second_time_nothing_is_added(town: Town) -> None:
    assert approvals.submit_papers(MONDAY_8AM, DISTRICT_2018)
    assert approvals.submit_papers(MONDAY_8AM, DISTRICT_2018) == 0


def test_a_side_without_a_clerk_has_no_paper(town: Town) -> None:
    office = town.district.post("office", "records_clerk")
    office.duties = ["result_clerk"]
    office.save()

    assert approvals.submit_papers(MONDAY_8AM, DISTRICT_2018) == 2
