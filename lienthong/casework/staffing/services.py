"""Posts are made, given and taken away; accounts are given, closed and opened.  Each act is an event of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from lienthong.casework.handover import public as handover
from lienthong.casework.staffing import access
from lienthong.casework.staffing.errors import (
    AppointmentUnknown,
    DecisionNeeded,
    EndsInThePast,
    LastAdministrator,
    NoDuty,
    NoSuchPost,
    NotForYourself,
    NotYourStaff,
    PersonUnknown,
    StillHolds,
)
from lienthong.casework.staffing.queries import member
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.sentences import Sentence, Several

BY_COMMAND = "Dòng lệnh của người vận hành"
"""What stands as the decision of an appointment that nobody could decide yet."""


@dataclass(frozen=True)
class NewPost:
    """A post as it is to be: `rank` orders the posts of a unit, the first leads."""

    unit_id: int
    title: str
    duties: Collection[str]
    since: date
    seats: int = 1
    rank: int = 50


@dataclass(frozen=True)
class Newcomer:
    """Who gets a post: somebody known (`person_uid`), or somebody new by name and year of birth."""

    person_uid: UUID | None = None
    name: str = ""
    birth_year: int | None = None


def make_post(*, actor: Actor, at: datetime, wanted: NewPost) -> UUID:
    """Make a post of a unit; return its uid.

    Raises NotYourStaff, AdministratorsByTheSystem, NoDuty, org.UnknownDuty, org.UnitNotValid.
    """
    with _acting(actor, at, wanted.unit_id):
        access.must_pass_on(actor, wanted.title, wanted.duties)
        if not wanted.duties:
            raise NoDuty
        made = org.create_post(
            unit_id=wanted.unit_id, title=wanted.title, duties=sorted(wanted.duties), since=wanted.since, seats=wanted.seats,
            rank=wanted.rank,
        )  # fmt: skip
        body = {"title": made.title, "duties": list(made.duties), "seats": made.seats, "since": made.since}
        _tell(actor, at, made.unit_id, made.uid, "post_made", body)
    return made.uid


def end_post(*, actor: Actor, at: datetime, post_uid: UUID, on: date) -> None:
    """End a post that nobody holds (that day it is no more).

    Raises org.UnknownPost, org.PostHeld, org.BackwardPeriod, NotYourStaff, AdministratorsByTheSystem.
    """
    post = post_of(post_uid)
    with _acting(actor, at, post.unit_id):
        access.must_pass_on(actor, post.title, post.duties)
        org.end_post(post_uid=post_uid, on=on)
        _tell(actor, at, post.unit_id, post_uid, "post_ended", {"title": post.title, "on": on})


def post_of(uid: UUID) -> org.PostRow:
    """Return a post.  Raises org.UnknownPost."""
    found = org.post(uid)
    if found is None:
        raise org.UnknownPost(post=str(uid))
    return found


def appoint(*, actor: Actor, at: datetime, post_uid: UUID, who: Newcomer, since: date, decision: str, kind: str) -> UUID:
    """Give a free seat of a post to somebody from a day on; return the uid of the person.

    kind  org.AppointmentKind.  decision: number and day of the paper that says so.
    Raises org.UnknownPost, org.PostFull, org.OverlappingAppointment, org.PostNotValid, NotYourStaff, NotForYourself,
    AdministratorsByTheSystem, DecisionNeeded, PersonUnknown.
    """
    post = post_of(post_uid)
    with _acting(actor, at, post.unit_id):
        access.must_pass_on(actor, post.title, post.duties)
        _must_be_decided(decision)
        person = _person(who)
        if person.uid == actor.person_uid:
            raise NotForYourself
        made = org.appoint(post_id=post.id, person_id=person.id, since=since, kind=kind, decision=decision.strip())
        body = {"appointment": made, "person": person.uid, "title": post.title, "since": since, "decision": decision.strip()}
        _tell(actor, at, post.unit_id, post_uid, "appointed", body)
    return person.uid


def first_holder(*, at: datetime, unit_id: int, duty: str, name: str) -> UUID:
    """Let somebody new hold the first post of a unit with a duty and a free seat; return the uid of the person.

    For the command line of who runs the installation, before anybody is there who could appoint.
    Raises NoSuchPost, org.PostFull.
    """
    on = org.local_day(at)
    taken = Counter(one.post_uid for one in org.held_from(on, unit_id=unit_id))
    fit = [one for one in org.posts_of(unit_id, on) if duty in one.duties]
    if not fit:
        raise NoSuchPost(unit=org.unit(unit_id).name, duty=org.duty_name(duty))
    post = next((one for one in fit if taken[one.uid] < one.seats), fit[0])
    person = org.create_person(name=name)
    made = org.appoint(post_id=post.id, person_id=person.id, since=on, decision=BY_COMMAND)
    body = {"appointment": made, "person": person.uid, "title": post.title, "since": on, "decision": BY_COMMAND}
    _tell(None, at, unit_id, post.uid, "appointed", body)
    return person.uid


def _person(who: Newcomer) -> org.PersonRow:
    if who.person_uid is None:
        return org.create_person(name=who.name, birth_year=who.birth_year)
    found = org.person(who.person_uid)
    if found is None:
        raise PersonUnknown(person=str(who.person_uid))
    return found


def dismiss(*, actor: Actor, at: datetime, appointment_uid: UUID, on: date, decision: str) -> None:
    """End an appointment on a day that has not passed (that day no longer counts).

    Who holds tasks, things or an open till at the unit, and no other post there, hands them over by minutes; these end the post.
    Raises AppointmentUnknown, NotYourStaff, NotForYourself, AdministratorsByTheSystem, DecisionNeeded, EndsInThePast,
    StillHolds, LastAdministrator, org.BackwardPeriod.
    """
    held = org.appointment(appointment_uid)
    today = org.local_day(at)
    if held is None or (held.until is not None and held.until <= today):
        raise AppointmentUnknown(appointment=str(appointment_uid))
    with _acting(actor, at, held.unit_id):
        access.must_pass_on(actor, held.title, held.duties)
        _must_be_decided(decision)
        if held.person_uid == actor.person_uid:
            raise NotForYourself
        if on < today:
            raise EndsInThePast(on=formats.day(on), today=formats.day(today))
        _must_hold_nothing(held, on)
        _must_leave_an_administrator(held, on)
        org.end_appointment(appointment_uid=appointment_uid, on=on)
        body = {"appointment": appointment_uid, "person": held.person_uid, "title": held.title, "on": on}
        _tell(actor, at, held.unit_id, held.post_uid, "dismissed", body | {"decision": decision.strip()})


def _must_be_decided(decision: str) -> None:
    if not decision.strip():
        raise DecisionNeeded


def _must_hold_nothing(held: org.StaffRow, on: date) -> None:
    beside = (one for one in org.held_from(on, person_id=held.person_id) if one.unit_id == held.unit_id)
    if any(one.appointment_uid != held.appointment_uid and one.on(on) for one in beside):
        return
    with ledger.seeing({held.unit_id}):  # whoever administers need not see the work of the unit; here it is counted alone
        left = handover.held_by(held.person_uid, held.unit_id)
    if left:
        things = [Sentence("%(number)s %(words)s", number=number, words=words) for words, number in left.items()]
        raise StillHolds(person=held.name, left=Several("; ", things), unit=held.unit)


def _must_leave_an_administrator(held: org.StaffRow, on: date) -> None:
    """Raise LastAdministrator unless somebody else administers the system without an end.

    Two who let each other go wait for each other; who is to leave later does not count, or nobody would be left then.
    """
    if access.SYSTEM not in held.duties:
        return
    _one_at_a_time(access.SYSTEM)
    others = (one for one in org.held_from(on, duty=access.SYSTEM) if one.person_id != held.person_id)
    if not any(one.on(on) and one.until is None for one in others):
        raise LastAdministrator(person=held.name)


def give_account(*, actor: Actor, at: datetime, real_at: datetime, person_uid: UUID, username: str) -> str:
    """Give a person an account; return its first password, shown once.

    Raises PersonUnknown, NotForYourself, accounts.BadUsername, accounts.AccountTaken.
    """
    _must_be_ours(actor, at, person_uid)
    return accounts.give_account(username=username, person_uid=person_uid, at=at, real_at=real_at, by=actor)


def hand_password(*, actor: Actor, at: datetime, real_at: datetime, person_uid: UUID, username: str) -> str:
    """Set a new password for an account of a person, who forgot the old one; return it, shown once.

    Raises PersonUnknown, NotForYourself, accounts.UnknownAccount.
    """
    _must_be_ours(actor, at, person_uid, username)
    return accounts.hand_password(username=username, at=at, real_at=real_at, by=actor)


def drop_second_factors(*, actor: Actor, at: datetime, person_uid: UUID, username: str) -> int:
    """Take the second factors off an account whose owner has lost them; return how many there were.

    Raises PersonUnknown, NotForYourself, accounts.UnknownAccount.
    """
    _must_be_ours(actor, at, person_uid, username)
    return accounts.drop_second_factors(username=username, at=at, by=actor)


def set_open(*, actor: Actor, at: datetime, person_uid: UUID, username: str, is_open: bool) -> None:
    """Close an account of a person (sessions and tokens end at once), or open it again; of who has left it is only closed.

    Raises PersonUnknown, NotForYourself, accounts.UnknownAccount.
    """
    _must_be_ours(actor, at, person_uid, username, closing=not is_open)
    if is_open:
        accounts.reopen_account(username=username, at=at, by=actor)
    else:
        accounts.close_account(username=username, at=at, by=actor)


def _must_be_ours(actor: Actor, at: datetime, person_uid: UUID, username: str = "", *, closing: bool = False) -> None:
    """Raise unless the actor administers a unit of the person, whose account that is, and is somebody else.

    Who can set a password has the rights of its account: those of another unit, and of who administers, only the administrator
    of the system touches.  Who has left may be appointed elsewhere tomorrow: the unit of the last post closes an account only.
    """
    found = member(actor, person_uid, at)
    if person_uid == actor.person_uid:
        raise NotForYourself
    if found.left and not closing:
        raise PersonUnknown(person=str(person_uid))
    for one in found.posts:
        access.must_pass_on(actor, one.title, one.duties)
        if one.appointment_uid not in found.here and not actor.has(access.SYSTEM):
            raise NotYourStaff(unit=one.unit)
    if username and username not in {one.username for one in found.accounts}:
        raise accounts.UnknownAccount(username=username)


@contextmanager
def _acting(actor: Actor, at: datetime, unit_id: int) -> Iterator[None]:
    """Open the transaction of an act on the staff of a unit; acts on one unit wait for each other.  Raises NotYourStaff."""
    access.must(actor, unit_id, org.local_day(at))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _one_at_a_time(unit_id)
        yield


def _one_at_a_time(what: int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"staffing:{what}"])


def _tell(actor: Actor | None, at: datetime, unit_id: int, post_uid: UUID, activity: str, body: dict[str, Any]) -> None:
    """Record an event of a post, in a stream of its own: administrators of several units act on one post."""
    ledger.append(
        ledger.Entry(
            stream=new_uid(), activity=activity, lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=actor,
            objects=(ledger.ObjectRef("post", post_uid, "subject"),), body=body,
            participants=tuple(sorted({actor.unit_id, unit_id} if actor else {unit_id})),
        )
    )  # fmt: skip
