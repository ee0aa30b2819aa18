"""A petition is received, given to a unit, answered, transferred or refused; each once, under its lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.petitions import access
from lienthong.casework.petitions.errors import (
    AlreadyClosed,
    AlreadyReceived,
    AlreadyThere,
    DayAfterLimit,
    DayPast,
    HandlerUnknown,
    KindUnknown,
    NeedsWords,
    NotReceivedYet,
    PetitionUnknown,
    PublicNamesSomebody,
    PublicNeedsBoth,
    TransferToItself,
)
from lienthong.casework.petitions.events import PetitionClosed, PetitionReceived
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.limits import due_at
from lienthong.casework.petitions.queries.lists import handlers
from lienthong.casework.petitions.rules.words import CLOSED, KINDS, STATES, must_fit, names_somebody
from lienthong.casework.petitions.services.tasking import end, lay
from lienthong.casework.petitions.services.telling import told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import fold

RECEIVER, HANDLER = "cán bộ tiếp nhận hoặc lãnh đạo", "lãnh đạo"


def receive(*, actor: Actor, at: datetime, uid: UUID, kind: str, handler_id: int, handle_by: date | None = None) -> None:
    """Take a petition in: say of which kind it is, who handles it, by which day; the limit of the kind counts from its arrival.

    Raises PetitionUnknown, NotYourPetition, AlreadyReceived, AlreadyClosed, KindUnknown, HandlerUnknown, DayPast, DayAfterLimit.
    """
    with acting_on(actor, at, uid) as (row, whose):
        access.must(access.may_receive(actor, whose), RECEIVER, whose.register or row.unit_id)
        if row.state != "sent":
            raise AlreadyReceived(petition=row.code)
        if kind not in KINDS:
            raise KindUnknown
        row.kind, row.state, row.received_at = kind, "open", at
        row.due_at = due_at(row.unit_id, kind, row.came_at)
        _give(row, handler_id, handle_by, at)
        row.save(update_fields=["kind", "state", "received_at", "due_at", "handler_id", "handle_by"])
        told(row, "petition_received", actor=actor, at=at, participants=(handler_id,), handler=handler_id)
        lay(row, at, unit_id=handler_id, actor=actor, after="received")
        outbox.announce(PetitionReceived(row.uid, at))


def assign(*, actor: Actor, at: datetime, uid: UUID, handler_id: int, handle_by: date | None = None) -> None:
    """Give a petition to another unit of the committee or to a committee above.

    Raises PetitionUnknown, NotYourPetition, NotReceivedYet, AlreadyClosed, AlreadyThere, HandlerUnknown, DayPast, DayAfterLimit.
    """
    with acting_on(actor, at, uid, received=True) as (row, whose):
        access.must(access.may_assign(actor, whose), RECEIVER, whose.register or row.unit_id)
        if whose.handler == handler_id:
            raise AlreadyThere(unit=org.unit(handler_id).name)
        _give(row, handler_id, handle_by, at)
        row.save(update_fields=["handler_id", "handle_by"])
        told(row, "petition_assigned", actor=actor, at=at, participants=(handler_id,), handler=handler_id)
        lay(row, at, unit_id=handler_id, actor=actor, after="assigned")


def _give(row: Petition, handler_id: int, handle_by: date | None, at: datetime) -> None:
    """Set handler and day.  A petition whose limit has passed may be given any day from today."""
    today, due = org.local_day(at), org.local_day(row.due_at)
    if handler_id not in {one.id for one in handlers(row.unit_id, today)}:
        raise HandlerUnknown
    if handle_by is not None and handle_by < today:
        raise DayPast(day=formats.day(handle_by), due=formats.day(max(due, today)))
    if handle_by is not None and handle_by > max(due, today):
        raise DayAfterLimit(day=formats.day(handle_by), due=formats.day(max(due, today)))
    row.handler_id, row.handle_by = handler_id, handle_by


def answer(*, actor: Actor, at: datetime, uid: UUID, words: str, public_subject: str = "", public_answer: str = "") -> None:
    """Answer a petition; with a public summary and answer everybody may read those, with the name masked.

    Raises PetitionUnknown, NotYourPetition, NotReceivedYet, AlreadyClosed, PublicNeedsBoth,
    PublicNamesSomebody, TooManyWords, NeedsWords.
    """
    with acting_on(actor, at, uid, received=True) as (row, whose):
        access.must(access.may_answer(actor, whose), HANDLER, whose.handler or row.unit_id)
        subject, said = public_subject.strip(), public_answer.strip()
        if bool(subject) != bool(said):
            raise PublicNeedsBoth
        if names_somebody(f"{subject} {said}", row.name, row.contact):
            raise PublicNamesSomebody
        must_fit(subject=subject, words=said)
        row.public_subject, row.public_answer = subject, said
        _close(row, actor, at, "answered", words)
        told(row, "petition_answered", actor=actor, at=at, public=bool(said))


def transfer(*, actor: Actor, at: datetime, uid: UUID, agency: str, reason: str) -> None:
    """Transfer a petition to an agency outside, named, with the reason.

    Raises PetitionUnknown, NotYourPetition, NotReceivedYet, AlreadyClosed, NeedsWords, TooManyWords, TransferToItself.
    """
    with acting_on(actor, at, uid, received=True) as (row, whose):
        access.must(access.may_close(actor, whose), HANDLER, whose.register or row.unit_id)
        named = " ".join(agency.split())
        if not named:
            raise NeedsWords(what="tên cơ quan nhận chuyển")
        must_fit(agency=named)
        own = org.units([row.unit_id, row.handler_id or row.unit_id, actor.unit_id]).values()
        if fold(named) in {fold(name) for one in own for name in (one.name, one.short_name)}:
            raise TransferToItself(unit=named)
        row.agency = named
        _close(row, actor, at, "transferred", reason)
        told(row, "petition_transferred", actor=actor, at=at, agency=named)


def refuse(*, actor: Actor, at: datetime, uid: UUID, reason: str) -> None:
    """Refuse a petition with the reason, which its sender reads: a complaint or denunciation has its own way, for one.

    Raises PetitionUnknown, NotYourPetition, AlreadyClosed, NeedsWords, TooManyWords.
    """
    with acting_on(actor, at, uid) as (row, whose):
        access.must(access.may_close(actor, whose), HANDLER, whose.register or row.unit_id)
        _close(row, actor, at, "refused", reason)
        told(row, "petition_refused", actor=actor, at=at)


@contextmanager
def acting_on(actor: Actor, at: datetime, uid: UUID, *, received: bool = False) -> Iterator[tuple[Petition, access.Keepers]]:
    """Yield a petition that is not closed, locked, and whose it is, in the actor's context; `received`: it was taken in."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(actor, uid)
        if received and row.state == "sent":
            raise NotReceivedYet(petition=row.code)
        yield row, access.keepers(row, org.local_day(at))


def _locked(actor: Actor, uid: UUID) -> Petition:
    found = Petition.objects.select_for_update(of=("self",), no_key=True).filter(access.visible(actor), uid=uid).first()
    if found is None:
        raise PetitionUnknown
    if found.state in CLOSED:
        raise AlreadyClosed(petition=found.code, state=STATES[found.state])
    return found


def _close(row: Petition, actor: Actor, at: datetime, state: str, words: str) -> None:
    said = words.strip()
    if not said:
        raise NeedsWords(what="nội dung trả lời" if state == "answered" else "lý do")
    must_fit(words=said)
    row.state, row.closing, row.closed_at, row.closed_by = state, said, at, actor.name
    row.save(update_fields=["state", "closing", "closed_at", "closed_by", "agency", "public_subject", "public_answer"])
    end(row, at, actor)
    outbox.announce(PetitionClosed(row.uid, state, at))
