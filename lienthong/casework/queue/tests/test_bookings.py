"""Booked visits: offered by the calendar and the head's plan, each place once, few for each contact, tied to one ticket."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction

from lienthong.casework.queue import jobs
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import Booking, Ticket
from lienthong.casework.queue.testing import Hall, a_hall
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NINE = MONDAY_8AM + timedelta(hours=1)
TUESDAY_NINE = NINE + DAY


@pytest.fixture
def hall(db: None) -> Hall:
    """The waiting hall of Hoành Mô, which takes two visits in each half hour."""
    hall = a_hall()
    hall.plan()
    return hall


def faults() -> list[str]:
    """Return what the invariants of the queue say."""
    return [said for check in queue.invariants() for said in check.run()]


def free_of(hall: Hall, *, at: datetime = MONDAY_8AM) -> dict[date, dict[str, int]]:
    """Return the places left, by day and hour."""
    offered = queue.offer(hall.unit_id, hall.group, at).days
    return {day: {f"{one.begins_at:%H:%M}": one.free for one in slots} for day, slots in offered.items()}


def state_of(hall: Hall, code: str) -> str:
    """Return where a booking stands."""
    return queue.booking(hall.unit_id, code).state.value


# --- what is offered --------------------------------------------------------------------------------------------------


def test_slots_are_those_of_office_hours_that_are_still_to_come(hall: Hall) -> None:
    monday = free_of(hall)[date(2018, 3, 12)]
    assert list(monday)[:2] == ["08:30", "09:00"]
    tuesday = free_of(hall)[date(2018, 3, 13)]
    assert "12:00" not in tuesday
    assert set(tuesday.values()) == {2}


def test_no_day_is_offered_on_which_the_office_is_closed_and_none_too_far_ahead(hall: Hall) -> None:
    hall.plan(days_ahead=60)
    offered = free_of(hall)
    assert not [day for day in offered if day.weekday() == 6]
    assert date(2018, 4, 25) not in offered, "the kings' anniversary"
    assert date(2018, 4, 24) in offered
    assert max(offered) <= date(2018, 3, 12) + 60 * DAY


def test_days_of_a_year_that_nobody_entered_are_not_offered(hall: Hall) -> None:
    last = worktime.calendar(worktime.DEFAULT_CALENDAR).definition.last_year
    at = datetime(last, 12, 28, 8, tzinfo=MONDAY_8AM.tzinfo)
    assert {day.year for day in free_of(hall, at=at)} == {last}


def test_a_group_without_a_plan_or_with_no_places_takes_no_bookings(hall: Hall) -> None:
    with pytest.raises(queue.NotBookable):
        queue.offer(hall.unit_id, hall.other, MONDAY_8AM)
    hall.plan(places=0)
    with pytest.raises(queue.NotBookable):
        hall.book(NINE)
    with pytest.raises(queue.NotBookable):
        queue.offer(hall.unit_id, hall.group, MONDAY_8AM)


def test_the_head_alone_plans_within_bounds_for_an_open_group_of_his_unit(hall: Hall) -> None:
    head = hall.district.actor("hoanh_mo", "unit_head")
    good: dict[str, Any] = {
        "actor": head,
        "at": MONDAY_8AM,
        "group_uid": hall.group,
        "minutes": 30,
        "places": 2,
        "days_ahead": 14,
    }
    for name, wrong in (("minutes", 5), ("places", 21), ("days_ahead", 0)):
        with pytest.raises(queue.PlanOutOfBounds):
            queue.plan_bookings(**{**good, name: wrong})
    with pytest.raises(queue.NotYourQueue):
        queue.plan_bookings(**{**good, "actor": hall.admin})
    with pytest.raises(queue.GroupUnknown):
        queue.plan_bookings(**{**good, "group_uid": new_uid()})


# --- booking ----------------------------------------------------------------------------------------------------------


def test_a_visit_is_booked_with_a_code_and_no_name_in_the_ledger(hall: Hall) -> None:
    code = hall.book(TUESDAY_NINE, procedure="1.001193", matter="Đăng ký khai sinh")
    row = queue.booking(hall.unit_id, f" {code[:4].lower()}-{code[4:]}")
    assert (row.begins_at, row.name, row.contact, row.matter) == (TUESDAY_NINE, "Chíu Thị Lan", "0912345678", "Đăng ký khai sinh")
    assert (row.spelled, row.open, row.ticket) == (f"{code[:4]}-{code[4:]}", True, None)
    assert free_of(hall)[date(2018, 3, 13)]["09:00"] == 1
    with ledger.seeing({hall.unit_id}):
        told = ledger.history(row.uid)
    assert [one.activity for one in told] == ["visit_booked"]
    assert not [word for word in ("Lan", "0912345678") if word in repr(told)]


def test_a_double_press_books_once(hall: Hall) -> None:
    key = new_uid()
    assert hall.book(NINE, key=key) == hall.book(NINE, key=key)
    assert free_of(hall)[date(2018, 3, 12)]["09:00"] == 1


def test_a_full_slot_is_refused_and_a_cancelled_visit_frees_its_place_at_once(hall: Hall) -> None:
    first = hall.book(NINE, contact="0912000001")
    hall.book(NINE, contact="0912000002")
    with pytest.raises(queue.SlotFull) as no:
        hall.book(NINE, contact="0912000003")
    assert no.value.facts == {"day": "12/03/2018", "hour": "09:00"}
    queue.cancel(unit_id=hall.unit_id, code=first, at=MONDAY_8AM)
    queue.cancel(unit_id=hall.unit_id, code=first, at=MONDAY_8AM)
    hall.book(NINE, contact="0912000003")
    assert state_of(hall, first) == "cancelled"


def test_a_smaller_plan_leaves_what_is_booked_and_takes_no_more(hall: Hall) -> None:
    hall.book(NINE, contact="0912000001")
    second = hall.book(NINE, contact="0912000002")
    hall.plan(places=1)
    assert free_of(hall)[date(2018, 3, 12)]["09:00"] == 0
    queue.cancel(unit_id=hall.unit_id, code=second, at=MONDAY_8AM)
    with pytest.raises(queue.SlotFull):
        hall.book(NINE, contact="0912000003")


@pytest.mark.parametrize(
    ("begins", "refusal"),
    [
        ("2018-03-12T07:30", queue.SlotPast),
        ("2018-03-12T08:00", queue.SlotPast),
        ("2018-03-11T09:00", queue.SlotPast),
        ("2018-03-13T09:10", queue.SlotUnknown),
        ("2018-03-13T12:00", queue.SlotUnknown),
        ("2018-03-18T09:00", queue.SlotUnknown),
        ("2018-04-25T09:00", queue.SlotUnknown),
        ("2018-03-27T09:00", queue.SlotUnknown),
        ("2090-03-27T09:00", queue.SlotUnknown),
    ],
)
def test_no_visit_is_booked_in_the_past_on_a_closed_day_or_between_slots(hall: Hall, begins: str, refusal: Any) -> None:
    with pytest.raises(refusal):
        hall.book(datetime.fromisoformat(f"{begins}:00+07:00"))


def test_a_contact_has_two_open_bookings_over_all_units(hall: Hall) -> None:
    there = hall.district.actor("dong_van", "unit_admin")
    group = queue.add_group(actor=there, at=MONDAY_8AM, name="Một cửa", letter="A", counters=1)
    head = hall.district.actor("dong_van", "unit_head")
    queue.plan_bookings(actor=head, at=MONDAY_8AM, group_uid=group, minutes=30, places=2, days_ahead=14)
    wish = queue.Wish(begins_at=NINE, name="Chíu Thị Lan", contact="0912 345 678")
    made = queue.book(unit_id=there.unit_id, group_uid=group, at=MONDAY_8AM, wish=wish, key=new_uid())
    hall.book(NINE, contact="+84912345678")
    with pytest.raises(queue.TooManyBookings):
        hall.book(TUESDAY_NINE)
    queue.cancel(unit_id=there.unit_id, code=made.code, at=MONDAY_8AM)
    hall.book(TUESDAY_NINE)
    hall.book(TUESDAY_NINE, contact="chiu.lan@thu.vn")


@pytest.mark.parametrize("contact", ["", "12", "0912", "lan@", "lan thu.vn", "09123456789012"])
def test_a_contact_is_a_phone_number_or_an_address(hall: Hall, contact: str) -> None:
    with pytest.raises(queue.BadContact):
        hall.book(NINE, contact=contact)


def test_the_last_place_goes_to_one_of_two_at_once(committed_db: None) -> None:
    hall = a_hall()
    hall.plan(places=1)

    def try_it(number: int) -> str:
        try:
            return hall.book(NINE, contact=f"091200000{number}")
        except queue.SlotFull:
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(try_it, range(4)))
    assert len([code for code in got if code]) == 1


def test_the_database_itself_gives_a_place_and_an_open_number_once_and_keeps_bookings(hall: Hall) -> None:
    code = hall.book(NINE)
    with ledger.seeing({hall.unit_id}):
        row = Booking.objects.get(code=code)
        for twin in ({"contact": "0912000009"}, {"place": 2}):
            values = {
                name: getattr(row, name) for name in ("unit_id", "group_id", "day", "begins_at", "ends_at", "place", "open_no")
            }
            values |= {"contact": row.contact, "booked_at": MONDAY_8AM, "code": "AAAABBBB", "key": new_uid(), **twin}
            with pytest.raises(DatabaseError), transaction.atomic():
                Booking.objects.create(**values)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            Booking.objects.filter(pk=row.pk).update(begins_at=TUESDAY_NINE)


def test_a_booking_is_seen_by_its_unit_alone(hall: Hall) -> None:
    code = hall.book(NINE)
    other = hall.district.actor("dong_van", "unit_admin").unit_id
    with pytest.raises(queue.BookingUnknown):
        queue.booking(other, code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM queue_booking")
        assert cursor.fetchone() == (0,)


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
