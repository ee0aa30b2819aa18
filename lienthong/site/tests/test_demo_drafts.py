"""Drafts of the demonstration: under way on both sides, whole, and the same a second time."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.documents.testing import Town, a_town
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.testing import broken
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import drafts, letters
from lienthong.site.demo.scenes import DISTRICT_2018
from lienthong.toolkit.actor import Actor


@pytest.fixture
def town(db: Any) -> Town:
    """A small Bình Liêu with calendar, Party office, clerks and letters."""
    load_calendars()
    made = a_town()
    letters.write_letters(MONDAY_8AM, DISTRICT_2018)
    return made


def seen_by(actor: Actor) -> list[drafting.DraftRow]:
    with ledger.seeing(actor.sees):
        return drafting.drafts(actor)[0]


def test_a_plan_is_under_way_with_versions_a_comment_and_opinions(town: Town) -> None:
    assert drafts.write_drafts(MONDAY_8AM, DISTRICT_2018) == 3
    writer = town.actor("home_affairs", "specialist")
    (plan,) = seen_by(writer)
    assert (plan.type_key, plan.versions, plan.state) == ("ke-hoach", 2, "open")
    with ledger.seeing(writer.sees):
        (one,) = drafting.comments(plan.uid)
        asked = drafting.opinions(plan.uid)
        first, last = reversed(drafting.versions(writer, plan.uid))
        assert drafting.faults_in("state", "ke-hoach", last.content, MONDAY_8AM.date())[0].field == "signer"
    assert one.settled_by == writer.name
    assert [(row.verdict, row.waits) for row in asked] == [("change", False), ("", True)]
    assert "Tăng ít nhất 2 bậc" in last.content.text
    assert first.content != last.content
    assert broken() == []


def test_the_answer_names_the_letter_of_the_province_and_the_report_is_the_partys_alone(town: Town) -> None:
    drafts.write_drafts(MONDAY_8AM, DISTRICT_2018)
    answers = [row for row in seen_by(town.clerk) if row.type_key == "cong-van"]
    assert [row.answers_uid is not None for row in answers] == [True]
    (report,) = seen_by(town.party)
    assert (report.system, report.versions, report.parent) == ("party", 2, "")
    assert report.uid not in {row.uid for row in (*seen_by(town.clerk), *seen_by(town.head))}


def test_a_second_time_changes_nothing(town: Town) -> None:
    drafts.write_drafts(MONDAY_8AM, DISTRICT_2018)
    assert drafts.write_drafts(MONDAY_8AM, DISTRICT_2018) == 0
    assert len(seen_by(town.actor("home_affairs", "specialist"))) == 1
