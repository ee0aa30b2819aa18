"""The code of a booked visit belongs to one visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from lienthong.casework.queue.services import booking
from lienthong.casework.queue.testing import a_hall
from lienthong.office.org.testing import MONDAY_8AM


@pytest.mark.django_db
def test_a_code_drawn_twice_is_told_as_what_it_is_and_not_as_too_many_bookings(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    hall.plan()
    monkeypatch.setattr(booking, "short_key", lambda number: "K7QF2MXA")
    hall.book(MONDAY_8AM + timedelta(hours=1))

    with pytest.raises(IntegrityError):
        hall.book(MONDAY_8AM + timedelta(hours=2), contact="0987654321")
