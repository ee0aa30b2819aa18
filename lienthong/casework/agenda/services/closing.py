"""The calendar of an office that ends is closed: what was not published is not published any more, and says why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from lienthong.casework.agenda.models import Entry, Week
from lienthong.casework.agenda.rules.words import IN_WORK
from lienthong.casework.agenda.services.frame import told_of_entry, told_of_week
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence


def close_units(*, actor: Actor, at: datetime, unit_ids: Collection[int]) -> int:
    """Close the calendars that units which end keep; return how many weeks were in work.

    They are not passed on: a week tells what the leaders of one body do, in its rooms and before its units; whoever takes the
    body over has leaders, rooms and a week of its own, and asks for what is still to be held [P].  So what units asked for is
    declined, what is planned from this day on is dropped (it takes nobody's time any more), each with the reason; what was
    published stays.
    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    names = org.units(unit_ids)
    rows = Entry.objects.select_for_update(of=("self",), no_key=True).filter(keeper_id__in=unit_ids)
    planned = Q(state="accepted", day__gte=org.local_day(at))
    for entry in rows.filter(Q(state="proposed") | planned).order_by("pk"):
        entry.state = "declined" if entry.state == "proposed" else "dropped"
        entry.reason, entry.decided_at, entry.decided_by = _why(names[entry.keeper_id]), at, actor.name
        entry.save(update_fields=["state", "reason", "decided_at", "decided_by"])
        told_of_entry(actor, at, entry, f"entry_{entry.state}")
    weeks = Week.objects.select_for_update(of=("self",), no_key=True).filter(keeper_id__in=unit_ids, state__in=IN_WORK)
    found = list(weeks.order_by("pk"))
    for week in found:
        week.state, week.note = "closed", _why(names[week.keeper_id])
        week.save(update_fields=["state", "note"])
        told_of_week(actor, at, week, "week_closed")
    return len(found)


def _why(keeper: org.UnitRow) -> str:
    return str(Sentence("%(unit)s kết thúc hoạt động", unit=keeper.name))
