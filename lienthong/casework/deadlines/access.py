"""Who is warned, who writes, signs and sends apologies.  Row-level security shows them with their dossier (DESIGN 7.6)."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.deadlines.errors import NotYourApology
from lienthong.casework.deadlines.rules.ladder import specialist_duties
from lienthong.toolkit.actor import Actor

SIGNERS = ("unit_head",)
WRITERS = ("unit_head", "division_head", "counter_clerk", "centre_officer", "records_clerk")
"""Who may mend a draft of its unit, and record that the letter went out."""
WATCHERS = ("unit_head", "division_head", "deadline_watcher")
"""Who is offered the pages even while nothing waits."""
NAMES = {SIGNERS: "lãnh đạo đơn vị", WRITERS: "lãnh đạo, cán bộ một cửa hoặc văn thư"}


def addressed(actor: Actor) -> Q:
    """Return the filter of alerts that are the actor's: its unit, its person, or a duty of its post when nobody is named."""
    mine = Q(person_uid=actor.person_uid) | Q(person_uid=None, duty__in=specialist_duties(sorted(actor.duties)))
    return Q(unit_id=actor.unit_id) & mine


def must(actor: Actor, duties: tuple[str, ...], *, unit_id: int, unit: str, act: str) -> None:
    """Raise NotYourApology unless the actor is of the unit that made the promise and holds one of the duties."""
    if actor.unit_id != unit_id or not actor.has(*duties):
        raise NotYourApology(act=act, duty=NAMES[duties], unit=unit)
