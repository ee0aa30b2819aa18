"""The head of a unit decides how many visits are booked at a group."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.queue import access
from lienthong.casework.queue.errors import GroupUnknown, PlanOutOfBounds
from lienthong.casework.queue.models import BookingPlan, CounterGroup
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def plan_bookings(*, actor: Actor, at: datetime, group_uid: UUID, minutes: int, places: int, days_ahead: int) -> None:
    """Set length of the slots, visits in each (0: none are booked) and days ahead; what is booked already stays.

    Raises PlanOutOfBounds, GroupUnknown, NotYourQueue.
    """
    access.must(actor, access.PLANNERS)
    if not (10 <= minutes <= 240 and 0 <= places <= 20 and 1 <= days_ahead <= 60):
        raise PlanOutOfBounds
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        found = CounterGroup.objects.select_for_update(of=("self",), no_key=True)
        group = found.filter(uid=group_uid, unit_id=actor.unit_id, closed_at=None).first()
        if group is None:
            raise GroupUnknown(group=str(group_uid))
        values = {"minutes": minutes, "places": places, "days_ahead": days_ahead}
        BookingPlan.objects.update_or_create(
            group=group, defaults={**values, "unit_id": actor.unit_id, "set_by": actor.name, "set_at": at}
        )
        ledger.append(
            ledger.about(
                "counter_group", group.uid, "bookings_planned", ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=values
            )
        )
