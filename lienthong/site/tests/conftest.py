"""Every test of the site seals into its own folder with its own key: what another test exported is no fault of this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def vault_folder(settings: Any, tmp_path: Path) -> None:
    """Let this test export checkpoints to a folder of its own."""
    settings.CHECKPOINT_DIR = tmp_path / "checkpoints"
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.ed25519"
