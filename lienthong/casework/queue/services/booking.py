"""Visits are booked, cancelled, turned into tickets at the kiosk, noted as missed, and forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.casework.queue.errors import (
    AnotherDay,
    BadContact,
    BookingGone,
    BookingUnknown,
    NotBookable,
    SlotFull,
    SlotPast,
    SlotUnknown,
    TooEarly,
    TooManyBookings,
)
from lienthong.casework.queue.models import Booking, BookingPlan
from lienthong.casework.queue.queries.bookings import FREED, times
from lienthong.casework.queue.rules import slots
from lienthong.casework.queue.rules.states import Coming
from lienthong.casework.queue.services.issuing import Issued, give, series_of
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import vietnamese
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.keys import clean_key, short_key

MOST_OPEN = 2
"""So many open bookings may one phone number or e-mail address have, over all units."""
KEPT_FOR = timedelta(days=7)
"""So long after its day a booking keeps name and contact."""
BECAME = {
    Coming.CANCELLED: "đã hủy", Coming.WITHDRAWN: "đã bị cơ quan hủy", Coming.CAME: "đã dùng",
    Coming.LATE: "đã dùng", Coming.MISSED: "đã quá giờ",
}  # fmt: skip


@dataclass(frozen=True)
class Booked:
    """A booking made; `repeated`: by the same page, a moment ago."""

    code: str
    repeated: bool = False


@dataclass(frozen=True)
class Wish:
    """Who wishes to come when.  contact: phone or e-mail as typed; procedure, matter: code and name, may be empty.

    language  of the page on which he books.
    """

    begins_at: datetime
    name: str
    contact: str
    procedure: str = ""
    matter: str = ""
    language: str = "vi"


def book(*, unit_id: int, group_uid: UUID, at: datetime, wish: Wish, key: UUID) -> Booked:
    """Book a visit; nobody signs in for it, so there is no actor.

    key  of the page whose button was pressed: pressed twice, it is one booking.
    Raises NotBookable, SlotPast, SlotUnknown, SlotFull, TooManyBookings, BadContact; a refusal of `vietnamese.clean_name`.
    """
    name, contact = vietnamese.clean_name(wish.name), citizens.bare_login(wish.contact)
    if not citizens.is_contact(contact):
        raise BadContact
    with transaction.atomic(), ledger.seeing({unit_id}):
        plan = _plan(unit_id, group_uid)
        before = Booking.objects.filter(key=key).first()
        if before is not None:
            return Booked(before.code, repeated=True)
        ends_at = _end_of(plan, wish.begins_at, at)
        booking = Booking(
            unit_id=unit_id, group=plan.group, key=key, day=org.local_day(wish.begins_at), begins_at=wish.begins_at,
            ends_at=ends_at, place=_place(plan, wish.begins_at), name=name, contact=contact,
            procedure=wish.procedure[:40], matter=wish.matter[:500], booked_at=at, language=wish.language,
        )  # fmt: skip
        _save(booking)
        ledger.append(_told(at, booking, "visit_booked", begins_at=booking.begins_at.isoformat(), first=True))
    return Booked(booking.code)


def _plan(unit_id: int, group_uid: UUID) -> BookingPlan:
    """Return a group's plan, locked, so that one after another takes a place."""
    found = BookingPlan.objects.select_for_update(of=("self",), no_key=True).select_related("group")
    plan = found.filter(unit_id=unit_id, group__uid=group_uid, group__closed_at=None, places__gt=0).first()
    if plan is None:
        raise NotBookable(group=str(group_uid))
    return plan


def _end_of(plan: BookingPlan, begins_at: datetime, at: datetime) -> datetime:
    """Return when the slot that begins then ends."""
    day, words = org.local_day(begins_at), _words(begins_at)
    if begins_at <= at:
        raise SlotPast(**words)
    offered = times(plan.unit_id, [day], plan.minutes).get(day, [])
    ends_at = dict(offered).get(begins_at)
    if ends_at is None or day > org.local_day(at) + timedelta(days=plan.days_ahead):
        raise SlotUnknown(**words)
    return ends_at


def _place(plan: BookingPlan, begins_at: datetime) -> int:
    """Return the first place of a slot that nobody has."""
    slot = Booking.objects.filter(group_id=plan.group_id, begins_at=begins_at).exclude(state__in=FREED)
    taken = set(slot.values_list("place", flat=True))
    place = next((place for place in range(1, plan.places + 1) if place not in taken), None)
    if place is None or len(taken) >= plan.places:
        raise SlotFull(**_words(begins_at))
    return place


