"""Who waits for which group and about how long: what the kiosk, a ticket and the counter show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from lienthong.casework.queue.errors import TicketUnknown
from lienthong.casework.queue.models import BookingPlan, Counter, CounterGroup, Matter, Ticket
from lienthong.casework.queue.queries import turns
from lienthong.casework.queue.queries.priorities import priority_name
from lienthong.casework.queue.rules.states import State
from lienthong.casework.queue.rules.waiting import estimate
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org

RECENT = 20
"""How many of today's service times an estimate looks at."""
AT_WORK = timedelta(minutes=30)
"""A counter that called within this time is at work."""


@dataclass(frozen=True)
class GroupRow:
    """A group: how many wait, about how many minutes a newcomer waits (None: unknown), whether visits are booked there.

    named  whether somebody said which procedures it serves.
    """

    uid: UUID
    name: str
    letter: str
    fields: str
    waiting: int
    minutes: int | None
    bookable: bool
    named: bool


@dataclass(frozen=True)
class CounterRow:
    """A counter and its group."""

    uid: UUID
    number: int
    group_uid: UUID
    group_name: str


@dataclass(frozen=True)
class TicketRow:
    """A ticket as its holder and its clerk see it; ahead, minutes: only while it waits (None: does not wait, unknown).

    booked_for  begin of the slot that puts it in line, None for a walk-in and for who came late.
    matter, procedure  what was booked, name and code of a procedure; may be empty.
    """

    uid: UUID
    label: str
    state: State
    group_uid: UUID
    group_name: str
    priority: str
    name: str
    issued_at: datetime
    called_at: datetime | None
    last_called_at: datetime | None
    calls: int
    counter: int | None
    day: date
    booked_for: datetime | None
    matter: str
    procedure: str
    ahead: int | None = None
    minutes: int | None = None

    @property
    def waits(self) -> bool:
        """Return whether it waits to be called."""
        return self.state == State.WAITING


@dataclass(frozen=True)
class _Pace:
    waiting: int
    counters: int
    seconds: tuple[float, ...]

    def minutes(self, ahead: int) -> int | None:
        return estimate(ahead=ahead, counters=self.counters, service_seconds=self.seconds)


_PACE = """
SELECT g.id,
  (SELECT count(*) FROM queue_ticket t WHERE t.group_id = g.id AND t.day = %(day)s AND t.state = 'waiting'),
  (SELECT count(DISTINCT t.counter_id) FROM queue_ticket t
    WHERE t.group_id = g.id AND t.day = %(day)s AND (t.state = 'called' OR t.last_called_at > %(since)s)),
  ARRAY(SELECT extract(epoch FROM t.finished_at - t.began_at)::float8 FROM queue_ticket t
    WHERE t.group_id = g.id AND t.day = %(day)s AND t.state = 'served' AND t.finished_at IS NOT NULL
    ORDER BY t.finished_at DESC LIMIT %(recent)s)
FROM queue_countergroup g WHERE g.unit_id = %(unit)s
"""


def _paces(unit_id: int, at: datetime) -> dict[int, _Pace]:
    """Return how fast each group of a unit goes today; one statement."""
    facts: dict[str, Any] = {"unit": unit_id, "day": org.local_day(at), "since": at - AT_WORK, "recent": RECENT}
    with connection.cursor() as cursor:
        cursor.execute(_PACE, facts)
        return {key: _Pace(waiting, counters, tuple(seconds)) for key, waiting, counters, seconds in cursor.fetchall()}


def groups(unit_id: int, at: datetime) -> list[GroupRow]:
    """Return the open groups of a unit, by letter; two statements.  Whoever asks, they are shown: they hold no person."""
    with ledger.seeing({unit_id}):
        paces = _paces(unit_id, at)
        open_groups = CounterGroup.objects.filter(unit_id=unit_id, closed_at=None)
        named = Exists(Matter.objects.filter(group=OuterRef("pk")))
        rows = open_groups.annotate(named=named).order_by("letter").select_related("plan")
        return [_group_row(row, paces[row.pk], named=row.named) for row in rows]


def _group_row(row: CounterGroup, pace: _Pace, *, named: bool) -> GroupRow:
    plan: BookingPlan | None = getattr(row, "plan", None)
    bookable = plan is not None and plan.places > 0
    return GroupRow(row.uid, row.name, row.letter, row.fields, pace.waiting, pace.minutes(pace.waiting), bookable, named)


