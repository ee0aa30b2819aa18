"""A small Bình Liêu, and who sits in Hoành Mô."""

from __future__ import annotations

import pytest

from lienthong.office.org.testing import District, a_district
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor


@pytest.fixture
def district(db: None) -> District:
    """A small Bình Liêu with its calendar."""
    worktime.load_calendars()
    return a_district()


@pytest.fixture
def clerk(district: District) -> Actor:
    return district.actor("hoanh_mo", "counter_clerk")


@pytest.fixture
def head(district: District) -> Actor:
    return district.actor("hoanh_mo", "unit_head")
