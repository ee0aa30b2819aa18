"""What waited for its registration longer than its day, and which mail boxes of a unit cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lienthong.casework.intake.access import SETTLERS
from lienthong.casework.intake.models import Arrival
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

TASK, BOX = "arrival", "mail_box"
"""How the task list calls an arrival, and a mail box."""
LATE, UPDATE = 1, 2
"""The numbers of the marks of an arrival: it waits for too long; it corrects a document, and its sender waits for the answer."""
DUTY = SETTLERS[0]
MOST = 2_000


@dataclass(frozen=True)
class FailingBox:
    """A mail box that cannot be read: whose it is, why, since when."""

    name: str
    why: str
    since: datetime


def registered_by(received_at: datetime, calendar: worktime.Calendar) -> datetime:
    """Return until when something that came is registered: the end of its day, of what came after it or on a day off the next.

    Source: law:nd-30-2020 «trong ngày» [V: domain 2.1].   Raises CalendarGap.
    """
    day = org.local_day(received_at)
    closing = calendar.day_closing(calendar.working_day_from(day))
    return closing if received_at < closing else calendar.day_closing(calendar.working_day_after(day, 1))


def overdue(at: datetime) -> Iterator[tuple[Arrival, str, datetime]]:
    """Yield what waits longer than its day, the oldest first, each with its calendar's code and until when it had time.

    One statement, and one for the calendar of each unit; what came to a unit whose calendar lacks the year is left out.
    """
    codes: dict[int, str] = {}
    rows = Arrival.objects.filter(state="waiting", received_at__lt=at).order_by("received_at", "pk")
    for row in rows[:MOST]:
        keeper = row.keeper_id
        code = codes[keeper] if keeper in codes else codes.setdefault(keeper, tasks.calendar_code(keeper, org.local_day(at)))
        try:
            due = registered_by(row.received_at, worktime.calendar(code))
        except worktime.CalendarGap:
            continue  # the calendar's own page says which year is missing
        if due < at:
            yield row, code, due


def failing(actor: Actor) -> list[FailingBox]:
    """Return the mail boxes of the actor's unit that cannot be read now, by name; one statement."""
    rows = tasks.Task.objects.filter(object_type=BOX, unit_id=actor.unit_id, closed_at=None).order_by("code", "pk")
    return [FailingBox(row.code, row.title, row.opened_at) for row in rows]
