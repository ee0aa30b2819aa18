"""Conclusions: what was concluded at an entry, and what units and persons are given to do by it, in the one list of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from lienthong.casework.agenda import access
from lienthong.casework.agenda.errors import (
    AnswerMissing,
    ConclusionEmpty,
    DayPast,
    JobClosed,
    JobIncomplete,
    JobUnknown,
    NobodyThere,
    NotHeldYet,
    TooLong,
    TooManyJobs,
)
from lienthong.casework.agenda.models import Conclusion, Entry, Job, Week
from lienthong.casework.agenda.queries.holding import DUTY, TASK, TOKEN, laid
from lienthong.casework.agenda.queries.reading import frozen
from lienthong.casework.agenda.rules import changes
from lienthong.casework.agenda.rules.weeks import monday_of
from lienthong.casework.agenda.rules.words import FIELD_NAMES, JOB_STATES, MOST, MOST_JOBS
from lienthong.casework.agenda.services.frame import acting_on_entry, told_of_entry
from lienthong.casework.agenda.services.writing import said_reason
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import nfc, one_line

TITLE, LABEL = "Thực hiện kết luận, báo cáo", "Kết luận"


@dataclass(frozen=True)
class Given:
    """What somebody is given to do: a unit's head, or a person of the unit, by the end of a local day."""

    what: str
    unit: UUID | None
    due_on: date | None
    person: UUID | None = None


def conclude(
    *, actor: Actor, at: datetime, entry_uid: UUID, text: str, given: Sequence[Given] = (), key: UUID | None = None
) -> UUID:
    """Write down what was concluded at an entry of an approved week, and open a task for each thing given to do.

    Its office writes it, or who approves its weeks; from the day of the entry on.  key: sent twice, it is one conclusion.
    Raises EntryUnknown, NotYourPart, NotHeldYet, ConclusionEmpty, TooLong, TooManyJobs, JobIncomplete, DayPast, NobodyThere.
    """
    with acting_on_entry(actor, entry_uid) as row:
        week = Week.objects.filter(keeper_id=row.keeper_id, body_key=row.body_key, monday=monday_of(row.day)).first()
        allowed = access.drafts(actor, row.keeper_id, row.system)
        access.must(allowed or (week is not None and access.approves(actor, week.unit_id, week.system)), "draft")
        again = Conclusion.objects.filter(key=key).first() if key else None
        if again is not None:
            return again.uid
        today = org.local_day(at)
        if week is None or not week.number or row.state != "accepted" or row.day > today:
            raise NotHeldYet(day=formats.day(row.day))
        words = _lines(text)
        _must_fit(words, given, today)
        made = Conclusion(entry=row, keeper_id=row.keeper_id, text=words, key=key, made_at=at, made_by=actor.name)
        told_of_entry(actor, at, row, "entry_concluded", conclusion=made.uid, jobs=len(given))
        ledger.take_part(made.uid, [row.keeper_id, *_named(row)], at)
        made.save(force_insert=True)
        first = Job.objects.filter(conclusion__entry=row).count() + 1
        for number, one in enumerate(given, first):
            _give(actor, at, made, week, one, number)
        return made.uid


def _named(row: Entry) -> list[int]:
    """Return the units that an entry names, who read its conclusions; of a private one none."""
    wanted = changes.units_of(frozen(row)) if not row.private else set()
    return list(org.Unit.objects.filter(uid__in=wanted).values_list("pk", flat=True)) if wanted else []


def _lines(text: str) -> str:
    return "\n".join(line for line in (one_line(one) for one in nfc(text).splitlines()) if line)


def _must_fit(words: str, given: Sequence[Given], today: date) -> None:
    if not words:
        raise ConclusionEmpty
    if len(words) > MOST["text"]:
        raise TooLong(what=FIELD_NAMES["text"], most=MOST["text"])
    if len(given) > MOST_JOBS:
        raise TooManyJobs(most=MOST_JOBS)
    for number, one in enumerate(given, 1):
        if not one_line(one.what) or one.unit is None or one.due_on is None:
            raise JobIncomplete(row=number)
        if len(one_line(one.what)) > MOST["what"]:
            raise TooLong(what=FIELD_NAMES["what"], most=MOST["what"])
        if one.due_on < today:
            raise DayPast(day=formats.day(one.due_on))


def _give(actor: Actor, at: datetime, made: Conclusion, week: Week, one: Given, number: int) -> None:
    unit = org.Unit.objects.filter(uid=one.unit).first() if one.unit else None
    if unit is None or one.due_on is None:
        raise JobIncomplete(row=number)
    duty, person = _taker(unit, one.person, at)
    entry: Entry = made.entry
    job = Job(
        conclusion=made, keeper_id=made.keeper_id, unit=unit, person_uid=one.person, person=person.name if person else "",
        code=f"KL.{entry.day:%d%m%y}.{number}", what=one_line(one.what), body_name=week.name, entry_subject=entry.subject,
        held_on=entry.day, due_on=one.due_on,
    )  # fmt: skip
    told_of_job(actor, at, job, "job_given", participants=(made.keeper_id, unit.pk))
    job.save(force_insert=True)
    _lay(actor, at, job, duty)
    if person is not None:
        hands = tasks.Passing(job.uid, TOKEN, person.person_uid, person.name, unit.pk)
        tasks.pass_on(passings=[hands], at=at, handed_by=actor.name)


