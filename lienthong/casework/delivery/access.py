"""Who sends and who reads what was sent.  Units: row-level security by sender and receiver; Party and State: by capacity."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from lienthong.casework.delivery.errors import NotYourPost
from lienthong.casework.documents import public as documents
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

SENDERS = documents.REGISTRARS
"""Who sends, asks for recall and answers, keeps groups and the address book."""
READERS = documents.READERS
"""Who reads how far receivers are."""
INSPECTORS = (*documents.REGISTRARS, "system_admin")
"""Who looks at packets that were wrong."""


def must(actor: Actor) -> None:
    """Raise NotYourPost unless the actor sends documents."""
    if not actor.has(*SENDERS):
        raise NotYourPost


def sent_by(actor: Actor) -> Q:
    """Return the filter of what the actor's unit sent, or a unit in sight that ended, in the capacity of the actor."""
    return _at("sender", actor)


def got_by(actor: Actor) -> Q:
    """Return the filter of what came to the actor's unit, or a unit in sight that ended, in the capacity of the actor."""
    return _at("receiver", actor)


def _at(end: str, actor: Actor) -> Q:
    ended = Q(**{f"{end}_id__in": actor.sees, f"{end}__until__isnull": False})
    return (Q(**{f"{end}_id": actor.unit_id}) | ended) & Q(**{f"{end}_system": actor.capacity})


def follows(actor: Actor, unit_id: int | None, on: date) -> bool:
    """Return whether the actor's unit is a unit, or took its largest part over by a day; one statement when it is another."""
    if unit_id is None or unit_id == actor.unit_id:
        return unit_id is not None
    found = org.successors_of([unit_id], on)[unit_id]
    return bool(found) and found[0].unit.id == actor.unit_id


def answers(actor: Actor) -> Q:
    """Return the filter of the recalls that the actor answers: of what came, and for agencies outside that got the paper."""
    return got_by(actor) | sent_by(actor) & Q(means="paper")
