"""What changed in a published week lies in the inbox of those whom it names, until they have seen it or it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.casework.agenda.models import Edition
from lienthong.casework.agenda.queries.reading import Content
from lienthong.casework.agenda.rules import changes
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

TASK = "edition"
"""How the task list calls a published week that changed."""
TITLE = "Lịch công tác điều chỉnh: xem mục có tên ông/bà hoặc đơn vị"
DUTY = "leader"
WEEK = timedelta(days=7)


def tell_changes(row: Edition, content: Sequence[Content], at: datetime) -> int:
    """Lay a mark before everybody who leads and whom a changed entry names, or whose unit it names; return before how many.

    row  the edition of the own side: a calendar names nobody of the other one.
    Those of earlier editions of the week end.  Runs in the transaction that publishes.
    """
    whose = {"keeper_id": row.keeper_id, "body_key": row.body_key, "monday": row.monday, "audience": row.audience}
    before = list(Edition.objects.filter(**whose).exclude(pk=row.pk).order_by("pk").values_list("uid", flat=True))
    with ledger.seeing({row.keeper_id}):  # the office takes part in every edition, and so sees the marks of all units
        _ended(before, at, "superseded")
        people = dict(_named(content, row.audience, at))
        for place, (person_uid, (unit_id, name)) in enumerate(sorted(people.items()), 1):
            tasks.lay_mark(_mark(row, place, unit_id, person_uid, name, at))
    return len(people)


def _named(content: Sequence[Content], audience: str, at: datetime) -> Iterator[tuple[UUID, tuple[int, str]]]:
    """Yield who leads and is named by a changed entry, in person or by the unit: (person, (unit, name))."""
    changed = [one for one in content if one["mark"]]
    units = {uid for one in changed for uid in changes.units_of(one)}
    people = {UUID(uid) for one in changed for uid in changes.people_of(one)}
    for key in org.Unit.objects.filter(uid__in=units).order_by("pk").values_list("pk", flat=True):
        for holder in org.holders(DUTY, key, at):
            if holder.via_delegation is None:
                yield holder.person_uid, (key, holder.name)
    for person in sorted(people):
        own = (one for one in org.assignments(person, at) if one.via_delegation is None)
        posts = [one for one in own if DUTY in org.carried(one.duties)]
        mine = [one for one in posts if one.capacity == audience] or posts
        if mine:
            yield person, (mine[0].unit_id, mine[0].person_name)


def _mark(row: Edition, place: int, unit_id: int, person_uid: UUID, name: str, at: datetime) -> tasks.Mark:
    """Return the mark of one person; what the entry is about stands on the page of the calendar only."""
    new = tasks.NewTask(
        object_type=TASK, object_uid=row.uid, token=place, unit_id=unit_id, duty=DUTY, step="changed", title=TITLE,
        code=f"{row.monday:%d/%m/%Y}", subject="", owner_label=row.name, calendar=tasks.calendar_code(unit_id, org.local_day(at)),
        opened_at=at, due_at=None, planned_minutes=0, handed_by=row.published_by, from_unit_id=row.keeper_id,
    )  # fmt: skip
    return tasks.Mark(new, person_uid, name)


def told_seen(row: Edition, actor: Actor, at: datetime) -> None:
    """End the mark of who has seen what changed."""
    mine = tasks.Task.objects.filter(object_uid=row.uid, holder_uid=actor.person_uid, kind=tasks.MARK, closed_at=None)
    mine.update(state=tasks.TaskState.CLOSED, closed_at=at, outcome="seen")


def sweep(*, at: datetime) -> int:
    """End the marks of weeks that are over; return how many.  Runs as the worker."""
    over: date = org.local_day(at) - WEEK
    with transaction.atomic(), ledger.seeing_everything():
        laid = tasks.Task.objects.filter(object_type=TASK, closed_at=None).order_by("pk").values_list("object_uid", flat=True)
        past = Edition.objects.filter(uid__in=set(laid), monday__lte=over).order_by("pk")
        return _ended(past.values_list("uid", flat=True), at, "over")


def _ended(uids: Iterable[UUID], at: datetime, outcome: str) -> int:
    rows = tasks.Task.objects.filter(object_type=TASK, object_uid__in=list(uids), closed_at=None)
    return rows.update(state=tasks.TaskState.CLOSED, closed_at=at, outcome=outcome)
