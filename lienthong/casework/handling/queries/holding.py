"""How the task list calls letters, and what units have in hand here."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.rules.words import OPEN
from lienthong.office.org import public as org

TASK = "letter"
"""How the task list calls a letter."""


def parts_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many parts of letters are open at units, by unit; one statement."""
    return org.counted(Part.objects.filter(unit_id__in=unit_ids, closed_at=None))


def presented_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many letters wait for the instruction of a leader of units, by unit; one statement."""
    return org.counted(Letter.objects.filter(leader_unit_id__in=unit_ids, state="presented"), "leader_unit_id")


def lying_at(unit_ids: Collection[int]) -> QuerySet[Letter]:
    """Return the letters of which somebody at units has an open part, or on which a leader there may still instruct."""
    parts = Part.objects.filter(letter_id=OuterRef("pk"), unit_id__in=unit_ids, state="open")
    return Letter.objects.filter(Q(Exists(parts)) | Q(leader_unit_id__in=unit_ids, state__in=OPEN))
