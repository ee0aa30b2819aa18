"""The district on a Monday in March 2018, with work that waits in Đồng Cậm."""

from __future__ import annotations

import pytest

from lienthong.casework.dossiers import testing as given


@pytest.fixture
def world(db: None) -> given.World:
    """A district with the five library procedures."""
    return given.a_world()
