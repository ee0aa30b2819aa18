"""Letters of the demonstration: both sides have registers with every kind of line, whole, and the same a second time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_town, broken
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import letters
from lienthong.site.demo.scenes import DISTRICT_2018


@pytest.fixture
def town(db: Any) -> Town:
    """A small Bình Liêu with calendar, Party office and clerks."""
    load_calendars()
    return a_town()


def test_party_district_and_communes_write_and_register_what_they_get(town: Town) -> None:
    taken = letters.write_letters(MONDAY_8AM, DISTRICT_2018)

    assert taken >= 35
    seen = {}
    for actor in (town.clerk, town.party, town.commune):
        with ledger.seeing(actor.sees):
            rows = documents.registers_of(actor, MONDAY)
            seen[actor.unit_id] = {(row.direction, row.name) for row in rows}
            assert all(row.taken for row in rows)
    assert ("in", "Văn bản đến") in set.intersection(*seen.values())
    assert ("out", "Văn bản đi: Nghị quyết") in seen[town.party.unit_id]
    assert ("in", "Văn bản mật đến") in seen[town.party.unit_id]
    assert broken() == []


def test_the_registers_show_void_reserved_and_joined_lines_and_numbers_go_with_the_days(town: Town) -> None:
    letters.write_letters(MONDAY_8AM, DISTRICT_2018)

    with ledger.seeing(town.clerk.sees):
        registers = documents.registers_of(town.clerk, MONDAY)
        by_number = [documents.all_lines(town.clerk, row.uid) for row in registers]
    lines = [line for rows in by_number for line in rows]
    assert {line.state for line in lines} == {"used", "void", "reserved"}
    assert any(line.paper_at for line in lines)
    for rows in by_number:
        assert [row.day for row in rows] == sorted(row.day for row in rows)


def test_writing_again_adds_nothing(town: Town) -> None:
    assert letters.write_letters(MONDAY_8AM, DISTRICT_2018)
    assert letters.write_letters(MONDAY_8AM, DISTRICT_2018) == 0
    assert letters.write_letters(MONDAY_8AM + timedelta(days=3), DISTRICT_2018) == 0


def test_nothing_comes_before_the_history_begins(town: Town) -> None:
    early = MONDAY_8AM.replace(year=2017, month=1, day=20)

    assert 0 < letters.write_letters(early, DISTRICT_2018) < 20
    with ledger.seeing(town.clerk.sees):
        days = [one.line.day for one in documents.search(town.clerk, "").rows]
    assert min(days) > date(2017, 1, 3)
