"""What waits in the demonstration: at each clerk a scan, a packet and a message with a locked file, the same a second time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.documents.testing import Town, a_town
from lienthong.casework.intake import public as intake
from lienthong.office.files.testing import as_worker
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import arriving


@pytest.fixture
def town(db: Any, settings: Any, tmp_path: Path) -> Town:
    """A small Bình Liêu with calendar, Party office and clerks."""
    settings.FILES_DIR, settings.FILES_S3 = tmp_path / "files", ""
    load_calendars()
    return a_town()


def test_each_clerk_has_a_packet_a_message_and_a_scan_waiting_however_often_it_is_played(town: Town) -> None:
    assert arriving.let_arrive(MONDAY_8AM) == arriving.let_arrive(MONDAY_8AM) >= 9

    for clerk in (town.clerk, town.party, town.commune):
        with ledger.seeing(clerk.sees):
            rows, _ = intake.arrivals(clerk)
        assert [row.channel for row in rows] == ["paper", "email", "axis"]
        assert [row.files for row in rows] == [1, 1, 1]
        assert rows[2].proposal.symbol == "1688/UBND-TH1"
        for row in rows:
            with as_worker():
                assert intake.look(arrival_uid=row.uid, at=MONDAY_8AM) == 1
        with ledger.seeing(clerk.sees):
            assert [row.faulty for row in intake.arrivals(clerk)[0]] == [0, 1, 0], "the locked file"
