"""Sample keys, and a draft's way through its chain."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.approval.testing import Desk, sample_keys


@pytest.fixture
def desk(db: None, settings: Any) -> Desk:
    """The home affairs division drafts, the office looks at the form, the chairman signs, the office's clerk issues."""
    sample_keys(settings)
    return Desk()
