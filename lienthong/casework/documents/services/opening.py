"""Bodies and series are opened when the first number is asked; a series is locked while one is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import BodyUnknown, NoTerm, SeriesClosed
from lienthong.casework.documents.models import Body, Series, Term
from lienthong.casework.documents.queries.plans import plans
from lienthong.casework.documents.rules.series import SeriesKind
from lienthong.casework.documents.rules.types import DocumentType
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

HOLD_TERM = {
    "shared": "SELECT pg_advisory_xact_lock_shared(hashtextextended('documents.term', %s))",
    "alone": "SELECT pg_advisory_xact_lock(hashtextextended('documents.term', %s))",
}
"""Locks by the key of a committee: no number is taken while its next term is entered."""


@dataclass(frozen=True)
class Run:
    """Which run of numbers is meant: its kind, the type where each type has its own, the day of the number."""

    kind: SeriesKind
    type: DocumentType | None
    day: date

    @property
    def key(self) -> str:
        """Return the key of the series."""
        return self.kind.of_type(self.type.key if self.type else "")

    @property
    def name(self) -> str:
        """Return the name of the series."""
        return self.kind.named(self.type.name if self.type else "")


def body_of(actor: Actor, on: date, key: str, *, keeper_id: int | None = None) -> Body:
    """Return the body of a key whose registers the actor's unit keeps, or another one; it is opened now when it is new.

    Raises BodyUnknown, WrongCapacity.
    """
    keeper = keeper_id or actor.unit_id
    found = Body.objects.filter(keeper_id=keeper, key=key, until=None)
    body = found.first()
    if body is None:
        plan = next((one for one in plans(keeper, on) if one.kind.key == key), None)
        if plan is None:
            raise BodyUnknown(unit=actor.unit)
        access.must_act_for(actor, plan.kind.system, plan.name)
        made = Body(
            keeper_id=keeper, unit_id=plan.unit_id, key=key, system=plan.kind.system, symbol=plan.kind.symbol,
            name=plan.name, committee_id=plan.committee_id, since=on,
        )  # fmt: skip
        Body.objects.bulk_create([made], ignore_conflicts=True)
        body = found.get()
    access.must_act_for(actor, body.system, body.name)
    return body


def term_on(committee_id: int, day: date) -> Term:
    """Return the term of a Party committee that a day lies in.

    It does not change until the transaction ends.  Raises NoTerm.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD_TERM["shared"], [committee_id])
    term = Term.objects.filter(committee_id=committee_id, since__lte=day).order_by("-since").first()
    if term is None or (term.until is not None and term.until <= day):
        raise NoTerm(day=formats.day(day), committee=org.unit(committee_id).name)
    return term


def locked(actor: Actor, at: datetime, body: Body, run: Run) -> Series:
    """Return the series of a run of a body, locked until the transaction ends; it is opened now when it is new.

    Raises SeriesClosed, NoTerm.
    """
    period: dict[str, Any] = {"year": run.day.year, "term": None}
    if run.kind.reset == "term" and body.committee_id is not None:
        period = {"year": None, "term": term_on(body.committee_id, run.day)}
    found = Series.objects.filter(body=body, direction=run.kind.direction, key=run.key, **period)
    series = found.select_for_update(of=("self",), no_key=True).first()
    if series is None:
        made = Series(
            body=body, keeper_id=body.keeper_id, direction=run.kind.direction, key=run.key, name=run.name, opened_at=at,
            opened_by=actor.name, **period,
        )  # fmt: skip
        inserted = Series.objects.bulk_create([made], ignore_conflicts=True)
        series = found.select_for_update(of=("self",), no_key=True).get()
        if series.uid == inserted[0].uid:
            told(actor, at, series, "series_opened", {"first": series.first}, participants=(series.keeper_id,))
    must_be_open(series)
    return series


def must_be_open(series: Series) -> None:
    """Raise SeriesClosed when nothing is entered in a series any more."""
    if series.closed_at is not None:
        raise SeriesClosed(series=series.name, day=formats.day(series.closed_at))


def told(
    actor: Actor, at: datetime, series: Series, activity: str, body: Mapping[str, Any], *, participants: tuple[int, ...] = ()
) -> None:
    """Write one event of a series into the ledger."""
    ledger.append(noted(actor, at, series, activity, body, participants=participants))


def noted(
    actor: Actor,
    at: datetime,
    series: Series,
    activity: str,
    body: Mapping[str, Any],
    *,
    objects: tuple[ledger.ObjectRef, ...] = (),
    participants: tuple[int, ...] = (),
) -> ledger.Entry:
    """Return one event of a series; subjects and names stand in no event."""
    facts = {"direction": series.direction, "series": series.key, "year": series.year, **body}
    return ledger.about(
        "register", series.uid, activity, ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=facts, objects=objects,
        participants=participants,
    )  # fmt: skip
