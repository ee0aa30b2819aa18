"""Who acts in the demonstration: people who hold a duty at a unit, as actors."""

from __future__ import annotations

import random
from datetime import datetime

from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


class Staff:
    """The people of the organisation at one instant; each (duty, unit) is asked of the database once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._actors: dict[tuple[str, int], list[Actor]] = {}

    def holders(self, duty: str, unit_id: int) -> list[Actor]:
        """Return everybody who holds a duty at a unit, by rank."""
        key = (duty, unit_id)
        if key not in self._actors:
            self._actors[key] = [self._actor(one) for one in org.holders(duty, unit_id, self.at)]
        return self._actors[key]

    def one(self, duty: str, unit_id: int, chance: random.Random) -> Actor:
        """Return somebody who holds a duty at a unit, drawn from `chance`.  LookupError when nobody does."""
        found = self.holders(duty, unit_id)
        if not found:
            raise LookupError(f"nobody holds {duty} at unit {unit_id}")
        return chance.choice(found)

    def _actor(self, holder: org.Holder) -> Actor:
        held = [one for one in org.assignments(holder.person_uid, self.at) if one.unit_id == holder.unit_id]
        post = next(one for one in held if one.post_uid == holder.post_uid)
        together = [one for one in held if one.capacity == post.capacity and one.via_delegation is None]
        return Actor(
            person_uid=holder.person_uid,
            post_uid=holder.post_uid,
            unit_id=holder.unit_id,
            unit_uid=post.unit_uid,
            name=holder.name,
            post=holder.title,
            unit=post.unit_name,
            capacity=post.capacity,
            duties=frozenset(duty for one in together for duty in one.duties),
            sees=frozenset({holder.unit_id, *(seen for one in together for seen in (*one.subtree, *one.past))}),
        )
