"""The file plan of a year: begun, copied from the year before, its lines written or taken in from a table, issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import (
    FaultyLines,
    LineUnknown,
    NothingToCopy,
    PlanEmpty,
    PlanIssued,
    PlanThere,
    PlanUnknown,
    SymbolTaken,
    SymbolWrong,
    TooManyLines,
)
from lienthong.casework.workfiles.models import Plan, PlanLine
from lienthong.casework.workfiles.rules.words import MOST_LINES, is_symbol
from lienthong.casework.workfiles.services.telling import acting, must_be_known, text, told
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.vietnamese import one_line


@dataclass(frozen=True)
class Line:
    """A line as it is typed: heading, symbol («01.TCCB»), title, keys of period and of the list that sets it, person, note."""

    part: str
    symbol: str
    title: str
    period: str
    source: str = "own"
    person: str = ""
    note: str = ""


@dataclass(frozen=True)
class LineFault:
    """What is wrong with a row (from 1) of a table of lines."""

    row: int
    refusal: Refusal


def draft_plan(*, actor: Actor, at: datetime, year: int, copy: bool = False) -> UUID:
    """Begin the file plan of the actor's unit for a year; return its uid.

    copy  with the lines of the plan of the year before.
    Raises NotYourFile, PlanThere, NothingToCopy.
    """
    with acting(actor, access.PLANNERS):
        plans = Plan.objects.filter(access.own(actor))
        if plans.filter(year=year).exists():
            raise PlanThere(year=year)
        former = plans.filter(year=year - 1).first() if copy else None
        if copy and former is None:
            raise NothingToCopy(year=year - 1)
        plan = Plan.objects.create(
            keeper_id=actor.unit_id, system=access.system_of(actor), year=year, copied_from=former, made_at=at, made_by=actor.name
        )
        lines = list(former.lines.order_by("place")) if former else []
        PlanLine.objects.bulk_create(
            [
                PlanLine(
                    plan=plan, place=one.place, part=one.part, symbol=one.symbol, title=one.title, period=one.period,
                    source=one.source, person=one.person, note=one.note,
                )
                for one in lines
            ]
        )  # fmt: skip
        facts = {"year": year, "lines": len(lines)}
        told(actor, at, "file_plan", plan.uid, "file_plan_begun", facts, participants=(actor.unit_id,))
    return plan.uid


def _draft(actor: Actor, uid: UUID) -> Plan:
    """Return a plan that is still drafted, locked.  Raises PlanUnknown, PlanIssued."""
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).filter(access.own(actor), uid=uid).first()
    if plan is None:
        raise PlanUnknown(plan=str(uid))
    if plan.state == "issued":
        raise PlanIssued(year=plan.year)
    return plan


def _filled(row: PlanLine, new: Line) -> PlanLine:
    """Fill a line with what was typed.  Raises TextMissing, TextTooLong, SymbolWrong, ChoiceUnknown."""
    row.part, row.symbol = text("part", new.part), text("symbol", new.symbol).upper()
    if not is_symbol(row.symbol):
        raise SymbolWrong(symbol=row.symbol)
    row.title, row.person = text("title", new.title), text("person", new.person, needed=False)
    row.note = text("note", new.note, needed=False)
    must_be_known(new.period, new.source)
    row.period, row.source = new.period, new.source
    return row


def put_line(*, actor: Actor, at: datetime, plan_uid: UUID, new: Line, line_uid: UUID | None = None) -> UUID:
    """Write a line of a plan that is drafted, a new one at its end or one there is; return its uid.

    Raises NotYourFile, PlanUnknown, PlanIssued, LineUnknown, TooManyLines, SymbolTaken, and what a line may lack: TextMissing,
    TextTooLong, SymbolWrong, ChoiceUnknown.
    """
    with acting(actor, access.PLANNERS):
        plan = _draft(actor, plan_uid)
        lines = list(plan.lines.order_by("place"))
        row = next((one for one in lines if one.uid == line_uid), None)
        if line_uid is not None and row is None:
            raise LineUnknown(line=str(line_uid))
        if row is None and len(lines) >= MOST_LINES:
            raise TooManyLines(most=MOST_LINES)
        row = _filled(row or PlanLine(plan=plan, place=lines[-1].place + 1 if lines else 1), new)
        if any(one.symbol == row.symbol and one.uid != row.uid for one in lines):
            raise SymbolTaken(symbol=row.symbol)
        row.save()
        told(actor, at, "file_plan", plan.uid, "file_plan_line_written", {"symbol": row.symbol, "period": row.period})
    return row.uid


def drop_line(*, actor: Actor, at: datetime, plan_uid: UUID, line_uid: UUID) -> None:
    """Take a line out of a plan that is drafted.  Raises NotYourFile, PlanUnknown, PlanIssued, LineUnknown."""
    with acting(actor, access.PLANNERS):
        plan = _draft(actor, plan_uid)
        row = plan.lines.filter(uid=line_uid).first()
        if row is None:
            raise LineUnknown(line=str(line_uid))
        row.delete()
        told(actor, at, "file_plan", plan.uid, "file_plan_line_dropped", {"symbol": row.symbol})


def faults_of(rows: Sequence[Line], taken: Sequence[str] = ()) -> list[LineFault]:
    """Return what is wrong with the rows of a table, the first of each row; `taken`: symbols that the plan has."""
    seen, found = {*taken}, list[LineFault]()
    for number, one in enumerate(rows, 1):
        try:
            symbol = _filled(PlanLine(), one).symbol
            if symbol in seen:
                raise SymbolTaken(symbol=symbol)
            seen.add(symbol)
        except Refusal as no:
            found.append(LineFault(number, no))
    return found


def take_in_lines(*, actor: Actor, at: datetime, plan_uid: UUID, rows: Sequence[Line]) -> int:
    """Write the lines of a table behind those of a plan that is drafted: the whole of it or nothing; return how many.

    Raises NotYourFile, PlanUnknown, PlanIssued, TooManyLines, PlanEmpty (no row), FaultyLines (by row).
    """
    with acting(actor, access.PLANNERS):
        plan = _draft(actor, plan_uid)
        lines = list(plan.lines.order_by("place"))
        if not rows:
            raise PlanEmpty
        if len(lines) + len(rows) > MOST_LINES:
            raise TooManyLines(most=MOST_LINES)
        faults = faults_of(rows, [one.symbol for one in lines])
        if faults:
            raise FaultyLines(faults)
        first = lines[-1].place + 1 if lines else 1
        PlanLine.objects.bulk_create(
            [_filled(PlanLine(plan=plan, place=place), one) for place, one in enumerate(rows, start=first)]
        )
        told(actor, at, "file_plan", plan.uid, "file_plan_table_taken_in", {"lines": len(rows)})
    return len(rows)


def issue_plan(*, actor: Actor, at: datetime, plan_uid: UUID) -> None:
    """Issue a plan: the head of the unit signs for it, and it is frozen.

    Raises NotYourFile, PlanUnknown, PlanIssued, PlanEmpty.
    """
    with acting(actor, access.HEADS):
        plan = _draft(actor, plan_uid)
        many = plan.lines.count()
        if not many:
            raise PlanEmpty
        plan.state, plan.issued_at, plan.issued_by = "issued", at, actor.name
        plan.issued_as = one_line(actor.signs_as(*access.HEADS))
        plan.save(update_fields=["state", "issued_at", "issued_by", "issued_as"])
        told(actor, at, "file_plan", plan.uid, "file_plan_issued", {"year": plan.year, "lines": many})
