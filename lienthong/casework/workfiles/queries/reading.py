"""Plans, lists of files and one file, as pages show them.  The context is the caller's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import PlanUnknown, WorkFileUnknown
from lienthong.casework.workfiles.models import FileItem, Hold, Plan, PlanLine, WorkFile
from lienthong.casework.workfiles.queries import contents
from lienthong.casework.workfiles.queries.contents import ItemRow
from lienthong.casework.workfiles.queries.periods import PERIODS, SOURCES, period
from lienthong.casework.workfiles.rules.checks import Check
from lienthong.casework.workfiles.rules.retention import due_in_archive, ends_on, later
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold

PAGE = 50
ARCHIVED = tuple(one.key for one in PERIODS.values() if one.archived)
"""Keys of the periods with which a file goes to the archive."""
FOR_EVER = tuple(one.key for one in PERIODS.values() if one.years is None)
VIEWS = ("mine", "unit", "check", "due", "archive", "over", "stubs")
"""Lists of files: one's own, all of the unit, to be checked, due at the archive, in the archive, period over, destroyed ones."""


@dataclass(frozen=True)
class PlanRow:
    """A plan: its year, state, how many lines, who issued it."""

    uid: UUID
    year: int
    state: str
    lines: int
    made_by: str
    issued_at: datetime | None
    issued_by: str


@dataclass(frozen=True)
class LineRow:
    """A line of a plan; `opened`: how many files were opened under it."""

    uid: UUID
    part: str
    symbol: str
    title: str
    period: str
    period_name: str
    source: str
    source_name: str
    source_mark: str
    person: str
    note: str
    opened: int


@dataclass(frozen=True)
class FileRow:
    """A file as lists show it.

    due_on   by when it is to be handed in; None: it is not closed, or not for the archive.
    ends_on  the last day of its retention; None: not closed, or for ever.   held: something holds it.
    """

    uid: UUID
    year: int
    symbol: str
    title: str
    state: str
    period: str
    period_name: str
    person: str
    person_uid: UUID
    keeper_id: int
    opened_at: datetime
    ended_on: date | None
    due_on: date | None
    ends_on: date | None
    documents: int
    pages: int
    held: bool
    store: str
    box: str
    shelf: str


@dataclass(frozen=True)
class FilePage:
    """Up to 50 files, and the key to go on before (0: no more)."""

    rows: tuple[FileRow, ...]
    before: int


@dataclass(frozen=True)
class HoldRow:
    """A hold of a file, lifted or not."""

    uid: UUID
    kind: str
    reason: str
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None
    lifted_by: str
    lifted_why: str


@dataclass(frozen=True)
class Sheet:
    """One file with what lies in it, its holds, what it lacks (while open) and what the minutes said (when destroyed)."""

    file: FileRow
    unit: str
    part: str
    unplanned: str
    source_name: str
    source_mark: str
    capital: bool
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    checked_at: datetime | None
    checked_by: str
    kept_until: date | None
    kept_why: str
    digest: str
    destroyed_at: datetime | None
    minutes: UUID | None
    items: tuple[ItemRow, ...]
    holds: tuple[HoldRow, ...]
    checks: tuple[Check, ...]


def plans_of(actor: Actor) -> list[PlanRow]:
    """Return the plans of the actor's unit, the latest first; one statement."""
    rows = Plan.objects.filter(access.own(actor)).annotate(many=Count("lines")).order_by("-year")
    return [_plan(row) for row in rows]


def _plan(row: Any) -> PlanRow:
    return PlanRow(row.uid, row.year, row.state, row.many, row.made_by, row.issued_at, row.issued_by)


def plan(actor: Actor, uid: UUID) -> tuple[PlanRow, list[LineRow]]:
    """Return a plan of the actor's unit with its lines in their order; two statements.  Raises PlanUnknown."""
    row = Plan.objects.filter(access.own(actor), uid=uid).annotate(many=Count("lines")).first()
    if row is None:
        raise PlanUnknown(plan=str(uid))
    lines = PlanLine.objects.filter(plan_id=row.pk).annotate(opened=Count("files")).order_by("place")
    return _plan(row), [_line(one) for one in lines]


def _line(row: Any) -> LineRow:
    source = SOURCES[row.source]
    return LineRow(
        row.uid, row.part, row.symbol, row.title, row.period, period(row.period).name, row.source, source.name, source.mark,
        row.person, row.note, row.opened,
    )  # fmt: skip


def lines_open(actor: Actor) -> list[LineRow]:
    """Return the lines of the issued plans of the actor's unit, the latest year first; one statement."""
    rows = PlanLine.objects.filter(
        plan__state="issued", plan__keeper_id=actor.unit_id, plan__system=access.system_of(actor)
    ).annotate(opened=Count("files"))  # fmt: skip
    return [_line(row) for row in rows.order_by("-plan__year", "place")]


