"""Registers begun on paper are gone on with, terms are opened, a year or term that is over is closed and signed for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import (
    BodyUnknown,
    DayAhead,
    PeriodRunning,
    RegisterInUse,
    ReservedOpen,
    SeriesUnknown,
    TermBackward,
    TermHasLaterNumbers,
    TermNeedsName,
)
from lienthong.casework.documents.models import Body, RegisterEntry, Series, Term
from lienthong.casework.documents.queries.closings import FORM, digest_of
from lienthong.casework.documents.queries.plans import series_kind
from lienthong.casework.documents.rules.letters import ENTRY_STATES
from lienthong.casework.documents.rules.series import SeriesKind
from lienthong.casework.documents.services.issuing import type_of
from lienthong.casework.documents.services.opening import HOLD_TERM, Run, body_of, locked, must_be_open, told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line

COMMITTEE = "party_committee"
"""Key of the body whose office opens the terms."""
MOST_NAME = 100


@dataclass(frozen=True)
class Closed:
    """A register closed: its first and last number, how many were used, are void, were left reserved; `last` < `first`: none.

    digest  of every line, in hex: the printed register can be held against it.
    """

    series_uid: UUID
    first: int
    last: int
    used: int
    void: int
    reserved: int
    digest: str


def begin_register(
    *, actor: Actor, at: datetime, body_key: str, first: int, direction: str = "out", type_key: str = "", secret: bool = False
) -> UUID:
    """Tell the first number of a register that was begun on paper; return its uid.

    type_key  of what goes out; ignored for what comes in.   The day is today: of this year, of the term that runs.
    Raises NotYourRegister, BodyUnknown, WrongCapacity, TypeUnknown, NoTerm, SeriesClosed, RegisterInUse; ValueError for a first
    number below 1.
    """
    access.must(actor, access.KEEPERS)
    if first < 1:
        raise ValueError(first)
    today = org.local_day(at)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        body = body_of(actor, today, body_key)
        type_ = None if direction == "in" else type_of(body, type_key, today)
        kind: SeriesKind = series_kind(system=body.system, direction=direction, secret=secret, type_=type_)
        series = locked(actor, at, body, Run(kind, type_, today))
        if series.last >= series.first:
            raise RegisterInUse(series=series.name, number=series.last)
        if series.first != first:
            series.first, series.last = first, first - 1
            series.save(update_fields=["first", "last"])
            told(actor, at, series, "register_begun", {"first": first})
    return series.uid


def open_term(*, actor: Actor, at: datetime, congress_closed_on: date, name: str) -> UUID:
    """Enter the term of the Party committee whose registers the actor's unit keeps; return its uid.

    It begins on the day after the congress closed and ends the one before.
    Raises NotYourRegister, BodyUnknown, WrongCapacity, TermNeedsName, DayAhead, TermBackward, TermHasLaterNumbers.
    """
    access.must(actor, access.KEEPERS)
    said, today, since = one_line(name), org.local_day(at), congress_closed_on + timedelta(days=1)
    if not 1 <= len(said) <= MOST_NAME:
        raise TermNeedsName
    if congress_closed_on > today:
        raise DayAhead(day=formats.day(congress_closed_on), today=formats.day(today))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        body = body_of(actor, today, COMMITTEE)
        if body.committee_id is None:  # pragma: no cover - the database lets no body of the Party be without one
            raise BodyUnknown(unit=actor.unit)
        with connection.cursor() as cursor:
            cursor.execute(HOLD_TERM["alone"], [body.committee_id])
        former = Term.objects.filter(committee_id=body.committee_id).order_by("-since").first()
        if former is not None:
            if since <= former.since:
                raise TermBackward(former=former.name, since=formats.day(former.since))
            _must_have_no_later_numbers(body, former, since)
            former.until = since
            former.save(update_fields=["until"])
        term = Term.objects.create(committee_id=body.committee_id, name=said, since=since, opened_at=at, opened_by=actor.name)
        facts = {"name": said, "since": since, "committee": body.unit.uid, "former": former.uid if former else None}
        ledger.append(
            ledger.about(
                "term", term.uid, "term_opened", ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=facts,
                participants=(actor.unit_id,),
            )
        )  # fmt: skip
    return term.uid


def _must_have_no_later_numbers(body: Body, former: Term, since: date) -> None:
    """Raise TermHasLaterNumbers when a body of the committee, whoever keeps it, has numbers of the former term from a day on."""
    below = org.subtree_ids(body.unit_id, since) | {body.keeper_id}
    with ledger.seeing(below):
        row = RegisterEntry.objects.filter(series__term=former, day__gte=since).order_by("day", "pk").first()
    if row is not None:
        raise TermHasLaterNumbers(number=row.label, day=formats.day(row.day))


def close_period(*, actor: Actor, at: datetime, series_uid: UUID) -> Closed:
    """Close a register whose year or term is over, and sign for its totals; nothing is entered in it any more.

    Raises NotYourRegister, SeriesUnknown, WrongCapacity, SeriesClosed, PeriodRunning, ReservedOpen.
    """
    access.must(actor, access.KEEPERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        series = (
            Series.objects.select_for_update(of=("self",))
            .select_related("body", "term")
            .filter(uid=series_uid, keeper_id=actor.unit_id)
            .first()
        )
        if series is None:
            raise SeriesUnknown(series=str(series_uid))
        access.must_act_for(actor, series.body.system, series.body.name)
        must_be_open(series)
        if not _over(series, org.local_day(at)):
            raise PeriodRunning(series=series.name)
        left = series.entries.filter(state="reserved").order_by("number")
        first = left.first()
        if first is not None:
            raise ReservedOpen(count=left.count(), number=first.label)
        return _close(actor, at, series)


def _over(series: Series, today: date) -> bool:
    if series.year is not None:
        return series.year < today.year
    return series.term is not None and series.term.until is not None and series.term.until <= today


def close_units(*, actor: Actor, at: datetime, unit_ids: Collection[int]) -> list[Closed]:
    """Close every open register of units that end: their last numbers stand, nobody takes another; the heir opens its own.

    A number that was reserved stays so, for ever unused, and is counted.
    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    rows = Series.objects.select_for_update(of=("self",)).filter(keeper_id__in=unit_ids, closed_at=None).order_by("pk")
    closed = [_close(actor, at, series) for series in rows]
    Body.objects.filter(keeper_id__in=unit_ids, until=None).update(until=org.local_day(at))
    return closed


def _close(actor: Actor, at: datetime, series: Series) -> Closed:
    rows = list(series.entries.select_related("document").order_by("number"))
    states = {state: sum(row.state == state for row in rows) for state in ENTRY_STATES}
    digest = digest_of(rows)
    done = Closed(series.uid, series.first, series.last, states["used"], states["void"], states["reserved"], digest)
    facts = {"form": FORM, **{name: value for name, value in asdict(done).items() if name != "series_uid"}}
    series.closed_at, series.closed_by = at, actor.name
    series.closing = {**facts, "title": actor.signs_as(*access.KEEPERS), "unit": actor.unit}
    series.save(update_fields=["closed_at", "closed_by", "closing"])
    told(actor, at, series, "register_closed", facts)
    return done
