"""Booked visits: what may be booked when, one booking by its code, and the list of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lienthong.casework.queue.errors import BookingUnknown, NotBookable, VisitUnknown
from lienthong.casework.queue.models import Booking, BookingPlan
from lienthong.casework.queue.rules import slots
from lienthong.casework.queue.rules.states import Coming, is_awaited
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.keys import clean_key

FREED = (Coming.CANCELLED, Coming.WITHDRAWN)
"""States whose place somebody else may take."""


@dataclass(frozen=True)
class PlanRow:
    """How a group takes bookings; places 0: not at all."""

    unit_id: int
    group_uid: UUID
    group_name: str
    letter: str
    fields: str
    minutes: int
    places: int
    days_ahead: int


@dataclass(frozen=True)
class Slot:
    """A slot of a day and how many places are left in it."""

    begins_at: datetime
    ends_at: datetime
    free: int


@dataclass(frozen=True)
class Offer:
    """What may be booked at a group: each day with slots that are still to come, full ones too; closed days are left out."""

    plan: PlanRow
    days: dict[date, list[Slot]]


@dataclass(frozen=True)
class BookingRow:
    """A booked visit; name and contact are empty once erased.  ticket: the number it became, None = none yet."""

    uid: UUID
    unit_id: int
    code: str
    group_uid: UUID
    group_name: str
    day: date
    begins_at: datetime
    ends_at: datetime
    name: str
    contact: str
    procedure: str
    matter: str
    state: Coming
    ticket: str | None
    reason: str

    @property
    def open(self) -> bool:
        """Return whether it is neither used nor cancelled, nor noted as missed."""
        return self.state == Coming.BOOKED

    def is_awaited(self, at: datetime) -> bool:
        """Return whether somebody is still awaited."""
        return is_awaited(self.state, self.ends_at, at)

    @property
    def spelled(self) -> str:
        """Return the code as it is printed: two groups of four."""
        return f"{self.code[:4]}-{self.code[4:]}"


def plans(unit_ids: Collection[int]) -> list[PlanRow]:
    """Return how the open groups of units that have a plan take bookings, by unit and letter; one statement."""
    with ledger.seeing(set(unit_ids)):
        return [_plan_row(row) for row in _plans(unit_ids).order_by("unit_id", "group__letter", "pk")]


def _plans(unit_ids: Collection[int]) -> QuerySet[BookingPlan]:
    return BookingPlan.objects.filter(unit_id__in=unit_ids, group__closed_at=None).select_related("group")


def _plan_row(row: BookingPlan) -> PlanRow:
    group = row.group
    return PlanRow(row.unit_id, group.uid, group.name, group.letter, group.fields, row.minutes, row.places, row.days_ahead)


def times(unit_id: int, days: Collection[date], minutes: int) -> dict[date, list[tuple[datetime, datetime]]]:
    """Return the slots of days by the calendar that the unit keeps on the first; none on a holiday or in a year not entered."""
    calendar = worktime.calendar(org.calendar_code(unit_id, min(days)))
    length, found = timedelta(minutes=minutes), {}
    for day in days:
        try:
            begins = slots.starts(calendar.sessions(day), minutes)
        except worktime.CalendarGap:
            continue
        found[day] = [(calendar.at(day, start), calendar.at(day, start) + length) for start in begins]
    return found


def offer(unit_id: int, group_uid: UUID, at: datetime) -> Offer:
    """Return the days on which a group may be visited; two statements and the unit's calendar.  Raises NotBookable."""
    today = org.local_day(at)
    with ledger.seeing({unit_id}):
        row = _plans({unit_id}).filter(group__uid=group_uid, places__gt=0).first()
        if row is None:
            raise NotBookable(group=str(group_uid))
        days = [today + timedelta(days=number) for number in range(row.days_ahead + 1)]
        booked = Booking.objects.filter(group_id=row.group_id, day__in=days).exclude(state__in=FREED)
        taken = dict(booked.values_list("begins_at").annotate(many=Count("pk")))
    offered = {
        day: [Slot(begins, ends, max(row.places - taken.get(begins, 0), 0)) for begins, ends in some if begins > at]
        for day, some in times(unit_id, days, row.minutes).items()
    }
    return Offer(_plan_row(row), {day: some for day, some in offered.items() if some})


