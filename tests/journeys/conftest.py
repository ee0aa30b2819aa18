"""The district on a Monday morning in March 2018, and one browser in its offices."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import set_clock
from lienthong.toolkit.ui.testing import leave
from tests.journeys.walking import Office


@pytest.fixture(autouse=True)
def vault_folder(settings: Any, tmp_path: Path) -> None:
    """Seal into a folder of this journey's own: what another one exported is no fault of it."""
    settings.CHECKPOINT_DIR = tmp_path / "checkpoints"
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.ed25519"


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    """A district with the five library procedures; the clock shows Monday 2018-03-12 08:00."""
    set_clock(settings, world.at)
    return world


@pytest.fixture
def office(page: Any, world: given.World, settings: Any) -> Office:
    """A browser in which the people of the district work one after another."""
    return Office(page, world, settings)


@pytest.fixture
def plain_office(browser: Any, world: given.World, settings: Any) -> Generator[Office]:
    """The same with a browser that runs no scripts."""
    context = browser.new_context(locale="vi-VN", java_script_enabled=False, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    tab = context.new_page()
    yield Office(tab, world, settings, scripts=False)
    leave(tab)
    context.close()
