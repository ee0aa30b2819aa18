"""The district in which money is taken."""

from __future__ import annotations

import pytest

from lienthong.casework.dossiers import testing as given


@pytest.fixture
def world(db: None) -> given.World:
    """The district with the building permit, whose levy of 75.000 đồng is paid at the end."""
    return given.a_world("1.013225-2015")
