"""Who writes drafts and who reads them.

Units: row-level security by who drafts and who was asked; Party and State: by capacity.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from lienthong.casework.drafting.errors import NotADrafter, NotTemplatePublisher, NotYourDraft
from lienthong.casework.drafting.models import Draft
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor, Capacity

HEADS = ("division_head", "unit_head")
"""Who answers for a unit that is asked."""
DRAFTERS = (
    "specialist", "records_clerk", *HEADS, "counter_clerk", "centre_officer", *(one for one in org.DUTIES if "." in one),
)  # fmt: skip
"""Who writes drafts and comments on them."""
READERS = DRAFTERS
PUBLISHERS = ("unit_head",)
"""Who publishes and withdraws templates: the head of the unit, which the head of an office is, too."""


def system_of(actor: Actor) -> str:
    """Return the system in which the actor acts now: party or state."""
    return Capacity(actor.capacity).value


def in_sight(actor: Actor) -> Q:
    """Return the filter of the drafts that the actor may read among those of the units seen.

    Those of the own system; of the other one what the actor's unit was asked about.
    """
    if not actor.has(*READERS):
        return Q(pk__in=[])
    return Q(system=system_of(actor)) | Q(pk__in=Draft.objects.filter(opinions__unit_id=actor.unit_id).values("pk"))


def must_draft(actor: Actor) -> None:
    """Raise NotADrafter unless the actor's post writes drafts."""
    if not actor.has(*DRAFTERS):
        raise NotADrafter


def may_answer(actor: Actor, unit_id: int, person_uid: UUID | None) -> bool:
    """Return whether the actor gives an opinion: its head for a unit, the person (or a stand-in) who was asked by name."""
    if actor.unit_id != unit_id:
        return False
    return actor.has(*HEADS) if person_uid is None else person_uid in (actor.person_uid, *actor.stands_for)


def must_publish(actor: Actor) -> None:
    """Raise NotTemplatePublisher unless the actor leads a unit."""
    if not actor.has(*PUBLISHERS):
        raise NotTemplatePublisher


def may_write(actor: Actor, draft: Draft, on: date) -> bool:
    """Return whether a drafter writes the draft: of the unit that drafts it, or of who took that unit over by the day.

    One statement when the unit is another.
    """
    if system_of(actor) != draft.system:
        return False
    if actor.unit_id == draft.unit_id:
        return True
    found = org.successors_of([draft.unit_id], on)[draft.unit_id]
    return bool(found) and found[0].unit.id == actor.unit_id


def must_write(actor: Actor, draft: Draft, on: date) -> None:
    """Raise NotADrafter or NotYourDraft unless the actor writes the draft."""
    must_draft(actor)
    if not may_write(actor, draft, on):
        raise NotYourDraft(unit=draft.unit.name)
