"""Who opens and keeps work files.  Units: row-level security by the keeper (DESIGN 7.6); Party and State: by capacity."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.workfiles.errors import NotYourFile
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor, Capacity

WRITERS = ("records_clerk", "unit_head", "division_head", *(one for one in org.DUTIES if one.startswith("specialist")))
"""Who opens files and keeps what lies in them: whoever does work."""
PLANNERS = ("records_clerk", "unit_head", "division_head")
"""Who drafts the file plan."""
HEADS = ("unit_head", "division_head")
"""Who issues the plan, checks a file that is closed, consents, decides what is destroyed."""
ARCHIVISTS = ("records_clerk",)
"""Who keeps the archive of an agency: văn thư kiêm lưu trữ; the house's duties have no archive keeper of its own."""
READERS = tuple(dict.fromkeys((*WRITERS, "unit_viewer", "unit_reporter", "deadline_watcher")))
NAMES = {
    WRITERS: "người làm việc của đơn vị", PLANNERS: "văn thư hoặc lãnh đạo", HEADS: "lãnh đạo", ARCHIVISTS: "văn thư, lưu trữ",
    READERS: "người làm việc hoặc tra cứu của đơn vị",
}  # fmt: skip


def must(actor: Actor, duties: tuple[str, ...]) -> None:
    """Raise NotYourFile unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        raise NotYourFile(duty=NAMES[duties])


def system_of(actor: Actor) -> str:
    """Return the system in whose files the actor works now: party or state."""
    return Capacity(actor.capacity).value


def own(actor: Actor) -> Q:
    """Return the filter of what the actor's unit keeps in the actor's system."""
    return Q(keeper_id=actor.unit_id, system=system_of(actor))


def in_sight(actor: Actor) -> Q:
    """Return the filter of what the actor may read among the rows of the units seen: the own system's, none without a duty."""
    return Q(system=system_of(actor)) if actor.has(*READERS) else Q(pk__in=[])
