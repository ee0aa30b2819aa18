"""Who may be asked by name about a draft: colleagues of one's own unit, and who leads other units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.casework.drafting import access
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class PersonToAsk:
    """A person at a unit with the title of the post; duty: of the post, with which the question becomes a task."""

    person_uid: UUID
    name: str
    title: str
    unit_id: int
    unit: str
    duty: str


def people_to_ask(actor: Actor, on: date, unit_ids: Iterable[int]) -> list[PersonToAsk]:
    """Return who of units may be asked by name on a day: whoever drafts in the actor's own unit, who leads the others.

    By unit, rank and name, each person once at a unit, never the actor; one statement.
    """
    found: dict[tuple[int, UUID], PersonToAsk] = {}
    for one in org.staff_of({actor.unit_id, *unit_ids}, on):
        able = access.DRAFTERS if one.unit_id == actor.unit_id else access.HEADS
        duty = next((duty for duty in able if duty in one.duties), "")
        if duty and one.person_uid != actor.person_uid:
            person = PersonToAsk(one.person_uid, one.name, one.title, one.unit_id, one.unit, duty)
            found.setdefault((one.unit_id, one.person_uid), person)
    return list(found.values())
