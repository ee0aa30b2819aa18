"""The posts of a unit with who holds them, and a person with posts and accounts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.staffing import access
from lienthong.casework.staffing.errors import PersonUnknown
from lienthong.office.accounts import public as accounts
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Seat:
    """Somebody who holds a post, or will; with the accounts that open it."""

    staff: org.StaffRow
    accounts: tuple[accounts.AccountRow, ...]
    coming: bool


@dataclass(frozen=True)
class Place:
    """A post of a unit with who holds it.

    changes  the actor may give it and take it away (a post that administers only the administrator of the system does).
    """

    post: org.PostRow
    seats: tuple[Seat, ...]
    changes: bool

    @property
    def free(self) -> int:
        """Return how many seats nobody holds now or later."""
        return max(self.post.seats - len(self.seats), 0)


def places(actor: Actor, unit_id: int, at: datetime) -> list[Place]:
    """Return the posts of a unit that last or will, by rank, each with who holds it; three statements beside those of rights.

    Raises NotYourStaff.
    """
    on = org.local_day(at)
    access.must(actor, unit_id, on)
    staff = org.held_from(on, unit_id=unit_id)
    opened = _accounts({one.person_id for one in staff})
    held: dict[UUID, list[Seat]] = {}
    for one in staff:
        held.setdefault(one.post_uid, []).append(Seat(one, opened.get(one.person_id, ()), one.since > on))
    return [
        Place(post, tuple(held.get(post.uid, ())), actor.has(access.SYSTEM) or not access.RIGHTS & set(post.duties))
        for post in org.posts_of(unit_id, on, coming=True)
    ]


def _accounts(person_ids: Collection[int]) -> dict[int, tuple[accounts.AccountRow, ...]]:
    found: dict[int, tuple[accounts.AccountRow, ...]] = {}
    for row in accounts.accounts_of(person_ids):
        found[row.person_id] = (*found.get(row.person_id, ()), row)
    return found


@dataclass(frozen=True)
class Member:
    """A person with the posts held now or later (at units that the actor administers: `here`), and accounts."""

    person: org.PersonRow
    posts: tuple[org.StaffRow, ...]
    here: frozenset[UUID]
    accounts: tuple[accounts.AccountRow, ...]
    proposed: str


def member(actor: Actor, person_uid: UUID, at: datetime) -> Member:
    """Return a person who holds a post at a unit that the actor administers; five statements.  Raises PersonUnknown."""
    on = org.local_day(at)
    person = org.person(person_uid)
    if person is None:
        raise PersonUnknown(person=str(person_uid))
    mine = {one.id for one in access.units(actor, on)}
    posts = tuple(org.held_from(on, person_id=person.id))
    if not actor.has(access.SYSTEM) and not any(one.unit_id in mine for one in posts):
        raise PersonUnknown(person=str(person_uid))
    here = frozenset(one.appointment_uid for one in posts if one.unit_id in mine)
    start = accounts.proposed_username(person.name, ())
    return Member(
        person, posts, here, tuple(accounts.accounts_of([person.id])),
        accounts.proposed_username(person.name, accounts.usernames_like(start)),
    )  # fmt: skip
