"""Coordination: units are shown a draft and asked for their opinion by a day; the question is a task in the one inbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import (
    AskedAlready,
    ChoiceUnknown,
    DueInPast,
    NothingSaid,
    OpinionUnknown,
    UnitNotAskable,
)
from lienthong.casework.drafting.models import Draft, Opinion
from lienthong.casework.drafting.queries.holding import TASK
from lienthong.casework.drafting.rules.opinions import NEEDS_WORDS, VERDICTS
from lienthong.casework.drafting.rules.words import FIELD_NAMES
from lienthong.casework.drafting.services.commenting import must_run, words_of
from lienthong.casework.drafting.services.telling import told
from lienthong.casework.drafting.services.writing import locked, must_be_open
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats

TITLE = "Cho ý kiến dự thảo"
LABEL = "Dự thảo văn bản"


def ask(*, actor: Actor, at: datetime, draft_uid: UUID, unit_ids: Sequence[int], due_on: date) -> None:
    """Show a draft to units and ask each for its opinion on the last version by a day; their heads get a task.

    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, DueInPast, UnitNotAskable, AskedAlready.
    """
    today = org.local_day(at)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, today)
        must_be_open(row)
        if due_on <= today:
            raise DueInPast(today=formats.day(today))
        units = {one.id: one.name for one in org.units_on(today)}
        wanted = list(dict.fromkeys(unit_ids))
        if not wanted or any(one not in units or one in (row.unit_id, actor.unit_id) for one in wanted):
            raise UnitNotAskable
        waiting = set(row.opinions.filter(given_at=None, withdrawn_at=None).values_list("unit_id", flat=True))
        twice = next((one for one in wanted if one in waiting), None)
        if twice is not None:
            raise AskedAlready(unit=units[twice])
        version, first = row.texts.get(number=row.versions), row.opinions.count() + 1
        made = [
            Opinion(draft=row, unit_id=unit_id, token=token, version=version, due_on=due_on, asked_at=at, asked_by=actor.name)
            for token, unit_id in enumerate(wanted, start=first)
        ]
        Opinion.objects.bulk_create(made)
        told(row, "draft_shown", actor=actor, at=at, participants=wanted, version=version.uid, due=due_on)
        tasks.turn(object_uid=row.uid, close=None, open_=[_task(row, one, actor, at) for one in made])


def _task(row: Draft, asked: Opinion, actor: Actor, at: datetime) -> tasks.NewTask:
    due = datetime.combine(asked.due_on + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1)
    calendar = org.calendar_code(asked.unit_id, org.local_day(at))
    kind = documents.types.by_key(row.system, row.type_key, org.local_day(at))
    return tasks.NewTask(
        object_type=TASK, object_uid=row.uid, token=asked.token, kind=TASK, unit_id=asked.unit_id, duty="leader", step="opinion",
        title=TITLE, code=kind.name[:60], subject=row.subject, owner_label=LABEL, calendar=calendar, opened_at=at, due_at=due,
        planned_minutes=max(0, worktime.between(at, due, worktime.calendar(calendar))), handed_by=actor.name,
        from_unit_id=actor.unit_id,
    )  # fmt: skip


def give_opinion(*, actor: Actor, at: datetime, draft_uid: UUID, verdict: str, words: str = "") -> None:
    """Answer for the actor's unit what it was asked about a draft.  verdict: key of VERDICTS.

    Raises DraftUnknown, NotADrafter, OpinionUnknown, ChoiceUnknown, NothingSaid (who wants a change says which), TooLong.
    """
    access.must_draft(actor)
    if verdict not in VERDICTS:
        raise ChoiceUnknown(what=FIELD_NAMES["opinion"].lower())
    said = words_of(words, "opinion") if words.strip() else ""
    if verdict in NEEDS_WORDS and not said:
        raise NothingSaid
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        must_run(row)
        found = row.opinions.filter(unit_id=actor.unit_id, given_at=None, withdrawn_at=None).first()
        if found is None or not actor.has(*access.HEADS):
            raise OpinionUnknown
        found.verdict, found.words, found.given_at, found.given_by = verdict, said, at, actor.name
        found.save(update_fields=["verdict", "words", "given_at", "given_by"])
        told(row, "draft_opinion_given", actor=actor, at=at, opinion=found.uid, verdict=verdict)
        tasks.turn(object_uid=row.uid, close=tasks.Closing((found.token,), at, verdict, actor), open_=[])


def withdraw_question(*, actor: Actor, at: datetime, draft_uid: UUID, opinion_uid: UUID) -> None:
    """Wait no more for the opinion of a unit; its task ends, and it still reads the draft.

    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, OpinionUnknown.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, org.local_day(at))
        must_be_open(row)
        found = row.opinions.filter(uid=opinion_uid, given_at=None, withdrawn_at=None).first()
        if found is None:
            raise OpinionUnknown
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        told(row, "draft_opinion_withdrawn", actor=actor, at=at, opinion=found.uid)
        tasks.turn(object_uid=row.uid, close=tasks.Closing((found.token,), at, "withdrawn"), open_=[])
