"""Weeks, entries and editions as people read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.agenda import access
from lienthong.casework.agenda.errors import EntryUnknown, WeekUnknown
from lienthong.casework.agenda.models import Edition, Entry, Seen, Week
from lienthong.casework.agenda.queries.taking import clashes_of
from lienthong.casework.agenda.rules import changes
from lienthong.casework.agenda.rules.clashes import Clash
from lienthong.casework.agenda.rules.words import IN_WORK
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.canonical import canonical_bytes

Content = changes.Content


@dataclass(frozen=True)
class WeekRow:
    """A week that its office works on; `number` of the last edition, 0: none yet."""

    uid: UUID
    keeper_id: int
    keeper_uid: UUID
    unit_id: int
    key: str
    system: str
    name: str
    monday: date
    state: str
    number: int
    submitted_at: datetime | None
    submitted_by: str
    note: str


@dataclass(frozen=True)
class EditionRow:
    """An edition as the actor reads it: entries in order, what the actor may not see reads «Bận»."""

    uid: UUID
    keeper_id: int
    keeper_uid: UUID
    unit_id: int
    key: str
    system: str
    name: str
    monday: date
    number: int
    published_at: datetime
    published_by: str
    published_title: str
    clash_reason: str
    content: tuple[Content, ...]


@dataclass(frozen=True)
class EntryRow:
    """An entry that the office or the unit that asked for it works on."""

    uid: UUID
    keeper_id: int
    keeper_uid: UUID
    key: str
    system: str
    day: date
    session: str
    starts: time | None
    ends: time | None
    state: str
    content: Content
    people: tuple[UUID, ...]
    units: tuple[UUID, ...]
    host: UUID | None
    unit: UUID | None
    private: bool
    shared: bool
    letter_uid: UUID | None
    proposed_from: str
    entered_by: str
    entered_at: datetime
    decided_by: str
    reason: str


@dataclass(frozen=True)
class Draft:
    """A week in work: its accepted entries as the next edition would show them, what units ask for, the clashes.

    digest  of what is shown: who approves sends it back.
    """

    week: WeekRow
    content: tuple[Content, ...]
    proposed: tuple[EntryRow, ...]
    clashes: tuple[Clash, ...]
    digest: str


def week_row(row: Week) -> WeekRow:
    """Return a week as it is shown."""
    return WeekRow(
        row.uid, row.keeper_id, row.keeper.uid, row.unit_id, row.body_key, row.system, row.name, row.monday, row.state,
        row.number, row.submitted_at, row.submitted_by, row.note,
    )  # fmt: skip


def entry_row(row: Entry) -> EntryRow:
    """Return an entry as it is shown."""
    return EntryRow(
        uid=row.uid, keeper_id=row.keeper_id, keeper_uid=row.keeper.uid, key=row.body_key, system=row.system, day=row.day,
        session=row.session, starts=row.starts, ends=row.ends, state=row.state, content=frozen(row),
        people=tuple(UUID(one["uid"]) for one in row.people), units=tuple(UUID(one["uid"]) for one in row.units),
        host=row.host_uid, unit=row.prepares_uid, private=row.private, shared=row.shared, letter_uid=row.letter_uid,
        proposed_from=row.proposed_from.name if row.proposed_from else "", entered_by=row.entered_by, entered_at=row.entered_at,
        decided_by=row.decided_by, reason=row.reason,
    )  # fmt: skip


def frozen(row: Entry) -> Content:
    """Return an entry as an edition keeps it."""
    return {
        "uid": str(row.uid), "day": row.day.isoformat(), "session": row.session, "starts": _hour(row.starts),
        "ends": _hour(row.ends), "subject": row.subject, "host": row.host, "host_uid": str(row.host_uid or ""),
        "people": row.people, "units": row.units, "others": row.others, "place": row.place, "unit": row.prepares,
        "unit_uid": str(row.prepares_uid or ""), "note": row.note, "private": row.private, "shared": row.shared,
        "letter": row.letter,
    }  # fmt: skip


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def edition_row(actor: Actor, row: Edition) -> EditionRow:
    """Return an edition as the actor reads it."""
    whole = row.audience == row.system and access.watches(actor, row.keeper_id)
    content = tuple(changes.shown(one, person=str(actor.person_uid), whole=whole) for one in row.content)
    return EditionRow(
        row.uid, row.keeper_id, row.keeper.uid, row.unit_id, row.body_key, row.system, row.name, row.monday, row.number,
        row.published_at, row.published_by, row.published_title, row.clash_reason, content,
    )  # fmt: skip


def editions(actor: Actor, keeper_uid: UUID, key: str, monday: date) -> list[EditionRow]:
    """Return the editions of a week that the actor reads, the latest first; one statement."""
    found = _readable(actor).filter(keeper__uid=keeper_uid, body_key=key, monday=monday)
    return [edition_row(actor, row) for row in found.order_by("-number")]


def _readable(actor: Actor) -> Any:
    return Edition.objects.filter(audience=access.system_of(actor)).select_related("keeper")


def latest(actor: Actor, first: date, last: date) -> list[EditionRow]:
    """Return the latest edition of every calendar that the actor reads, for the weeks of two Mondays and between; one statement.

    By body and week.
    """
    found = _readable(actor).filter(monday__gte=first, monday__lte=last)
    order = ("keeper_id", "body_key", "monday", "-number")
    rows = [edition_row(actor, row) for row in found.order_by(*order).distinct("keeper_id", "body_key", "monday")]
    return sorted(rows, key=lambda one: (one.monday, one.keeper_id, one.key))


def weeks(actor: Actor, since: date) -> list[WeekRow]:
    """Return the weeks in work that the actor keeps or approves, from a Monday on; one statement."""
    found = Week.objects.filter(access.of_system(actor), monday__gte=since).select_related("keeper").order_by("monday", "pk")
    rows = [week_row(row) for row in found]
    return [row for row in rows if works_on(actor, row)]


def works_on(actor: Actor, row: WeekRow) -> bool:
    """Return whether the actor keeps or approves a week."""
    return access.drafts(actor, row.keeper_id, row.system) or access.approves(actor, row.unit_id, row.system)


def draft(actor: Actor, keeper_uid: UUID, key: str, monday: date) -> Draft | None:
    """Return a week in work, None when there is none or the actor neither keeps nor approves it; four statements at most.

    Of one that is published as it stands, only what units ask for since: its entries are in the edition; a closed one is empty.
    """
    row = Week.objects.filter(access.of_system(actor), keeper__uid=keeper_uid, body_key=key, monday=monday)
    week = row.select_related("keeper").first()
    if week is None or not works_on(actor, week_row(week)):
        return None
    if week.state not in IN_WORK:
        asked = tuple(entry_row(row) for row in entries_of(week) if row.state == "proposed")
        return Draft(week_row(week), (), asked, (), "")
    return draft_of(week)


def draft_of(week: Week) -> Draft:
    """Return a week in work; three statements."""
    rows = list(entries_of(week))
    accepted = [row for row in rows if row.state == "accepted"]
    content = tuple(changes.edition([frozen(row) for row in accepted], last_content(week)))
    return Draft(
        week_row(week), content, tuple(entry_row(row) for row in rows if row.state == "proposed"), clashes_of(accepted),
        digest_of_content(content),
    )  # fmt: skip


def digest_of_content(content: Sequence[Content]) -> str:
    """Return the digest of what an edition would say."""
    return hashlib.sha256(canonical_bytes(list(content))).hexdigest()


def entries_of(week: Week) -> Iterable[Entry]:
    """Return the entries of a week that are not refused or dropped, in order; one statement."""
    found = Entry.objects.filter(keeper_id=week.keeper_id, body_key=week.body_key, state__in=["accepted", "proposed"])
    last = week.monday + timedelta(days=6)
    rows = found.filter(day__gte=week.monday, day__lte=last).select_related("keeper", "proposed_from")
    return rows.order_by("day", "session", "starts", "pk")


def last_content(week: Week) -> list[Content] | None:
    """Return what the last edition of a week says to its own side, None when there is none; one statement at most."""
    if not week.number:
        return None
    found = Edition.objects.filter(
        keeper_id=week.keeper_id, body_key=week.body_key, monday=week.monday, number=week.number, audience=week.system
    )
    return list(found.values_list("content", flat=True).get())


def week(actor: Actor, uid: UUID) -> WeekRow:
    """Return a week that the actor keeps or approves.  Raises WeekUnknown."""
    row = Week.objects.filter(access.of_system(actor), uid=uid).select_related("keeper").first()
    if row is None or not works_on(actor, week_row(row)):
        raise WeekUnknown
    return week_row(row)


def entry(actor: Actor, uid: UUID) -> EntryRow:
    """Return an entry that the actor may read; one statement.  Raises EntryUnknown."""
    row = Entry.objects.filter(uid=uid).select_related("keeper", "proposed_from").first()
    if row is None or not access.may_read(actor, row):
        raise EntryUnknown
    return entry_row(row)


def asked_by(actor: Actor, since: date) -> list[EntryRow]:
    """Return what the actor's unit asked for from a day on, with what became of it; one statement."""
    found = Entry.objects.filter(access.of_system(actor), proposed_from_id=actor.unit_id, day__gte=since)
    return [entry_row(row) for row in found.select_related("keeper", "proposed_from").order_by("day", "pk")[:100]]


