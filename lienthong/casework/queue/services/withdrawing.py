"""The office cancels booked visits: with a reason, and whoever booked them is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lienthong.casework.queue import access
from lienthong.casework.queue.errors import CancellingNeedsReason, NothingOffHours, VisitNotAwaited, VisitUnknown
from lienthong.casework.queue.events import VisitWithdrawn
from lienthong.casework.queue.models import Booking
from lienthong.casework.queue.queries.bookings import awaited, off_hours_of
from lienthong.casework.queue.rules.states import Coming, is_awaited
from lienthong.casework.queue.services.booking import BECAME, settle_all
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor

LONGEST_REASON = 100
"""Letters: a reason goes into a text message whole."""


def withdraw_of(*, actor: Actor, at: datetime, group_ids: Sequence[int], reason: str) -> int:
    """Cancel what is still to come at groups that close; in the caller's transaction and context.  Return how many."""
    booked = _booked(at).filter(group_id__in=group_ids)
    return _withdraw(actor, at, list(booked), reason)


def withdraw_day(*, actor: Actor, at: datetime, day: date, reason: str) -> int:
    """Cancel the visits booked for a day that lie outside the office hours by the calendar of now; return how many.

    A holiday declared late, or a session that was taken out: what lies inside the hours stays booked.
    Raises NothingOffHours (also the second time), CancellingNeedsReason, NotYourQueue.
    """
    said = _asked(actor, reason)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        off = off_hours_of(actor.unit_id, list(_booked(at).filter(unit_id=actor.unit_id, day=day)))
        if not off:
            raise NothingOffHours(day=f"{day:%d/%m/%Y}")
        return _withdraw(actor, at, off, said)


def withdraw_visit(*, actor: Actor, at: datetime, booking_uid: UUID, reason: str) -> None:
    """Cancel one booked visit of the actor's unit that is still to come, whatever the calendar says; it is not undone.

    Its place is free at once, its owner is told once.
    Raises VisitUnknown, VisitNotAwaited (also the second time), CancellingNeedsReason, NotYourQueue.
    """
    said = _asked(actor, reason)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        found = Booking.objects.select_for_update(of=("self",), no_key=True).filter(unit_id=actor.unit_id, uid=booking_uid)
        row = found.first()
        if row is None:
            raise VisitUnknown(booking=str(booking_uid))
        if not is_awaited(row.state, row.ends_at, at):
            raise VisitNotAwaited(became=BECAME[Coming(row.state)] if row.state != Coming.BOOKED else BECAME[Coming.MISSED])
        _withdraw(actor, at, [row], said)


def _asked(actor: Actor, reason: str) -> str:
    """Return the reason as it is told, when the actor may cancel."""
    access.must(actor, access.CANCELLERS)
    said = " ".join(reason.split()).rstrip(". ")  # every template ends the sentence itself
    if not said or len(said) > LONGEST_REASON:
        raise CancellingNeedsReason(most=LONGEST_REASON)
    return said


def _booked(at: datetime) -> QuerySet[Booking]:
    """Return the visits that are still to come, locked: nobody is told of an hour that is past."""
    rows = Booking.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(awaited(at)).order_by("pk")


def _withdraw(actor: Actor, at: datetime, rows: Sequence[Booking], reason: str) -> int:
    for row in rows:
        row.reason = reason
    many = settle_all(at, rows, Coming.WITHDRAWN, actor=actor)
    if many:
        outbox.announce(*(VisitWithdrawn(row.uid, at) for row in rows))
    return many
