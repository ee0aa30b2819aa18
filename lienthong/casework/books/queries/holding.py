"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.books.models import Book
from lienthong.office.org import public as org


def running_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many volumes are open."""
    return org.counted(Book.objects.filter(unit_id__in=unit_ids, closed_at=None))
