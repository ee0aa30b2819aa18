"""Drafting the decision: a new version of the procedure with a shorter promise, which goes the way of every version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.cuts.errors import NotSafe, SincePast
from lienthong.casework.cuts.queries import measuring
from lienthong.casework.cuts.rules import cutting
from lienthong.casework.procedures import public as procedures
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def draft_cut(
    *,
    actor: Actor,
    at: datetime,
    row: measuring.CutRow,
    value: int,
    since: date,
    decision: str = "",
    decided_on: date | None = None,
) -> UUID:
    """Draft the next version of a procedure with `value` (in the unit of the present promise) promised instead; return its uid.

    since                 its first day, after today.
    decision, decided_on  number and day of the decision that publishes it, as far as known: without them it cannot be published.
    The draft is reviewed, approved and published on the page of the version, by others than its drafter.
    Raises NotSafe, SincePast, and as procedures.load_text (NotYourDuty, DocumentTaken).
    """
    today = org.local_day(at)
    if since <= today:
        raise SincePast(today=formats.day(today))
    safe = row.proposal
    if safe is None or not safe.value <= value < row.committed.value:
        words = procedures.limit_words(_spec(row, value))
        raise NotSafe(procedure=row.name, asked=words, few=cutting.FEW, kept=round(cutting.KEPT * 100))
    definition = procedures.version(row.version_uid).definition
    shorter = tuple(_cut(case, value) if case.key == row.case else case for case in definition.cases)
    document = replace(definition.document, issue=definition.document.issue + 1)
    following = replace(
        definition, cases=shorter, document=document, since=since, until=definition.until,
        decision=procedures.Decision(decision, decided_on, "P") if decision else None,
    )  # fmt: skip
    return procedures.load_text(procedures.write(following), actor=actor, at=at).version_uid


def _spec(row: measuring.CutRow, value: int) -> procedures.LimitSpec:
    return procedures.LimitSpec(value, procedures.Unit(row.committed.unit), procedures.Start("next_day"))


def _cut(case: procedures.Case, value: int) -> procedures.Case:
    """Return the case with its promise shortened in every row whose unit and value were those of the first."""
    first = case.limits[0].committed
    limits = tuple(
        replace(row, committed=replace(row.committed, value=value))
        if (row.committed.unit, row.committed.value) == (first.unit, first.value)
        else row
        for row in case.limits
    )
    return replace(case, limits=limits)