def counters(unit_id: int) -> list[CounterRow]:
    """Return the open counters of a unit, by number; one statement."""
    rows = Counter.objects.filter(unit_id=unit_id, closed_at=None).select_related("group").order_by("number")
    return [_counter_row(row) for row in rows]


def _counter_row(row: Counter) -> CounterRow:
    return CounterRow(row.uid, row.number, row.group.uid, row.group.name)


def ticket(unit_id: int, uid: UUID, at: datetime) -> TicketRow:
    """Return a ticket of a unit; whoever knows its uid holds it.  Four statements.  Raises TicketUnknown."""
    with ledger.seeing({unit_id}):
        found = Ticket.objects.filter(uid=uid, unit_id=unit_id).select_related("group", "counter", "booking").first()
        if found is None:
            raise TicketUnknown(ticket=str(uid))
        if found.state != State.WAITING or found.day != org.local_day(at):
            return row_of(found)
        before = turns.ahead(found)
        return row_of(found, ahead=before, minutes=_paces(unit_id, at)[found.group_id].minutes(before))


def row_of(row: Ticket, *, ahead: int | None = None, minutes: int | None = None) -> TicketRow:
    """Return a ticket as a frozen row; its group, counter and booking are loaded."""
    return TicketRow(
        row.uid, row.label, State(row.state), row.group.uid, row.group.name, priority_name(row.priority), row.name,
        row.issued_at, row.called_at, row.last_called_at, row.calls, row.counter.number if row.counter else None, row.day,
        row.booked_for, row.booking.matter if row.booking else "", row.booking.procedure if row.booking else "", ahead, minutes,
    )  # fmt: skip


@dataclass(frozen=True)
class OtherGroup:
    """A group to which a ticket may be sent on."""

    uid: UUID
    letter: str
    name: str


@dataclass(frozen=True)
class Waiting:
    """How many wait for a counter, those with priority and those who booked among them."""

    counter: CounterRow
    waiting: int
    priority: int
    booked: int


@dataclass(frozen=True)
class Desk(Waiting):
    """What a clerk's counter shows: beside those who wait the called ticket, the skipped ones, the other groups."""

    current: TicketRow | None
    skipped: tuple[TicketRow, ...]
    others: tuple[OtherGroup, ...]


SKIPPED_SHOWN = 8


def waiting(unit_id: int, counter_uid: UUID, at: datetime) -> Waiting | None:
    """Return how many wait for a counter, None when it is unknown or closed; two statements: pages ask often."""
    with ledger.seeing({unit_id}):
        row = _counter(unit_id, counter_uid)
        return _waiting(row, at) if row else None


def _counter(unit_id: int, uid: UUID) -> Counter | None:
    return Counter.objects.filter(uid=uid, unit_id=unit_id, closed_at=None).select_related("group").first()


def _waiting(row: Counter, at: datetime) -> Waiting:
    here = Ticket.objects.filter(group=row.group, day=org.local_day(at), state=State.WAITING)
    counted = here.aggregate(all=Count("pk"), priority=Count("pk", filter=~Q(priority="")), booked=Count("booked_for"))
    return Waiting(_counter_row(row), counted["all"], counted["priority"], counted["booked"])


def desk(unit_id: int, counter_uid: UUID, at: datetime) -> Desk | None:
    """Return what the counter shows, None when it is unknown or closed; five statements."""
    with ledger.seeing({unit_id}):
        row = _counter(unit_id, counter_uid)
        if row is None:
            return None
        today = Ticket.objects.filter(unit_id=unit_id, day=org.local_day(at)).select_related("group", "counter", "booking")
        called = Ticket.objects.filter(counter=row, state=State.CALLED)
        current = called.select_related("group", "counter", "booking").first()
        skipped = today.filter(state=State.SKIPPED, group=row.group).order_by("-finished_at", "pk")[:SKIPPED_SHOWN]
        others = CounterGroup.objects.filter(unit_id=unit_id, closed_at=None).exclude(pk=row.group_id).order_by("letter")
        seen = _waiting(row, at)
        return Desk(
            seen.counter, seen.waiting, seen.priority, seen.booked,
            current=row_of(current) if current else None,
            skipped=tuple(row_of(one) for one in skipped),
            others=tuple(OtherGroup(one.uid, one.letter, one.name) for one in others),
        )  # fmt: skip
