"""The hall in which letters are handled; after each test its invariants hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lienthong.casework.handling.testing import Hall, a_hall, broken


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    made = a_hall()
    yield made
    assert broken() == []
