"""The frozen rows that questions about the organisation answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lienthong.toolkit.actor import Capacity


@dataclass(frozen=True)
class UnitRow:
    """A unit as it was on the day asked for."""

    id: int
    uid: UUID
    code: str
    code_legacy: str
    admin_code: str
    name: str
    short_name: str
    kind: str
    function: str
    functions: tuple[str, ...]
    system: str
    level: str
    parent_id: int | None
    area_class: str
    home_installation: str
    since: date
    until: date | None


@dataclass(frozen=True)
class UnitNode:
    """A unit in the tree, with how deep it lies below its root (0)."""

    unit: UnitRow
    depth: int


@dataclass(frozen=True)
class Successor:
    """A unit that follows another on a day, with the part (0..1] of the old one that it took over."""

    unit: UnitRow
    share: float


@dataclass(frozen=True)
class Heir:
    """The unit that holds on a day what another held; `whole`: all of it, else the largest part."""

    unit_id: int
    whole: bool


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a duty at an instant.

    person_uid      who acts; for a delegation the person it was given to.
    post_uid        the post whose duty it is (for a delegation the delegated post).
    title           of the post; of a stand-in as it is signed: «TUQ. Chủ tịch UBND xã / Công chức Tư pháp - hộ tịch».
    via_delegation  uid of the delegation, None when held by appointment.
    on_behalf_of    uid of the person who delegated.
    """

    person_uid: UUID
    post_uid: UUID
    name: str
    title: str
    unit_id: int
    via_delegation: UUID | None = None
    on_behalf_of: UUID | None = None


@dataclass(frozen=True)
class Assignment:
    """One post in which a person may act at an instant, by appointment or by delegation."""

    person_uid: UUID
    person_name: str
    post_uid: UUID
    title: str
    duties: tuple[str, ...]
    capacity: Capacity
    unit_id: int
    unit_uid: UUID
    unit_name: str
    unit_short_name: str
    via_delegation: UUID | None = None
    on_behalf_of: UUID | None = None
    on_behalf_of_name: str = ""
    subtree: tuple[int, ...] = ()
    past: tuple[int, ...] = ()


@dataclass(frozen=True)
class Address:
    """A place to pick in an address: `path` is what a form shows, `code` what it stores."""

    uid: UUID
    code: str
    full_name: str
    path: str
    level: str
    since: date
    until: date | None


@dataclass(frozen=True)
class PersonRow:
    """A person of the organisation."""

    id: int
    uid: UUID
    name: str
    birth_year: int | None


@dataclass(frozen=True)
class PostRow:
    """A post of a unit."""

    id: int
    uid: UUID
    unit_id: int
    title: str
    duties: tuple[str, ...]
    capacity: str
    seats: int
    since: date
    until: date | None


@dataclass(frozen=True)
class StaffRow:
    """A person's time in a post of a unit; `until` None = until further notice."""

    person_id: int
    person_uid: UUID
    name: str
    post_id: int
    post_uid: UUID
    title: str
    duties: tuple[str, ...]
    unit_id: int
    unit: str
    appointment_uid: UUID
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        """Return whether the person holds the post on a day."""
        return self.since <= day and (self.until is None or self.until > day)


@dataclass(frozen=True)
class DelegationRow:
    """Somebody stands in for the holder of a post between two instants and signs in a form (kt, tl, tuq)."""

    uid: UUID
    post_uid: UUID
    title: str
    giver_uid: UUID
    giver: str
    taker_uid: UUID
    taker: str
    form: str
    reason: str
    since: datetime
    until: datetime
