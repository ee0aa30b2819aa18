"""Who booked comes: one ticket, called in turn with walk-ins; afterwards name and contact go."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.queue import jobs
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import Booking, Ticket
from lienthong.casework.queue.testing import Hall, faults, state_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import clock

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NINE = MONDAY_8AM + timedelta(hours=1)
TUESDAY_NINE = NINE + DAY

pytestmark = pytest.mark.usefixtures("takes_bookings")


# --- coming -----------------------------------------------------------------------------------------------------------


def test_the_code_gives_one_ticket_tied_to_the_booking(hall: Hall) -> None:
    code = hall.book(NINE, procedure="1.001193", matter="Đăng ký khai sinh")
    got = hall.come(f"{code[:4]}-{code[4:]}", at=NINE - 15 * MINUTE)
    again = hall.come(code, at=NINE)
    assert (again.ticket_uid, again.repeated, got.label) == (got.ticket_uid, True, "A001")
    row = hall.ticket(got.ticket_uid, at=NINE)
    assert (row.booked_for, row.matter, row.procedure) == (NINE, "Đăng ký khai sinh", "1.001193")
    assert (state_of(hall, code), queue.booking(hall.unit_id, code).ticket) == ("came", "A001")
    with ledger.seeing({hall.unit_id}):
        assert faults() == []


def test_who_comes_too_early_is_told_from_when(hall: Hall) -> None:
    code = hall.book(NINE)
    with pytest.raises(queue.TooEarly) as no:
        hall.come(code, at=NINE - 16 * MINUTE)
    assert no.value.facts == {"hour": "09:00", "since": "08:45"}


def test_who_comes_late_stands_in_line_as_a_walk_in_also_after_he_was_noted_as_missing(hall: Hall) -> None:
    one, two = hall.book(NINE, contact="0912000001"), hall.book(NINE, contact="0912000002")
    first = hall.come(one, at=NINE + 30 * MINUTE)
    with ledger.seeing({hall.unit_id}):
        assert queue.note_missed(at=NINE + 30 * MINUTE) == 1
    assert state_of(hall, two) == "missed"
    second = hall.come(two, at=NINE + 60 * MINUTE)
    assert [hall.ticket(one.ticket_uid, at=NINE).booked_for for one in (first, second)] == [None, None]
    assert [state_of(hall, code) for code in (one, two)] == ["late", "late"]
    with ledger.seeing({hall.unit_id}):
        assert faults() == []


def test_a_code_of_another_unit_another_day_or_a_cancelled_one_gives_no_ticket(hall: Hall) -> None:
    code, tomorrow = hall.book(NINE), hall.book(TUESDAY_NINE)
    other = hall.district.actor("dong_van", "unit_admin").unit_id
    with pytest.raises(queue.BookingUnknown):
        queue.check_in(unit_id=other, code=code, at=NINE)
    with pytest.raises(queue.BookingUnknown):
        hall.come("KHONGCO2", at=NINE)
    with pytest.raises(queue.AnotherDay) as no:
        hall.come(tomorrow, at=NINE)
    assert no.value.facts == {"day": "13/03/2018"}
    queue.cancel(unit_id=hall.unit_id, code=code, at=MONDAY_8AM)
    with pytest.raises(queue.BookingGone):
        hall.come(code, at=NINE)


def test_what_was_used_or_missed_is_not_cancelled(hall: Hall) -> None:
    used, missed = hall.book(NINE, contact="0912000001"), hall.book(NINE, contact="0912000002")
    hall.come(used, at=NINE)
    with ledger.seeing({hall.unit_id}):
        queue.note_missed(at=TUESDAY_NINE)
        assert queue.note_missed(at=TUESDAY_NINE) == 0
    for code, words in ((used, "đã dùng"), (missed, "đã quá giờ")):
        with pytest.raises(queue.BookingGone) as no:
            queue.cancel(unit_id=hall.unit_id, code=code, at=TUESDAY_NINE)
        assert no.value.facts == {"became": words}


# --- whose turn it is -------------------------------------------------------------------------------------------------


def in_order(hall: Hall, count: int) -> list[str]:
    """Call so many tickets to counter 1; return their numbers."""
    called: list[str] = []
    after: UUID | None = None
    for number in range(count):
        got = hall.call(at=NINE + number * MINUTE, after=after)
        called.append(got.label)
        after = got.ticket_uid
    return called


def test_booked_visitors_and_walk_ins_are_called_in_turn_priority_first(hall: Hall) -> None:
    for minute in range(3):
        hall.take(at=MONDAY_8AM + minute * MINUTE)  # A001, A002, A003
    late_slot = hall.book(NINE + 30 * MINUTE, contact="0912000001")
    slot = hall.book(NINE, contact="0912000002")
    hall.come(slot, at=NINE)  # A004
    hall.come(late_slot, at=NINE + 15 * MINUTE)  # A005
    hall.take(at=NINE + 16 * MINUTE, priority="elderly")  # A006
    assert in_order(hall, 6) == ["A006", "A004", "A001", "A005", "A002", "A003"]


def test_a_ticket_tells_how_many_are_called_before_it_as_they_are_then_called(hall: Hall) -> None:
    tickets = [hall.take(at=MONDAY_8AM + minute * MINUTE) for minute in range(3)]
    hall.plan(places=20)
    tickets += [hall.come(hall.book(NINE, contact=f"091200000{number}"), at=NINE) for number in range(2)]
    told = {hall.ticket(one.ticket_uid, at=NINE).ahead: one.label for one in tickets}
    assert [told[place] for place in range(5)] == in_order(hall, 5)


def test_the_counter_sees_what_was_booked_and_the_hours_count_the_booked(hall: Hall) -> None:
    hall.come(hall.book(NINE, matter="Đăng ký khai sinh", procedure="1.001193"), at=NINE)
    waiting = queue.waiting(hall.unit_id, hall.one, NINE)
    assert waiting is not None
    assert waiting.booked == 1
    hall.call(at=NINE + 4 * MINUTE)
    desk = queue.desk(hall.unit_id, hall.one, NINE)
    assert desk is not None
    assert desk.current is not None
    assert (desk.current.matter, desk.current.procedure) == ("Đăng ký khai sinh", "1.001193")
    hours = {row.hour: (row.booked, row.booked_wait) for row in queue.hours(hall.unit_id, date(2018, 3, 12))}
    assert hours == {9: (1, 4)}


# --- afterwards -------------------------------------------------------------------------------------------------------


def test_closing_a_group_cancels_what_is_booked_there(hall: Hall) -> None:
    code = hall.book(NINE)
    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group)
    assert state_of(hall, code) == "withdrawn"
    with pytest.raises(queue.BookingGone):
        hall.come(code, at=NINE)
    with pytest.raises(queue.NotBookable):
        hall.book(TUESDAY_NINE)


def test_ending_a_unit_cancels_what_is_booked_there(hall: Hall) -> None:
    code = hall.book(NINE)
    with transaction.atomic(), ledger.seeing({hall.unit_id}):
        queue.close_units(actor=hall.admin, at=MONDAY_8AM, unit_ids=[hall.unit_id])
    assert state_of(hall, code) == "withdrawn"


def test_name_and_contact_are_erased_a_week_after_the_day(hall: Hall) -> None:
    past, later = hall.book(NINE), hall.book(NINE + 10 * DAY)
    hall.come(past, at=NINE)
    with ledger.seeing({hall.unit_id}):
        assert queue.forget_visitors(at=NINE + 7 * DAY) == 0
        assert queue.forget_visitors(at=NINE + 8 * DAY) == 1
    rows = [queue.booking(hall.unit_id, code) for code in (past, later)]
    assert [(row.name, row.contact) for row in rows] == [("", ""), ("Chíu Thị Lan", "0912345678")]


def test_the_list_of_a_day_goes_by_time(hall: Hall) -> None:
    later, first = hall.book(NINE + 30 * MINUTE, contact="0912000001"), hall.book(NINE, contact="0912000002")
    hall.book(TUESDAY_NINE, contact="0912000002")
    assert [row.code for row in queue.visits_on(hall.unit_id, date(2018, 3, 12), MONDAY_8AM).rows] == [first, later]


def test_the_invariant_finds_a_booking_without_its_ticket(hall: Hall) -> None:
    code = hall.book(NINE)
    with ledger.seeing({hall.unit_id}):
        Booking.objects.filter(code=code).update(state=queue.Coming.CAME)
        assert [said for said in faults() if code in said]


def test_a_ticket_keeps_its_booking(hall: Hall) -> None:
    got = hall.come(hall.book(NINE), at=NINE)
    with ledger.seeing({hall.unit_id}), pytest.raises(DatabaseError):
        Ticket.objects.filter(uid=got.ticket_uid).update(booked_for=None)


def test_the_jobs_note_and_forget_in_every_unit(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    code = hall.book(NINE)
    monkeypatch.setattr(clock, "now", lambda: NINE + 9 * DAY)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        assert (jobs.note_missed(0), jobs.forget_names(0)) == (1, 1)
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert (state_of(hall, code), queue.booking(hall.unit_id, code).contact) == ("missed", "")
