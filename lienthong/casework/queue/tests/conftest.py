"""The waiting hall of Hoành Mô, with and without booked visits."""

from __future__ import annotations

import pytest

from lienthong.casework.queue.testing import Hall, a_hall


@pytest.fixture
def hall(db: None) -> Hall:
    """The waiting hall of Hoành Mô."""
    return a_hall()


@pytest.fixture
def takes_bookings(hall: Hall) -> None:
    """That hall takes two visits in each half hour."""
    hall.plan()
