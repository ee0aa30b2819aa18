"""Files are opened under a line of the plan, or outside it with a reason; their keeper may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import ChoiceUnknown, LineUnknown
from lienthong.casework.workfiles.models import Plan, PlanLine, WorkFile
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
            keeper_id=actor.unit_id, system=system, year=year, person_uid=actor.person_uid, person=actor.name, opened_at=at,
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
    there = WorkFile.objects.filter(access.own(actor), year=row.year, line=None).count()
    row.symbol = unplanned_symbol(there + 1)


def pass_on(*, actor: Actor, at: datetime, giver_uid: UUID, taker_uid: UUID, taker: str, unit_id: int) -> int:
    """Let the files that somebody of a unit has not closed be another's; return how many.

    The hand-over calls it in its own transaction and context: whether both may is its question.
    """
    rows = WorkFile.objects.select_for_update(of=("self",), no_key=True).filter(
        keeper_id=unit_id, person_uid=giver_uid, state__in=["open", "submitted"]
    )  # fmt: skip
    moved = list(rows.order_by("pk"))
    for row in moved:
        row.person_uid, row.person = taker_uid, taker
        row.derive()
        row.save(update_fields=["person_uid", "person", "folded"])
        told(actor, at, "work_file", row.uid, "work_file_passed_on", {"from": giver_uid, "to": taker_uid})
    return len(moved)
