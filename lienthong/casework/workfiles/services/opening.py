"""Files are opened under a line of the plan, or outside it with a reason; their keeper may change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import ChoiceUnknown, LineUnknown
from lienthong.casework.workfiles.models import Plan, PlanLine, WorkFile
from lienthong.casework.workfiles.queries.holding import UNFINISHED
from lienthong.casework.workfiles.rules.words import FIELD_NAMES, ORIGINS, further_symbol, unplanned_symbol
from lienthong.casework.workfiles.services.telling import acting, must_be_known, text, told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class NewFile:
    """A file as it is typed.

    line_uid  of the plan; None: outside it, then reason, period and source are asked.
    title     «»: the line's.   capital: of capital construction.   origin, origin_uid: what it is opened for.
    """

    line_uid: UUID | None = None
    title: str = ""
    reason: str = ""
    period: str = ""
    source: str = "own"
    capital: bool = False
    origin: str = ""
    origin_uid: UUID | None = None


def open_file(*, actor: Actor, at: datetime, new: NewFile) -> UUID:
    """Open a file; whoever opens it makes it.  Return its uid.

    Under an issued plan it takes the line's symbol («01.TCCB», a further one «01.TCCB.2») and the line's period.
    Raises NotYourFile, LineUnknown (also of a plan that is not issued), TextMissing, TextTooLong, ChoiceUnknown.
    """
    with acting(actor, access.WRITERS):
        if new.origin not in ORIGINS:
            raise ChoiceUnknown(what=FIELD_NAMES["reason"])
        year, system = org.local_day(at).year, access.system_of(actor)
        row = WorkFile(
            keeper_id=actor.unit_id, fonds_id=actor.unit_id, system=system, year=year,
            person_uid=actor.person_uid, person=actor.name, opened_at=at,
            opened_by=actor.name, capital=new.capital, origin=new.origin, origin_uid=new.origin_uid,
        )  # fmt: skip
        if new.line_uid is not None:
            _planned(actor, row, new)
        else:
            _unplanned(actor, row, new)
        row.derive()
        row.save(force_insert=True)
        objects = (ledger.ObjectRef(new.origin, new.origin_uid),) if new.origin and new.origin_uid else ()
        facts = {"symbol": row.symbol, "period": row.period, "planned": row.line_id is not None}
        told(
            actor, at, "work_file", row.uid, "work_file_opened", facts, objects=objects, participants=(actor.unit_id,)
        )  # fmt: skip
    return row.uid


def _planned(actor: Actor, row: WorkFile, new: NewFile) -> None:
    """Fill in what the line of the plan says; the line is locked, so that symbols follow one another."""
    lines = PlanLine.objects.select_for_update(of=("self",), no_key=True).select_related("plan")
    line = lines.filter(
        uid=new.line_uid, plan__state="issued", plan__keeper_id=actor.unit_id, plan__system=row.system
    ).first()  # fmt: skip
    if line is None:
        raise LineUnknown(line=str(new.line_uid))
    row.line, row.year = line, line.plan.year
    row.symbol = further_symbol(line.symbol, WorkFile.objects.filter(line=line).count())
    row.title = text("title", new.title or line.title)
    row.period, row.source = line.period, line.source


def _unplanned(actor: Actor, row: WorkFile, new: NewFile) -> None:
    """Fill in a file that no plan foresaw; the plan of the year, if any, is the lock under which its number is taken."""
    list(Plan.objects.select_for_update(of=("self",)).filter(access.own(actor), year=row.year))
    row.unplanned, row.title = text("reason", new.reason), text("title", new.title)
    must_be_known(new.period, new.source)
    row.period, row.source = new.period, new.source
    there = WorkFile.objects.filter(fonds_id=actor.unit_id, system=row.system, year=row.year, line=None).count()
    row.symbol = unplanned_symbol(there + 1)


def pass_on(*, actor: Actor, at: datetime, file_uids: Collection[UUID], taker_uid: UUID, taker: str, unit_id: int) -> int:
    """Let files that are not finished be another's to keep; return how many.

    unit_id  of the taker: another than the keeper's takes part in the files from now on.
    The hand-over calls it in its own transaction and context: whether both may is its question.
    """
    rows = WorkFile.objects.select_for_update(of=("self",), no_key=True).filter(uid__in=file_uids, state__in=UNFINISHED)
    moved = list(rows.order_by("pk"))
    for row in moved:
        told(actor, at, "work_file", row.uid, "work_file_passed_on", {"from": row.person_uid, "to": taker_uid})
        row.person_uid, row.person = taker_uid, taker
        row.derive()
        row.save(update_fields=["person_uid", "person", "folded"])
        if row.keeper_id != unit_id:
            ledger.take_part(row.uid, [unit_id], at)
    return len(moved)


def follow(*, actor: Actor, at: datetime, heirs: Mapping[int, int]) -> int:
    """Let the files of units that end, which lie in no archive, be kept by who takes over; return how many.

    The fonds of a unit that ended is closed: nobody opens a file in it any more, its files keep symbol and fonds.
    heirs  unit that ends to unit that takes over.   Runs in the caller's transaction and context.
    """
    rows = WorkFile.objects.select_for_update(of=("self",), no_key=True).filter(
        keeper_id__in=heirs, state__in=[*UNFINISHED, "closed"]
    )  # fmt: skip
    moved = list(rows.order_by("pk"))
    for row in moved:
        heir = heirs[row.keeper_id]
        ledger.take_part(row.uid, [heir], at)
        told(actor, at, "work_file", row.uid, "work_file_followed", {"fonds": row.fonds.uid, "state": row.state})
        row.keeper_id = heir
        row.save(update_fields=["keeper"])
    return len(moved)
