"""A small Bình Liêu with its Party office; every test keeps its files in its own folder and is joined to no axis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.documents.testing import Town, a_town


@pytest.fixture(autouse=True)
def files_folder(settings: Any, tmp_path: Path) -> Path:
    """Return the folder of the content store of this test."""
    settings.FILES_DIR, settings.FILES_S3 = tmp_path / "files", ""
    return tmp_path / "files"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()
