"""Whom a unit can send to: bodies of ours, agencies of its address book, its groups of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lienthong.casework.delivery.errors import AgencyUnknown, GroupUnknown, RecipientUnknown
from lienthong.casework.delivery.models import Agency, Group
from lienthong.casework.documents import public as documents
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold


@dataclass(frozen=True)
class AgencyRow:
    """An agency of the address book; id for writing, organ its code, means how documents go to it."""

    id: int
    uid: UUID
    name: str
    organ: str
    email: str
    address: str
    means: str

    @property
    def key(self) -> str:
        """Return what names it among recipients in forms."""
        return f"o:{self.uid}"


Recipient = documents.Receiver | AgencyRow
"""Whom a document goes to."""


@dataclass(frozen=True)
class GroupRow:
    """A group with its recipients in their order; those that are no more are left out."""

    uid: UUID
    name: str
    members: tuple[Recipient, ...]

    @property
    def keys(self) -> list[str]:
        """Return what names its recipients in forms."""
        return [one.key for one in self.members]


@dataclass(frozen=True)
class AddressBook:
    """All whom a unit can send to on a day; inside without its own bodies."""

    inside: tuple[documents.Receiver, ...]
    outside: tuple[AgencyRow, ...]
    groups: tuple[GroupRow, ...]

    @property
    def all(self) -> list[Recipient]:
        """Return every recipient, those inside first."""
        inside: list[Recipient] = list(self.inside)
        return inside + list(self.outside)

    def chosen(self, keys: Iterable[str]) -> list[Recipient]:
        """Return the recipients that keys name, each once, in their order.  Raises RecipientUnknown."""
        known = {one.key: one for one in self.all}
        wanted = list(dict.fromkeys(keys))
        if any(key not in known for key in wanted):
            raise RecipientUnknown
        return [known[key] for key in wanted]

    def of_groups(self, uids: Iterable[UUID]) -> list[Recipient]:
        """Return the recipients of groups, each once.  Raises GroupUnknown."""
        known, found = {one.uid: one for one in self.groups}, dict[str, Recipient]()
        for uid in uids:
            if uid not in known:
                raise GroupUnknown
            found |= {one.key: one for one in known[uid].members}
        return list(found.values())

    def named_in(self, text: str) -> list[Recipient]:
        """Return the recipients whose names stand in «Nơi nhận», with or without marks; groups stand for who is in them."""
        said = {fold(one) for one in documents.listed(text)}
        found = {one.key: one for group in self.groups if fold(group.name) in said for one in group.members}
        found |= {one.key: one for one in self.all if fold(one.name) in said}
        return list(found.values())


def address_book(actor: Actor, on: date) -> AddressBook:
    """Return whom the actor's unit can send to on a day; three statements."""
    receivers = documents.receivers_on(on)
    agencies = agencies_of(actor)
    known: dict[tuple[int | None, str], Recipient] = {(one.keeper_id, one.body_key): one for one in receivers}
    known |= {(None, str(one.id)): one for one in agencies}
    inside = tuple(one for one in receivers if (one.keeper_id, one.system) != (actor.unit_id, actor.capacity))
    return AddressBook(inside, tuple(agencies), tuple(_groups(actor, known)))


def _groups(actor: Actor, known: Mapping[tuple[int | None, str], Recipient]) -> list[GroupRow]:
    """Return the groups of the actor's unit by name; one statement, a line for each member, one for a group without."""
    names = ("uid", "name", "members__keeper_id", "members__body_key", "members__agency_id")
    rows = Group.objects.filter(unit_id=actor.unit_id, closed_at=None).order_by("name", "pk", "members__place", "members__pk")
    made: dict[UUID, GroupRow] = {}
    for uid, name, keeper, body_key, agency_id in rows.values_list(*names):
        group = made.setdefault(uid, GroupRow(uid, name, ()))
        member = known.get((keeper, body_key or "") if keeper else (None, str(agency_id)))
        if member is not None:
            made[uid] = replace(group, members=(*group.members, member))
    return list(made.values())


def agencies_of(actor: Actor) -> list[AgencyRow]:
    """Return the agencies outside of the unit's address book, by name; one statement."""
    rows = Agency.objects.filter(unit_id=actor.unit_id, closed_at=None).order_by("name", "pk")
    return [agency_row(row) for row in rows]


def agency_row(row: Agency) -> AgencyRow:
    """Return an agency as others see it."""
    return AgencyRow(row.pk, row.uid, row.name, row.organ, row.email, row.address, row.means)


def agency(actor: Actor, uid: UUID) -> AgencyRow:
    """Return an agency of the unit's address book; one statement.  Raises AgencyUnknown."""
    row = Agency.objects.filter(unit_id=actor.unit_id, uid=uid, closed_at=None).first()
    if row is None:
        raise AgencyUnknown
    return agency_row(row)
