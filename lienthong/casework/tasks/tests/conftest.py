"""A district with its calendar: where tasks lie."""

from __future__ import annotations

import pytest

from lienthong.office.org.testing import District, a_district
from lienthong.office.worktime import public as worktime


@pytest.fixture
def district(db: None) -> District:
    """The small Bình Liêu of March 2018."""
    worktime.load_calendars()
    return a_district()
