"""A petition comes: sent by a citizen in the portal, or entered by a clerk who heard or read it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Max

from lienthong.casework.petitions import access
from lienthong.casework.petitions.errors import (
    AboutUnknownProcedure,
    CameBeforeUnit,
    CameInFuture,
    ContactWrong,
    KindUnknown,
    NothingSaid,
    NotReceiving,
)
from lienthong.casework.petitions.events import PetitionReceived
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.limits import due_at
from lienthong.casework.petitions.rules.words import AT_THE_DESK, KINDS, must_fit, petition_code
from lienthong.casework.petitions.services.tasking import lay
from lienthong.casework.petitions.services.telling import told
from lienthong.casework.procedures import public as procedures
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import outbox, vietnamese
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.keys import short_key


@dataclass(frozen=True)
class Said:
    """What somebody says: of which kind, who, how to be reached (phone or e-mail), in short, in full, about what.

    procedure  national code, dossier  code of a dossier; both may be empty.
    told       agrees to be told at the contact, in `language` (vi or en); then there must be one.
    """

    kind: str
    name: str
    subject: str
    words: str
    contact: str = ""
    address: str = ""
    procedure: str = ""
    dossier: str = ""
    told: bool = False
    language: str = "vi"


@dataclass(frozen=True)
class Taken:
    """A petition in the register, with the key for looking it up; `repeated`: by the same page, a moment ago."""

    uid: UUID
    code: str
    lookup_key: str
    repeated: bool = False


def receiving_units(at: datetime) -> list[org.UnitRow]:
    """Return the units to which the public may send petitions now, by code."""
    return org.units_on(org.local_day(at), function="one_stop")


def file(*, unit_id: int, at: datetime, said: Said, key: UUID, citizen_uid: UUID | None = None) -> Taken:
    """Take what a citizen sends in the portal; without an account there is no actor and no citizen.

    key  of the page whose button was pressed: pressed twice, it is one petition.   at  business clock.
    Raises NotReceiving, KindUnknown, NothingSaid, TooManyWords, ContactWrong, AboutUnknownProcedure, a refusal of
    `vietnamese.clean_name`.
    """
    if unit_id not in {one.id for one in receiving_units(at)}:
        raise NotReceiving
    row = _read(said, contact_needed=True)
    row.unit_id, row.channel, row.state, row.key, row.citizen_uid, row.came_at = unit_id, "portal", "sent", key, citizen_uid, at
    with transaction.atomic(), ledger.seeing({unit_id}):
        done = _numbered(row, at)
        if not done.repeated:
            told(row, "petition_filed", actor=None, at=at, participants=(unit_id,), channel=row.channel)
            lay(row, at, unit_id=unit_id)
    return done


def enter(*, actor: Actor, at: datetime, said: Said, channel: str, came_at: datetime, key: UUID) -> Taken:
    """Enter what was said at the counter or came on paper into the register of the actor's unit, which then handles it.

    channel  spoken or paper.   came_at  when the agency had it: the limit counts from then.   key  as in `file`.
    Raises NotYourPetition, CameInFuture, CameBeforeUnit and what `file` raises; a contact may be left out by who is not told.
    """
    access.must_enter(actor)
    if channel not in AT_THE_DESK:
        raise KindUnknown
    if came_at > at:
        raise CameInFuture(day=formats.day(org.local_day(came_at)))
    unit = org.unit(actor.unit_id)
    if org.local_day(came_at) < unit.since:
        raise CameBeforeUnit(day=formats.day(org.local_day(came_at)), unit=unit.name, since=formats.day(unit.since))
    row = _read(said, contact_needed=False)
    row.unit_id, row.channel, row.state, row.key, row.came_at = actor.unit_id, channel, "open", key, came_at
    row.received_at, row.handler_id = at, actor.unit_id
    row.entered_by, row.entered_by_uid = actor.name, actor.person_uid
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        done = _numbered(row, at)
        if not done.repeated:
            told(row, "petition_entered", actor=actor, at=at, participants=(row.unit_id,), channel=channel)
            lay(row, at, unit_id=row.unit_id, actor=actor)
            outbox.announce(PetitionReceived(row.uid, at))
    return done


def _read(said: Said, *, contact_needed: bool) -> Petition:
    """Return an unsaved petition of what was said, cleaned."""
    if said.kind not in KINDS:
        raise KindUnknown
    subject, words = " ".join(said.subject.split()), said.words.strip()
    if not subject or not words:
        raise NothingSaid
    contact = citizens.bare_login(said.contact) if said.contact.strip() else ""
    address, procedure, dossier = said.address.strip(), said.procedure.strip(), said.dossier.strip().upper()
    must_fit(subject=subject, words=words, contact=contact, address=address, procedure=procedure, dossier=dossier)
    if (contact or contact_needed or said.told) and not citizens.is_contact(contact):
        raise ContactWrong
    name = vietnamese.clean_name(said.name)
    return Petition(
        kind=said.kind, name=name, name_masked=vietnamese.mask_name(name), contact=contact,
        address=address, subject=subject, words=words, procedure_id=_procedure_id(procedure), dossier_code=dossier,
        notify=said.told, language=said.language,
    )  # fmt: skip


def _procedure_id(code: str) -> int | None:
    if not code:
        return None
    found = procedures.Procedure.objects.filter(national_code=code).values_list("pk", flat=True).first()
    if found is None:
        raise AboutUnknownProcedure(procedure=code)
    return found


def _numbered(row: Petition, at: datetime) -> Taken:
    """Save a petition under the next number of its unit and day; one that the same page sent to the unit before is returned.

    The key of a page is one at each unit: a page that is sent again to another unit sends another petition.
    """
    row.key = uuid5(row.key, str(row.unit_id))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"petitions:{row.unit_id}"])
    before = Petition.objects.filter(key=row.key, unit_id=row.unit_id).first()
    if before is not None:
        return Taken(before.uid, before.code, before.lookup_key, repeated=True)
    row.day, row.due_at = org.local_day(at), due_at(row.unit_id, row.kind, row.came_at)
    last = Petition.objects.filter(unit_id=row.unit_id, day=row.day).aggregate(last=Max("number"))["last"]
    row.number = (last or 0) + 1
    row.code = petition_code(org.unit(row.unit_id).code, row.day, row.number)
    row.lookup_key = short_key(secrets.randbits(40))
    row.save()
    return Taken(row.uid, row.code, row.lookup_key)
