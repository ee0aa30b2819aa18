"""The district on a Monday morning in March 2018."""

from __future__ import annotations

import pytest

from lienthong.casework.dossiers import testing as given


@pytest.fixture
def world(db: None) -> given.World:
    """A district with the five library procedures."""
    return given.a_world()
