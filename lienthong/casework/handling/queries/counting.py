"""How letters are handled: on time and late by unit and person, what lies open and how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries.listing import AGES, FIGURES, Wanted, aged, counted_parts, figure, own_registers, verdict
from lienthong.toolkit.actor import Actor

VERDICTS = ("on_time", "late", "open", "open_late", "waived")


@dataclass(frozen=True)
class Tally:
    """Letters of one unit or person in a span, counted once each: by how its part stands, and by age of what is open.

    rate  percent answered on time of what was answered; None while nothing was.
    """

    unit_id: int
    name: str
    person_uid: UUID | None
    total: int
    counts: dict[str, int]
    ages: dict[str, int]

    @property
    def rate(self) -> Decimal | None:
        """Return how much of what was answered was on time, in percent."""
        done = self.counts["on_time"] + self.counts["late"]
        return round(Decimal(100 * self.counts["on_time"]) / done, 1) if done else None


@dataclass(frozen=True)
class Week:
    """What a leader reads on one page: presented, ended and finished in a span; waiting and late now."""

    presented: int
    finished: int
    finished_late: int
    filed: int
    waiting: int
    open: int
    late: int


def _seen(actor: Actor) -> Q:
    """Return whose parts an actor counts: those of letters in the own registers, and of the units seen."""
    if not actor.has(*documents.READERS):
        return Q(pk__in=[])
    units = actor.sees | {actor.unit_id}
    return Q(letter__system=actor.capacity, letter__keeper_id__in=units) | Q(unit_id__in=units, side=actor.capacity)


def by_unit(actor: Actor, first: date, last: date, at: datetime) -> list[Tally]:
    """Return how letters given to units in a span stand, the fullest first; one statement."""
    rows = counted_parts(Wanted(first=first, last=last), at).filter(_seen(actor), parent=None)
    return _tallies(rows.values("unit_id", "unit__name"), at, ("unit_id", "unit__name", None))


def by_person(actor: Actor, first: date, last: date, at: datetime) -> list[Tally]:
    """Return how letters given to people in a span stand, the fullest first; one statement."""
    rows = counted_parts(Wanted(first=first, last=last), at).filter(_seen(actor), person_uid__isnull=False)
    return _tallies(rows.values("unit_id", "person_name", "person_uid"), at, ("unit_id", "person_name", "person_uid"))


def _tallies(rows: QuerySet[Part, Any], at: datetime, keys: tuple[str, str, str | None]) -> list[Tally]:
    counted = {name: Count("letter", filter=verdict(name, at), distinct=True) for name in VERDICTS}
    ages = {f"age_{place}": Count("letter", filter=aged(name, at), distinct=True) for place, (name, _, _) in enumerate(AGES)}
    found = rows.annotate(total=Count("letter", distinct=True), **counted, **ages).order_by("-total", keys[1])
    return [_tally(row, keys) for row in found]


def _tally(row: dict[str, object], keys: tuple[str, str, str | None]) -> Tally:
    def number(name: str) -> int:
        value = row[name]
        return value if isinstance(value, int) else 0

    person = row[keys[2]] if keys[2] else None
    return Tally(
        number(keys[0]), str(row[keys[1]]), person if isinstance(person, UUID) else None, number("total"),
        {name: number(name) for name in VERDICTS}, {name: number(f"age_{place}") for place, (name, _, _) in enumerate(AGES)},
    )  # fmt: skip


def week(actor: Actor, first: date, last: date, at: datetime) -> Week:
    """Return what happened to the letters of the own registers in a span and how they stand now; one statement."""
    rows = Letter.objects.filter(own_registers(actor))
    return Week(**rows.aggregate(**{name: Count("pk", filter=figure(name, first, last, at)) for name in FIGURES}))


def totals(rows: Sequence[Tally]) -> dict[str, int]:
    """Return the sums of some tallies by verdict, with the total."""
    return {"total": sum(row.total for row in rows)} | {name: sum(row.counts[name] for row in rows) for name in VERDICTS}
