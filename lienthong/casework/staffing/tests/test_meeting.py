"""Two at the same moment: who administers the system lets the other one go, and one of them stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover.testing import a_colleague
from lienthong.casework.staffing import public as staffing
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.mark.parametrize("there", ["district", "hoanh_mo"])
def test_two_administrators_of_the_system_who_let_each_other_go_leave_one(there: str) -> None:
    with transaction.atomic():
        world = given.a_world(given.CHAIN)
        one = world.district.actor("district", "system_admin")
        other = a_colleague(world, "Vi Văn Lộc", "system_admin", unit=there)
        held = {row.person_uid: row for row in org.held_from(world.at.date(), duty=staffing.SYSTEM)}
    assert set(held) == {one.person_uid, other.person_uid}
    start, tomorrow = Barrier(2), world.at.date() + timedelta(days=1)

    def let_go(actor: Actor, leaver: Actor) -> str:
        start.wait(timeout=30)
        try:
            staffing.dismiss(
                actor=actor, at=world.at, appointment_uid=held[leaver.person_uid].appointment_uid, on=tomorrow, decision="QĐ 1"
            )
        except staffing.LastAdministrator:
            return "stays"
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(let_go, (one, other), (other, one))) == ["gone", "stays"]
    with transaction.atomic():
        assert len([row for row in org.held_from(tomorrow, duty=staffing.SYSTEM) if row.on(tomorrow)]) == 1
