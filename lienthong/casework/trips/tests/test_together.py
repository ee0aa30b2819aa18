"""The same act sent twice at the same moment: it is done once, and its files are kept once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.testing import Phone, a_result, a_signature, a_trip
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger


def test_two_sendings_at_once_leave_one_act_and_its_files(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        world = given.a_world(given.BIRTH)
    result = a_result(world)
    phone = Phone(world, a_trip(world))
    act, store, both = phone.handed(), files.store, Barrier(2)

    def together(*args: Any, **facts: Any) -> files.FileRow:
        both.wait(timeout=30)  # neither has written its act yet
        return store(*args, **facts)

    def tell(_: int) -> trips.Told:
        try:
            return phone.tell(act, a_signature())
        finally:
            connection.close()

    monkeypatch.setattr(files, "store", together)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(tell, range(2)))

    assert {one.state for one in told} == {"merged"}
    assert sorted(one.repeated for one in told) == [False, True]
    with transaction.atomic(), ledger.seeing({world.clerk.unit_id}):
        assert len(files.of_object(phone.trip)) == 1
        assert len(files.of_object(result)) == 1
        assert [one.activity for one in ledger.history(phone.trip)] == ["trip_planned", "trip_act_merged"]
