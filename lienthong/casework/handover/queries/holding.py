"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.handover.models import Handover, Keeping
from lienthong.casework.handover.rules.listing import OPEN
from lienthong.office.org import public as org


def under_way_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many minutes are not finished."""
    return org.counted(Handover.objects.filter(unit_id__in=unit_ids, state__in=OPEN))


def kept_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many books, ranges, seals and other things somebody keeps."""
    return org.counted(Keeping.objects.filter(unit_id__in=unit_ids))
