"""Sample keys in every test of signed results."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.results.testing import sample_keys


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    sample_keys(settings)
