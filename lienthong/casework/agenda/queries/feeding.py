"""The calendar for other programs: iCalendar (RFC 5545) of editions, and what stands behind a private address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from icalendar import Calendar, Event

from lienthong.casework.agenda.errors import FeedUnknown
from lienthong.casework.agenda.models import Feed
from lienthong.casework.agenda.queries import reading
from lienthong.casework.agenda.rules.changes import words_of
from lienthong.casework.agenda.rules.secrets import digest_of
from lienthong.casework.agenda.rules.weeks import monday_of
from lienthong.casework.agenda.rules.words import BUSY, FIELD_NAMES, MARKS, SESSIONS
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

PRODUCT = "-//Lien Thong//Lich cong tac//VI"
BACK, AHEAD = timedelta(weeks=4), timedelta(weeks=26)
"""A feed holds the weeks from so long ago to so far ahead."""


@dataclass(frozen=True)
class FeedRow:
    """A private address, as its owner lists them."""

    uid: UUID
    name: str
    made_at: datetime
    revoked_at: datetime | None


def feeds(actor: Actor) -> list[FeedRow]:
    """Return the addresses of the actor's account that answer, the latest first; one statement."""
    found = Feed.objects.filter(account_id=actor.account_id or 0, revoked_at=None).order_by("-pk")
    return [FeedRow(row.uid, row.name, row.made_at, row.revoked_at) for row in found]


def feed(secret: str, at: datetime) -> bytes:
    """Return what a private address answers: iCalendar of what its owner may read at this instant.

    Raises FeedUnknown, for every reason alike: no such secret, revoked, the account closed, the post no longer held.
    """
    found = Feed.objects.filter(digest=digest_of(secret), revoked_at=None).first()
    account = accounts.Account.objects.filter(pk=found.account_id, is_active=True).first() if found else None
    if found is None or account is None:
        raise FeedUnknown
    try:
        actor = accounts.actor_of(account, at=at, key=found.post_key)
    except accounts.NotYourPost:
        raise FeedUnknown from None
    if actor is None:
        raise FeedUnknown
    this = monday_of(org.local_day(at))
    with ledger.seeing(actor.sees):
        rows = reading.latest(actor, this - BACK, this + AHEAD)
    if found.keeper_id:
        rows = [row for row in rows if (row.keeper_id, row.key) == (found.keeper_id, found.body_key)]
        shown = [reading.Mine(row, one) for row in rows for one in row.content]
    else:
        shown = reading.of_person(rows, actor.person_uid)
    return icalendar_of(found.name, shown)


def icalendar_of(name: str, shown: Iterable[reading.Mine]) -> bytes:
    """Return entries as iCalendar: UTC instants; what has no hour is a whole day whose title begins with the part of the day."""
    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        calendar.add(key, value)
    for one in shown:
        calendar.add_component(_event(one))
    written: bytes = calendar.to_ical()
    return written


def _event(one: reading.Mine) -> Event:
    said, edition, event = one.content, one.edition, Event()
    day = date.fromisoformat(said["day"])
    event.add("uid", f"{said['uid']}@lienthong")
    event.add("dtstamp", edition.published_at.astimezone(UTC))
    event.add("sequence", edition.number)
    for key, at in _when(said, day):
        event.add(key, at)
    head = "" if said["starts"] or said["session"] == "day" else f"{SESSIONS[said['session']]}: "
    event.add("summary", f"{head}{said['subject']}")
    event.add("status", "CANCELLED" if said["mark"] == "dropped" else "CONFIRMED")
    event.add("class", "PRIVATE" if said["private"] else "PUBLIC")
    if said["place"]:
        event.add("location", said["place"])
    if said["subject"] != BUSY:
        event.add("description", "\n".join(_told(said, edition)))
    return event


def _when(said: reading.Content, day: date) -> Iterable[tuple[str, Any]]:
    if not said["starts"]:
        yield "dtstart", day
        yield "dtend", day + timedelta(days=1)
        return
    yield "dtstart", _at(day, said["starts"])
    if said["ends"]:
        yield "dtend", _at(day, said["ends"])


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=VIETNAM).astimezone(UTC)


def _told(said: reading.Content, edition: reading.EditionRow) -> Iterable[str]:
    yield f"Lịch công tác {edition.name}, bản {edition.number}" + (f" ({MARKS[said['mark']]})" if said["mark"] else "")
    for field in ("host", "people", "units", "others", "unit", "note"):
        words = words_of(said, field)
        if words:
            yield f"{FIELD_NAMES[field]}: {words}"
