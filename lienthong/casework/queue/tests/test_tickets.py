"""Tickets: one after another, each day anew, a double tap once; who waits how long; names masked and forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import Series, Ticket
from lienthong.casework.queue.testing import Hall, a_hall, faults
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import vietnamese
from lienthong.toolkit.identity import new_uid

MINUTE = timedelta(minutes=1)


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_numbers_of_a_group_begin_at_one_and_go_on(hall: Hall) -> None:
    assert [hall.take().label for _ in range(3)] == ["A001", "A002", "A003"]
    assert hall.take(group=hall.other).label == "B001"


def test_numbers_begin_anew_at_the_vietnamese_midnight(hall: Hall) -> None:
    late = datetime.fromisoformat("2018-03-12T23:59:30+07:00")
    hall.take(at=late - MINUTE)
    assert hall.take(at=late).label == "A002"
    assert hall.take(at=late + MINUTE).label == "A001"


def test_a_double_tap_gives_one_ticket_and_half_a_minute_later_another(hall: Hall) -> None:
    key = new_uid()
    first = hall.take(key=key)
    again = hall.take(key=key, at=MONDAY_8AM + timedelta(seconds=3))
    later = hall.take(key=key, at=MONDAY_8AM + timedelta(seconds=31))
    assert again == queue.Issued(first.ticket_uid, "A001", repeated=True)
    assert (later.label, later.repeated) == ("A002", False)


def test_a_group_of_another_unit_or_a_closed_one_gives_no_ticket(hall: Hall) -> None:
    stranger = hall.district.actor("dong_van", "unit_admin")
    theirs = queue.add_group(actor=stranger, at=MONDAY_8AM, name="Một cửa", letter="A")
    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.other)
    for group in (theirs, hall.other, new_uid()):
        with pytest.raises(queue.GroupUnknown):
            hall.take(group=group)


def test_an_invented_ground_of_priority_is_refused(hall: Hall) -> None:
    with pytest.raises(queue.PriorityUnknown):
        hall.take(priority="friend")


def test_the_ledger_tells_each_ticket_and_no_name(hall: Hall) -> None:
    taken = hall.take(priority="elderly")
    queue.give_name(unit_id=hall.unit_id, ticket_uid=taken.ticket_uid, name="Tằng A Sáng")
    hall.call()
    with ledger.seeing({hall.unit_id}):
        events = ledger.history(Series.objects.get().uid)
    assert [event.activity for event in events] == ["ticket_issued", "ticket_called"]
    assert "Sáng" not in str(events)


def test_a_ticket_costs_few_statements(hall: Hall, query_count: Any) -> None:
    hall.take()
    with query_count() as counted:
        hall.take()
    assert counted.statements <= 8, counted.texts


@pytest.mark.parametrize(
    "sql", ["DELETE FROM queue_ticket", "UPDATE queue_ticket SET number = 9", "UPDATE queue_ticket SET day = day - 1"]
)
def test_the_database_refuses_to_erase_or_renumber_a_ticket(hall: Hall, sql: str) -> None:
    hall.take()
    with (
        ledger.seeing({hall.unit_id}),
        pytest.raises(DatabaseError, match="phiếu số đã cấp"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


# --- waiting ----------------------------------------------------------------------------------------------------------


def test_a_wait_is_said_unknown_until_three_were_served(hall: Hall) -> None:
    uid = None
    for turn in range(4):
        hall.take(at=MONDAY_8AM)
        assert queue.groups(hall.unit_id, MONDAY_8AM)[0].minutes is None
        uid = hall.call(at=MONDAY_8AM + 10 * turn * MINUTE, after=uid).ticket_uid
    now = MONDAY_8AM + 31 * MINUTE
    hall.take(at=now)
    last = hall.take(at=now)
    group, other = queue.groups(hall.unit_id, now)
    assert (group.waiting, group.minutes) == (2, 20)
    assert (other.waiting, other.minutes) == (0, None)
    row = hall.ticket(last.ticket_uid, at=now)
    assert (row.waits, row.ahead, row.minutes) == (True, 1, 10)


def test_priority_stands_before_the_others_and_behind_earlier_priority(hall: Hall) -> None:
    plain, old, ill = hall.take(), hall.take(priority="elderly"), hall.take(priority="ill")
    ahead = [hall.ticket(one.ticket_uid).ahead for one in (plain, old, ill)]
    assert ahead == [2, 0, 1]


def test_a_ticket_of_yesterday_waits_for_nobody(hall: Hall) -> None:
    taken = hall.take()
    tomorrow = MONDAY_8AM + timedelta(days=1)
    assert hall.ticket(taken.ticket_uid, at=tomorrow).ahead is None
    assert queue.groups(hall.unit_id, tomorrow)[0].waiting == 0


def test_an_unknown_ticket_is_said_so(hall: Hall) -> None:
    with pytest.raises(queue.TicketUnknown):
        hall.ticket(new_uid())


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_name_is_shown_masked_on_the_board_and_forgotten_the_next_day(hall: Hall) -> None:
    taken = hall.take()
    queue.give_name(unit_id=hall.unit_id, ticket_uid=taken.ticket_uid, name="  Tằng   A Sáng ")
    hall.call()
    (call,) = queue.board(hall.unit_id, MONDAY_8AM).calls
    assert (call.number, call.counter, call.name, call.say) == ("A001", 1, "Tằng A S***", "Mời số A 0 0 1 đến quầy 1")
    with ledger.seeing({hall.unit_id}):
        assert queue.forget_names(at=MONDAY_8AM) == 0
        assert queue.forget_names(at=MONDAY_8AM + timedelta(days=1)) == 1
        assert Ticket.objects.get().name == ""


def test_a_name_is_a_name_and_its_ticket_is_known(hall: Hall) -> None:
    taken = hall.take()
    with pytest.raises(vietnamese.NameHasNoLetters):
        queue.give_name(unit_id=hall.unit_id, ticket_uid=taken.ticket_uid, name="12345")
    with pytest.raises(queue.TicketUnknown):
        queue.give_name(unit_id=hall.district.units["dong_van"].pk, ticket_uid=taken.ticket_uid, name="Tằng A Sáng")


# --- the board --------------------------------------------------------------------------------------------------------


def test_the_board_s_mark_changes_exactly_when_what_it_shows_does(hall: Hall) -> None:
    empty = queue.board(hall.unit_id, MONDAY_8AM)
    first = hall.take()
    hall.call()
    called = queue.board(hall.unit_id, MONDAY_8AM)
    assert queue.board(hall.unit_id, MONDAY_8AM + MINUTE).mark == called.mark != empty.mark
    queue.recall(actor=hall.clerk, at=MONDAY_8AM + MINUTE, counter_uid=hall.one, ticket_uid=first.ticket_uid)
    again = queue.board(hall.unit_id, MONDAY_8AM + MINUTE)
    assert again.mark != called.mark
    assert [call.call for call in again.calls] == ["A001.2"]


def test_a_change_of_a_ticket_is_told_on_the_channel_of_the_boards(committed_db: None) -> None:
    hall = a_hall()
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"LISTEN {queue.CHANNEL}")
        hall.take()
        told = list(cursor.connection.notifies(timeout=10, stop_after=1))
        cursor.execute("UNLISTEN *")
    assert [one.payload for one in told] == [str(hall.unit_id)]


# --- what always holds ------------------------------------------------------------------------------------------------


def test_a_queue_used_rightly_is_whole_and_a_lie_is_found(hall: Hall) -> None:
    hall.take()
    hall.take(group=hall.other)
    with ledger.seeing({hall.unit_id}):
        assert faults() == []
        Series.objects.filter(group__uid=hall.group).update(last=3)
        Series.objects.filter(group__uid=hall.other).update(day=MONDAY_8AM.date() + timedelta(days=1))
        said = faults()
    assert len(said) == 2
    assert "số cuối 3 mà có 1 phiếu" in said[0]
    assert "phiếu B001" in said[1]


@pytest.mark.thorough
def test_taking_and_calling_at_once_leave_no_gap_and_call_no_ticket_twice(committed_db: None) -> None:
    hall = a_hall()

    def taker(_: int) -> list[str]:
        try:
            return [hall.take().label for _ in range(15)]
        finally:
            connections.close_all()

    def caller(counter: UUID) -> list[str]:
        called: list[str] = []
        after = None
        try:
            while len(called) < 30:
                try:
                    got = hall.call(counter=counter, after=after)
                except queue.NothingWaiting:
                    if _all_called():
                        break
                    continue
                called.append(got.label)
                after = got.ticket_uid
            return called
        finally:
            connections.close_all()

    def _all_called() -> bool:
        with ledger.seeing({hall.unit_id}):
            return Ticket.objects.count() == 60 and not Ticket.objects.filter(state="waiting").exists()

    with ThreadPoolExecutor(6) as pool:
        calling = [pool.submit(caller, counter) for counter in (hall.one, hall.two)]
        taken = [label for one in [pool.submit(taker, n) for n in range(4)] for label in one.result()]
        called = [label for one in calling for label in one.result()]
    assert sorted(taken) == [f"A{number:03d}" for number in range(1, 61)]
    assert len(called) == len(set(called)) == 60
    with ledger.seeing({hall.unit_id}):
        assert faults() == []
