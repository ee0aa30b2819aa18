"""Reorganisations as pages show them, and the dossiers that wait for somebody to choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation import access
from lienthong.casework.reorganisation.errors import ReorganisationUnknown
from lienthong.casework.reorganisation.models import Reorganisation, WaitingDossier
from lienthong.casework.reorganisation.rules.passing import STATES
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Shown:
    """A reorganisation; `shown` is what the last preview or the execution found (queries.telling), empty before."""

    uid: UUID
    source: str
    on: date
    document: str
    state: str
    entries: int
    shown: dict[str, Any]
    shown_at: datetime | None
    made_by: str
    executed_at: datetime | None
    executed_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    undone_at: datetime | None
    undone_by: str
    waiting: int

    @property
    def state_name(self) -> str:
        """Return where it stands, in words."""
        return STATES[self.state]


@dataclass(frozen=True)
class WaitingRow:
    """A dossier that waits, or waited; candidates as (key, name)."""

    reorganisation: UUID
    on: date
    dossier_uid: UUID
    code: str
    unit: str
    candidates: tuple[tuple[int, str], ...]
    chosen: str
    decided_at: datetime | None
    decided_by: str


def reorganisations() -> list[Shown]:
    """Return every reorganisation by day; one statement."""
    rows = Reorganisation.objects.annotate(left=Count("waiting", filter=Q(waiting__chosen=None))).order_by("on", "pk")
    return [_shown(row, row.left) for row in rows]


def reorganisation(uid: UUID) -> Shown:
    """Return one; one statement.  Raises ReorganisationUnknown."""
    row = Reorganisation.objects.annotate(left=Count("waiting", filter=Q(waiting__chosen=None))).filter(uid=uid).first()
    if row is None:
        raise ReorganisationUnknown(uid=str(uid))
    return _shown(row, row.left)


def _shown(row: Reorganisation, waiting: int) -> Shown:
    return Shown(
        row.uid, row.source, row.on, row.document, row.state, len(row.entries), row.shown, row.shown_at, row.made_by,
        row.executed_at, row.executed_by, row.confirmed_at, row.confirmed_by, row.undone_at, row.undone_by, waiting,
    )  # fmt: skip


def work_list(actor: Actor) -> list[WaitingRow]:
    """Return what an administrator has to choose, by code, and then the latest choices.  Raises NotYourReorganisation."""
    with access.everywhere(actor):
        return waiting(decided=None)


def minutes(actor: Actor, uid: UUID) -> list[handover.ActRow]:
    """Return the minutes that an execution made, and where they stand.  Raises NotYourReorganisation."""
    with access.everywhere(actor):
        return handover.of_act(uid)


def waiting(*, decided: bool | None = False, limit: int = 200) -> list[WaitingRow]:
    """Return the dossiers that wait, by code; those decided, the latest first; with None the ones before the others.

    In the caller's context; two statements.
    """
    rows = WaitingDossier.objects.select_related("reorganisation", "unit", "chosen")
    rows = rows.order_by(F("decided_at").desc(nulls_first=True), "code", "pk")
    rows = rows if decided is None else rows.filter(chosen__isnull=not decided)
    found = list(rows[:limit])
    names = org.units({unit_id for row in found for unit_id in row.candidates})
    return [
        WaitingRow(
            row.reorganisation.uid, row.reorganisation.on, row.dossier_uid, row.code, row.unit.name,
            tuple((unit_id, names[unit_id].name) for unit_id in row.candidates),
            row.chosen.name if row.chosen else "", row.decided_at, row.decided_by,
        )
        for row in found
    ]  # fmt: skip
