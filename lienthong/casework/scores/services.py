"""A person gives the points of an index that the law has a person judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.scores import access
from lienthong.casework.scores.errors import (
    IndexNotJudged,
    JudgementNeedsEvidence,
    JudgementNeedsNote,
    JudgementNotProven,
    NotYourScore,
    PointsNotOffered,
)
from lienthong.casework.scores.models import Judgement
from lienthong.casework.scores.queries.counting import houses
from lienthong.casework.scores.queries.sets import must_cover, sets
from lienthong.casework.scores.rules.sets import How
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def judge(
    *,
    actor: Actor,
    at: datetime,
    key: UUID,
    index_set: str,
    index: str,
    first: date,
    last: date,
    points: int,
    note: str,
    held: Sequence[UUID] = (),
) -> UUID:
    """Write down the points that the actor gives the own unit for a period; return the judgement's uid, which is `key`.

    key    made with the form: posting it twice writes once.   held   files held for the form; they become the evidence.
    An earlier judgement of the period stays in the history and counts no more.
    Raises IndexNotJudged, NotYourScore, BeforeTheLaw, AfterTheLaw, NotBegun, PointsNotOffered, JudgementNeedsNote,
    JudgementNeedsEvidence, JudgementNotProven; files.FileUnknown.
    """
    access.must_judge(actor, actor.unit_id)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        if Judgement.objects.filter(uid=key, unit_id=actor.unit_id).exists():
            return key
        _must_hold(actor, at, index_set, index, first, last, points)
        if not note.strip():
            raise JudgementNeedsNote()
        if not held:
            raise JudgementNeedsEvidence()
        kept = files.adopt_evidence(held, actor=actor, object_uid=key, at=at, otherwise=JudgementNotProven)
        row = Judgement.objects.create(
            uid=key, unit_id=actor.unit_id, index_set=index_set, index=index, first=first, last=last, points=points,
            note=note.strip()[:1000], files=[str(one.uid) for one in kept], judged_by=actor.name, judged_at=at,
        )  # fmt: skip
        _told(actor, at, row, [one.sha256 for one in kept])
    return key


def _must_hold(actor: Actor, at: datetime, index_set: str, index: str, first: date, last: date, points: int) -> None:
    """Raise unless the index is one that is judged, for this unit, in this period, with such points."""
    known = next((one for one in sets() if one.key == index_set), None)
    asked = known.index(index) if known else None
    if known is None or asked is None or asked.how is not How.JUDGED:
        raise IndexNotJudged(index=index)
    today = org.local_day(at)
    must_cover(known, first, last, today)
    if not any(one.unit.id == actor.unit_id for one in houses(min(last, today), actor.sees | {actor.unit_id})):
        raise NotYourScore()
    if points not in asked.choices:
        raise PointsNotOffered()


def _told(actor: Actor, at: datetime, row: Judgement, evidence: list[str]) -> None:
    ledger.append(
        ledger.Entry(
            stream=row.uid,
            activity="score_judged",
            lifecycle=ledger.Lifecycle.COMPLETED,
            occurred_at=at,
            actor=actor,
            objects=(ledger.ObjectRef("score_judgement", row.uid),),
            body={
                "index_set": row.index_set, "index": row.index, "unit": row.unit_id, "first": row.first.isoformat(),
                "last": row.last.isoformat(), "points": row.points, "note": row.note, "evidence": evidence,
            },
            participants=(row.unit_id,),
        )
    )  # fmt: skip
