"""Work files of the demonstration: plans, files with real letters, every state, whole, and the same a second time."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.documents.testing import Town, a_clerk, a_town
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.testing import broken
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import letters
from lienthong.site.demo import workfiles as demo
from lienthong.site.demo.scenes import DISTRICT_2018


@pytest.fixture
def town(db: Any) -> Town:
    """A small Bình Liêu with calendar, Party office, clerks, and the letters of the demonstration."""
    load_calendars()
    town = a_town()
    a_clerk(org.Unit.objects.get(pk=town.party.unit_id), "division_head", "unit_head", name="Hoàng Ngọc Bình")
    letters.write_letters(MONDAY_8AM, DISTRICT_2018)
    return town


def test_three_offices_keep_plans_and_files_with_the_letters_of_the_demonstration(town: Town) -> None:
    opened = demo.keep_files(MONDAY_8AM)

    assert opened >= 12
    with ledger.seeing(town.clerk.sees):
        assert [(row.year, row.state) for row in workfiles.plans_of(town.clerk)] == [(2018, "issued"), (2017, "issued")]
        found = workfiles.all_files(town.clerk, "unit", MONDAY)
        states = [row.state for row in found]
        assert (states.count("closed"), states.count("handed")) == (2, 1)
        assert sum(row.documents for row in found if row.symbol in {"01.CCHC", "02.CCHC"}) >= 4
        assert [row.state for row in workfiles.destructions(town.clerk)] == ["review"]
    for actor in (town.party, town.commune):
        with ledger.seeing(actor.sees):
            assert len(workfiles.all_files(actor, "unit", MONDAY)) >= 3
    assert broken() == []


def test_keeping_again_adds_nothing(town: Town) -> None:
    assert demo.keep_files(MONDAY_8AM)
    assert demo.keep_files(MONDAY_8AM) == 0
