"""Lists of dossiers: today's, by state, search; pages by key so that the thousandth page costs what the first does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Func, OuterRef, Q, QuerySet

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules.status import NAMES, PAUSED, Status
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import vietnamese
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

PAGE = 50
SEARCH_LIMIT = 30
STATES = ("in_time", "due_soon", "overdue", "paused")


@dataclass(frozen=True)
class DossierRow:
    """One line of a list: the clock first, then what, whose, where."""

    id: int
    uid: UUID
    code: str
    owner_name: str
    procedure_name: str
    procedure_code: str
    subject: str
    unit_id: int
    status: Status
    status_name: str
    where_unit_id: int | None
    where_step: str
    received_at: datetime
    due_at: datetime | None
    original_due_at: datetime | None
    ended_at: datetime | None
    minutes_left: int | None
    state: tasks.DueState
    pause_cause: str
    channel: str
    shelf: str
    verdict: str


@dataclass(frozen=True)
class Page:
    """A page of a list; `after` is the key of the next page, empty on the last."""

    rows: tuple[DossierRow, ...]
    after: str


def row(dossier: Dossier, at: datetime) -> DossierRow:
    """Return a dossier as lists show it, with the office minutes left at `at` on its own calendar."""
    status = Status(dossier.status)
    left = None
    if dossier.ended_at is None and dossier.due_at is not None:
        left = worktime.time_left(at, dossier.due_at, worktime.calendar(dossier.calendar))
    return DossierRow(
        id=dossier.pk, uid=dossier.uid, code=dossier.code, owner_name=dossier.owner_name,
        procedure_name=dossier.version.procedure.name,
        procedure_code=dossier.version.procedure.national_code, subject=dossier.subject, unit_id=dossier.unit_id, status=status,
        status_name=NAMES[status], where_unit_id=dossier.where_unit_id, where_step=dossier.where_step,
        received_at=dossier.received_at, due_at=dossier.due_at, original_due_at=dossier.original_due_at,
        ended_at=dossier.ended_at,
        minutes_left=left, state=due_state(dossier, left), pause_cause=dossier.pause_cause, channel=dossier.channel,
        shelf=dossier.shelf, verdict=dossier.verdict,
    )  # fmt: skip


def due_state(dossier: Dossier, minutes_left: int | None) -> tasks.DueState:
    """Return how a dossier stands: done, paused, or by the office minutes left; no due date counts as in time."""
    if dossier.ended_at is not None:
        return tasks.DueState.DONE
    if dossier.status in PAUSED:
        return tasks.DueState.PAUSED
    return tasks.DueState.IN_TIME if minutes_left is None else tasks.due_state(minutes_left)


def received_on(actor: Actor, day: date, at: datetime, *, after: str = "") -> Page:
    """Return the dossiers that the actor's unit received on a local day, the latest first; not those still to be accepted."""
    start = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    of_day = _rows().filter(unit_id=actor.unit_id, received_at__gte=start, received_at__lt=start + timedelta(days=1))
    return _page(of_day.exclude(status=Status.REGISTERED), at, after)


def registered(actor: Actor, at: datetime, *, after: str = "") -> Page:
    """Return the dossiers that came in to the actor's unit and wait to be accepted or refused, the longest waiting first."""
    return _page(_rows() & to_accept(actor), at, after, oldest_first=True)


def to_accept(actor: Actor) -> QuerySet[Dossier]:
    """Return the rows of what waits to be accepted or refused by the actor's unit, to be counted; not in any order.

    In the words of the index on open dossiers (`dossier_unit_open`).
    """
    return Dossier.objects.filter(unit_id=actor.unit_id, ended_at=None, due_at=None, status=Status.REGISTERED)


def ready_to_return(actor: Actor, at: datetime, *, after: str = "") -> Page:
    """Return the dossiers of the actor's unit whose results wait for the citizen."""
    return _page(_rows().filter(unit_id=actor.unit_id, status=Status.COMPLETED), at, after)


def listed(
    actor: Actor, at: datetime, *, unit_id: int | None = None, state: str = "", where_unit_id: int | None = None,
    procedure_code: str = "", after: str = "",
) -> Page:  # fmt: skip
    """Return dossiers the actor may see, the latest received first.

    state   in_time | due_soon | overdue | paused (open ones), done (ended), open, or empty for all.
    """
    units = sorted(actor.sees | {actor.unit_id})
    found = _rows().filter(access.visible(actor))
    if unit_id is not None:
        found, units = found.filter(unit_id=unit_id), [unit_id]
    if where_unit_id is not None:
        found = found.filter(where_unit_id=where_unit_id)
    if procedure_code:
        found = found.filter(version__procedure__national_code=procedure_code)
    return _page(found.filter(in_state(state, at)), at, after, units)


