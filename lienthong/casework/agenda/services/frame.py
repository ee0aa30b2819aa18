"""What every act on the calendar needs: the row locked, the week it belongs to, the event that tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.agenda.errors import EntryUnknown, WeekUnknown
from lienthong.casework.agenda.models import Entry, Week
from lienthong.casework.agenda.queries.desks import DeskRow
from lienthong.casework.agenda.queries.reading import week_row, works_on
from lienthong.casework.agenda.rules.weeks import label_of, monday_of
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


@contextmanager
def acting_on_week(actor: Actor, uid: UUID) -> Iterator[Week]:
    """Open the transaction of an act on a week, its row locked.  Raises WeekUnknown."""
    with ledger.seeing(actor.sees):
        row = Week.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
        if row is None or not works_on(actor, week_row(row)):
            raise WeekUnknown
        yield row


@contextmanager
def acting_on_entry(actor: Actor, uid: UUID) -> Iterator[Entry]:
    """Open the transaction of an act on an entry, its row locked.  Raises EntryUnknown."""
    with ledger.seeing(actor.sees):
        row = Entry.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
        if row is None:
            raise EntryUnknown
        yield row


def hold(key: UUID) -> None:
    """Let a page that is sent twice at the same moment wait for the first of the two, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agenda:{key}"])


def reopened(keeper_id: int, body_key: str, day: date) -> None:
    """Let the week of a day be in work again after something in it changed; what was submitted is submitted anew."""
    found = Week.objects.filter(keeper_id=keeper_id, body_key=body_key, monday=monday_of(day)).exclude(state="draft")
    found.update(state="draft", submitted_at=None, submitted_by="")


def opened(desk: DeskRow, day: date) -> None:
    """Make the week of a day unless it is there."""
    made = Week(
        keeper_id=desk.keeper_id,
        unit_id=desk.unit_id,
        body_key=desk.key,
        system=desk.system,
        name=desk.name,
        monday=monday_of(day),
    )
    Week.objects.bulk_create([made], ignore_conflicts=True)


def told_of_entry(
    actor: Actor | None, at: datetime, row: Entry, activity: str, *, participants: Sequence[int] = (), **body: Any
) -> None:
    """Write one event of an entry; neither what it is about nor whom it names stands in it."""
    facts = {"week": label_of(monday_of(row.day)), "body": row.body_key, "state": row.state, **body}
    kind, lifecycle = "agenda_entry", ledger.Lifecycle.STARTED
    ledger.append(
        ledger.about(kind, row.uid, activity, lifecycle, at=at, actor=actor, body=facts, participants=participants)
    )  # fmt: skip


def told_of_week(actor: Actor, at: datetime, row: Week, activity: str, **body: Any) -> None:
    """Write one event of a week."""
    facts = {"week": label_of(row.monday), "body": row.body_key, **body}
    done = ledger.Lifecycle.COMPLETED if activity == "week_published" else ledger.Lifecycle.STARTED
    ledger.append(
        ledger.about(
            "agenda_week", row.uid, activity, done, at=at, actor=actor, body=facts, participants=(row.keeper_id, row.unit_id)
        )
    )
