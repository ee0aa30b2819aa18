"""People, posts, appointments and delegations change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from lienthong.office.org import queries, rules
from lienthong.office.org.errors import (
    BackwardPeriod,
    NotADeputy,
    OverlappingAppointment,
    OverlappingDelegation,
    PostFull,
    PostHeld,
    PostNotHeld,
    PostNotValid,
    UnknownDuty,
    UnknownPost,
)
from lienthong.office.org.models import Appointment, Delegation, Person, Post
from lienthong.office.org.queries import PersonRow, PostRow
from lienthong.toolkit.actor import Capacity
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure


def _forwards(since: date | datetime, until: date | datetime | None) -> None:
    if until is not None and until <= since:
        raise BackwardPeriod(since=_text(since), until=_text(until))


def _text(value: date | datetime) -> str:
    if isinstance(value, datetime):
        return Figure(formats.moment(value), value, "moment")
    return Figure(formats.day(value), value, "day")


def _known(duties: Sequence[str]) -> list[str]:
    unknown = rules.unknown_duties(duties)
    if unknown:
        raise UnknownDuty(duties=", ".join(unknown))
    return sorted(set(duties))


def create_person(
    *, name: str, birth_year: int | None = None, birth_on: date | None = None, uid: UUID | None = None
) -> PersonRow:
    """Record a person; only the year of birth may be known.  `uid` is given only by seeds that must repeat."""
    person = Person(name=name, birth_year=birth_year, birth_on=birth_on)
    if uid is not None:
        person.uid = uid
    person.save()
    return PersonRow(person.pk, person.uid, person.name, person.birth_year)


@transaction.atomic
def create_post(
    *,
    unit_id: int,
    title: str,
    duties: Sequence[str],
    since: date,
    until: date | None = None,
    seats: int = 1,
    capacity: Capacity | None = None,
    rank: int = 50,
) -> PostRow:
    """Create a post of a unit; capacity follows the unit's system (Party or State) unless given.

    Raises UnknownDuty, UnitNotValid, UnknownUnit, BackwardPeriod.
    """
    _forwards(since, until)
    known = _known(duties)
    unit = queries.unit_on(unit_id, since)
    own = Capacity.PARTY if unit.system in {"party", "front"} else Capacity.STATE
    post = Post.objects.create(
        unit_id=unit_id,
        title=title,
        duties=known,
        capacity=(capacity or own).value,
        system=unit.system,
        seats=seats,
        rank=rank,
        since=since,
        until=until,
    )
    return PostRow(post.pk, post.uid, unit_id, title, tuple(known), post.capacity, seats, since, until)


@transaction.atomic
def end_post(*, post_uid: UUID, on: date) -> PostRow:
    """End a post that nobody holds on a day or later (that day it is no more).  Raises UnknownPost, PostHeld, BackwardPeriod."""
    post = Post.objects.select_for_update(of=("self",), no_key=True).filter(uid=post_uid).first()
    if post is None:
        raise UnknownPost(post=str(post_uid))
    held = _meeting(Appointment.objects.filter(post=post), on, None).select_related("person").order_by("seat", "pk").first()
    if held is not None:
        raise PostHeld(post=post.title, person=held.person.name)
    _forwards(post.since, on)
    post.until = on if post.until is None else min(post.until, on)
    post.save(update_fields=["until"])
    return PostRow(
        post.pk, post.uid, post.unit_id, post.title, tuple(post.duties), post.capacity, post.seats, post.since, post.until
    )


def _meeting(rows: QuerySet[Appointment], since: date, until: date | None) -> QuerySet[Appointment]:
    found = rows.filter(Q(until__isnull=True) | Q(until__gt=since))
    return found if until is None else found.filter(since__lt=until)


@transaction.atomic
def appoint(
    *, post_id: int, person_id: int, since: date, until: date | None = None, kind: str = "appointed", decision: str = ""
) -> UUID:
    """Give a person a free seat of a post for a period; return the appointment's uid.

    Raises PostFull, OverlappingAppointment, PostNotValid, BackwardPeriod.
    """
    _forwards(since, until)
    post = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post_id)
    person = Person.objects.get(pk=person_id)
    if since < post.since or (post.until is not None and (until is None or until > post.until)):
        raise PostNotValid(post=post.title, since=_text(since))
    meeting = _meeting(Appointment.objects.filter(post=post), since, until)
    if meeting.filter(person=person).exists():
        raise OverlappingAppointment(person=person.name, post=post.title)
    seat = rules.free_seat(meeting.values_list("seat", flat=True), post.seats)
    if seat is None:
        raise PostFull(post=post.title, seats=post.seats)
    made = Appointment.objects.create(post=post, person=person, seat=seat, kind=kind, decision=decision, since=since, until=until)
    return made.uid


@transaction.atomic
def end_appointment(*, appointment_uid: UUID, on: date) -> None:
    """End an appointment on a day (that day no longer counts); its duties stop with it at once.

    Raises BackwardPeriod when it would end before it began.
    """
    held = Appointment.objects.select_for_update(of=("self",), no_key=True).get(uid=appointment_uid)
    _forwards(held.since, on)
    held.until = on if held.until is None else min(held.until, on)
    held.save(update_fields=["until"])


@transaction.atomic
def delegate(
    *,
    from_post_id: int,
    from_person_id: int,
    to_person_id: int,
    duties: Sequence[str],
    since: datetime,
    until: datetime,
    reason: str,
    form: str = "tuq",
) -> UUID:
    """Let another person act for a post, for some of its duties, between two instants; return the delegation's uid.

    form  how the stand-in signs: kt (deputies of the unit alone), tl or tuq.
    Raises PostNotHeld (giver does not hold the post, or it lacks a duty), OverlappingDelegation, UnknownDuty, BackwardPeriod,
    NotADeputy.
    """
    _forwards(since, until)
    known = _known(duties)
    post = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=from_post_id)
    giver, taker = Person.objects.get(pk=from_person_id), Person.objects.get(pk=to_person_id)
    day = queries.local_day(since)
    held = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=day), post=post, person=giver, since__lte=day)
    if not known or not set(known) <= set(post.duties) or not held.exists():
        raise PostNotHeld(person=giver.name, post=post.title)
    if Delegation.objects.filter(from_post=post, to_person=taker, since__lt=until, until__gt=since).exists():
        raise OverlappingDelegation(post=post.title, person=taker.name)
    beside = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=day), person=taker, since__lte=day)
    titles = beside.filter(post__unit=post.unit_id).values_list("post__title", flat=True)
    if form == "kt" and not any(rules.is_deputy(title) for title in titles):
        raise NotADeputy(person=taker.name)
    made = Delegation.objects.create(
        from_post=post, from_person=giver, to_person=taker, duties=known, reason=reason, since=since, until=until, form=form
    )
    return made.uid


@transaction.atomic
def revoke_delegation(*, delegation_uid: UUID, at: datetime) -> None:
    """End a delegation at an instant; one that has not begun keeps one microsecond of life, so it stays on record."""
    given = Delegation.objects.select_for_update(of=("self",), no_key=True).get(uid=delegation_uid)
    given.until = min(given.until, max(at, given.since + timedelta(microseconds=1)))
    given.save(update_fields=["until"])
