"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.queue.models import CounterGroup
from lienthong.office.org import public as org


def groups_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many groups of counters are open."""
    return org.counted(CounterGroup.objects.filter(unit_id__in=unit_ids, closed_at=None))
