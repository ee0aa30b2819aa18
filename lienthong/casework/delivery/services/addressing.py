"""Groups of recipients and the address book of a unit: written, changed, put away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.casework.delivery import access
from lienthong.casework.delivery.errors import (
    AgencyUnknown,
    CodeNeeded,
    GroupUnknown,
    MeansUnknown,
    NameMissing,
    NameTaken,
    NobodyInGroup,
    TooLong,
)
from lienthong.casework.delivery.models import Agency, Group, Member
from lienthong.casework.delivery.queries.addresses import AgencyRow, Recipient, address_book
from lienthong.casework.delivery.rules.words import AGENCY_MEANS, FIELD_NAMES, MOST
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import nfc


@dataclass(frozen=True)
class NewAgency:
    """An agency outside as typed; organ its code, means how documents go to it (key of AGENCY_MEANS)."""

    name: str
    organ: str = ""
    email: str = ""
    address: str = ""
    means: str = "paper"


def write_group(*, actor: Actor, at: datetime, name: str, members: Iterable[str], uid: UUID | None = None) -> UUID:
    """Write a group of recipients of the actor's unit, or change one; return its uid.

    members  keys of the address book's recipients, in the order in which they are to stand.
    Raises NotYourPost, NameMissing, TooLong, RecipientUnknown, NobodyInGroup, GroupUnknown, NameTaken.
    """
    access.must(actor)
    said = _named(name)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        chosen = address_book(actor, org.local_day(at)).chosen(members)
        if not chosen:
            raise NobodyInGroup
        row = _group(actor, uid) if uid else Group(unit_id=actor.unit_id)
        row.name = said
        _save(row, said)
        row.members.all().delete()
        Member.objects.bulk_create([_member(row, place, one) for place, one in enumerate(chosen)])
        _told(actor, at, "recipient_group", row.uid, "recipients_grouped", {"members": len(chosen)})
        return row.uid


def close_group(*, actor: Actor, at: datetime, uid: UUID) -> None:
    """Put a group away; what was sent by it stays.  Raises NotYourPost, GroupUnknown."""
    access.must(actor)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _group(actor, uid)
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        _told(actor, at, "recipient_group", row.uid, "recipient_group_closed", {})


def write_agency(*, actor: Actor, at: datetime, new: NewAgency, uid: UUID | None = None) -> UUID:
    """Write an agency into the address book of the actor's unit, or change one; return its uid.

    Raises NotYourPost, NameMissing, TooLong, MeansUnknown, CodeNeeded, AgencyUnknown, NameTaken.
    """
    access.must(actor)
    said = _cleaned(new)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _agency(actor, uid) if uid else Agency(unit_id=actor.unit_id)
        for field, value in said.items():
            setattr(row, field, value)
        _save(row, said["name"])
        _told(actor, at, "outside_agency", row.uid, "agency_written", {"means": row.means})
        return row.uid


def close_agency(*, actor: Actor, at: datetime, uid: UUID) -> None:
    """Take an agency out of the address book and of the groups; what was sent to it stays.  Raises NotYourPost, AgencyUnknown."""
    access.must(actor)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _agency(actor, uid)
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        Member.objects.filter(agency=row).delete()
        _told(actor, at, "outside_agency", row.uid, "agency_closed", {})


def _member(group: Group, place: int, one: Recipient) -> Member:
    if isinstance(one, AgencyRow):
        return Member(group=group, place=place, agency_id=one.id)
    return Member(group=group, place=place, keeper_id=one.keeper_id, body_key=one.body_key)


def cleaned(text: str, field: str) -> str:
    """Return a typed text in NFC with single spaces.  Raises TooLong."""
    said = " ".join(nfc(text).split())
    if len(said) > MOST[field]:
        raise TooLong(what=FIELD_NAMES[field], most=MOST[field])
    return said


def _named(name: str) -> str:
    said = cleaned(name, "name")
    if not said:
        raise NameMissing
    return said


def _cleaned(new: NewAgency) -> dict[str, str]:
    said = {"name": _named(new.name), "means": new.means}
    said |= {field: cleaned(getattr(new, field), field) for field in ("organ", "email", "address")}
    if new.means not in AGENCY_MEANS:
        raise MeansUnknown
    if new.means == "axis" and not said["organ"]:
        raise CodeNeeded
    return said


def _save(row: Group | Agency, name: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken(name=name) from None


def _group(actor: Actor, uid: UUID) -> Group:
    row = Group.objects.select_for_update(no_key=True).filter(unit_id=actor.unit_id, uid=uid, closed_at=None).first()
    if row is None:
        raise GroupUnknown
    return row


def _agency(actor: Actor, uid: UUID) -> Agency:
    row = Agency.objects.select_for_update(no_key=True).filter(unit_id=actor.unit_id, uid=uid, closed_at=None).first()
    if row is None:
        raise AgencyUnknown
    return row


def _told(actor: Actor, at: datetime, kind: str, uid: UUID, activity: str, body: Mapping[str, Any]) -> None:
    participants: Sequence[int] = (actor.unit_id,)
    done = ledger.Lifecycle.COMPLETED
    ledger.append(ledger.about(kind, uid, activity, done, at=at, actor=actor, body=body, participants=participants))
