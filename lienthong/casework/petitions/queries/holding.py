"""What units have in hand here."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.functions import Coalesce

from lienthong.casework.petitions.models import Petition
from lienthong.office.org import public as org


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many petitions that are not closed lie at units: with the handler, or where nobody has taken them in yet."""
    rows = Petition.objects.annotate(lies=Coalesce("handler_id", "unit_id"))
    return org.counted(rows.filter(lies__in=unit_ids, closed_at=None), "lies")
