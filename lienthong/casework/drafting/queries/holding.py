"""What units and people have in hand here: drafts that are written or under way, and questions that wait for an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting.models import Draft, Opinion
from lienthong.office.org import public as org

RUNNING = ("open", "submitted")
TASK = "draft"
"""How the task list calls a draft that a unit is asked about."""


def running_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many drafts of units are open or submitted, by unit."""
    return org.counted(Draft.objects.filter(unit_id__in=unit_ids, state__in=RUNNING), "unit_id")


def asked_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many opinions units were asked for and have not given, by unit."""
    return org.counted(waiting(unit_ids))


def waiting(unit_ids: Collection[int]) -> QuerySet[Opinion]:
    """Return the questions that wait for units, in the order of asking."""
    return Opinion.objects.filter(unit_id__in=unit_ids, given_at=None, withdrawn_at=None).order_by("pk")


@dataclass(frozen=True)
class HeldDraft:
    """A draft that somebody has not finished; subject: "" of a Party draft, which no line of minutes tells."""

    uid: UUID
    type_name: str
    body: str
    subject: str


def unfinished(unit_id: int, person_uid: UUID | None = None) -> list[HeldDraft]:
    """Return the drafts of a unit that are not finished and that a person began or took over, the first begun first.

    Those of everybody when no person is named; one statement.
    """
    rows = Draft.objects.filter(unit_id=unit_id, state__in=RUNNING)
    if person_uid is not None:
        rows = rows.filter(Q(taken_by_uid=person_uid) | Q(taken_by_uid=None, begun_by_uid=person_uid))
    return [
        HeldDraft(
            row.uid, documents.types.by_key(row.system, row.type_key, org.local_day(row.changed_at)).name, row.body_name,
            row.subject if row.system == "state" else "",
        )
        for row in rows.order_by("pk")
    ]  # fmt: skip
