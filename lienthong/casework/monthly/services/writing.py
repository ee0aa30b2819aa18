"""A report is written while its month runs, signed once when it is over, and corrected by errata."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.monthly import access
from lienthong.casework.monthly.errors import (
    AlreadySigned,
    FiguresMoved,
    MonthNotOver,
    NothingToCorrect,
    NotSigned,
    ReasonMissing,
    ReportUnknown,
)
from lienthong.casework.monthly.models import Erratum, MonthlyReport
from lienthong.casework.monthly.queries import figures, reading
from lienthong.casework.monthly.queries.reading import Words
from lienthong.casework.monthly.rules import prose
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def write(*, actor: Actor, at: datetime, year: int, month: int, words: Words) -> UUID:
    """Keep what people write of a month of the actor's unit; return the report's uid.

    Raises NotYourReport, AlreadySigned; ValueError for a month that is none.
    """
    access.must(actor, access.WRITERS, actor.unit_id)
    figures.days_of(year, month)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        fresh = {"written_at": at, "written_by": actor.name, **vars(words)}
        row, made = MonthlyReport.objects.get_or_create(unit_id=actor.unit_id, year=year, month=month, defaults=fresh)
        if not made:
            row = _locked(row.uid)
            if row.signed_at is not None:
                raise AlreadySigned(month=_name(row))
            for name, value in fresh.items():
                setattr(row, name, value)
            row.save(update_fields=list(fresh))
        else:
            _tell(actor, at, row, "monthly_begun", {})
    return row.uid


def sign(*, actor: Actor, at: datetime, report_uid: UUID, seal: str) -> None:
    """Sign a report: its words and its figures, counted now, stand from now on.

    seal  of the figures that the signer saw (`figures.seal_of`).
    Raises ReportUnknown, NotYourReport, AlreadySigned, MonthNotOver, FiguresMoved.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(report_uid)
        access.must(actor, access.SIGNERS, row.unit_id)
        if row.signed_at is not None:
            raise AlreadySigned(month=_name(row))
        last = figures.days_of(row.year, row.month)[1]
        if org.local_day(at) <= last:
            raise MonthNotOver(month=_name(row), day=formats.day(last + timedelta(days=1)))
        counted = figures.count(figures.question_of(actor, row.unit_id, row.year, row.month, at))
        if figures.seal_of(counted) != seal:
            raise FiguresMoved
        row.figures, row.sections = counted, prose.kept(figures.composed(counted))
        row.counted_at = row.signed_at = at
        row.signer_uid, row.signer_name, row.signer_title = actor.person_uid, actor.name, actor.signs_as(*access.SIGNERS)
        row.save()
        _tell(actor, at, row, "monthly_signed", {"figures": dict(counted), "number": row.number})


def correct(*, actor: Actor, at: datetime, report_uid: UUID, reason: str, seal: str) -> int:
    """Sign an erratum: the figures that are no longer what the report and its errata say; return its number.

    Raises ReportUnknown, NotYourReport, NotSigned, ReasonMissing, NothingToCorrect, FiguresMoved.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(report_uid)
        access.must(actor, access.SIGNERS, row.unit_id)
        if row.signed_at is None:
            raise NotSigned(month=_name(row))
        if not reason.strip():
            raise ReasonMissing
        shown = reading.shown(row)
        now = figures.count(figures.question_of(actor, row.unit_id, row.year, row.month, at))
        differ = prose.changes(shown.said, now)
        if not differ:
            raise NothingToCorrect
        if figures.seal_of(now) != seal:
            raise FiguresMoved
        told = [vars(one) for one in differ]
        made = Erratum.objects.create(
            report=row, number=len(shown.errata) + 1, changes=told, reason=reason.strip()[:500], signed_at=at,
            signer_uid=actor.person_uid, signer_name=actor.name, signer_title=actor.signs_as(*access.SIGNERS),
        )  # fmt: skip
        _tell(actor, at, row, "monthly_corrected", {"erratum": made.number, "changes": told, "reason": made.reason})
    return made.number


def _locked(uid: UUID) -> MonthlyReport:
    row = MonthlyReport.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if row is None:
        raise ReportUnknown(report=str(uid))
    return row


def _name(row: MonthlyReport) -> str:
    return f"{row.month:02d}/{row.year}"


def _tell(actor: Actor, at: datetime, row: MonthlyReport, activity: str, body: Mapping[str, Any]) -> None:
    """Write one event of a report into the ledger."""
    ledger.append(
        ledger.Entry(
            stream=row.uid,
            activity=activity,
            lifecycle=ledger.Lifecycle.COMPLETED,
            occurred_at=at,
            actor=actor,
            objects=(ledger.ObjectRef("monthly_report", row.uid),),
            body={"year": row.year, "month": row.month, **body},
            personal={},
            participants=(row.unit_id,),
        )
    )
