"""Every test stands in a small Bình Liêu and keeps its files in its own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from lienthong.casework.documents.testing import Town, a_town
from lienthong.office.worktime import public as worktime


@pytest.fixture(autouse=True)
def files_folder(settings: object, tmp_path: Path) -> Path:
    """Return the folder of the content store of this test."""
    settings.FILES_DIR = tmp_path / "files"  # type: ignore[attr-defined] # pytest-django's settings
    settings.FILES_S3 = ""  # type: ignore[attr-defined] # the same
    return tmp_path / "files"


@pytest.fixture
def town(db: None) -> Town:
    worktime.load_calendars()
    return a_town()
