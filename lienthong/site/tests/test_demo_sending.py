"""Letters of the demonstration that are really sent, taken in, recalled, replaced, and packets both ways."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.testing import broken, carried, fetched
from lienthong.casework.documents.testing import Town, a_town
from lienthong.casework.intake import public as intake
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import sending


@pytest.fixture
def town(db: Any, settings: Any, tmp_path: Path) -> Town:
    """A small Bình Liêu with calendar, Party office and clerks, joined to a folder of the axis."""
    settings.EDXML_DIR, settings.EDXML_TRUST_DIR = str(tmp_path / "axis"), str(tmp_path / "trust")
    load_calendars()
    return a_town()


def test_letters_are_sent_taken_in_recalled_and_replaced(town: Town) -> None:
    assert sending.send_letters(MONDAY_8AM) > 4
    carried()
    with ledger.seeing(town.clerk.sees):
        rows = delivery.all_sent(town.clerk)
        states = Counter(row.state for row in rows)
        groups = delivery.address_book(town.clerk, MONDAY_8AM.date()).groups
    assert states["registered"] >= 2
    assert states["recalled"] >= 1
    assert [one.name for one in groups] == [sending.COMMUNES]
    assert any(row.asked == "recall" and row.answer == "agreed" for row in rows)
    assert broken() == []


def test_a_packet_leaves_and_one_waits_to_be_taken_in(town: Town, tmp_path: Path) -> None:
    sending.send_letters(MONDAY_8AM)
    carried()
    assert len(list((tmp_path / "axis" / "out").glob("*.edxml"))) == 1
    assert fetched() == (1, 0)
    with ledger.seeing(town.clerk.sees):
        (row,) = intake.arrivals(town.clerk)[0]
    assert (row.channel, row.sender) == ("axis", sending.OUTSIDE)


def test_sending_again_adds_nothing(town: Town) -> None:
    sending.send_letters(MONDAY_8AM)
    assert sending.send_letters(MONDAY_8AM) == 0


def test_where_the_axis_is_off_nothing_goes_by_it(town: Town, settings: Any) -> None:
    settings.EDXML_DIR = ""
    sending.send_letters(MONDAY_8AM)
    with ledger.seeing(town.clerk.sees):
        assert {row.means for row in delivery.all_sent(town.clerk)} == {"inside"}
