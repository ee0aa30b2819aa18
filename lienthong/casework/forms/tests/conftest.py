"""Who makes the papers of Hoành Mô."""

from __future__ import annotations

import pytest

from lienthong.casework.forms.testing import people
from lienthong.office.org.testing import District, a_district
from lienthong.toolkit.actor import Actor


@pytest.fixture
def district(db: None) -> District:
    """The district of March 2018."""
    return a_district()


@pytest.fixture
def writer(district: District) -> Actor:
    """The administrator of Hoành Mô."""
    return people(district)[0]


@pytest.fixture
def head(district: District) -> Actor:
    """The chairman of Hoành Mô."""
    return people(district)[1]
