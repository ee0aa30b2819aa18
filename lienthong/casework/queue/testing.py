"""Factories of a queue for tests: a commune with a group of two counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.queue import public as queue
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


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


def a_hall(district: District | None = None) -> Hall:
    """Return a waiting hall set up by the unit's administrator."""
    district = district or a_district()
    clerk, admin = district.actor("hoanh_mo", "counter_clerk"), district.actor("hoanh_mo", "unit_admin")
    group = queue.add_group(actor=admin, at=MONDAY_8AM, name="Hộ tịch, chứng thực", letter="A", counters=2)
    other = queue.add_group(actor=admin, at=MONDAY_8AM, name="Đất đai, xây dựng", letter="B", counters=1)
    with ledger.seeing({clerk.unit_id}):
        one, two, three = (row.uid for row in queue.counters(clerk.unit_id))
    return Hall(district, clerk, admin, group, other, one, two, three)