def _taker(unit: org.Unit, person: UUID | None, at: datetime) -> tuple[str, org.StaffRow | None]:
    """Return with which duty a task lies at a unit, and the person who gets it.  Raises NobodyThere."""
    if person is None:
        if not org.holders(DUTY, unit.pk, at):
            raise NobodyThere(unit=unit.name, person="người được chọn")
        return DUTY, None
    held = [one for one in org.staff_of([unit.pk], org.local_day(at)) if one.person_uid == person and one.duties]
    if not held:
        raise NobodyThere(unit=unit.name, person="người được chọn")
    leads = next((one for one in held if DUTY in org.carried(one.duties)), None)
    return (DUTY, leads) if leads else (held[0].duties[0], held[0])


def due_at(on: date) -> datetime:
    """Return the last minute of a local day."""
    return datetime.combine(on, time(23, 59), tzinfo=VIETNAM)


def _lay(actor: Actor, at: datetime, job: Job, duty: str) -> None:
    calendar, due = org.calendar_code(job.unit_id, org.local_day(at)), due_at(job.due_on)
    new = tasks.NewTask(
        object_type=TASK, object_uid=job.uid, token=TOKEN, kind=TASK, unit_id=job.unit_id, duty=duty, step="report", title=TITLE,
        code=job.code, subject=job.what, owner_label=LABEL, calendar=calendar, opened_at=at, due_at=due,
        planned_minutes=max(0, worktime.between(at, due, worktime.calendar(calendar))), handed_by=actor.name,
        from_unit_id=actor.unit_id,
    )  # fmt: skip
    tasks.turn(object_uid=job.uid, close=None, open_=[new])


def told_of_job(
    actor: Actor | None, at: datetime, job: Job, activity: str, *, participants: Sequence[int] = (), **body: object
) -> None:
    """Write one event of a job; what it is about stands in none."""
    done = ledger.Lifecycle.COMPLETED if job.closed_at else ledger.Lifecycle.STARTED
    facts = {"code": job.code, "due": job.due_on, **body}
    ledger.append(ledger.about("agenda_job", job.uid, activity, done, at=at, actor=actor, body=facts, participants=participants))


@contextmanager
def _acting(actor: Actor, uid: UUID) -> Iterator[Job]:
    with ledger.seeing(actor.sees):
        job = Job.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
        if job is None:
            raise JobUnknown
        if job.state != "open":
            raise JobClosed(state=JOB_STATES[job.state])
        yield job


def claim(*, actor: Actor, at: datetime, job_uid: UUID) -> None:
    """Take the task of a conclusion on oneself.

    Raises JobUnknown, JobClosed, and of the task list NotYours, HeldByAnother.
    """
    with _acting(actor, job_uid) as job:
        task = _task(job)
        if tasks.claim(actor=actor, task_uid=task.uid, at=at).holder_uid != task.holder_uid:
            told_of_job(actor, at, job, "job_claimed")


def _task(job: Job) -> tasks.Task:
    """Return the task of an open job; it has exactly one."""
    return laid([job.uid]).get()


def report(*, actor: Actor, at: datetime, job_uid: UUID, answer: str) -> None:
    """Report that what a conclusion asked for is done; its task ends and the entry shows the answer.

    Raises JobUnknown, JobClosed, AnswerMissing, TooLong, and of the task list NotYours, HeldByAnother.
    """
    with _acting(actor, job_uid) as job:
        words = _lines(answer)
        if not words:
            raise AnswerMissing
        if len(words) > MOST["answer"]:
            raise TooLong(what=FIELD_NAMES["answer"], most=MOST["answer"])
        tasks.claim(actor=actor, task_uid=_task(job).uid, at=at)
        _end(actor, at, job, "done", words)


def withdraw(*, actor: Actor, at: datetime, job_uid: UUID, reason: str) -> None:
    """Take back what a conclusion gave to do, and say why; its office does.

    Raises JobUnknown, JobClosed, NotYourPart, ReasonMissing, TooLong.
    """
    with _acting(actor, job_uid) as job:
        access.must(actor.unit_id == job.keeper_id and actor.has(*access.DRAFTERS), "draft")
        _end(actor, at, job, "withdrawn", said_reason(reason))


def _end(actor: Actor, at: datetime, job: Job, state: str, words: str) -> None:
    job.state, job.answer, job.closed_at, job.closed_by = state, words, at, actor.name
    job.save(update_fields=["state", "answer", "closed_at", "closed_by"])
    tasks.turn(object_uid=job.uid, close=tasks.Closing((TOKEN,), at, state, actor), open_=[])
    told_of_job(actor, at, job, f"job_{state}")
