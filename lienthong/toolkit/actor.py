"""Who acts: the value that every service takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Capacity(StrEnum):
    """In which system somebody acts; the Party is not a variant of the State."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True)
class Actor:
    """A person in a post of a unit, acting in one capacity, perhaps on somebody's behalf.

    unit_id   the unit's key in this installation; `unit_uid` is the one that may leave the machine.
    duties    what the post (and any delegation) allows here and now, e.g. «counter_clerk».
    sees      keys of the units whose records the actor may read (row-level security context);
              it always holds `unit_id`.
    stands_for  the absent persons of the unit whose tasks are this person's for the time being.
    titles      (duty, title) for each duty that the post acted in does not carry itself: of another post of the person, or of the
                absent post for which the person stands in («TUQ. Chủ tịch UBND xã / Công chức Tư pháp - hộ tịch»).
    """

    person_uid: UUID
    post_uid: UUID
    unit_id: int
    unit_uid: UUID
    name: str = ""
    post: str = ""
    unit: str = ""
    capacity: Capacity = Capacity.STATE
    duties: frozenset[str] = frozenset()
    sees: frozenset[int] = frozenset()
    on_behalf_of: UUID | None = None
    stands_for: frozenset[UUID] = frozenset()
    titles: tuple[tuple[str, str], ...] = ()
    account_id: int | None = field(default=None, compare=False)

    def has(self, *duties: str) -> bool:
        """Return whether the actor holds any of `duties`."""
        return not self.duties.isdisjoint(duties)

    def signs_as(self, *duties: str) -> str:
        """Return the title under which the actor signs what takes one of `duties`: its post's when that carries one of them.

        Only who acts for an absent post, because no duty of its own allows the act, signs KT., TL. or TUQ.
        """
        lent = dict(self.titles)
        if any(duty in self.duties and duty not in lent for duty in duties):
            return self.post
        return next((lent[duty] for duty in duties if duty in lent), self.post)
