"""Every test of the ledger seals into its own folder with its own key."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def vault_folder(settings: object, tmp_path: Path) -> Path:
    """Return the folder outside the database that this test exports to."""
    settings.CHECKPOINT_DIR = tmp_path / "checkpoints"  # type: ignore[attr-defined] # pytest-django's settings
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.ed25519"  # type: ignore[attr-defined] # the same
    return tmp_path
