"""What two ask for at once, or is drawn twice: the last place of a slot, the code of a booked visit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections

from lienthong.casework.queue import public as queue
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


def test_the_last_place_goes_to_one_of_two_at_once(committed_db: None) -> None:
    hall = a_hall()
    hall.plan(places=1)

    def try_it(number: int) -> str:
        try:
            return hall.book(MONDAY_8AM + timedelta(hours=1), contact=f"091200000{number}")
        except queue.SlotFull:
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(try_it, range(4)))
    assert len([code for code in got if code]) == 1
