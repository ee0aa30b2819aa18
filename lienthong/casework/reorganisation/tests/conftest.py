"""Bình Liêu of 2018, as the shipped files have it; made once for each module, each test leaves it as it was."""

from __future__ import annotations

import pytest

from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import Bình_Liêu


@pytest.fixture(scope="module")
def place_of_module(rows_of_module: None) -> Bình_Liêu:
    """The district with its people, and procedures: at the counter, through divisions, from commune to district, with legs."""
    return given.a_binh_lieu("1.001193", "1.013225", "1.001776", "2.000986")


@pytest.fixture
def place(place_of_module: Bình_Liêu, rolled_back: None) -> Bình_Liêu:
    """Return Bình Liêu; whatever a test does there is taken back."""
    return place_of_module
