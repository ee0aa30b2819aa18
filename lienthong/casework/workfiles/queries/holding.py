"""What people and units have in hand: files that are not closed and checked; one statement each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from lienthong.casework.workfiles.models import WorkFile
from lienthong.office.org import public as org

UNFINISHED = ("open", "submitted")


@dataclass(frozen=True)
class HeldFile:
    """A file that somebody has not finished."""

    uid: UUID
    symbol: str
    year: int
    title: str


def unfinished(unit_id: int, person_uid: UUID | None = None) -> list[HeldFile]:
    """Return the files of a unit that a person has not finished, those of everybody when none is named, by year and symbol."""
    rows = WorkFile.objects.filter(keeper_id=unit_id, state__in=UNFINISHED)
    rows = rows if person_uid is None else rows.filter(person_uid=person_uid)
    return [HeldFile(row.uid, row.symbol, row.year, row.title) for row in rows.order_by("year", "symbol")]


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many files of units are not in an archive."""
    return org.counted(WorkFile.objects.filter(keeper_id__in=unit_ids, state__in=[*UNFINISHED, "closed"]), "keeper_id")
