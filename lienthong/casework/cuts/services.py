"""Drafting the decision: a new version of the procedure with a shorter promise, which goes the way of every version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.cuts.errors import HoursNotHere, NotSafe, NotShorter, SincePast
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
    unit: str = "",
    decision: str = "",
    decided_on: date | None = None,
) -> UUID:
    """Draft the next version of a procedure with `value` promised instead; return its uid.

    unit                  of `value`: that of the present promise (also when empty), or working hours where they fit.
    since                 its first day, after today.
    decision, decided_on  number and day of the decision that publishes it, as far as known: without them it cannot be published.
    The draft is reviewed, approved and published on the page of the version, by others than its drafter.
    Raises SincePast, HoursNotHere, NotShorter, NotSafe, and as procedures.load_text (NotYourDuty, DocumentTaken).
    """
    today = org.local_day(at)
    if since <= today:
        raise SincePast(today=formats.day(today))
    asked = cutting.Span(value, unit or row.committed.unit)
    _must_be_safe(row, asked)
    definition = procedures.version(row.version_uid).definition
    shorter = tuple(_cut(case, row.committed, asked) if case.key == row.case else case for case in definition.cases)
    document = replace(definition.document, issue=definition.document.issue + 1)
    following = replace(
        definition, cases=shorter, document=document, since=since, until=definition.until,
        decision=procedures.Decision(decision, decided_on, "P") if decision else None,
    )  # fmt: skip
    return procedures.load_text(procedures.write(following), actor=actor, at=at).version_uid


def _must_be_safe(row: measuring.CutRow, asked: cutting.Span) -> None:
    """Raise HoursNotHere, NotShorter or NotSafe unless the promise may be cut to what is asked."""
    if asked.unit != row.committed.unit and not (asked.unit == cutting.HOUR and row.hours):
        raise HoursNotHere(procedure=row.name, most=cutting.HOURS_UNTIL)
    if asked.minutes >= row.committed.minutes:
        raise NotShorter(asked=_words(asked), now=_words(row.committed), legal=_words(row.legal))
    safe = row.proposal
    if safe is None or asked.minutes < safe.span.minutes:
        raise NotSafe(procedure=row.name, asked=_words(asked), few=cutting.FEW, kept=round(cutting.KEPT * 100))


def _words(span: cutting.Span) -> str:
    return procedures.limit_words(procedures.LimitSpec(span.value, procedures.Unit(span.unit), procedures.Start.NEXT_DAY))


def _cut(case: procedures.Case, now: cutting.Span, asked: cutting.Span) -> procedures.Case:
    """Return the case with what is asked promised in every row that promises the same now, and, for hours, that takes them."""
    turned = asked.unit != now.unit
    limits = tuple(
        replace(row, committed=_promise(row.committed, asked, turned=turned))
        if measuring.span(row.committed) == now and (not turned or measuring.in_hours(row))
        else row
        for row in case.limits
    )
    return replace(case, limits=limits)


def _promise(limit: procedures.LimitSpec, asked: cutting.Span, *, turned: bool) -> procedures.LimitSpec:
    """Return the limit with what is asked; hours that were days count from the moment of receipt, as hours do."""
    start = procedures.Start.NEXT_MOMENT if turned else limit.start
    return replace(limit, value=asked.value, unit=procedures.Unit(asked.unit), start=start)
