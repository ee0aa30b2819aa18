"""The ladder climbed in time: across Tết, on two calendars, once each, not while the clock stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.deadlines.services import raising
from lienthong.casework.deadlines.testing import levels, on, watched
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM

PROCEDURES = (given.CHAIN,)


def test_the_ladder_climbs_over_tet_in_office_hours(world: given.World) -> None:
    uid = given.received(world, given.CHAIN, at=on(22, 1))
    assert given.dossier(world.clerk, uid).due_at == on(21, 2)  # 17 working days, 14/02-20/02 off

    assert watched(on(13, 2, 7, 59)).raised == 0
    watched(on(13, 2, 8))
    assert levels(uid)[:2] == [(0, "UBND xã Hoành Mô", "unit_head"), (1, "UBND xã Hoành Mô", "counter_clerk")]
    watched(on(13, 2, 13, 59))
    assert len(levels(uid)) == 2
    watched(on(13, 2, 14))
    assert levels(uid)[2:] == [(2, "UBND xã Hoành Mô", "unit_head")]
    for holiday in range(14, 21):
        assert watched(on(holiday, 2, 10)).raised == 0
    watched(on(21, 2, 7, 59))
    assert len(levels(uid)) == 3
    watched(on(21, 2, 8))
    assert levels(uid)[3:] == [(3, "UBND xã Hoành Mô", "unit_head")]
    watched(on(22, 2, 7, 59))
    assert len(levels(uid)) == 4
    watched(on(22, 2, 8))
    assert levels(uid)[4:] == [(4, "UBND huyện Bình Liêu", "deadline_watcher")]


def test_each_threshold_counts_on_the_calendar_of_the_hands(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, step, outcome)
    (place, *_) = given.open_tasks(world.clerk, uid)
    assert place.kind == "leg", "who waits for a leg is warned on the calendar of the agency"
    with as_worker(), ledger.seeing_everything():
        place.calendar = "vn-state-winter"
        place.save(update_fields=["calendar"])

    watched(on(3, 4, 11, 59))
    assert 2 not in [level for level, _, _ in levels(uid)]
    watched(on(3, 4, 12))  # winter hours: 210 minutes this afternoon and 30 tomorrow; on vn-state it is 14:00

    assert [(level, unit) for level, unit, _ in levels(uid) if level == 2] == [(2, org.unit(place.unit_id).name)]


def test_a_run_twice_raises_nothing_twice(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    first = watched(on(5, 4, 8))
    second = watched(on(5, 4, 8))

    assert (first.raised, first.drafted, first.unknown) == (4, 1, 0)
    assert second == deadlines.Watched()
    assert [level for level, _, _ in levels(uid)] == [0, 1, 2, 3, 4]


def test_the_hands_are_warned_by_name_once_somebody_holds_the_task(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    (task,) = given.open_tasks(world.clerk, uid)
    dossiers.take_over(actor=world.clerk, at=world.at, dossier_uid=uid, token=task.token)
    watched(on(3, 4, 9))

    with ledger.seeing(world.clerk.sees):
        (mine,) = deadlines.alerts(world.clerk, on(3, 4, 9))
        other = deadlines.waiting(world.district.actor("hoanh_mo", "specialist.land")).count()
    assert (mine.level, mine.code, mine.minutes_left) == (1, given.dossier(world.clerk, uid).code, 420)
    assert other == 0


def test_a_paused_dossier_raises_nothing_and_goes_on_with_its_new_date(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    watched(on(3, 4, 9))
    asked = on(3, 4, 10)
    dossiers.request_supplement(actor=world.clerk, at=asked, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Mờ")

    paused = watched(on(10, 4, 9))
    assert (paused.raised, paused.closed, paused.cancelled) == (0, 2, 1)
    dossiers.receive_supplement(actor=world.clerk, at=on(16, 4, 8), dossier_uid=uid)
    due = given.dossier(world.clerk, uid).due_at
    assert due is not None
    watched(due + timedelta(minutes=1))

    assert [level for level, _, _ in levels(uid)] == [0, 0, 1, 1, 2, 3]


def test_a_dossier_whose_clock_stands_has_no_date_to_warn_of(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    dossiers.request_supplement(actor=world.clerk, at=on(3, 4), dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Mờ")

    with pytest.raises(ValueError, match="the clock stands still"):
        raising.due_of(given.dossier(world.clerk, uid))


def test_a_year_that_a_calendar_lacks_stops_the_warnings_of_its_dossiers_and_is_counted(world: given.World) -> None:
    here, there = given.received(world, given.CHAIN), given.received(world, given.CHAIN)
    with as_worker(), ledger.seeing_everything():
        dossiers.Dossier.objects.filter(uid=there).update(
            received_at=on(12, 3).replace(year=1990), due_at=on(4, 4).replace(year=1990)
        )

    done = watched(on(3, 4, 9))

    assert (done.unknown, done.raised) == (1, 1)
    assert levels(here)
    assert not levels(there)


def test_a_finished_dossier_is_nobody_s_alert(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    watched(on(3, 4, 9))
    dossiers.withdraw(actor=world.clerk, at=on(3, 4, 10), dossier_uid=uid, reason="Đổi ý")

    with ledger.seeing(world.clerk.sees):
        assert deadlines.alerts(world.clerk, on(3, 4, 11)) == []
    assert watched(on(3, 4, 11)).closed == 2


def test_an_alert_is_put_away_by_those_it_is_for_and_by_nobody_else(world: given.World) -> None:
    given.received(world, given.CHAIN)
    watched(on(3, 4, 9))
    with ledger.seeing(world.clerk.sees):
        (alert,) = deadlines.alerts(world.clerk, on(3, 4, 9))
    with pytest.raises(deadlines.AlertUnknown):
        deadlines.see(actor=world.district.actor("hoanh_mo", "specialist.land"), at=on(3, 4, 9), alert_uid=alert.uid)

    for _ in range(2):
        deadlines.see(actor=world.clerk, at=on(3, 4, 9, 30), alert_uid=alert.uid)

    with ledger.seeing(world.clerk.sees):
        assert deadlines.alerts(world.clerk, on(3, 4, 10)) == []


def test_the_province_without_a_watcher_is_warned_through_its_head(world: given.World) -> None:
    uid = given.received(world, given.CHAIN, actor=world.district.actor("district", "counter_clerk"))
    due = given.dossier(world.district.actor("district", "counter_clerk"), uid).due_at
    assert due is not None
    watched(due + timedelta(days=4))
    assert levels(uid)[-1] == (4, "UBND tỉnh Quảng Ninh", "unit_head")


def test_overdue_dossiers_are_listed_by_the_hands_they_lie_in_each_on_its_own_calendar(world: given.World) -> None:
    here, there = given.received(world, given.CHAIN), given.received(world, given.CHAIN)
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, there, step, outcome)
    place = given.leg(world, there, "residence")
    at = on(5, 4, 9)
    with ledger.seeing(world.head.sees):
        hands = deadlines.late_hands({world.clerk.unit_id}, at)
        rows = deadlines.late({world.clerk.unit_id}, at)
        only = deadlines.late({world.clerk.unit_id}, at, unit_id=place.unit_id)
        nobody = deadlines.late({world.clerk.unit_id}, on(4, 4, 7, 59))
        unheld = deadlines.late({world.clerk.unit_id}, at, unit_id=world.clerk.unit_id, unheld=True)
        held = deadlines.late({world.clerk.unit_id}, at, holder=world.clerk.person_uid)

    assert {hand.unit_id: hand.dossiers for hand in hands}[world.clerk.unit_id] == 1
    assert place.unit_id in {hand.unit_id for hand in hands}
    assert {row.dossier_uid for row in rows} == {here, there}
    assert {row.dossier_uid for row in only} == {there}
    assert {row.minutes_over for row in rows} == {540}
    assert nobody == []
    assert ([row.dossier_uid for row in unheld], held) == ([here], [])
    with ledger.seeing({place.unit_id}):
        assert {row.dossier_uid for row in deadlines.late({place.unit_id}, at)} == {place.uid}


def test_tet_is_no_time_in_anybody_s_hands(world: given.World) -> None:
    given.received(world, given.CHAIN, at=on(22, 1))
    with ledger.seeing(world.head.sees):
        (row,) = deadlines.late({world.clerk.unit_id}, on(21, 2, 9))
    assert (row.minutes_over, org.local_day(row.due_at)) == (60, date(2018, 2, 21))


def promised_late_in_2027(world: given.World, due: datetime) -> UUID:
    """Return a dossier whose promise falls into the last days of the last year whose days off are known."""
    uid = given.received(world, given.CHAIN)
    with as_worker(), ledger.seeing_everything():
        begun = datetime(2027, 12, 7, 8, tzinfo=VIETNAM)
        dossiers.Dossier.objects.filter(uid=uid).update(received_at=begun, due_at=due, original_due_at=due)
    return uid


def test_a_year_without_days_off_stops_no_warning_of_another_dossier(world: given.World) -> None:
    here, there = (promised_late_in_2027(world, datetime(2027, 12, 30, hour, tzinfo=VIETNAM)) for hour in (8, 9))

    before = watched(datetime(2027, 12, 29, 15, tzinfo=VIETNAM))

    assert (before.drafted, before.unknown) == (0, 2), "the new date would lie in 2028, of which no days off are known"
    assert [level for uid in (here, there) for level, _, _ in levels(uid)] == [1, 2, 1, 2]
    after = watched(datetime(2028, 1, 4, 9, tzinfo=VIETNAM))
    assert (after.raised, after.drafted, after.unknown) == (0, 0, 2)


def test_on_the_last_days_of_a_known_year_what_falls_due_is_still_warned_of(world: given.World) -> None:
    uid = promised_late_in_2027(world, datetime(2027, 12, 31, 9, tzinfo=VIETNAM))

    watched(datetime(2027, 12, 30, 16, 30, tzinfo=VIETNAM))

    assert [level for level, _, _ in levels(uid)] == [1, 2]