def booking(unit_id: int, code: str) -> BookingRow:
    """Return a booked visit of a unit by its code as somebody typed it; one statement.  Raises BookingUnknown."""
    with ledger.seeing({unit_id}):
        found = _rows().filter(unit_id=unit_id, code=clean_key(code)[:8]).first()
    if found is None:
        raise BookingUnknown(unit=org.unit(unit_id).name)
    return row_of(found)


def visit(unit_id: int, booking_uid: UUID) -> BookingRow:
    """Return a booked visit of a unit as its office opens it; one statement.  Raises VisitUnknown."""
    with ledger.seeing({unit_id}):
        found = _rows().filter(unit_id=unit_id, uid=booking_uid).first()
    if found is None:
        raise VisitUnknown(booking=str(booking_uid))
    return row_of(found)


@dataclass(frozen=True)
class DayOfVisits:
    """The visits booked for a day, by time and group, cancelled ones too.

    off  visits still awaited, of every day, outside the office hours as the unit's calendar says now: a late holiday.
    """

    rows: tuple[BookingRow, ...]
    off: tuple[BookingRow, ...]


def awaited(at: datetime) -> Q:
    """Return the filter of bookings to which somebody is still awaited, as `is_awaited` says of one."""
    return Q(state=Coming.BOOKED, ends_at__gt=at)


def visits_on(unit_id: int, day: date, at: datetime) -> DayOfVisits:
    """Return the visits of a day of a unit, and those that its calendar no longer holds; one statement and the calendar."""
    with ledger.seeing({unit_id}):
        found = _rows().filter(Q(day=day) | awaited(at), unit_id=unit_id).order_by("begins_at", "group__letter", "place", "pk")
        rows = list(found)
        off = off_hours_of(unit_id, [row for row in rows if is_awaited(row.state, row.ends_at, at)])
    return DayOfVisits(tuple(row_of(row) for row in rows if row.day == day), tuple(row_of(row) for row in off))


def off_days(unit_id: int, at: datetime) -> dict[date, int]:
    """Return on which days how many visits still awaited lie outside a unit's hours; one statement, and its calendar if any."""
    with ledger.seeing({unit_id}):
        found = Booking.objects.filter(awaited(at), unit_id=unit_id)
        off = off_hours_of(unit_id, list(found.order_by("begins_at", "pk")))
    return dict(Counter(row.day for row in off))


def off_hours_of(unit_id: int, rows: list[Booking]) -> list[Booking]:
    """Return those of a unit's bookings that lie outside its office hours; a year not entered is not known to be off."""
    if not rows:
        return []
    calendar = worktime.calendar(org.calendar_code(unit_id, min(row.day for row in rows)))
    return [row for row in rows if not _in_hours(calendar, row)]


def _in_hours(calendar: worktime.Calendar, row: Booking) -> bool:
    try:
        sessions = calendar.sessions(row.day)
    except worktime.CalendarGap:
        return True
    begins, ends = (at.astimezone(VIETNAM) for at in (row.begins_at, row.ends_at))
    return slots.within(sessions, begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute)


@dataclass(frozen=True)
class Visitor:
    """Whom to tell about a booked visit, and what.  contact: phone or e-mail, empty once erased."""

    uid: UUID
    code: str
    unit_id: int
    unit: str
    unit_code: str
    contact: str
    language: str
    begins_at: datetime
    state: Coming
    reason: str


def visitor(booking_uid: UUID) -> Visitor | None:
    """Return whom to tell about a booked visit, None when the context does not see it; one statement."""
    row = Booking.objects.select_related("unit").filter(uid=booking_uid).first()
    if row is None:
        return None
    return Visitor(
        row.uid, row.code, row.unit_id, row.unit.name, row.unit.code, row.contact, row.language, row.begins_at,
        Coming(row.state), row.reason,
    )  # fmt: skip


def _rows() -> QuerySet[Booking]:
    return Booking.objects.select_related("group", "ticket")


def row_of(row: Booking) -> BookingRow:
    """Return a booking as a frozen row; its group and ticket are loaded."""
    ticket = getattr(row, "ticket", None)
    return BookingRow(
        row.uid, row.unit_id, row.code, row.group.uid, row.group.name, row.day, row.begins_at, row.ends_at, row.name,
        row.contact, row.procedure, row.matter, Coming(row.state), ticket.label if ticket else None, row.reason,
    )  # fmt: skip