def of_letter(actor: Actor, document_uid: UUID) -> list[EntryRow]:
    """Return the entries that a document asks for; one statement."""
    found = Entry.objects.filter(access.of_system(actor), letter_uid=document_uid, state__in=["accepted", "proposed"])
    return [entry_row(row) for row in found.select_related("keeper", "proposed_from").order_by("day", "pk")]


@dataclass(frozen=True)
class Mine:
    """An entry that names somebody, with the calendar in which it stands."""

    edition: EditionRow
    content: Content


def of_person(rows: Iterable[EditionRow], person_uid: UUID) -> list[Mine]:
    """Return what names a person in some editions, in order; what was dropped too, with its mark."""
    person = str(person_uid)
    found = [Mine(row, one) for row in rows for one in row.content if person in changes.people_of(one)]
    return sorted(found, key=lambda one: changes.order_of(one.content))


def news(rows: Iterable[EditionRow], actor: Actor, known: Iterable[UUID]) -> list[Mine]:
    """Return what changed and names the actor, or the unit that the actor leads, in editions not seen yet."""
    known, units = set(known), [str(actor.unit_uid)] if actor.has("unit_head", "division_head") else []
    person = str(actor.person_uid)
    return [
        Mine(row, one) for row in rows if row.uid not in known
        for one in changes.told(row.content, person=person, units=units)
    ]  # fmt: skip


def seen(actor: Actor, uids: Iterable[UUID]) -> set[UUID]:
    """Return which of some editions the actor has looked at for what changed in them; one statement."""
    found = Seen.objects.filter(person_uid=actor.person_uid, edition__uid__in=list(uids))
    return set(found.values_list("edition__uid", flat=True))
