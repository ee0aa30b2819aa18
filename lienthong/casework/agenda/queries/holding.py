"""What units have in hand here: tasks of conclusions that are not reported yet, weeks that their office works on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.agenda.models import Job, Week
from lienthong.casework.agenda.rules.words import IN_WORK
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org

TASK, TOKEN = "conclusion", 1
"""How the task list calls what a conclusion gives to do, and the number of its only task."""
DUTY = "leader"
"""Work of a unit lies with whoever leads it."""


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many things that conclusions asked for are open at units, by unit; one statement."""
    return org.counted(Job.objects.filter(unit_id__in=unit_ids, state="open"), "unit_id")


def weeks_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many weeks are in work at units, by the unit that keeps them; one statement."""
    return org.counted(Week.objects.filter(keeper_id__in=unit_ids, state__in=IN_WORK), "keeper_id")


def laid(uids: Collection[UUID] | None = None) -> QuerySet[tasks.Task]:
    """Return the open tasks of conclusions, of all or of some, by key."""
    found = tasks.Task.objects.filter(object_type=TASK, closed_at=None).order_by("pk")
    return found if uids is None else found.filter(object_uid__in=uids)


def seats(day: date) -> dict[tuple[UUID, int], int]:
    """Return where on a day the task of each open job of an ended unit lies: with who took it over; two statements.

    One that nobody took over has no seat.  The context must see every unit.
    """
    homes = dict(Job.objects.filter(state="open", unit__until__lte=day).order_by("pk").values_list("uid", "unit_id"))
    found = org.successors_of(homes.values(), day) if homes else {}
    return {(uid, TOKEN): found[home][0].unit.id for uid, home in homes.items() if found[home]}
