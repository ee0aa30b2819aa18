"""Everything that was said of one requirement of a unit, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from lienthong.office.files import public as files
from lienthong.office.readiness.errors import AssessmentUnknown
from lienthong.office.readiness.models import Assessment
from lienthong.office.readiness.rules.standing import Review, State


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment as pages show it; `evidence` are the files that the present context may see."""

    uid: UUID
    unit_id: int
    rule_set: str
    requirement: str
    state: State
    measured: Decimal | None
    since: date
    until: date | None
    note: str
    assessed_by: str
    assessed_at: datetime
    review: Review
    reviewed_by: str
    reviewed_at: datetime | None
    review_note: str
    withdrawn_on: date | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdraw_reason: str
    evidence: tuple[files.FileRow, ...]


def history(unit_id: int, rule_set: str, requirement: str) -> list[AssessmentRow]:
    """Return every assessment of a unit on a requirement, the latest first; two statements."""
    rows = list(Assessment.objects.filter(unit_id=unit_id, rule_set=rule_set, requirement=requirement).order_by("-since", "-pk"))
    found = files.named(UUID(uid) for row in rows for uid in row.files)
    return [_row(row, found) for row in rows]


def assessments(uids: Iterable[UUID]) -> dict[UUID, AssessmentRow]:
    """Return those of the assessments that the context sees, by uid; two statements."""
    rows = list(Assessment.objects.filter(uid__in=set(uids)).order_by("pk"))
    found = files.named(UUID(uid) for row in rows for uid in row.files)
    return {row.uid: _row(row, found) for row in rows}


def assessment(uid: UUID) -> AssessmentRow:
    """Return one assessment that the context sees; two statements.  Raises AssessmentUnknown."""
    found = assessments([uid])
    if uid not in found:
        raise AssessmentUnknown(assessment=str(uid))
    return found[uid]


def _row(row: Assessment, found: dict[UUID, files.FileRow]) -> AssessmentRow:
    evidence = tuple(found[UUID(uid)] for uid in row.files if UUID(uid) in found)
    return AssessmentRow(
        row.uid, row.unit_id, row.rule_set, row.requirement, State(row.state), row.measured, row.since, row.until, row.note,
        row.assessed_by, row.assessed_at, Review(row.review), row.reviewed_by, row.reviewed_at, row.review_note,
        row.withdrawn_on, row.withdrawn_by, row.withdrawn_at, row.withdraw_reason, evidence,
    )  # fmt: skip
