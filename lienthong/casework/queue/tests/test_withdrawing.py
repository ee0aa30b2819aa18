"""A holiday is declared late: the visits of that day are listed, cancelled with a reason, announced once; the others stay."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import Booking
from lienthong.casework.queue.rules import slots
from lienthong.casework.queue.testing import Hall
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import half, off
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.outbox.models import Delivery

DAY = timedelta(days=1)
FRIDAY = date(2018, 3, 16)
FRIDAY_NINE = datetime(2018, 3, 16, 9, 0, tzinfo=VIETNAM)
WHY = "nghỉ phòng chống bão số 1"

pytestmark = pytest.mark.usefixtures("takes_bookings")


def declared(day: worktime.SpecialDay) -> None:
    """Revise the calendar of the State's offices on Tuesday."""
    worktime.revise_calendar(
        code="vn-state", changes=[worktime.Change.to(day)], reason="Bão số 1", decree="01/CĐ-UBND", at=MONDAY_8AM + DAY
    )


def withdrawn(hall: Hall, *, day: date = FRIDAY, reason: str = WHY, duty: str = "unit_head") -> int:
    """Cancel the visits of a day as an official of the commune."""
    actor = hall.district.actor("hoanh_mo", duty)
    return queue.withdraw_day(actor=actor, at=MONDAY_8AM + DAY, day=day, reason=reason)


def off_hours(hall: Hall, *, at: datetime = MONDAY_8AM) -> list[str]:
    """Return the codes of awaited visits outside the hours."""
    return [row.code for row in queue.visits_on(hall.unit_id, FRIDAY, at).off]


@pytest.mark.parametrize(
    ("begins", "ends", "held"),
    [(480, 510, True), (450, 720, True), (700, 730, False), (440, 470, False), (720, 780, False), (780, 810, True)],
)
def test_a_slot_is_within_hours_when_it_lies_wholly_in_one_session(begins: int, ends: int, held: bool) -> None:
    assert slots.within([(450, 720), (780, 1020)], begins, ends) is held
    assert not slots.within([], begins, ends)


def test_a_holiday_declared_late_lists_the_visits_of_its_day_and_no_others(hall: Hall) -> None:
    friday, monday = hall.book(FRIDAY_NINE, contact="0912000001"), hall.book(MONDAY_8AM + timedelta(hours=1))
    assert off_hours(hall) == []

    declared(off(FRIDAY))

    assert off_hours(hall) == [friday]
    assert off_hours(hall, at=FRIDAY_NINE + DAY) == [], "what is over is not awaited"
    assert queue.booking(hall.unit_id, monday).open


def test_they_are_cancelled_with_a_reason_and_announced_once_each(hall: Hall) -> None:
    codes = [hall.book(FRIDAY_NINE, contact=f"091200000{number}") for number in range(2)]
    hall.book(MONDAY_8AM + timedelta(hours=1))
    declared(off(FRIDAY))

    assert withdrawn(hall, reason=f"  {WHY}\n") == 2

    rows = [queue.booking(hall.unit_id, code) for code in codes]
    assert {(row.state, row.reason) for row in rows} == {(queue.Coming.WITHDRAWN, WHY)}
    with pytest.raises(queue.NothingOffHours):
        withdrawn(hall)
    told = Delivery.objects.filter(topic="queue.visit_withdrawn").values_list("payload", flat=True)
    assert sorted(one["booking_uid"] for one in told) == sorted(str(row.uid) for row in rows)
    with ledger.seeing({hall.unit_id}):
        assert ledger.history(rows[0].uid)[-1].activity == "visit_withdrawn"
    with pytest.raises(queue.BookingGone, match="đã bị cơ quan hủy"):
        hall.come(codes[0], at=FRIDAY_NINE)


def test_of_a_half_day_only_what_falls_into_the_free_half_is_cancelled(hall: Hall) -> None:
    morning, afternoon = hall.book(FRIDAY_NINE), hall.book(FRIDAY_NINE + timedelta(hours=5))
    declared(half(FRIDAY, closes=time(11, 30)))

    assert withdrawn(hall, duty="unit_admin") == 1

    assert queue.booking(hall.unit_id, morning).open
    assert queue.booking(hall.unit_id, afternoon).state == queue.Coming.WITHDRAWN


