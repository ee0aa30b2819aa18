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


@dataclass(frozen=True)
class Roster:
    """The posts of a unit by rank, and who held the last post there, holds none any more and could still sign in."""

    places: tuple[Place, ...]
    leavers: tuple[Seat, ...]


def roster(actor: Actor, unit_id: int, at: datetime) -> Roster:
    """Return the posts of a unit that last or will, each with who holds it, and who left; four statements beside those of rights.

    Raises NotYourStaff.
    """
    on = org.local_day(at)
    access.must(actor, unit_id, on)
    staff, gone = org.held_from(on, unit_id=unit_id), org.left(on, unit_id=unit_id)
    opened = _accounts({one.person_id for one in (*staff, *gone)})
    held: dict[UUID, list[Seat]] = {}
    for one in staff:
        held.setdefault(one.post_uid, []).append(Seat(one, opened.get(one.person_id, ()), one.since > on))
    places = (
        Place(post, tuple(held.get(post.uid, ())), actor.has(access.SYSTEM) or not access.RIGHTS & set(post.duties))
        for post in org.posts_of(unit_id, on, coming=True)
    )
    open_ones = {one.person_id: tuple(row for row in opened.get(one.person_id, ()) if row.open) for one in gone}
    last = {one.person_id: one for one in gone}  # two posts may have ended on the same day
    return Roster(tuple(places), tuple(Seat(one, open_ones[key], coming=False) for key, one in last.items() if open_ones[key]))


def _accounts(person_ids: Collection[int]) -> dict[int, tuple[accounts.AccountRow, ...]]:
    found: dict[int, tuple[accounts.AccountRow, ...]] = {}
    for row in accounts.accounts_of(person_ids):
        found[row.person_id] = (*found.get(row.person_id, ()), row)
    return found


@dataclass(frozen=True)
class Member:
    """A person with the posts held now or later (at units that the actor administers: `here`), and accounts.

    left  the person held the last post at a unit that the actor administers, and none now: an account is closed and no more.
    """

    person: org.PersonRow
    posts: tuple[org.StaffRow, ...]
    here: frozenset[UUID]
    accounts: tuple[accounts.AccountRow, ...]
    proposed: str
    left: bool = False


def member(actor: Actor, person_uid: UUID, at: datetime) -> Member:
    """Return a person who holds a post at a unit that the actor administers, or held the last one there.

    Five statements, six for who has left.  Raises PersonUnknown.
    """
    on = org.local_day(at)
    person = org.person(person_uid)
    if person is None:
        raise PersonUnknown(person=str(person_uid))
    mine = {one.id for one in access.units(actor, on)}
    posts = tuple(org.held_from(on, person_id=person.id))
    ours = actor.has(access.SYSTEM) or any(one.unit_id in mine for one in posts)
    if not ours and not any(one.unit_id in mine for one in org.left(on, person_id=person.id)):
        raise PersonUnknown(person=str(person_uid))
    here = frozenset(one.appointment_uid for one in posts if one.unit_id in mine)
    start = accounts.proposed_username(person.name, ())
    return Member(
        person, posts, here, tuple(accounts.accounts_of([person.id])),
        accounts.proposed_username(person.name, accounts.usernames_like(start)), not ours,
    )  # fmt: skip