def files(
    actor: Actor, view: str, on: date, *, word: str = "", year: int | None = None, period_key: str = "", before: int = 0
) -> FilePage:
    """Return 50 files of one of VIEWS, the latest opened first; one statement.

    word  in symbol, title or keeper's name, marks or none.   on  the day on which «due» and «over» are asked.
    """
    rows = _seen(listed(actor, view, on))
    for part in fold(word).split():
        rows = rows.filter(folded__contains=part)
    rows = rows.filter(year=year) if year else rows
    rows = rows.filter(period=period_key) if period_key else rows
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return FilePage(tuple(_file(row) for row in found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else 0)


def all_files(actor: Actor, view: str, on: date) -> list[FileRow]:
    """Return every file of a view in the order of years and symbols, for print; one statement."""
    return file_rows(listed(actor, view, on).order_by("year", "symbol"))


def file_rows(rows: QuerySet[WorkFile], most: int | None = None) -> list[FileRow]:
    """Return files as lists show them, so many at most; one statement."""
    return [_file(row) for row in _seen(rows)[:most]]


def listed(actor: Actor, view: str, on: date) -> QuerySet[WorkFile]:
    """Return the files of a view."""
    seen = WorkFile.objects.filter(access.in_sight(actor))
    kept = seen.filter(keeper_id=actor.unit_id)
    if view == "mine":
        return kept.filter(person_uid=actor.person_uid).exclude(state="destroyed")
    if view == "check":
        return kept.filter(state="submitted")
    if view == "due":
        return kept.filter(due_by(on), state="closed")
    if view == "archive":
        return seen.filter(archive_id=actor.unit_id, state__in=["handed", "transferred"])
    if view == "over":
        return seen.filter(over_on(on), Q(keeper_id=actor.unit_id, state="closed") | Q(archive_id=actor.unit_id, state="handed"))
    if view == "stubs":
        return seen.filter(Q(keeper_id=actor.unit_id) | Q(archive_id=actor.unit_id), state="destroyed")
    return kept.exclude(state="destroyed")


def due_by(on: date) -> Q:
    """Return the filter of files due at the archive on a day: the task ended long enough ago, no consent to keep them."""
    past = Q(capital=False, ended_on__lte=later(on, -12)) | Q(capital=True, ended_on__lte=later(on, -3))
    return past & Q(period__in=ARCHIVED) & (Q(kept_until=None) | Q(kept_until__lt=on))


def over_on(on: date) -> Q:
    """Return the filter of files whose retention is over on a day."""
    found = Q(pk__in=[])
    for one in PERIODS.values():
        if one.years is not None:
            found |= Q(period=one.key, ended_on__lt=date(on.year - one.years, 1, 1))
    return found


def _seen(rows: QuerySet[WorkFile]) -> QuerySet[WorkFile]:
    held = Hold.objects.filter(file=OuterRef("pk"), lifted_at=None)
    return rows.select_related("line").annotate(held=Exists(held), many=Count("items"))


def _file(row: Any) -> FileRow:
    kept, ended = period(row.period), row.ended_on
    closed = ended is not None and row.state in {"closed", "handed", "transferred"}
    due = due_in_archive(ended, capital=row.capital, kept_until=row.kept_until) if closed and kept.archived else None
    return FileRow(
        row.uid, row.year, row.symbol, row.title, row.state, row.period, kept.name, row.person, row.person_uid, row.keeper_id,
        row.opened_at, ended, due if row.state == "closed" else None, ends_on(ended, kept.years) if ended else None,
        row.closing.get("documents", row.many), row.closing.get("pages", 0), row.held, row.store, row.box, row.shelf,
    )  # fmt: skip


def sheet(actor: Actor, uid: UUID) -> Sheet:
    """Return a file with all that a page shows of it; six statements at most.  Raises WorkFileUnknown."""
    row = _seen(WorkFile.objects.filter(access.in_sight(actor), uid=uid)).select_related("line", "fonds", "destruction").first()
    if row is None:
        raise WorkFileUnknown(file=str(uid))
    items = contents.items_of(row)
    holds = [
        HoldRow(
            one.uid, one.kind, one.reason, one.placed_at, one.placed_by, one.lifted_at, one.lifted_by, one.lifted_why
        )
        for one in row.holds.order_by("-pk")
    ]  # fmt: skip
    found = contents.checks(row, items) if row.state == "open" else []
    source = SOURCES[row.source]
    return Sheet(
        _file(row), row.fonds.name, row.line.part if row.line else "", row.unplanned, source.name, source.mark, row.capital,
        row.opened_by, row.closed_at, row.closed_by, row.checked_at, row.checked_by, row.kept_until, row.kept_why,
        row.closing.get("digest", ""), row.destroyed_at, row.destruction.uid if row.destruction else None, tuple(items),
        tuple(holds), tuple(found),
    )  # fmt: skip


@dataclass(frozen=True)
class Lying:
    """A file in which a thing lies."""

    uid: UUID
    symbol: str
    title: str
    state: str


def lying_in(actor: Actor, object_uid: UUID) -> list[Lying]:
    """Return the files in sight in which a thing lies, by symbol; one statement."""
    rows = FileItem.objects.filter(object_uid=object_uid, file__system=access.system_of(actor)).select_related("file")
    if not actor.has(*access.READERS):
        return []
    return [Lying(row.file.uid, row.file.symbol, row.file.title, row.file.state) for row in rows.order_by("file__symbol", "pk")]


def open_files(actor: Actor) -> list[Lying]:
    """Return the files of the unit into which something may be put, one's own first, by symbol; one statement."""
    rows = WorkFile.objects.filter(access.own(actor), state="open").order_by("symbol", "-year")
    mine = sorted(rows, key=lambda row: row.person_uid != actor.person_uid)
    return [Lying(row.uid, f"{row.symbol} ({row.year})", row.title, row.state) for row in mine]
