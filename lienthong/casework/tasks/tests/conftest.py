"""A district with its calendar: where tasks lie."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import District, a_district
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor


@pytest.fixture
def district(db: None) -> District:
    """The small Bình Liêu of March 2018."""
    worktime.load_calendars()
    return a_district()


@pytest.fixture
def clerk(district: District) -> Iterator[Actor]:
    """The counter clerk of Hoành Mô, whose units may be seen."""
    clerk = district.actor("hoanh_mo", "counter_clerk")
    with ledger.seeing(clerk.sees):
        yield clerk