def test_a_year_that_nobody_entered_is_not_known_to_be_off(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE)
    with ledger.seeing({hall.unit_id}):
        row = Booking.objects.select_related("group").get(code=code)
        beyond = datetime(2099, 3, 16, 9, 0, tzinfo=VIETNAM)
        later = Booking(
            unit_id=row.unit_id, group=row.group, code="KHONGCO2", key=row.group.uid, day=beyond.date(), begins_at=beyond,
            ends_at=beyond + timedelta(minutes=30), place=1, open_no=1, contact="0912000009", booked_at=MONDAY_8AM,
        )  # fmt: skip
        later.save()
    declared(off(FRIDAY))

    assert off_hours(hall) == [code]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 101])
def test_the_reason_is_told_so_it_is_demanded_and_fits_into_a_message(hall: Hall, reason: str) -> None:
    code = hall.book(FRIDAY_NINE)
    declared(off(FRIDAY))
    with pytest.raises(queue.CancellingNeedsReason):
        withdrawn(hall, reason=reason)
    assert queue.booking(hall.unit_id, code).open


def test_a_day_with_its_hours_keeps_what_is_booked(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE)
    with pytest.raises(queue.NothingOffHours) as no:
        withdrawn(hall)
    assert no.value.facts == {"day": "16/03/2018"}
    assert queue.booking(hall.unit_id, code).open


def test_a_clerk_cancels_nothing_and_no_head_another_unit_s_visits(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE)
    declared(off(FRIDAY))
    with pytest.raises(queue.NotYourQueue):
        withdrawn(hall, duty="counter_clerk")
    stranger = hall.district.actor("dong_van", "unit_head")
    with pytest.raises(queue.NothingOffHours):
        queue.withdraw_day(actor=stranger, at=MONDAY_8AM, day=FRIDAY, reason=WHY)
    assert queue.booking(hall.unit_id, code).open


def test_nobody_is_told_of_an_hour_that_is_past(hall: Hall) -> None:
    hall.book(FRIDAY_NINE)
    queue.close_group(actor=hall.admin, at=FRIDAY_NINE + timedelta(hours=3), group_uid=hall.group)

    assert not Delivery.objects.filter(topic="queue.visit_withdrawn").exists()


def test_a_reason_that_is_typed_as_a_sentence_ends_with_one_full_stop(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE)
    declared(off(FRIDAY))
    withdrawn(hall, reason="  Nghỉ lễ. ")

    assert queue.booking(hall.unit_id, code).reason == "Nghỉ lễ"


def test_a_group_that_closes_says_why_and_announces_it(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE)
    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group)
    row = queue.booking(hall.unit_id, code)
    assert row.reason == "nhóm quầy này đã đóng"
    assert Delivery.objects.filter(topic="queue.visit_withdrawn").count() == 1


def test_a_group_without_visits_closes_silently(hall: Hall) -> None:
    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group)
    assert not Delivery.objects.filter(topic="queue.visit_withdrawn").exists()


def test_whom_to_tell_is_found_by_the_booking_and_only_where_it_is_seen(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE, contact="lan@example.vn", language="en")
    row = queue.booking(hall.unit_id, code)
    assert queue.visitor(row.uid) is None, "no unit of the context takes part"
    with ledger.seeing({hall.unit_id}):
        visitor = queue.visitor(row.uid)
    assert visitor is not None
    assert (visitor.contact, visitor.language, visitor.unit_code) == ("lan@example.vn", "en", "H49.16.22")


def cancelled(hall: Hall, code: str, *, reason: str = WHY, at: datetime = MONDAY_8AM + DAY, duty: str = "unit_head") -> None:
    """Cancel one visit of Hoành Mô as an official of it."""
    uid = queue.booking(hall.unit_id, code).uid
    queue.withdraw_visit(actor=hall.district.actor("hoanh_mo", duty), at=at, booking_uid=uid, reason=reason)


