"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.documents.models import Series
from lienthong.office.org import public as org


def running_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many registers are open."""
    return org.counted(Series.objects.filter(keeper_id__in=unit_ids, closed_at=None), "keeper_id")
