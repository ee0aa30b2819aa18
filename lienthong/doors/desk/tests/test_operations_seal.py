"""The administrator's page tells the last seal: the sealer has a connection of its own, so the district is committed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person
from lienthong.doors.desk.tests.test_leading import OPERATIONS, words_of
from lienthong.office.ledger import public as ledger


@pytest.mark.usefixtures("committed_db")
def test_the_page_tells_the_last_seal(settings: Any, tmp_path: Path) -> None:
    settings.CHECKPOINT_DIR, settings.LEDGER_KEY_FILE = tmp_path / "checkpoints", tmp_path / "key"
    world = given.a_world(given.BIRTH)
    given.received(world)
    ledger.seal_pending()
    head = ledger.head()

    words = words_of(as_person(world, "district", "system_admin").get(OPERATIONS))

    assert head is not None
    assert head.root.hex() in words
    assert "Sự kiện chờ niêm phong ● Thông 0" in words
