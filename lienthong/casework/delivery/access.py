"""Who sends and who reads what was sent.  Units: row-level security by sender and receiver; Party and State: by capacity."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.delivery.errors import NotYourPost
from lienthong.casework.documents import public as documents
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
    """Return the filter of what the actor's unit sent, in the capacity that the actor has now."""
    return Q(sender_id=actor.unit_id, sender_system=actor.capacity)


def got_by(actor: Actor) -> Q:
    """Return the filter of what came to the actor's unit, in the capacity that the actor has now."""
    return Q(receiver_id=actor.unit_id, receiver_system=actor.capacity)


def answers(actor: Actor) -> Q:
    """Return the filter of the recalls that the actor answers: of what came, and for agencies outside that got the paper."""
    return got_by(actor) | sent_by(actor) & Q(means="paper")
