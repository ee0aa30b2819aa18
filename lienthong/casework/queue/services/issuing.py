"""Tickets are taken at the kiosk: one number after another, a day's series for each group, a double tap gives one ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.casework.queue.errors import GroupUnknown, PriorityUnknown, TicketUnknown
from lienthong.casework.queue.models import Booking, CounterGroup, Series, Ticket
from lienthong.casework.queue.queries.priorities import priority
from lienthong.casework.queue.rules.states import Coming
from lienthong.casework.queue.rules.waiting import label
from lienthong.casework.queue.services.telling import told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import vietnamese

DOUBLE_TAP = timedelta(seconds=30)
"""The same page's button pressed again within this time gives the same ticket; later it is another citizen's."""


@dataclass(frozen=True)
class Issued:
    """A ticket taken; `repeated`: it had been taken a moment ago by the same tap."""

    ticket_uid: UUID
    label: str
    repeated: bool = False


def issue(*, unit_id: int, group_uid: UUID, at: datetime, key: UUID, priority_key: str = "") -> Issued:
    """Give the next number of today's series of a group; nobody signs in at a kiosk, so there is no actor.

    key  of the page whose button was pressed; see DOUBLE_TAP.  Six statements beside the context.
    Raises GroupUnknown, PriorityUnknown.
    """
    if priority_key and priority(priority_key) is None:
        raise PriorityUnknown(priority=priority_key)
    with transaction.atomic(), ledger.seeing({unit_id}):
        group = CounterGroup.objects.filter(uid=group_uid, unit_id=unit_id, closed_at=None).first()
        if group is None:
            raise GroupUnknown(group=str(group_uid))
        series = series_of(group, org.local_day(at))
        before = Ticket.objects.filter(series=series, key=key, issued_at__gt=at - DOUBLE_TAP).order_by("-number").first()
        if before is not None:
            return Issued(before.uid, before.label, repeated=True)
        ticket = give(series, at=at, key=key, priority=priority_key)
    return Issued(ticket.uid, ticket.label)


def give(series: Series, *, at: datetime, key: UUID, priority: str = "", booking: Booking | None = None) -> Ticket:
    """Give the next number of a locked series and tell the ledger; who booked and comes in time is put in line for it."""
    group = series.group
    series.last += 1
    series.save(update_fields=["last"])
    ticket = Ticket.objects.create(
        unit_id=series.unit_id, series=series, group=group, day=series.day, number=series.last,
        label=label(group.letter, series.last), key=key, priority=priority, issued_at=at, booking=booking,
        booked_for=booking.begins_at if booking is not None and booking.state == Coming.CAME else None,
    )  # fmt: skip
    facts = {"group": group.uid, "priority": priority} | ({"booking": booking.uid} if booking is not None else {})
    ledger.append(told(None, at, ticket, "ticket_issued", facts, first=ticket.number == 1))
    return ticket


def series_of(group: CounterGroup, day: date) -> Series:
    """Return the group's series of a day, locked; the first ticket of the day begins it."""
    found = Series.objects.select_for_update(of=("self",), no_key=True).select_related("group").filter(group=group, day=day)
    series = found.first()
    if series is None:
        Series.objects.bulk_create([Series(unit_id=group.unit_id, group=group, day=day)], ignore_conflicts=True)
        series = found.get()
    return series


def give_name(*, unit_id: int, ticket_uid: UUID, name: str) -> None:
    """Write the name that a citizen wishes to be called by on his ticket; the board shows it masked.

    Raises TicketUnknown; a refusal of `vietnamese.clean_name`.
    """
    cleaned = vietnamese.clean_name(name) if name.strip() else ""
    with transaction.atomic(), ledger.seeing({unit_id}):
        if not Ticket.objects.filter(uid=ticket_uid, unit_id=unit_id, finished_at=None).update(name=cleaned):
            raise TicketUnknown(ticket=str(ticket_uid))


def forget_names(*, at: datetime) -> int:
    """Erase the names on the tickets of days that are over; return how many.  Runs in a context that sees every row."""
    return Ticket.objects.filter(day__lt=org.local_day(at)).exclude(name="").update(name="")
