"""A small Bình Liêu with its Party office; every test keeps its files in its own folder and is joined to no axis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.documents.testing import Town, a_town
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.edxml102.folder import FolderTransport


@pytest.fixture(autouse=True)
def files_folder(settings: Any, tmp_path: Path) -> Path:
    """Return the folder of the content store of this test."""
    settings.FILES_DIR, settings.FILES_S3 = tmp_path / "files", ""
    return tmp_path / "files"


@pytest.fixture
def town(db: None) -> Town:
    worktime.load_calendars()
    return a_town()


@pytest.fixture
def axis(settings: Any, tmp_path: Path) -> Path:
    """The folder that the gateway empties and fills."""
    settings.EDXML_DIR, settings.EDXML_TRUST_DIR = str(tmp_path / "axis"), str(tmp_path / "trust")
    settings.EDXML_KEY, settings.EDXML_SIGNED = "", "told"
    FolderTransport(tmp_path / "axis")
    return tmp_path / "axis"
