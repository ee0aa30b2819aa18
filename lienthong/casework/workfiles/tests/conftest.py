"""A small Bình Liêu with its Party office."""

from __future__ import annotations

import pytest

from lienthong.casework.documents.testing import Town, a_town


@pytest.fixture
def town(db: None) -> Town:
    return a_town()
