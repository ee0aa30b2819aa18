"""Coordination: units or people are shown a draft and asked for an opinion by a day; the question is a task in the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import (
    AskedAlready,
    ChoiceUnknown,
    DueInPast,
    NothingSaid,
    OpinionUnknown,
    PersonNotAskable,
    UnitNotAskable,
)
from lienthong.casework.drafting.models import Draft, Opinion
from lienthong.casework.drafting.queries.holding import TASK
from lienthong.casework.drafting.queries.people import PersonToAsk, people_to_ask
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


def ask(
    *, actor: Actor, at: datetime, draft_uid: UUID, unit_ids: Sequence[int] = (), person: tuple[int, UUID] | None = None,
    due_on: date,
) -> None:  # fmt: skip
    """Show a draft to units, to one person, or to both, and ask each for an opinion on the last version by a day.

    unit_ids  their heads get a task.
    person    key of a unit and a person there: whoever drafts in the actor's own unit, who leads another; the task is in the
              hands of that person alone.
    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, DueInPast, UnitNotAskable, PersonNotAskable, AskedAlready.
    """
    today = org.local_day(at)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, today)
        must_be_open(row)
        if due_on <= today:
            raise DueInPast(today=formats.day(today))
        waiting = list(row.opinions.filter(given_at=None, withdrawn_at=None))
        units = _units(actor, row, today, unit_ids, waiting, needed=person is None)
        named = _person(actor, today, person, waiting) if person else None
        version, first = row.texts.get(number=row.versions), row.opinions.count() + 1
        facts = {"draft": row, "version": version, "due_on": due_on, "asked_at": at, "asked_by": actor.name}
        made = [Opinion(unit_id=unit_id, token=token, **facts) for token, unit_id in enumerate(units, start=first)]
        opened = [_task(row, one, actor, at) for one in made]
        if named:
            made.append(
                Opinion(
                    unit_id=named.unit_id, person_uid=named.person_uid, person_name=named.name, token=first + len(made), **facts
                )
            )  # fmt: skip
            opened.append(_task(row, made[-1], actor, at, duty=named.duty))
        Opinion.objects.bulk_create(made)
        shown = dict.fromkeys(one.unit_id for one in made)
        told(row, "draft_shown", actor=actor, at=at, participants=list(shown), version=version.uid, due=due_on)
        tasks.turn(object_uid=row.uid, close=None, open_=opened)
        if named:
            into = tasks.Passing(row.uid, made[-1].token, named.person_uid, named.name, named.unit_id)
            tasks.pass_on(passings=[into], at=at, handed_by=actor.name)


def _units(
    actor: Actor, row: Draft, today: date, unit_ids: Sequence[int], waiting: Sequence[Opinion], *, needed: bool
) -> list[int]:
    """Return the units to ask, each once.  Raises UnitNotAskable, AskedAlready."""
    units = {one.id: one.name for one in org.units_on(today)} if unit_ids else {}
    wanted = list(dict.fromkeys(unit_ids))
    if (needed and not wanted) or any(one not in units or one in (row.unit_id, actor.unit_id) for one in wanted):
        raise UnitNotAskable
    asked = {one.unit_id for one in waiting if one.person_uid is None}
    twice = next((one for one in wanted if one in asked), None)
    if twice is not None:
        raise AskedAlready(unit=units[twice])
    return wanted


def _person(actor: Actor, today: date, person: tuple[int, UUID], waiting: Sequence[Opinion]) -> PersonToAsk:
    """Return who is asked by name.  Raises PersonNotAskable, AskedAlready."""
    unit_id, uid = person
    able = people_to_ask(actor, today, [unit_id])
    named = next((one for one in able if (one.unit_id, one.person_uid) == (unit_id, uid)), None)
    if named is None:
        raise PersonNotAskable
    if any(one.person_uid == uid for one in waiting):
        raise AskedAlready(unit=named.name)
    return named


def _task(row: Draft, asked: Opinion, actor: Actor, at: datetime, *, duty: str = "leader") -> tasks.NewTask:
    due = datetime.combine(asked.due_on + timedelta(days=1), time(), tzinfo=VIETNAM) - timedelta(minutes=1)
    calendar = org.calendar_code(asked.unit_id, org.local_day(at))
    kind = documents.types.by_key(row.system, row.type_key, org.local_day(at))
    return tasks.NewTask(
        object_type=TASK, object_uid=row.uid, token=asked.token, kind=TASK, unit_id=asked.unit_id, duty=duty, step="opinion",
        title=TITLE, code=kind.name[:60], subject=row.subject, owner_label=LABEL, calendar=calendar, opened_at=at, due_at=due,
        planned_minutes=max(0, worktime.between(at, due, worktime.calendar(calendar))), handed_by=actor.name,
        from_unit_id=actor.unit_id,
    )  # fmt: skip


def give_opinion(*, actor: Actor, at: datetime, draft_uid: UUID, verdict: str, words: str = "") -> None:
    """Answer what the actor was asked by name about a draft, else what the unit was.  verdict: key of VERDICTS.

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
        waiting = row.opinions.filter(unit_id=actor.unit_id, given_at=None, withdrawn_at=None)
        named_first = waiting.order_by(F("person_uid").asc(nulls_last=True), "token")
        found = next((one for one in named_first if access.may_answer(actor, one.unit_id, one.person_uid)), None)
        if found is None:
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
