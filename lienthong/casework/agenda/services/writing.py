"""Entries: units ask for them, the office writes, changes, accepts, declines and drops them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.agenda import access
from lienthong.casework.agenda.errors import AlreadyDecided, DayPast, NameUnknown, ReasonMissing, TooLong
from lienthong.casework.agenda.models import Entry
from lienthong.casework.agenda.queries.desks import DeskRow, Offers, desk, offers
from lienthong.casework.agenda.rules.entries import Said, fault_of
from lienthong.casework.agenda.rules.words import ENTRY_STATES, FIELD_NAMES, MOST
from lienthong.casework.agenda.services.frame import acting_on_entry, hold, opened, reopened, told_of_entry
from lienthong.casework.documents import public as documents
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import fold, one_line


def propose(*, actor: Actor, at: datetime, keeper_uid: UUID, body_key: str, said: Said, key: UUID | None = None) -> UUID:
    """Ask for time in a calendar for the actor's unit; return the entry.  key: sent twice, it is one entry.

    Raises NotYourPart, CalendarUnknown, DayPast, NameUnknown, and what `rules.entries.fault_of` names.
    """
    access.must(access.may_propose(actor), "propose")
    today = org.local_day(at)
    if said.day < today:
        raise DayPast(day=formats.day(said.day))
    with ledger.seeing(actor.sees):
        found = desk(actor, today, keeper_uid, body_key)
        return _written(actor, at, found, replace(said, letter=None), state="proposed", key=key)


def draft(*, actor: Actor, at: datetime, body_key: str, said: Said, key: UUID | None = None) -> UUID:
    """Write an entry into a calendar that the actor's unit keeps; its week is opened when it is new.  Return the entry.

    A letter that is named must be one that came to this very body.  key: as in `propose`.
    Raises CalendarUnknown, NotYourPart, WrongCapacity, NameUnknown, of documents DocumentUnknown, and what
    `rules.entries.fault_of` names.
    """
    with ledger.seeing(actor.sees):
        found = desk(actor, org.local_day(at), actor.unit_uid, body_key)
        access.must_draft(actor, found.keeper_id, found.system)
        uid = _written(actor, at, found, said, state="accepted", key=key)
        opened(found, said.day)
        reopened(found.keeper_id, found.key, said.day)
        return uid


def _written(actor: Actor, at: datetime, found: DeskRow, said: Said, *, state: str, key: UUID | None) -> UUID:
    if key is not None:
        hold(key)
        again = Entry.objects.filter(key=key).first()
        if again is not None:
            return again.uid
    row = Entry(
        keeper_id=found.keeper_id, body_key=found.key, system=found.system, state=state, key=key, entered_at=at,
        entered_by=actor.name, proposed_from_id=actor.unit_id if state == "proposed" else None,
        **_columns(actor, found, said, org.local_day(at)),
    )  # fmt: skip
    asked = (row.keeper_id, actor.unit_id)
    told_of_entry(actor, at, row, "entry_proposed" if state == "proposed" else "entry_drafted", participants=asked)
    row.save(force_insert=True)
    return row.uid


def _columns(actor: Actor, found: DeskRow, said: Said, today: Any) -> dict[str, Any]:
    """Return the columns of what was said, names as they are on the day.  Raises what is wrong with it."""
    if (fault := fault_of(said)) is not None:
        raise fault
    named = offers(found, today)
    return {
        "day": said.day, "session": said.session, "starts": said.starts, "ends": said.ends, "private": said.private,
        "shared": said.shared, "subject": one_line(said.subject), "others": one_line(said.others), "note": one_line(said.note),
        "place": one_line(said.place), "folded_place": fold(one_line(said.place)), **_names(named, said),
        "letter_uid": said.letter, "letter": _letter(actor, said.letter, found.key),
    }  # fmt: skip


def _names(named: Offers, said: Said) -> dict[str, Any]:
    """Return the columns of persons and units.  Raises NameUnknown for one that the calendar does not offer."""
    people = {one.uid: one.words for one in named.leaders}
    units = {one.uid: one.name for one in named.units}

    def known(uid: UUID, names: dict[UUID, str], field: str) -> str:
        if uid not in names:
            raise NameUnknown(what=FIELD_NAMES[field].lower())
        return names[uid]

    others = [uid for uid in dict.fromkeys(said.people) if uid != said.host]
    return {
        "host_uid": said.host, "host": known(said.host, people, "host") if said.host else "",
        "people": [{"uid": str(uid), "name": known(uid, people, "people")} for uid in others],
        "units": [{"uid": str(uid), "name": known(uid, units, "units")} for uid in dict.fromkeys(said.units)],
        "prepares_uid": said.unit, "prepares": known(said.unit, units, "unit") if said.unit else "",
    }  # fmt: skip


def _letter(actor: Actor, uid: UUID | None, body_key: str) -> str:
    """Return how a letter is called.  Raises DocumentUnknown for one that did not come to the body of the calendar."""
    if uid is None:
        return ""
    sheet = documents.document(actor, uid)
    if sheet.register is None or sheet.direction != "in" or sheet.register.body_key != body_key:
        raise documents.DocumentUnknown(document=str(uid))
    return sheet.line.symbol or sheet.line.label


def amend(*, actor: Actor, at: datetime, entry_uid: UUID, said: Said) -> None:
    """Change what an entry says: its office always, the unit that asked for it until the office has decided.

    Its weeks are in work again; the letter from which it came stays.
    Raises EntryUnknown, WrongCapacity, NotYourPart, AlreadyDecided, NameUnknown, and what `rules.entries.fault_of` names.
    """
    with acting_on_entry(actor, entry_uid) as row:
        today = org.local_day(at)
        asked_here = row.proposed_from_id == actor.unit_id and access.may_propose(actor)
        if not asked_here or row.state == "accepted":
            access.must_draft(actor, row.keeper_id, row.system)
        if row.state not in ("proposed", "accepted"):
            raise AlreadyDecided(state=ENTRY_STATES[row.state])
        before, keeper_uid = row.day, org.unit(row.keeper_id).uid
        found = desk(actor, today, keeper_uid, row.body_key)
        for name, value in _columns(actor, found, replace(said, letter=None), today).items():
            if name not in ("letter", "letter_uid"):
                setattr(row, name, value)
        row.save()
        told_of_entry(actor, at, row, "entry_changed")
        if row.state == "accepted":
            opened(found, row.day)
            for day in {before, row.day}:
                reopened(row.keeper_id, row.body_key, day)


def accept(*, actor: Actor, at: datetime, entry_uid: UUID) -> None:
    """Take what a unit asks for into the week.  Raises EntryUnknown, WrongCapacity, NotYourPart, AlreadyDecided."""
    with acting_on_entry(actor, entry_uid) as row:
        access.must_draft(actor, row.keeper_id, row.system)
        if row.state != "proposed":
            raise AlreadyDecided(state=ENTRY_STATES[row.state])
        _decide(actor, at, row, "accepted", "")
        opened(desk(actor, org.local_day(at), actor.unit_uid, row.body_key), row.day)
        reopened(row.keeper_id, row.body_key, row.day)


def decline(*, actor: Actor, at: datetime, entry_uid: UUID, reason: str) -> None:
    """Do not take what a unit asks for into the week, and say why.

    Raises EntryUnknown, WrongCapacity, NotYourPart, ReasonMissing, TooLong, AlreadyDecided.
    """
    with acting_on_entry(actor, entry_uid) as row:
        access.must_draft(actor, row.keeper_id, row.system)
        if row.state != "proposed":
            raise AlreadyDecided(state=ENTRY_STATES[row.state])
        _decide(actor, at, row, "declined", said_reason(reason))


def drop(*, actor: Actor, at: datetime, entry_uid: UUID, reason: str) -> None:
    """Take an entry out of the week, and say why; the next edition shows it struck through.

    Raises EntryUnknown, WrongCapacity, NotYourPart, ReasonMissing, TooLong, AlreadyDecided.
    """
    with acting_on_entry(actor, entry_uid) as row:
        access.must_draft(actor, row.keeper_id, row.system)
        if row.state != "accepted":
            raise AlreadyDecided(state=ENTRY_STATES[row.state])
        _decide(actor, at, row, "dropped", said_reason(reason))
        reopened(row.keeper_id, row.body_key, row.day)


def _decide(actor: Actor, at: datetime, row: Entry, state: str, reason: str) -> None:
    row.state, row.reason, row.decided_at, row.decided_by = state, reason, at, actor.name
    row.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    told_of_entry(actor, at, row, f"entry_{state}")


def said_reason(reason: str) -> str:
    """Return a reason, one_line.  Raises ReasonMissing, TooLong."""
    said = one_line(reason)
    if not said:
        raise ReasonMissing
    if len(said) > MOST["reason"]:
        raise TooLong(what=FIELD_NAMES["reason"], most=MOST["reason"])
    return said
