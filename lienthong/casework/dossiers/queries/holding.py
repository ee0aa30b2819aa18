"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection

from lienthong.casework.dossiers.models import Dossier
from lienthong.office.org import public as org


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many dossiers that were received there, or came there, are not done with."""
    return org.counted(Dossier.objects.filter(unit_id__in=unit_ids, ended_at=None))
