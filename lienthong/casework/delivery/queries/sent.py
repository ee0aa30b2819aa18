"""What a unit has to send, has sent and got, and how far each receiver is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from lienthong.casework.delivery import access
from lienthong.casework.delivery.errors import DispatchUnknown
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.rules.words import OVER
from lienthong.casework.documents import public as documents
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold

PAGE = 50
MOST_ROWS = 5_000
"""Rows of a workbook at most; a longer list is asked by year or state."""


@dataclass(frozen=True)
class DispatchRow:
    """A document on its way to one recipient; `key` to go on after, on a page.

    other_uid  the document of ours that this one replaces, for who asks; None: none.
    """

    key: int
    uid: UUID
    document_uid: UUID | None
    received_uid: UUID | None
    symbol: str
    subject: str
    issued_on: date | None
    sender_name: str
    receiver_name: str
    means: str
    state: str
    number: str
    sent_by: str
    queued_at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None
    registered_at: datetime | None
    assigned_at: datetime | None
    processing_at: datetime | None
    done_at: datetime | None
    over_at: datetime | None
    note: str
    asked: str
    asked_at: datetime | None
    asked_by: str
    asked_why: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    answer_why: str
    mine: bool
    other_uid: UUID | None = None


@dataclass(frozen=True)
class Unsent:
    """An issued document that was not sent yet; late: past the end of the next working day after its own."""

    key: int
    uid: UUID
    symbol: str
    subject: str
    day: date
    recipients: str
    urgency: str
    late: bool


def unsent(actor: Actor, on: date, *, after: int = 0) -> tuple[list[Unsent], int]:
    """Return 50 outgoing documents of the actor's unit that went nowhere, the first first, and the key to go on after (0: none).

    Sent on the day of issue, at the latest on the next working day.  Source: law:nd-30-2020 [V: domain 2.1].  Three statements.
    """
    gone = Dispatch.objects.filter(document_uid=OuterRef("document__uid"))
    rows = documents.to_send(actor).filter(~Exists(gone), pk__gt=after).order_by("pk")
    lines = list(rows[: PAGE + 1])
    limit = latest_day(actor, on) if lines else on
    made = [
        Unsent(row.pk, row.document.uid, row.label, row.document.subject, row.day, row.document.recipients, row.document.urgency,
               row.day < limit)
        for row in lines[:PAGE] if row.document is not None
    ]  # fmt: skip
    return made, lines[PAGE - 1].pk if len(lines) > PAGE else 0


def latest_day(actor: Actor, on: date) -> date:
    """Return the first day whose documents are not late yet on a day: the working day before it."""
    calendar, day = worktime.calendar(org.calendar_code(actor.unit_id, on)), on - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def sent(actor: Actor, *, state: str = "", before: int = 0) -> tuple[list[DispatchRow], int]:
    """Return 50 of what the actor's unit sent, the latest first, and the key to go on before (0: no more); one statement.

    state  as of STATES, or «open»: those that did not end well or badly yet; "": all.
    """
    rows = _sent(actor, state)
    lines = list(rows.filter(pk__lt=before)[: PAGE + 1] if before else rows[: PAGE + 1])
    return [_row(row, mine=True) for row in lines[:PAGE]], lines[PAGE - 1].pk if len(lines) > PAGE else 0


def all_sent(actor: Actor, *, state: str = "") -> list[DispatchRow]:
    """Return what the actor's unit sent, the latest first, 5,000 at most, for a workbook; one statement."""
    return [_row(row, mine=True) for row in _sent(actor, state)[:MOST_ROWS]]


def _sent(actor: Actor, state: str) -> QuerySet[Dispatch]:
    rows = Dispatch.objects.filter(access.sent_by(actor)).order_by("-pk")
    if state == "open":
        return rows.exclude(state__in=(*OVER, "done"))
    return rows.filter(state=state) if state else rows


def asked(actor: Actor, *, before: int = 0) -> tuple[list[DispatchRow], int]:
    """Return 50 recalls that the actor's unit has to answer, the latest first, and the key to go on before; one statement."""
    rows = Dispatch.objects.filter(access.got_by(actor), asked="recall", answer="").order_by("-pk")
    lines = list(rows.filter(pk__lt=before)[: PAGE + 1] if before else rows[: PAGE + 1])
    return [_row(row, mine=False) for row in lines[:PAGE]], lines[PAGE - 1].pk if len(lines) > PAGE else 0


def of_document(actor: Actor, document_uid: UUID) -> list[DispatchRow]:
    """Return to whom a document of the actor's unit went, or how it came here; one statement."""
    whose = access.sent_by(actor) & Q(document_uid=document_uid) | access.got_by(actor) & Q(received_uid=document_uid)
    old = Dispatch.objects.filter(document_key=OuterRef("replaces_key")).exclude(document_key="").order_by("pk")
    sent_old = old.filter(sender_id=actor.unit_id).values("document_uid")[:1]
    got_old = old.filter(receiver_id=actor.unit_id, received_uid__isnull=False).values("received_uid")[:1]
    rows = Dispatch.objects.filter(whose).annotate(sent_old=Subquery(sent_old), got_old=Subquery(got_old)).order_by("pk")
    return [
        _row(row, mine=mine, other=row.sent_old if mine else row.got_old)
        for row in rows
        for mine in [row.document_uid == document_uid]
    ]


def got_by_wire(actor: Actor, document_uids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """Return who gets documents of the actor's unit without paper, as names folded for comparison, by document; one statement.

    Whoever it did not reach gets an envelope, and so does who gets it on paper.
    """
    rows = Dispatch.objects.filter(access.sent_by(actor), document_uid__in=set(document_uids)).exclude(means="paper")
    found: dict[UUID, set[str]] = {}
    for uid, name in rows.exclude(state__in=OVER).values_list("document_uid", "receiver_name"):
        if uid is not None:
            found.setdefault(uid, set()).add(fold(name))
    return {uid: frozenset(names) for uid, names in found.items()}


def dispatch(actor: Actor, uid: UUID) -> DispatchRow:
    """Return a dispatch that the actor's unit, or one that ended and is in sight, sent or got; one statement.

    Raises DispatchUnknown.
    """
    ours = ExpressionWrapper(access.sent_by(actor), BooleanField())
    row = Dispatch.objects.filter(access.sent_by(actor) | access.got_by(actor), uid=uid).annotate(ours=ours).first()
    if row is None:
        raise DispatchUnknown
    return _row(row, mine=bool(row.ours))


def open_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how much units have in hand: packets that did not leave, and recalls that they did not answer; two statements."""
    queued = Dispatch.objects.filter(sender_id__in=unit_ids, state="queued")
    waiting = Dispatch.objects.filter(receiver_id__in=unit_ids, asked="recall", answer="")
    found = org.counted(queued, "sender_id")
    for unit, many in org.counted(waiting, "receiver_id").items():
        found[unit] = found.get(unit, 0) + many
    return found


_SAME = tuple(
    name for name in DispatchRow.__dataclass_fields__ if name not in ("key", "mine", "other_uid")
)  # fmt: skip


def _row(row: Dispatch, *, mine: bool, other: UUID | None = None) -> DispatchRow:
    return DispatchRow(key=row.pk, mine=mine, other_uid=other, **{name: getattr(row, name) for name in _SAME})
