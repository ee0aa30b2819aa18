"""What units have in hand here, by unit; one statement."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.approval.models import Stand
from lienthong.office.org import public as org


def waiting_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many rounds wait at units for a look, a signature or their issue."""
    return org.counted(Stand.objects.filter(unit_id__in=unit_ids, state="open"), "unit_id")
