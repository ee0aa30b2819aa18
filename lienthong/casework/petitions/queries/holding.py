"""What units have in hand here, and where each petition stands in the task list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from lienthong.casework.petitions.models import Petition
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org

TASK, TOKEN = "petition", 1
"""How the task list calls a petition, and the number of its only task."""


def lying_at(unit_ids: Collection[int]) -> QuerySet[Petition]:
    """Return the petitions that are not closed and lie at units: with the handler, or where nobody has taken them in yet."""
    whose = Q(handler_id__in=unit_ids) | Q(handler=None, unit_id__in=unit_ids)
    return Petition.objects.filter(whose, closed_at=None)


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many petitions lie at units, by unit; one statement."""
    return org.counted(lying_at(unit_ids).annotate(lies=Coalesce("handler_id", "unit_id")), "lies")


def laid(uids: Collection[UUID] | None = None) -> QuerySet[tasks.Task]:
    """Return the open tasks of petitions, of all or of some, by key."""
    found = tasks.Task.objects.filter(object_type=TASK, closed_at=None).order_by("pk")
    return found if uids is None else found.filter(object_uid__in=uids)


def seats(day: date) -> dict[tuple[UUID, int], int]:
    """Return where on a day the task of each open petition of an ended unit lies: with who took it over; two statements.

    One that nobody took over has no seat.  The context must see every unit.
    """
    ended = Petition.objects.filter(closed_at=None).annotate(lies=Coalesce("handler_id", "unit_id"))
    ended = ended.filter(Q(handler__until__lte=day) | Q(handler=None, unit__until__lte=day)).order_by("pk")
    homes = dict(ended.values_list("uid", "lies"))
    found = org.successors_of(homes.values(), day) if homes else {}
    return {(uid, TOKEN): found[home][0].unit.id for uid, home in homes.items() if found[home]}


LATE_MOST = 200
"""So many late petitions are told at most, the longest late first."""


def late_tasks(unit_ids: Collection[int], at: datetime) -> list[tasks.Task]:
    """Return the tasks of petitions past their day or limit at units, each with its unit, the longest late first; one statement.

    Neither sender nor kind stands in them: whoever sees the units may read them.
    """
    found = laid().filter(tasks.overdue(at), unit_id__in=unit_ids).select_related("unit")
    return list(found.order_by("due_at", "pk")[:LATE_MOST])
