"""The evenings of the demonstration: the tills of earlier days are counted and closed, today's stay open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import a_permit
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo import evenings
from lienthong.toolkit.clock import VIETNAM

PROCEDURES = ("1.013225-2015",)
TUESDAY = date(2018, 3, 13)


def taken(world: given.World) -> fees.TillRow:
    """Let the centre's clerk take the levy of a permit on Monday; return the till."""
    uid = a_permit(world)
    fees.collect(actor=world.centre_clerk, at=world.at, dossier_uid=uid, fee_keys=["house_fee"], method="cash")
    with connection.cursor() as cursor:  # the history is played by the worker
        cursor.execute("SET LOCAL ROLE lienthong_worker")
    with ledger.seeing_everything():
        (till,) = fees.open_tills(world.centre_clerk.unit_id)
    return till


def closed(till: fees.TillRow) -> fees.TillRow:
    with ledger.seeing_everything():
        found = fees.till(till.uid)
    assert found is not None
    return found


def test_the_cashier_counts_what_came_in_that_evening(world: given.World) -> None:
    till = taken(world)
    assert evenings.close_tills(before=TUESDAY, at=world.at + timedelta(days=1)) == 1
    done = closed(till)
    assert (done.counted, done.difference, done.difference_reason) == (75_000, 0, "")
    assert done.closed_at == datetime(2018, 3, 12, 17, 0, tzinfo=VIETNAM)
    assert evenings.close_tills(before=TUESDAY, at=world.at + timedelta(days=1)) == 0, "once is enough"


def test_the_till_of_today_stays_open(world: given.World) -> None:
    till = taken(world)
    assert evenings.close_tills(before=world.at.date(), at=world.at) == 0
    assert closed(till).closed_at is None


def test_the_till_of_a_cashier_who_is_gone_waits_for_the_head(world: given.World) -> None:
    till = taken(world)
    org.Appointment.objects.filter(person__uid=till.person_uid).update(until=TUESDAY)
    assert evenings.close_tills(before=TUESDAY, at=world.at + timedelta(days=30)) == 0
    assert closed(till).closed_at is None