def test_a_visit_inside_the_hours_is_cancelled_alone_and_announced_once(hall: Hall) -> None:
    code, other = hall.book(FRIDAY_NINE), hall.book(FRIDAY_NINE, contact="0912000002")

    cancelled(hall, code, reason=" Cán bộ đi tập huấn. ", duty="unit_admin")

    row = queue.booking(hall.unit_id, code)
    assert (row.state, row.reason) == (queue.Coming.WITHDRAWN, "Cán bộ đi tập huấn")
    assert queue.booking(hall.unit_id, other).open
    told = Delivery.objects.filter(topic="queue.visit_withdrawn").values_list("payload", flat=True)
    assert [one["booking_uid"] for one in told] == [str(row.uid)]
    with ledger.seeing({hall.unit_id}):
        event = ledger.history(row.uid)[-1]
    assert (event.activity, event.person_uid) == ("visit_withdrawn", hall.admin.person_uid)
    with pytest.raises(queue.VisitNotAwaited, match="đã bị cơ quan hủy"):
        cancelled(hall, code)
    assert Delivery.objects.filter(topic="queue.visit_withdrawn").count() == 1


def test_the_place_of_a_visit_that_the_office_cancels_is_free_for_the_next(hall: Hall) -> None:
    codes = [hall.book(FRIDAY_NINE, contact=f"091200000{number}") for number in range(2)]
    with pytest.raises(queue.SlotFull):
        hall.book(FRIDAY_NINE, contact="0912000009")

    cancelled(hall, codes[0])

    assert queue.booking(hall.unit_id, hall.book(FRIDAY_NINE, contact="0912000009")).open
    with pytest.raises(queue.SlotFull):
        hall.book(FRIDAY_NINE, contact="0912000008")


def test_a_visit_that_is_past_used_or_cancelled_by_its_owner_is_not_cancelled_by_the_office(hall: Hall) -> None:
    past, used, dropped = (hall.book(MONDAY_8AM + timedelta(hours=hour), contact=f"091200000{hour}") for hour in (1, 2, 3))
    hall.come(used, at=MONDAY_8AM + timedelta(hours=2))
    queue.cancel(unit_id=hall.unit_id, code=dropped, at=MONDAY_8AM)

    for code, became in ((past, "đã quá giờ"), (used, "đã dùng"), (dropped, "đã hủy")):
        with pytest.raises(queue.VisitNotAwaited, match=became):
            cancelled(hall, code)
    assert not Delivery.objects.filter(topic="queue.visit_withdrawn").exists()


def test_one_visit_is_cancelled_by_the_head_of_its_own_unit_and_with_a_reason(hall: Hall) -> None:
    code = hall.book(FRIDAY_NINE)
    uid = queue.booking(hall.unit_id, code).uid
    stranger = hall.district.actor("dong_van", "unit_head")
    with pytest.raises(queue.NotYourQueue):
        cancelled(hall, code, duty="counter_clerk")
    with pytest.raises(queue.VisitUnknown):
        queue.withdraw_visit(actor=stranger, at=MONDAY_8AM, booking_uid=uid, reason=WHY)
    with pytest.raises(queue.VisitUnknown):
        queue.visit(stranger.unit_id, uid)
    with pytest.raises(queue.CancellingNeedsReason):
        cancelled(hall, code, reason=" . ")
    assert queue.visit(hall.unit_id, uid).open


def test_the_days_outside_the_hours_are_counted_until_their_visits_are_gone_or_the_hours_fit_again(hall: Hall) -> None:
    thursday = FRIDAY_NINE - DAY
    for number in range(2):
        hall.book(FRIDAY_NINE, contact=f"091200000{number}")
    hall.book(thursday, contact="0912000003")
    assert queue.off_days(hall.unit_id, MONDAY_8AM) == {}

    declared(off(FRIDAY))
    declared(off(thursday.date()))
    assert list(queue.off_days(hall.unit_id, MONDAY_8AM).items()) == [(thursday.date(), 1), (FRIDAY, 2)]

    withdrawn(hall)
    assert queue.off_days(hall.unit_id, MONDAY_8AM) == {thursday.date(): 1}
    assert queue.off_days(hall.district.actor("dong_van", "unit_head").unit_id, MONDAY_8AM) == {}
    worktime.revise_calendar(
        code="vn-state",
        changes=[worktime.Change(thursday.date(), None)],
        reason="Bão tan",
        decree="02/CĐ-UBND",
        at=MONDAY_8AM + DAY,
    )
    assert queue.off_days(hall.unit_id, MONDAY_8AM) == {}
