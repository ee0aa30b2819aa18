"""A small Bình Liêu with its drafters."""

from __future__ import annotations

import pytest

from lienthong.casework.drafting.testing import Room, a_room


@pytest.fixture
def room(db: None) -> Room:
    return a_room()
