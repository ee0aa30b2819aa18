"""Calling: next, again, skipped, absent, served, on to other counters.  Each under the lock of the clerk's counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, DateTimeField, F, Value, When

from lienthong.casework.queue import access
from lienthong.casework.queue.errors import (
    CounterBusy,
    GroupUnknown,
    NotCalledHere,
    NothingWaiting,
    NotSkipped,
    SameGroup,
    TicketUnknown,
)
from lienthong.casework.queue.models import Counter, CounterGroup, Ticket
from lienthong.casework.queue.queries.turns import booked_is_next
from lienthong.casework.queue.rules.states import State
from lienthong.casework.queue.services.frame import at_counter
from lienthong.casework.queue.services.telling import told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Called:
    """A ticket called to a counter; `repeated`: it had been called by the same press of the button."""

    ticket_uid: UUID
    label: str
    repeated: bool = False


def call_next(*, actor: Actor, at: datetime, counter_uid: UUID, after: UUID | None) -> Called:
    """Call the next of today's tickets to a counter: priority first, then booked visitors and walk-ins in turn (rules.turns).

    after  the ticket that the clerk's page showed as called (None: none).  It is served by this; when the counter has
           meanwhile called another, that one is returned and nobody is called (a double press calls once).
    A ticket that another counter is just calling is passed over, so none is called twice and none waits for the other.
    Raises NothingWaiting (nothing changes then), CounterUnknown, NotYourQueue.
    """
    with at_counter(actor, counter_uid, access.CALLERS) as counter:
        today = org.local_day(at)
        current = _current(counter)
        if current is not None and current.uid != after:
            return Called(current.uid, current.label, repeated=True)
        ticket = _next(counter, today)
        if ticket is None:
            raise NothingWaiting(group=counter.group.name)
        events = [_finish(actor, at, current, _ended(current, today))] if current is not None else []
        ledger.append_many([*events, _call(actor, at, counter, ticket, "ticket_called")])
    return Called(ticket.uid, ticket.label)


def recall(*, actor: Actor, at: datetime, counter_uid: UUID, ticket_uid: UUID) -> Called:
    """Call the counter's ticket once more, or call back one that was skipped today.

    Raises CounterBusy (a skipped one while another is called), NotSkipped, TicketUnknown, CounterUnknown, NotYourQueue.
    """
    with at_counter(actor, counter_uid, access.CALLERS) as counter:
        current = _current(counter)
        if current is not None and current.uid == ticket_uid:
            ticket, activity = current, "ticket_called_again"
        else:
            ticket, activity = _skipped(counter, current, ticket_uid, org.local_day(at)), "ticket_called_back"
        ledger.append(_call(actor, at, counter, ticket, activity))
    return Called(ticket.uid, ticket.label)


def serve(*, actor: Actor, at: datetime, counter_uid: UUID, ticket_uid: UUID) -> None:
    """Say that the called person was served.  Raises NotCalledHere, TicketUnknown, CounterUnknown, NotYourQueue."""
    _end(actor, at, counter_uid, ticket_uid, State.SERVED)


def skip(*, actor: Actor, at: datetime, counter_uid: UUID, ticket_uid: UUID) -> None:
    """Pass over the called person, who may be called back today.  Raises as `serve`."""
    _end(actor, at, counter_uid, ticket_uid, State.SKIPPED)


def no_show(*, actor: Actor, at: datetime, counter_uid: UUID, ticket_uid: UUID) -> None:
    """Say that the called person is not there; he takes a new number when he comes.  Raises as `serve`."""
    _end(actor, at, counter_uid, ticket_uid, State.NO_SHOW)


def transfer(*, actor: Actor, at: datetime, counter_uid: UUID, ticket_uid: UUID, group_uid: UUID) -> None:
    """Send the called person on to another group of the unit; number and time of taking stay, so he waits no second time.

    Raises SameGroup, GroupUnknown and as `serve`.
    """
    with at_counter(actor, counter_uid, access.CALLERS) as counter:
        ticket = _called_here(counter, ticket_uid)
        group = CounterGroup.objects.filter(uid=group_uid, unit_id=actor.unit_id, closed_at=None).first()
        if group is None:
            raise GroupUnknown(group=str(group_uid))
        if group.pk == ticket.group_id:
            raise SameGroup(number=ticket.label)
        ticket.group, ticket.state, ticket.counter, ticket.transferred_at = group, State.WAITING, None, at
        ticket.save(update_fields=["group", "state", "counter", "transferred_at"])
        ledger.append(told(actor, at, ticket, "ticket_transferred", {"counter": counter.number, "group": group.uid}))


def _current(counter: Counter) -> Ticket | None:
    found: Ticket | None = _locked().filter(counter=counter, state=State.CALLED).first()
    return found


def _locked(*, skip_locked: bool = False) -> Any:
    return Ticket.objects.select_for_update(of=("self",), no_key=True, skip_locked=skip_locked).select_related("series")


def _next(counter: Counter, today: date) -> Ticket | None:
    waiting = _locked(skip_locked=True).filter(group_id=counter.group_id, day=today, state=State.WAITING)
    ordinary = Case(When(priority="", then=Value(1)), default=Value(0))
    booked_first = booked_is_next(counter.group_id, today)
    not_their_turn = Case(When(priority="", booked_for__isnull=booked_first, then=Value(1)), default=Value(0))
    slot = Case(When(priority="", then=F("booked_for")), output_field=DateTimeField())
    found: Ticket | None = waiting.order_by(ordinary, not_their_turn, slot, "issued_at", "pk").first()
    return found


def _skipped(counter: Counter, current: Ticket | None, ticket_uid: UUID, today: date) -> Ticket:
    ticket: Ticket | None = _locked().filter(uid=ticket_uid, unit_id=counter.unit_id).first()
    if ticket is None:
        raise TicketUnknown(ticket=str(ticket_uid))
    if ticket.state != State.SKIPPED or ticket.day != today:
        raise NotSkipped(number=ticket.label)
    if current is not None:
        raise CounterBusy(counter=counter.number, number=current.label)
    return ticket


def _called_here(counter: Counter, ticket_uid: UUID) -> Ticket:
    ticket: Ticket | None = _locked().filter(uid=ticket_uid, unit_id=counter.unit_id).first()
    if ticket is None:
        raise TicketUnknown(ticket=str(ticket_uid))
    if ticket.state != State.CALLED or ticket.counter_id != counter.pk:
        raise NotCalledHere(number=ticket.label, counter=counter.number)
    return ticket


def _end(actor: Actor, at: datetime, counter_uid: UUID, ticket_uid: UUID, state: State) -> None:
    with at_counter(actor, counter_uid, access.CALLERS) as counter:
        ticket = _called_here(counter, ticket_uid)
        ended = _ended(ticket, org.local_day(at)) if state == State.SERVED else state
        ledger.append(_finish(actor, at, ticket, ended))


def _ended(ticket: Ticket, today: date) -> State:
    """Return how a called ticket ends: served, or, left open from an earlier day, nobody knows."""
    return State.SERVED if ticket.day == today else State.UNFINISHED


def _finish(actor: Actor, at: datetime, ticket: Ticket, state: State) -> ledger.Entry:
    ticket.state, ticket.finished_at = state, None if state == State.UNFINISHED else at
    ticket.save(update_fields=["state", "finished_at"])
    return told(actor, at, ticket, f"ticket_{state}", {})


def _call(actor: Actor, at: datetime, counter: Counter, ticket: Ticket, activity: str) -> ledger.Entry:
    again = ticket.state == State.CALLED
    ticket.state, ticket.counter, ticket.clerk, ticket.finished_at = State.CALLED, counter, actor.name, None
    ticket.called_at = ticket.called_at or at
    ticket.began_at = ticket.began_at if again else at
    ticket.last_called_at, ticket.calls = at, ticket.calls + 1
    ticket.save(update_fields=["state", "counter", "clerk", "finished_at", "called_at", "began_at", "last_called_at", "calls"])
    return told(actor, at, ticket, activity, {"counter": counter.number})
