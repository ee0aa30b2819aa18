"""Factories for tests: letters of the province that came to the district's UBND in March 2018, on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.documents.testing import Town, a_town, registered
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

AT = MONDAY_8AM + timedelta(hours=1)
"""Monday 9:00, when a leader has read the morning's letters."""
FRIDAY, NEXT_FRIDAY = date(2018, 3, 16), date(2018, 3, 23)
WORDS = "Giao Phòng Nội vụ chủ trì, phối hợp Phòng Tư pháp tham mưu UBND huyện."


@dataclass(frozen=True)
class Hall:
    """The town with the people who handle letters.

    clerk, leader  of the UBND: the office's clerk, the chairman.   lead, expert  head and specialist of the division that leads.
    co, other  heads of divisions that co-operate.
    """

    town: Town
    clerk: Actor
    leader: Actor
    lead: Actor
    expert: Actor
    co: Actor
    other: Actor

    def part(self, document_uid: UUID, actor: Actor) -> handling.PartRow:
        """Return the latest part of an actor's unit, or of the actor in person, as the leader sees it."""
        with ledger.seeing(self.leader.sees):
            rows = list(Part.objects.filter(letter__document__uid=document_uid, unit_id=actor.unit_id).order_by("pk"))
            uid = [row for row in rows if row.person_uid in (None, actor.person_uid)][-1].uid
        return next(row for row in self.parts(document_uid) if row.uid == uid)

    def parts(self, document_uid: UUID, at: datetime = AT) -> list[handling.PartRow]:
        """Return every part of a letter, as the leader sees them."""
        found, rows = [], list(chain(self.leader, document_uid, at).parts)
        while rows:
            found += rows
            rows = [below for row in rows for below in row.below]
        return found


def a_hall() -> Hall:
    """Return the hall, with the shipped calendars."""
    worktime.load_calendars()
    town = a_town()
    return Hall(
        town, town.clerk, town.head, town.actor("home_affairs", "unit_head"), town.actor("home_affairs", "specialist"),
        town.actor("justice", "unit_head"), town.actor("finance", "unit_head"),
    )  # fmt: skip


def came(hall: Hall, **facts: Any) -> UUID:
    """Register a letter of the province."""
    uid = registered(hall.clerk, **facts).document_uid
    assert uid is not None
    return uid


def presented(hall: Hall, **facts: Any) -> UUID:
    """Register a letter and present it to the chairman."""
    uid = came(hall, **facts)
    handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=hall.leader.person_uid)
    return uid


def named(hall: Hall, *more: handling.Named, due: date = NEXT_FRIDAY) -> list[handling.Named]:
    """Return the lead until a day, a co-operator until Friday, and more."""
    return [
        handling.Named("lead", hall.lead.unit_id, due=due),
        handling.Named("co", hall.co.unit_id, due=FRIDAY, words="Góp ý về thẩm quyền"),
        *more,
    ]


def instructed(hall: Hall, *more: handling.Named, at: datetime = AT, **facts: Any) -> UUID:
    """Register a letter, present it and let the chairman instruct."""
    uid = presented(hall, **facts)
    handling.instruct(actor=hall.leader, at=at, document_uid=uid, words=WORDS, named=named(hall, *more))
    return uid


def answered(hall: Hall, uid: UUID, actor: Actor | None = None, *, at: datetime = AT, words: str = "Nhất trí") -> None:
    """Let a co-operator answer."""
    one = actor or hall.co
    handling.answer(actor=one, at=at, document_uid=uid, part_uid=hall.part(uid, one).uid, words=words)


def finished(hall: Hall, uid: UUID, *, at: datetime = AT) -> None:
    """Let the lead finish a letter."""
    handling.finish(actor=hall.lead, at=at, document_uid=uid, words="Đã tham mưu, ban hành kế hoạch")


def chain(actor: Actor, uid: UUID, at: datetime = AT) -> handling.Chain:
    """Return how a letter is handled, as an actor sees it."""
    with ledger.seeing(actor.sees):
        return handling.chain(actor, uid, at)


def letter(hall: Hall, uid: UUID) -> Letter:
    """Return the row of a letter."""
    with ledger.seeing(hall.leader.sees):
        return Letter.objects.get(document__uid=uid)


def broken() -> list[str]:
    """Return what the invariants of handling find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in handling.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def risen(at: datetime) -> handling.Risen:
    """Run the watch over late parts at an instant, as the worker."""
    with as_worker():
        return handling.escalate(at=at)


def marks(actor: Actor, at: datetime) -> list[str]:
    """Return what the marks in an actor's inbox say."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return [row.title for row in tasks.inbox(actor, at).rows if row.kind == tasks.MARK]
