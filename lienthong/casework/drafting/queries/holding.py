"""What units have in hand here: drafts that are written or under way; one statement."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.drafting.models import Draft
from lienthong.office.org import public as org

TASK = "draft"
"""How the task list calls a draft that a unit is asked about."""


def running_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many drafts of units are open or submitted, by unit."""
    return org.counted(Draft.objects.filter(unit_id__in=unit_ids, state__in=["open", "submitted"]), "unit_id")