def _save(booking: Booking) -> None:
    """Save a booking under the first number that its contact has free: what other units have booked is not seen here."""
    for booking.open_no in range(1, MOST_OPEN + 1):
        booking.code = short_key(secrets.randbits(40))
        try:
            with transaction.atomic():
                booking.save()
        except IntegrityError as fault:
            if "queue_booking_open_once" not in str(fault):
                raise
            continue
        return
    raise TooManyBookings(most=MOST_OPEN)


def cancel(*, unit_id: int, code: str, at: datetime) -> None:
    """Cancel a booking: its place is free at once; asked twice it is one act.  Raises BookingGone, BookingUnknown."""
    with transaction.atomic(), ledger.seeing({unit_id}):
        booking = _locked(unit_id, code)
        if booking.state == Coming.CANCELLED:
            return
        if booking.state != Coming.BOOKED:
            raise BookingGone(became=BECAME[Coming(booking.state)])
        ledger.append(_settle(at, booking, Coming.CANCELLED))


def check_in(*, unit_id: int, code: str, at: datetime) -> Issued:
    """Give who booked a ticket at the kiosk of the unit; typed twice it is the same ticket.

    In his time he is called in turn with the walk-ins; later on the day he stands in line as one of them.
    Raises BookingUnknown (also the code of another unit), BookingGone, AnotherDay, TooEarly.
    """
    with transaction.atomic(), ledger.seeing({unit_id}):
        booking = _locked(unit_id, code)
        if booking.state in (Coming.CAME, Coming.LATE):
            return Issued(booking.ticket.uid, booking.ticket.label, repeated=True)
        if booking.state in FREED:
            raise BookingGone(became=BECAME[Coming(booking.state)])
        if booking.day != org.local_day(at):
            raise AnotherDay(day=_words(booking.begins_at)["day"])
        how = slots.arrival(begins=booking.begins_at, ends=booking.ends_at, at=at)
        if how == slots.Arrival.EARLY:
            since = _words(booking.begins_at - slots.EARLY)["hour"]
            raise TooEarly(hour=_words(booking.begins_at)["hour"], since=since)
        came = _settle(at, booking, Coming.CAME if how == slots.Arrival.IN_TIME else Coming.LATE)
        ticket = give(series_of(booking.group, booking.day), at=at, key=booking.key, booking=booking)
        ledger.append(came)
    return Issued(ticket.uid, ticket.label)


def _locked(unit_id: int, code: str) -> Booking:
    found = Booking.objects.select_for_update(of=("self",), no_key=True).select_related("group")
    booking: Booking | None = found.filter(unit_id=unit_id, code=clean_key(code)[:8]).first()
    if booking is None:
        raise BookingUnknown(unit=org.unit(unit_id).name)
    return booking


def note_missed(*, at: datetime) -> int:
    """Note that nobody came to slots that are over; return how many.  Runs in a context that sees every row."""
    with transaction.atomic():
        rows = Booking.objects.select_for_update(of=("self",), no_key=True).filter(state=Coming.BOOKED, ends_at__lte=at)
        return settle_all(at, list(rows.order_by("pk")[:1000]), Coming.MISSED)


def forget_visitors(*, at: datetime) -> int:
    """Erase name and contact of visits whose day is long over; return how many.  Runs in a context that sees every row."""
    over = Booking.objects.filter(day__lt=org.local_day(at) - KEPT_FOR).exclude(state=Coming.BOOKED)
    return over.exclude(name="", contact="").update(name="", contact="")


def settle_all(at: datetime, rows: Sequence[Booking], state: Coming, *, actor: Actor | None = None) -> int:
    """Let locked bookings come to a state and tell the ledger; return how many.  In the caller's transaction and context."""
    entries = [_settle(at, booking, state, actor=actor) for booking in rows]
    if entries:
        ledger.append_many(entries)
    return len(entries)


def _settle(at: datetime, booking: Booking, state: Coming, *, actor: Actor | None = None) -> ledger.Entry:
    booking.state, booking.settled_at = state, at
    booking.save(update_fields=["state", "settled_at", "reason"])
    return _told(at, booking, f"visit_{state}", actor=actor)


def _told(
    at: datetime, booking: Booking, activity: str, *, actor: Actor | None = None, first: bool = False, **body: Any
) -> ledger.Entry:
    """Return the event of a booking; neither name nor contact stand in it."""
    return ledger.about(
        "queue_booking", booking.uid, activity, ledger.Lifecycle.COMPLETED, at=at, actor=actor,
        body={"procedure": booking.procedure, **body}, participants=(booking.unit_id,) if first else (),
    )  # fmt: skip


def _words(at: datetime) -> dict[str, str]:
    local = at.astimezone(VIETNAM)
    return {"day": f"{local:%d/%m/%Y}", "hour": f"{local:%H:%M}"}
