"""Booked visits: offered by the calendar and the head's plan, each place once, few for each contact."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import Booking
from lienthong.casework.queue.testing import Hall, state_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.identity import new_uid

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NINE = MONDAY_8AM + timedelta(hours=1)
TUESDAY_NINE = NINE + DAY

pytestmark = pytest.mark.usefixtures("takes_bookings")


def free_of(hall: Hall, *, at: datetime = MONDAY_8AM) -> dict[date, dict[str, int]]:
    """Return the places left, by day and hour."""
    offered = queue.offer(hall.unit_id, hall.group, at).days
    return {day: {f"{one.begins_at:%H:%M}": one.free for one in slots} for day, slots in offered.items()}


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
