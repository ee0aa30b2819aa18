"""No test of working time remembers the calendars of another."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from lienthong.office.worktime.testing import forget_calendars


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Generator[None]:
    forget_calendars()
    yield
    forget_calendars()
