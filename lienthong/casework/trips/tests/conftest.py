"""The district on a Monday in March 2018, with work that waits in Đồng Cậm."""

from __future__ import annotations

import pytest

from lienthong.casework.dossiers import testing as given


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> given.World:
    """A district with the five library procedures, or those that the module names."""
    return given.a_world(*getattr(request.module, "PROCEDURES", ()))
