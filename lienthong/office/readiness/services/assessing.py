"""A unit says what it has, with its proof; the superior confirms or returns it; either withdraws it from a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.readiness import access
from lienthong.office.readiness.errors import (
    AlreadyReviewed,
    AlreadyWithdrawn,
    AssessmentUnknown,
    DayWrong,
    FigureTooSmall,
    NeedsEvidence,
    NeedsFigure,
    NeedsNote,
    NeedsReason,
    NotEvidence,
    RequirementUnknown,
    StateNotOffered,
    UntilBeforeSince,
)
from lienthong.office.readiness.models import Assessment
from lienthong.office.readiness.queries.sets import set_on
from lienthong.office.readiness.queries.standing import judged
from lienthong.office.readiness.rules.sets import Demand, Requirement, RuleSet
from lienthong.office.readiness.rules.standing import STATE_NAMES, Review, State, too_small
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Sentence

EARLIEST = date(2000, 1, 1)
"""Before it nobody had a one-stop unit; a day typed wrongly is refused."""


def assess(
    *,
    actor: Actor,
    at: datetime,
    key: UUID,
    requirement: str,
    state: State,
    since: date,
    until: date | None = None,
    measured: Decimal | None = None,
    note: str = "",
    held: Sequence[UUID] = (),
) -> UUID:
    """Write down what the actor's unit says of a requirement in force today; return the assessment's uid, which is `key`.

    key    made with the form: posting it twice writes once.
    held   files that the actor holds for the form; they become the evidence.
    Raises NotYourReadiness, NoRequirements, RequirementUnknown, DayWrong, UntilBeforeSince, StateNotOffered, NeedsFigure,
    FigureTooSmall, NeedsNote, NeedsEvidence, NotEvidence; files.FileUnknown.
    """
    access.must_assess(actor, actor.unit_id)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        if Assessment.objects.filter(uid=key, unit_id=actor.unit_id).exists():
            return key
        unit, rules, asked = _asked(actor, at, requirement)
        _days(since, until, org.local_day(at))
        _figures(asked, unit.level, state, measured)
        _proven(state, note, held)
        kept = files.adopt_evidence(held, actor=actor, object_uid=key, at=at, otherwise=NotEvidence)
        row = Assessment.objects.create(
            uid=key, unit_id=actor.unit_id, rule_set=rules.key, requirement=asked.key, state=state.value, measured=measured,
            since=since, until=until, note=note.strip()[:1000], files=[str(one.uid) for one in kept],
            assessed_by=actor.name, assessed_at=at,
        )  # fmt: skip
        body = {
            "state": state.value, "since": since.isoformat(), "until": until.isoformat() if until else None,
            "measured": str(measured) if measured is not None else None, "evidence": [one.sha256 for one in kept],
            "note": row.note,
        }  # fmt: skip
        above = (unit.parent_id,) if unit.parent_id else ()
        _told(actor, at, row, "readiness_assessed", body, participants=(actor.unit_id, *above))
    return key


def _asked(actor: Actor, at: datetime, requirement: str) -> tuple[org.UnitRow, RuleSet, Requirement]:
    """Return the actor's unit, the set in force today and the requirement of it.  Raises NoRequirements, RequirementUnknown."""
    today = org.local_day(at)
    rules = set_on(today)
    unit = next(iter(judged(today, {actor.unit_id})), None)
    asked = rules.requirement(requirement, unit.level) if unit else None
    if unit is None or asked is None:
        raise RequirementUnknown(requirement=requirement)
    return unit, rules, asked


def _proven(state: State, note: str, held: Sequence[UUID]) -> None:
    if state is not State.MET and not note.strip():
        raise NeedsNote(state=STATE_NAMES[state])
    if state is State.MET and not held:
        raise NeedsEvidence()


def _days(since: date, until: date | None, today: date) -> None:
    if not EARLIEST <= since <= today:
        raise DayWrong(what="Từ ngày", first=formats.day(EARLIEST), last=_today(today))
    if until is not None and until <= since:
        raise UntilBeforeSince(since=formats.day(since))


def _today(today: date) -> Sentence:
    return Sentence("hôm nay (%(day)s)", day=Figure(formats.day(today), today, "day"))


def _figures(asked: Requirement, level: str, state: State, measured: Decimal | None) -> None:
    if state is State.NOT_NEEDED and asked.demands[level] is Demand.MUST:
        raise StateNotOffered()
    if state is not State.MET or not asked.figure:
        return
    if measured is None:
        raise NeedsFigure(figure=asked.figure)
    if too_small(asked, level, measured):
        least = asked.least_of(level) or Decimal(0)
        raise FigureTooSmall(measured=formats.decimal(measured), least=formats.decimal(least), figure=asked.figure)


def review(*, actor: Actor, at: datetime, uid: UUID, confirmed: bool, note: str = "") -> None:
    """Confirm a claim, or return it to its unit with a reason.

    Raises AssessmentUnknown, NotYourReadiness, AlreadyReviewed, AlreadyWithdrawn, NeedsReason.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(uid)
        access.must_review(actor, row.unit_id)
        if row.review:
            raise AlreadyReviewed(by=row.reviewed_by)
        if row.withdrawn_on is not None:
            raise AlreadyWithdrawn(day=formats.day(row.withdrawn_on))
        if not confirmed and not note.strip():
            raise NeedsReason()
        row.review = (Review.CONFIRMED if confirmed else Review.RETURNED).value
        row.reviewed_by, row.reviewed_at, row.review_note = actor.name, at, note.strip()[:1000]
        row.save(update_fields=["review", "reviewed_by", "reviewed_at", "review_note"])
        _told(actor, at, row, f"readiness_{row.review}", {"note": row.review_note})


def withdraw(*, actor: Actor, at: datetime, uid: UUID, on: date, reason: str) -> None:
    """Let a claim count no more from a day on: the thing is gone, or the proof is wrong.  What it proved before stays.

    Raises AssessmentUnknown, NotYourReadiness, AlreadyWithdrawn, DayWrong, NeedsReason.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(uid)
        access.must_withdraw(actor, row.unit_id)
        if row.withdrawn_on is not None:
            raise AlreadyWithdrawn(day=formats.day(row.withdrawn_on))
        if not row.since <= on <= org.local_day(at):
            raise DayWrong(what=Sentence("Rút từ ngày"), first=formats.day(row.since), last=_today(org.local_day(at)))
        if not reason.strip():
            raise NeedsReason()
        row.withdrawn_on, row.withdrawn_by, row.withdrawn_at = on, actor.name, at
        row.withdraw_reason = reason.strip()[:1000]
        row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_at", "withdraw_reason"])
        _told(actor, at, row, "readiness_withdrawn", {"on": on.isoformat(), "reason": row.withdraw_reason})


def _locked(uid: UUID) -> Assessment:
    row = Assessment.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if row is None:
        raise AssessmentUnknown(assessment=str(uid))
    return row


def _told(
    actor: Actor, at: datetime, row: Assessment, activity: str, body: Mapping[str, Any], *, participants: tuple[int, ...] = ()
) -> None:
    ledger.append(
        ledger.Entry(
            stream=row.uid,
            activity=activity,
            lifecycle=ledger.Lifecycle.COMPLETED,
            occurred_at=at,
            actor=actor,
            objects=(ledger.ObjectRef("readiness_assessment", row.uid),),
            body={"rule_set": row.rule_set, "requirement": row.requirement, "unit": row.unit_id, **body},
            participants=participants,
        )
    )
