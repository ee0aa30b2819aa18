"""Calling at the counter: each ticket once, a double press once, skipped ones back, the day's end said as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Hall
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.identity import new_uid

MINUTE = timedelta(minutes=1)
TOMORROW = MONDAY_8AM + timedelta(days=1)


def states(hall: Hall, *tickets: queue.Issued) -> list[str]:
    """Return where tickets stand."""
    return [hall.ticket(one.ticket_uid).state.value for one in tickets]


def act(hall: Hall, verb: Any, ticket: queue.Issued | queue.Called, **more: Any) -> Any:
    """Do something with a ticket at counter 1."""
    facts = {"actor": hall.clerk, "at": MONDAY_8AM, "counter_uid": hall.one, "ticket_uid": ticket.ticket_uid}
    return verb(**{**facts, **more})


def test_tickets_are_called_in_the_order_in_which_they_were_taken_priority_first(hall: Hall) -> None:
    for minute, priority in enumerate(["", "elderly", "", "ill"]):
        hall.take(at=MONDAY_8AM + minute * MINUTE, priority=priority)
    called, after = [], None
    for _ in range(4):
        got = hall.call(after=after)
        after = got.ticket_uid
        called.append(got.label)
    assert called == ["A002", "A004", "A001", "A003"]


def test_the_next_call_serves_the_one_before(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    got = hall.call()
    hall.call(after=got.ticket_uid)
    assert states(hall, first, second) == ["served", "called"]


def test_a_double_press_calls_once(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.call()
    again = hall.call()
    assert again == queue.Called(first.ticket_uid, "A001", repeated=True)
    assert states(hall, first, second) == ["called", "waiting"]


def test_two_counters_call_two_tickets(hall: Hall) -> None:
    hall.take()
    hall.take()
    assert (hall.call(counter=hall.one).label, hall.call(counter=hall.two).label) == ("A001", "A002")


def test_when_nobody_waits_nothing_changes(hall: Hall) -> None:
    first = hall.take()
    got = hall.call()
    with pytest.raises(queue.NothingWaiting):
        hall.call(after=got.ticket_uid)
    assert states(hall, first) == ["called"]


def test_a_number_is_called_again(hall: Hall) -> None:
    first = hall.take()
    hall.call()
    act(hall, queue.recall, first, at=MONDAY_8AM + MINUTE)
    row = hall.ticket(first.ticket_uid)
    assert (row.calls, row.called_at, row.last_called_at) == (2, MONDAY_8AM, MONDAY_8AM + MINUTE)


def test_a_skipped_ticket_is_called_back_by_any_counter_of_the_day_once(hall: Hall) -> None:
    first = hall.take()
    hall.call()
    act(hall, queue.skip, first)
    assert [row.label for row in desk_of(hall).skipped] == ["A001"]
    assert act(hall, queue.recall, first, counter_uid=hall.two).label == "A001"
    assert hall.ticket(first.ticket_uid).counter == 2
    with pytest.raises(queue.NotSkipped):
        act(hall, queue.recall, first)


def test_a_skipped_ticket_waits_until_the_counter_is_free_and_not_into_the_next_day(hall: Hall) -> None:
    first, _ = hall.take(), hall.take()
    hall.call()
    act(hall, queue.skip, first)
    second = hall.call()
    with pytest.raises(queue.CounterBusy):
        act(hall, queue.recall, first)
    act(hall, queue.serve, second)
    with pytest.raises(queue.NotSkipped):
        act(hall, queue.recall, first, at=TOMORROW)


def test_who_is_absent_is_not_called_back(hall: Hall) -> None:
    first = hall.take()
    hall.call()
    act(hall, queue.no_show, first)
    assert states(hall, first) == ["no_show"]
    with pytest.raises(queue.NotSkipped):
        act(hall, queue.recall, first)


def test_a_transferred_ticket_keeps_its_number_and_its_place_in_time(hall: Hall) -> None:
    first = hall.take()
    there = hall.take(group=hall.other, at=MONDAY_8AM + MINUTE)
    hall.call()
    act(hall, queue.transfer, first, group_uid=hall.other)
    assert (states(hall, first, there), hall.ticket(first.ticket_uid).ahead) == (["waiting", "waiting"], 0)
    assert hall.call(counter=hall.three).label == "A001"
    with ledger.seeing({hall.unit_id}):
        assert [said for check in queue.invariants() for said in check.run()] == []


def test_a_ticket_is_transferred_to_another_open_group(hall: Hall) -> None:
    first = hall.take()
    hall.call()
    with pytest.raises(queue.SameGroup):
        act(hall, queue.transfer, first, group_uid=hall.group)
    with pytest.raises(queue.GroupUnknown):
        act(hall, queue.transfer, first, group_uid=new_uid())


def test_a_counter_ends_only_what_it_called(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.call()
    with pytest.raises(queue.NotCalledHere):
        act(hall, queue.serve, second)
    with pytest.raises(queue.TicketUnknown):
        act(hall, queue.serve, queue.Issued(new_uid(), ""))
    act(hall, queue.serve, first)
    with pytest.raises(queue.NotCalledHere):
        act(hall, queue.serve, first)
    with pytest.raises(queue.TicketUnknown):
        act(hall, queue.recall, queue.Issued(new_uid(), ""))


def test_yesterday_s_tickets_are_not_called_and_a_forgotten_one_ends_unknown(hall: Hall) -> None:
    open_, _ = hall.take(), hall.take()
    got = hall.call()
    with pytest.raises(queue.NothingWaiting):
        hall.call(at=TOMORROW, after=got.ticket_uid)
    hall.take(at=TOMORROW)
    assert hall.call(at=TOMORROW, after=got.ticket_uid).label == "A001"
    assert states(hall, open_) == ["unfinished"]


def test_an_unknown_counter_and_another_unit_s_counter_call_nobody(hall: Hall) -> None:
    hall.take()
    with pytest.raises(queue.CounterUnknown):
        hall.call(counter=new_uid())
    stranger = hall.district.actor("dong_van", "counter_clerk")
    with pytest.raises(queue.CounterUnknown):
        queue.call_next(actor=stranger, at=MONDAY_8AM, counter_uid=hall.one, after=None)
    with ledger.seeing({stranger.unit_id}):
        assert queue.counters(hall.unit_id) == []


def test_who_sits_at_no_counter_calls_nobody(hall: Hall) -> None:
    reader = replace(hall.clerk, duties=frozenset({"unit_viewer"}))
    with pytest.raises(queue.NotYourQueue):
        queue.call_next(actor=reader, at=MONDAY_8AM, counter_uid=hall.one, after=None)


def desk_of(hall: Hall) -> queue.Desk:
    """Return what counter 1 shows."""
    found = queue.desk(hall.unit_id, hall.one, MONDAY_8AM)
    assert found is not None
    return found


def test_the_counter_shows_whom_it_called_and_who_waits(hall: Hall) -> None:
    hall.take(priority="elderly")
    hall.take()
    hall.take(priority="ill")
    hall.call()
    seen = desk_of(hall)
    assert seen.current is not None
    assert (seen.current.label, seen.current.priority) == ("A001", "Người cao tuổi")
    assert (seen.waiting, seen.priority, [one.letter for one in seen.others]) == (2, 1, ["B"])
    assert queue.desk(hall.unit_id, new_uid(), MONDAY_8AM) is None


def test_the_hours_of_a_day_count_what_became_of_its_tickets(hall: Hall) -> None:
    tickets = [hall.take(at=MONDAY_8AM + minute * MINUTE) for minute in range(4)]
    hall.take(at=MONDAY_8AM + 70 * MINUTE)
    hall.call(at=MONDAY_8AM + 10 * MINUTE)
    act(hall, queue.serve, tickets[0], at=MONDAY_8AM + 16 * MINUTE)
    hall.call(at=MONDAY_8AM + 21 * MINUTE)
    act(hall, queue.no_show, tickets[1], at=MONDAY_8AM + 25 * MINUTE)
    first, second = queue.hours(hall.unit_id, MONDAY_8AM.date())
    assert (first.hour, first.issued, first.served, first.no_show, first.left) == (8, 4, 1, 1, 2)
    assert (first.wait, first.service) == (15, 6)
    assert (second.hour, second.wait, second.service) == (9, None, None)


# --- setting up -------------------------------------------------------------------------------------------------------


def test_a_kiosk_has_room_for_five_groups(hall: Hall) -> None:
    for letter in "CDE":
        queue.add_group(actor=hall.admin, at=MONDAY_8AM, name=f"Nhóm {letter}", letter=letter.lower())
    with pytest.raises(queue.TooManyGroups):
        queue.add_group(actor=hall.admin, at=MONDAY_8AM, name="Nhóm F", letter="F")


def test_a_letter_and_a_number_are_given_once_and_again_after_closing(hall: Hall) -> None:
    with pytest.raises(queue.LetterTaken):
        queue.add_group(actor=hall.admin, at=MONDAY_8AM, name="Khác", letter="A")
    with pytest.raises(queue.CounterTaken):
        queue.add_counter(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group, number=3)
    with pytest.raises(queue.GroupUnknown):
        queue.add_counter(actor=hall.admin, at=MONDAY_8AM, group_uid=new_uid())
    with pytest.raises(ValueError, match="0"):
        queue.add_counter(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group, number=0)
    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.other)
    queue.add_counter(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group, number=3)
    queue.add_group(actor=hall.admin, at=MONDAY_8AM, name="Khác", letter="B")


def test_nothing_is_closed_while_somebody_waits_or_is_served(hall: Hall) -> None:
    first = hall.take()
    with pytest.raises(queue.StillWaiting):
        queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group)
    hall.call()
    with pytest.raises(queue.StillWaiting):
        queue.close_counter(actor=hall.admin, at=MONDAY_8AM, counter_uid=hall.one)
    act(hall, queue.serve, first)
    queue.close_counter(actor=hall.admin, at=MONDAY_8AM, counter_uid=hall.one)
    with pytest.raises(queue.CounterUnknown):
        queue.close_counter(actor=hall.admin, at=MONDAY_8AM, counter_uid=hall.one)
    with ledger.seeing({hall.unit_id}):
        assert [row.number for row in queue.counters(hall.unit_id)] == [2, 3]


def test_counters_are_set_up_by_the_unit_s_administrator(hall: Hall) -> None:
    with pytest.raises(queue.NotYourQueue):
        queue.add_group(actor=hall.clerk, at=MONDAY_8AM, name="Khác", letter="C")
