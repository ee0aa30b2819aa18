"""What units have in hand here."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from lienthong.casework.petitions.models import Petition
from lienthong.office.org import public as org


def lying_at(unit_ids: Collection[int]) -> QuerySet[Petition]:
    """Return the petitions that are not closed and lie at units: with the handler, or where nobody has taken them in yet."""
    whose = Q(handler_id__in=unit_ids) | Q(handler=None, unit_id__in=unit_ids)
    return Petition.objects.filter(whose, closed_at=None)


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many petitions lie at units, by unit; one statement."""
    return org.counted(lying_at(unit_ids).annotate(lies=Coalesce("handler_id", "unit_id")), "lies")
