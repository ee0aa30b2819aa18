"""Factories of a queue for tests: a commune with a group of two counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import Booking
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

__all__ = ["Booking", "Hall", "a_hall"]


@dataclass(frozen=True)
class Hall:
    """The waiting hall of Hoành Mô: group A with counters 1 and 2, group B with counter 3."""

    district: District
    clerk: Actor
    admin: Actor
    group: UUID
    other: UUID
    one: UUID
    two: UUID
    three: UUID

    @property
    def unit_id(self) -> int:
        """Return the key of the unit."""
        return self.clerk.unit_id

    def take(
        self, *, at: datetime = MONDAY_8AM, priority: str = "", group: UUID | None = None, key: UUID | None = None
    ) -> queue.Issued:
        """Take a ticket."""
        return queue.issue(
            unit_id=self.unit_id, group_uid=group or self.group, at=at, key=key or new_uid(), priority_key=priority
        )

    def call(self, *, at: datetime = MONDAY_8AM, counter: UUID | None = None, after: UUID | None = None) -> queue.Called:
        """Call the next ticket."""
        return queue.call_next(actor=self.clerk, at=at, counter_uid=counter or self.one, after=after)

    def ticket(self, uid: UUID, *, at: datetime = MONDAY_8AM) -> queue.TicketRow:
        """Return a ticket."""
        return queue.ticket(self.unit_id, uid, at)

    def plan(self, *, places: int = 2, minutes: int = 30, days_ahead: int = 14) -> None:
        """Let visits be booked at the first group, two in each half hour."""
        if not worktime.calendar_exists(worktime.DEFAULT_CALENDAR):
            worktime.load_calendars()
        head = self.district.actor("hoanh_mo", "unit_head")
        queue.plan_bookings(
            actor=head, at=MONDAY_8AM, group_uid=self.group, minutes=minutes, places=places, days_ahead=days_ahead
        )

    def book(
        self, begins_at: datetime, *, at: datetime = MONDAY_8AM, contact: str = "0912345678", key: UUID | None = None,
        name: str = "Chíu Thị Lan", group: UUID | None = None, procedure: str = "", matter: str = "",
        language: str = "vi",
    ) -> str:  # fmt: skip
        """Book a visit; return its code."""
        wish = queue.Wish(begins_at=begins_at, name=name, contact=contact, procedure=procedure, matter=matter, language=language)
        made = queue.book(unit_id=self.unit_id, group_uid=group or self.group, at=at, wish=wish, key=key or new_uid())
        return made.code

    def come(self, code: str, *, at: datetime) -> queue.Issued:
        """Type the code of a booking at the kiosk."""
        return queue.check_in(unit_id=self.unit_id, code=code, at=at)


def a_hall(district: District | None = None) -> Hall:
    """Return a waiting hall set up by the unit's administrator."""
    district = district or a_district()
    clerk, admin = district.actor("hoanh_mo", "counter_clerk"), district.actor("hoanh_mo", "unit_admin")
    group = queue.add_group(actor=admin, at=MONDAY_8AM, name="Hộ tịch, chứng thực", letter="A", counters=2)
    other = queue.add_group(actor=admin, at=MONDAY_8AM, name="Đất đai, xây dựng", letter="B", counters=1)
    with ledger.seeing({clerk.unit_id}):
        one, two, three = (row.uid for row in queue.counters(clerk.unit_id))
    return Hall(district, clerk, admin, group, other, one, two, three)


def faults() -> list[str]:
    """Return what the invariants of the queue say."""
    return [said for check in queue.invariants() for said in check.run()]


def state_of(hall: Hall, code: str) -> str:
    """Return where a booking stands."""
    return queue.booking(hall.unit_id, code).state.value
