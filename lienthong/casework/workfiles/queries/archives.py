"""The archive: which unit keeps whose, what was handed in, what is printed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import HandInUnknown
from lienthong.casework.workfiles.models import HandIn, HandInLine
from lienthong.casework.workfiles.queries.periods import period
from lienthong.casework.workfiles.queries.reading import ARCHIVED, FOR_EVER, FileRow, file_rows, listed
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

KEEPS = {"state": "division.office", "party": "party_office"}
"""Function of the unit that keeps the archive of an agency, by system; a commune keeps its own [P]."""


def archive_of(unit_id: int, system: str, on: date) -> int:
    """Return the unit whose clerk keeps the archive into which a unit hands its files; two statements.

    The office of the district's committee for its divisions, the Party's office for the committee's boards, a commune for itself;
    a unit that no such office serves keeps its own.
    """
    own = org.unit_on(unit_id, on)
    if own.level == "commune" and system == "state":
        return unit_id
    try:
        return org.unit_serving(KEEPS[system], unit_id, on).id
    except org.NoServingUnit:
        return unit_id


@dataclass(frozen=True)
class HandInRow:
    """A hand-in: from whom to which store, in which state, how many files, who signed when on each side."""

    uid: UUID
    keeper: str
    keeper_id: int
    archive: str
    archive_id: int
    store: str
    state: str
    files: int
    condition: str
    given_at: datetime
    given_by: str
    given_as: str
    taken_at: datetime | None
    taken_by: str
    taken_as: str
    refused_why: str


@dataclass(frozen=True)
class HandedRow:
    """A file of a hand-in as its list names it; days of its documents, how long it is kept, how many there are."""

    uid: UUID
    place: int
    symbol: str
    title: str
    first: date
    last: date
    period_name: str
    documents: int
    pages: int
    box: str
    shelf: str


def hand_ins(actor: Actor, *, before: int = 0) -> tuple[list[HandInRow], int]:
    """Return 50 hand-ins that the actor's unit gave or gets, the latest first, and the key to go on before; one statement."""
    rows = HandIn.objects.filter(Q(keeper_id=actor.unit_id) | Q(archive_id=actor.unit_id), access.in_sight(actor))
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.select_related("keeper", "archive").annotate(many=Count("lines")).order_by("-pk")[:51])
    return [_row(one) for one in found[:50]], found[49].pk if len(found) > 50 else 0


def _row(one: HandIn) -> HandInRow:
    return HandInRow(
        one.uid, one.keeper.name, one.keeper_id, one.archive.name, one.archive_id, one.store, one.state, one.many,  # type: ignore[attr-defined]
        one.condition, one.given_at, one.given_by, one.given_as, one.taken_at, one.taken_by, one.taken_as, one.refused_why,
    )  # fmt: skip


def hand_in_of(actor: Actor, uid: UUID) -> tuple[HandInRow, list[HandedRow]]:
    """Return a hand-in with its files in the order of the list; two statements.  Raises HandInUnknown."""
    rows = HandIn.objects.filter(access.in_sight(actor), uid=uid)
    row = rows.select_related("keeper", "archive").annotate(many=Count("lines")).first()
    if row is None:
        raise HandInUnknown(hand_in=str(uid))
    lines = []
    for line in row.lines.select_related("file").order_by("place"):
        file = line.file
        last = file.ended_on or org.local_day(file.opened_at)
        lines.append(
            HandedRow(
                file.uid, line.place, file.symbol, file.title, date.fromisoformat(file.closing.get("started_on", str(last))),
                last, period(file.period).name, file.closing.get("documents", 0), file.closing.get("pages", 0), line.box,
                line.shelf,
            )
        )  # fmt: skip
    return _row(row), lines


def to_hand_in(actor: Actor, store: str) -> list[FileRow]:
    """Return the files that may go to a store now, 200 at most: closed ones of the unit, or its archive's; one statement."""
    rows = listed(actor, "unit", date.max) if store == "agency" else listed(actor, "archive", date.max)
    rows = rows.filter(state="closed" if store == "agency" else "handed", period__in=ARCHIVED)
    if store == "historical":
        rows = rows.filter(period__in=FOR_EVER)
    waiting = HandInLine.objects.filter(file=OuterRef("pk"), hand_in__state="given")
    return file_rows(rows.filter(~Exists(waiting)).order_by("year", "symbol"), 200)