def in_state(state: str, at: datetime, *, soon: timedelta = timedelta(days=1)) -> Q:
    """Return the filter of a due state at `at`.

    «due_soon» here means due within the next `soon` of real time: one index range on every machine; the exact
    office minutes are shown in each row.
    """
    if state == "done":
        return Q(ended_at__isnull=False)
    if state not in {*STATES, "open"}:
        return Q()
    running = Q(ended_at=None) & ~Q(status__in=sorted(PAUSED))
    return {
        "open": Q(ended_at=None),
        "paused": Q(ended_at=None, status__in=sorted(PAUSED)),
        "overdue": running & Q(due_at__lt=at),
        "due_soon": running & Q(due_at__gte=at, due_at__lt=at + soon),
        "in_time": running & (Q(due_at__gte=at + soon) | Q(due_at=None)),
    }[state]


def search(actor: Actor, text: str, at: datetime) -> tuple[DossierRow, ...]:
    """Return at most 30 dossiers that match a code, the start of a name (with or without marks) or an identity number.

    A full code also finds a dossier in which the actor's unit only takes part.
    """
    text = vietnamese.nfc(text).strip()
    if not text:
        return ()
    folded = vietnamese.fold(text)
    low, high = vietnamese.prefix_range(folded)
    mine = _rows().filter(unit_id__in=sorted(actor.sees | {actor.unit_id}))
    by_code = list(_rows().filter(code=text.upper())[:1])
    if by_code:
        return tuple(row(dossier, at) for dossier in by_code)
    found: dict[int, Dossier] = {}
    for match in (
        Q(owner_folded__gte=low, owner_folded__lt=high),
        Q(owner_given__gte=low, owner_given__lt=high),
        Q(parties__id_number=text) if text.isalnum() and any(c.isdigit() for c in text) else None,
    ):
        if match is not None and len(found) < SEARCH_LIMIT:
            found |= {dossier.pk: dossier for dossier in mine.filter(match).order_by("-received_at", "-pk")[:SEARCH_LIMIT]}
    latest = sorted(found.values(), key=lambda one: (one.received_at, one.pk), reverse=True)
    return tuple(row(dossier, at) for dossier in latest[:SEARCH_LIMIT])


def _rows() -> QuerySet[Dossier]:
    return Dossier.objects.select_related("version__procedure").defer(
        "marking", "legs", "version__definition", "version__source_text"
    )


def _page(found: QuerySet[Dossier], at: datetime, after: str, units: Sequence[int] = (), *, oldest_first: bool = False) -> Page:
    """Return a page of what was found; `units` names the receiving units when there may be several (the latest first only)."""
    way, sign = ("gt", "") if oldest_first else ("lt", "-")
    if (place := _place(after)) is not None:
        since, key = place
        found = found.filter(Q(**{f"received_at__{way}": since}) | Q(**{"received_at": since, f"pk__{way}": key}))
    if len(units) > 1:
        found = _rows().filter(pk__in=_latest_of_each(found, units))
    dossiers = list(found.order_by(f"{sign}received_at", f"{sign}pk")[: PAGE + 1])
    last = dossiers[PAGE - 1] if len(dossiers) > PAGE else None
    rows = tuple(row(dossier, at) for dossier in dossiers[:PAGE])
    return Page(rows, f"{last.received_at.isoformat()}_{last.pk}" if last else "")


def _latest_of_each(found: QuerySet[Dossier], units: Sequence[int]) -> QuerySet[org.Unit, int]:
    """Return the keys of the latest page of each unit: whatever the page of all shows is among them.

    The index runs by unit, so the latest of each are its first entries; the latest of all would be a sort of everything.
    """
    mine = found.filter(unit_id=OuterRef("pk")).order_by("-received_at", "-pk").values("pk")[: PAGE + 1]
    keys = Func(ArraySubquery(mine), function="unnest", output_field=BigIntegerField())
    return org.Unit.objects.filter(pk__in=units).annotate(latest=keys).values_list("latest", flat=True)


def _place(after: str) -> tuple[datetime, int] | None:
    """Return (received, key) of the last row shown; None for the first page, and for what no page has ever given out."""
    moment, _, key = after.rpartition("_")
    try:
        since, last = datetime.fromisoformat(moment), int(key)
    except ValueError:
        return None
    return (since, last) if since.tzinfo is not None and 0 < last < 2**63 else None
